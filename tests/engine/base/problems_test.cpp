#include "engine/base/problems.hpp"

#include <gtest/gtest.h>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

TEST(Problems, CaretLandsUnderThePlaceBesideChineseText) {
    const std::string line = "  - {name: 人民胜利渠, at: 3 km}";
    Problems problems;
    problems.add({{"network.yaml", 7, static_cast<int>(line.find("at:")) + 1, line}, "wrong", "right", "night"});
    EXPECT_EQ(problems.format(),
              "network.yaml:7:19: error: wrong\n"
              "    7 |   - {name: 人民胜利渠, at: 3 km}\n"
              "      |                        ^\n"
              "      = expected: right\n"
              "      = did you mean \"night\"?\n");
}

TEST(Problems, AreSortedAndKeptOnce) {
    Problems problems;
    problems.add({{"b.yaml", 1, 1, "x"}, "third"});
    problems.add({{"a.yaml", 9, 1, "x"}, "second"});
    problems.add({{"a.yaml", 2, 5, "xxxxx"}, "first"});
    problems.add({{"a.yaml", 2, 5, "xxxxx"}, "first"});
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems.all()[0].message, "first");
    EXPECT_EQ(problems.all()[2].message, "third");
    EXPECT_NE(problems.format().find("3 errors\n"), std::string::npos);
}

TEST(Problems, ShowTheSecondPlace) {
    Problems problems;
    problems.add({{"a.yaml", 0, 0, ""}, "empty", "", "", Related{{"b.yaml", 3, 2, "xy"}, "named here"}});
    EXPECT_EQ(problems.format(), "a.yaml: error: empty\nb.yaml:3:2: note: named here\n    3 | xy\n      |  ^\n");
}

TEST(Problems, LongLinesAreCutAroundThePlace) {
    std::string line = "[";
    for (int i = 0; i < 60; ++i) line += "卫河, ";
    const std::size_t at = line.size();
    line += "X, ";
    for (int i = 0; i < 60; ++i) line += "卫河, ";
    Problems problems;
    problems.add({{"a.yaml", 1, static_cast<int>(at) + 1, line}, "wrong"});
    const std::string text = problems.format();
    const std::size_t first = text.find('\n') + 1, second = text.find('\n', first) + 1;
    const std::string shown = text.substr(first, second - first - 1),
                      caret = text.substr(second, text.find('\n', second) - second);
    EXPECT_LE(display_width(shown), 8 + 120 + 6);
    EXPECT_EQ(display_width(shown.substr(0, shown.find('X'))), static_cast<int>(caret.find('^')));
    EXPECT_TRUE(shown.ends_with("..."));
}

TEST(Problems, ColourOnlyWhenAsked) {
    Problems problems;
    problems.add({{"a.yaml", 1, 1, "x"}, "wrong"});
    EXPECT_EQ(problems.format(false).find('\033'), std::string::npos);
    EXPECT_NE(problems.format(true).find('\033'), std::string::npos);
}

TEST(Problems, NothingQuotedSteersTheTerminal) {
    Problems problems;
    problems.add({{"a.yaml", 1, 3, "\033[31m\tX"}, "no key \"\033[2J\"", "\a", "\177"});
    EXPECT_EQ(problems.format(),
              "a.yaml:1:3: error: no key \"?[2J\"\n    1 | ?[31m X\n      |   ^\n      = expected: ?\n"
              "      = did you mean \"?\"?\n");
}

TEST(Problems, ThrowAllAtOnce) {
    Problems problems;
    EXPECT_NO_THROW(problems.throw_if_any());
    problems.add({{"a.yaml", 1, 1, "x"}, "one"});
    problems.add({{"a.yaml", 2, 1, "x"}, "two"});
    try {
        problems.throw_if_any();
        FAIL() << "nothing was thrown";
    } catch (const InputError& error) {
        EXPECT_EQ(error.problems().size(), 2U);
        EXPECT_EQ(std::string(error.what()), problems.format());
    }
}

}  // namespace
}  // namespace qingliu
