#include "engine/config/look_alikes.hpp"

#include <gtest/gtest.h>

#include "engine/config/document.hpp"

namespace qingliu {
namespace {

std::string message(std::string_view line) {
    const auto found = look_alike(line);
    return found ? found->message : "";
}

TEST(LookAlike, IsFoundWhereYamlWantsASign) {
    const std::string colon = "the full-width colon \"：\" is not \":\"",
                      comma = "the full-width comma \"，\" is not \",\"";
    EXPECT_EQ(message("  - name：卫河"), colon);
    EXPECT_EQ(message("  - {name: 卫河, at：3 km}"), colon);
    EXPECT_EQ(message("  - {name: 卫河，at: 3 km}"), comma);
    EXPECT_EQ(message("  - {name: 卫河；at: 3 km}"), "the full-width semicolon \"；\" is not \";\"");
    EXPECT_EQ(message("  name: “卫河”"), "the full-width quotation mark \"“\" is not \"\"\"");
    EXPECT_EQ(message("  - ｛name: 卫河}"), "the full-width bracket \"｛\" is not \"{\"");
    EXPECT_EQ(message("  target_class:III"), "no space follows the colon after \"target_class\"");
    EXPECT_EQ(look_alike("  - {name: 卫河，at: 3 km}")->offset, 17U);
}

TEST(LookAlike, IsNotFoundInTexts) {
    for (const char* line :
         {"title: 卫河：上游，下游；（设计）", "note: \"a：b\"", "# name：卫河", "name: 卫河 # at：3 km",
          "at: 2026-01-15 08:00", "address: https://example.org/a:b", "{title: 卫河，上游, at: 3 km}",
          "- [2026-01-15 00:00 +08:00, 1 m3/s]", "start: 2026-01-15T00:00:00+08:00", ""})
        EXPECT_EQ(message(line), "") << line;
}

/// All that is found, in one text.
std::string problems_of(std::string_view text) {
    Reading reading;
    parse_document(text, "file.yaml", reading);
    return reading.problems.format();
}

TEST(LookAlike, TakesThePlaceOfTheParsersComplaint) {
    EXPECT_EQ(problems_of("a:\n  name：x\n  from: 0 km\n"),
              "file.yaml:2:7: error: the full-width colon \"：\" is not \":\"\n"
              "    2 |   name：x\n"
              "      |       ^\n"
              "      = expected: \": \" after a key\n");
    EXPECT_NE(problems_of("a:\n  class:III\n  flow:{b: 1}\n").find("file.yaml:2:8: error: no space follows"),
              std::string::npos);
    EXPECT_NE(problems_of("a: {b: 1，c: 2}\n").find("the full-width comma"), std::string::npos);
    EXPECT_NE(problems_of("a: {b: 1\n").find("not valid YAML"), std::string::npos);
}

TEST(LookAlike, DoesNotCostWhatFollows) {
    Reading reading;
    const Node root = parse_document("a: {name: x, river：Willow, at:3 km}\n", "file.yaml", reading);
    EXPECT_EQ(reading.problems.size(), 2U) << reading.problems.format();
    EXPECT_EQ(root.find("a").find("river").text(), "Willow");
    EXPECT_EQ(root.find("a").find("at").text(), "3 km");
    EXPECT_EQ(root.find("a").find("at").place().column, 33);
    EXPECT_TRUE(reading.sound(root.find("a").find("river")));
}

TEST(LookAlike, IsFoundInALineThatRanIntoTheOneBefore) {
    EXPECT_EQ(problems_of("- name: Mill\n  from：0 km\n"),
              "file.yaml:2:7: error: the full-width colon \"：\" is not \":\"\n"
              "    2 |   from：0 km\n"
              "      |       ^\n"
              "      = expected: \": \" after a key\n");
    EXPECT_EQ(problems_of("note: a sentence that goes on\n  below 说明：and ends\n"), "");
}

TEST(DecimalComma, IsOneFaultBetweenBracesToo) {
    Reading reading;
    const Node root = parse_document("{flow: 1,6 m3/s, at: 3 km}\n", "file.yaml", reading);
    ASSERT_EQ(reading.problems.size(), 1U) << reading.problems.format();
    EXPECT_EQ(reading.problems.all()[0].message, "\"1,6 m3/s\" has a comma in its number");
    EXPECT_EQ(reading.problems.all()[0].expected, "1.6 m3/s, with a decimal point");
    EXPECT_EQ(reading.problems.all()[0].place.column, 9);
    EXPECT_EQ(root.find("at").text(), "3 km");
    EXPECT_EQ(problems_of("{a: 1, 6 m3/s: 2}\n"), "") << "a comma and a space part two entries";
}

}  // namespace
}  // namespace qingliu
