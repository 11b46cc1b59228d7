#include "models/assessment/standard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path gb3838 = repository_standards / "gb3838-2002.yaml";

TEST(ReadStandard, TableOneHasItsTwentyFourItems) {
    const Standard standard = read_standard(gb3838);
    EXPECT_EQ(standard.name, "GB 3838-2002");
    ASSERT_EQ(standard.indicators.size(), 24U);
    EXPECT_EQ(std::count_if(standard.indicators.begin(), standard.indicators.end(),
                            [](const Indicator& i) { return i.judged; }),
              21);
    std::string headline;
    for (const Indicator& indicator : standard.indicators) {
        EXPECT_FALSE(indicator.article.empty()) << indicator.name;
        EXPECT_EQ(indicator.provenance.confidence, Confidence::verified) << indicator.name;
        if (indicator.headline) headline += indicator.name + " ";
    }
    EXPECT_EQ(headline, "ph dissolved_oxygen permanganate_index ammonia_nitrogen total_phosphorus ");
    EXPECT_EQ(standard.find("总磷"), standard.find("total_phosphorus"));
    EXPECT_EQ(standard.find("no_such_thing"), -1);
}

TEST(ReadStandard, LakesHaveTheirOwnColumn) {
    const Standard river = read_standard(gb3838, Waterbody::river);
    const Standard lake = read_standard(gb3838, Waterbody::lake);
    const auto phosphorus = static_cast<std::size_t>(river.find("total_phosphorus"));
    const auto nitrogen = static_cast<std::size_t>(river.find("total_nitrogen"));
    EXPECT_EQ(river.indicators[phosphorus].limits, (std::vector<double>{0.02, 0.1, 0.2, 0.3, 0.4}));
    EXPECT_EQ(lake.indicators[phosphorus].limits, (std::vector<double>{0.01, 0.025, 0.05, 0.1, 0.2}));
    EXPECT_EQ(river.indicators[nitrogen].direction, Indicator::Direction::none);
    EXPECT_EQ(lake.indicators[nitrogen].limits, (std::vector<double>{0.2, 0.5, 1.0, 1.5, 2.0}));
    EXPECT_FALSE(lake.indicators[nitrogen].judged);
    const auto oxygen = static_cast<std::size_t>(river.find("dissolved_oxygen"));
    EXPECT_EQ(lake.indicators[oxygen].limits, river.indicators[oxygen].limits);
}

/// Gives the working directory back.
class Directory {
public:
    explicit Directory(const std::filesystem::path& folder) { std::filesystem::current_path(folder); }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    ~Directory() { std::filesystem::current_path(before_); }

private:
    std::filesystem::path before_ = std::filesystem::current_path();
};

TEST(ReadStandard, AClassTableWithAHoleGivesItsMessage) {
    // The other folders of tests/broken hold cases; this one is the assessment's own.
    const Directory here(std::filesystem::path(QINGLIU_ROOT) / "tests/broken");
    const std::filesystem::path folder = "09-class-table-with-a-hole";
    std::ifstream stream(folder / "message.txt", std::ios::binary);
    const std::string expected{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_THAT(expected, HasSubstr("class III"));
    try {
        read_standard(folder / "standard.yaml");
        FAIL() << "was read without complaint";
    } catch (const InputError& error) {
        EXPECT_EQ(error.what(), expected);
    }
}

/// What reading the small standard with one line replaced complains about.
std::string complaint(const std::string& line, const std::string& replacement) {
    std::string text =
        "standard: TEST 1\n"
        "title: 试验\n"
        "sources: {S1: {title: a source}}\n"
        "indicators:\n"
        "  - name: ammonia_nitrogen\n"
        "    title: 氨氮\n"
        "    unit: mg/L\n"
        "    direction: upper\n"
        "    headline: true\n"
        "    limits: {I: 0.15 mg/L, II: 0.5 mg/L, III: 1.0 mg/L, IV: 1.5 mg/L, V: 2.0 mg/L}\n"
        "    article: 表1\n"
        "    source: S1\n"
        "    confidence: verified\n"
        "  - name: ph\n"
        "    title: pH\n"
        "    unit: \"1\"\n"
        "    direction: range\n"
        "    range: [6, 9]\n"
        "    article: 表1\n"
        "    source: S1\n"
        "    confidence: verified\n";
    if (!line.empty()) {
        const std::size_t at = text.find(line);
        EXPECT_NE(at, std::string::npos);
        text.replace(at, line.size(), replacement);
    }
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() /
        (std::string("qingliu-standard-") + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".yaml");
    std::ofstream(file) << text;
    std::string what;
    try {
        read_standard(file);
    } catch (const InputError& error) {
        what = error.what();
    }
    std::filesystem::remove(file);
    return what;
}

TEST(ReadStandard, AcceptsASmallOne) { EXPECT_EQ(complaint("", ""), ""); }

TEST(ReadStandard, AHoleInTheTableIsAnErrorWithItsPlace) {
    const std::string what = complaint(", III: 1.0 mg/L", "");
    EXPECT_THAT(what, HasSubstr(".yaml:10:13"));
    EXPECT_THAT(what, HasSubstr("class III of ammonia_nitrogen has no limit"));
}

TEST(ReadStandard, LimitsThatGrowStricterAreAnErrorWithTheirPlace) {
    const std::string what = complaint("IV: 1.5 mg/L", "IV: 0.9 mg/L");
    EXPECT_THAT(what, HasSubstr(".yaml:10:61"));
    EXPECT_THAT(what, HasSubstr("the limit of class IV is stricter than that of class III"));
    EXPECT_EQ(complaint("II: 0.5 mg/L", "II: 0.15 mg/L"), "");  // neighbours may share a limit
}

TEST(ReadStandard, AnotherUnitIsAnErrorUnlessItMeasuresTheSame) {
    EXPECT_THAT(complaint("II: 0.5 mg/L", "II: 0.5 m3/s"), HasSubstr(".yaml:10:"));
    EXPECT_THAT(complaint("II: 0.5 mg/L", "II: 0.5"), HasSubstr(".yaml:10:"));
    EXPECT_EQ(complaint("II: 0.5 mg/L", "II: 500 ug/L"), "");
    EXPECT_THAT(complaint("unit: mg/L", "unit: furlong"), HasSubstr("\"furlong\" is no unit"));
}

TEST(ReadStandard, SaysEverythingElseThatIsWrong) {
    EXPECT_THAT(complaint("V: 2.0 mg/L", "V: 2.0 mg/L, VI: 3 mg/L"), HasSubstr("there is no class \"VI\""));
    EXPECT_THAT(complaint("direction: range", "direction: upper"),
                HasSubstr("\"range\" does not go with direction upper"));
    EXPECT_THAT(complaint("range: [6, 9]", "range: [9, 6]"), HasSubstr("this is no range"));
    EXPECT_THAT(complaint("name: ph", "name: ammonia_nitrogen"), HasSubstr("ammonia_nitrogen is given twice"));
    EXPECT_THAT(complaint("source: S1", "source: S2"), HasSubstr("there is no source \"S2\""));
    EXPECT_THAT(complaint("confidence: verified", "confidence: estimate"), HasSubstr("is an estimate without a note"));
    EXPECT_THAT(complaint("headline: true", "judged: false\n    headline: true"),
                HasSubstr("cannot decide the headline"));
    EXPECT_THAT(complaint("    limits: {I: 0.15 mg/L, II: 0.5 mg/L, III: 1.0 mg/L, IV: 1.5 mg/L, V: 2.0 mg/L}\n", ""),
                HasSubstr("ammonia_nitrogen is judged but has no limits"));
    EXPECT_THAT(complaint("headline", "headlin"), HasSubstr("did you mean \"headline\"?"));
}

TEST(ReadStandard, SaysWhatIsWrongWithGradesOfItsOwn) {
    const std::string table = "limits: {I: 0.15 mg/L, II: 0.5 mg/L, III: 1.0 mg/L, IV: 1.5 mg/L, V: 2.0 mg/L}";
    const std::string own = "limits: {fit: 1 mg/L, poor: none}";
    const auto with = [&](const std::string& grades) {
        // The heading and the limits are changed together: the heading stands right before the indicators.
        const std::string rest =
            "indicators:\n  - name: ammonia_nitrogen\n    title: 氨氮\n    unit: mg/L\n    direction: upper\n"
            "    headline: true\n    ";
        return complaint(rest + table, grades + rest + own);
    };
    const std::string both = "grades: [{name: fit, title: 可用}, {name: poor, title: 慎用}]\n";
    const std::string beyond = "beyond: {name: unfit, title: 不可用}\n";
    EXPECT_EQ(with(both + beyond), "");
    EXPECT_EQ(with(both + beyond + "acceptable: fit\n"), "");
    EXPECT_THAT(with(both), HasSubstr("grades without what lies beyond them"));
    EXPECT_THAT(with(beyond), HasSubstr("there are no grades it could lie beyond"));
    EXPECT_THAT(with("grades: []\n" + beyond), HasSubstr("there is no grade"));
    EXPECT_THAT(with(both + beyond + "acceptable: fitt\n"), HasSubstr("did you mean \"fit\"?"));
    EXPECT_THAT(with("grades: [{name: fit, title: 可用}, {name: fit, title: 慎用}]\n" + beyond),
                HasSubstr("grade fit is given twice"));
    EXPECT_THAT(with("grades: [{name: fit, title: 可用, rating: fair}]\n" + beyond), HasSubstr("fair"));
}

TEST(ReadStandard, SaysWhatIsWrongWithLimitsUnderAConditionAndDecimals) {
    const std::string article = "    article: 表1\n    source: S1\n    confidence: verified\n  - name: ph";
    EXPECT_THAT(complaint(article, "    cold_at_most: 12 degC\n" + article),
                HasSubstr("cold_limits goes with cold_at_most"));
    EXPECT_THAT(complaint(article, "    decimals: -1\n" + article), HasSubstr("that many decimals"));
    EXPECT_EQ(complaint(article, "    decimals: 2\n" + article), "");
    EXPECT_THAT(complaint(article, "    shallow_share: 0.4\n" + article),
                HasSubstr("\"shallow_share\" does not go with direction upper"));
    // amounts are above zero, potentials need not be; "none" may only be followed by "none"
    EXPECT_THAT(complaint("I: 0.15 mg/L", "I: -0.15 mg/L"), HasSubstr(".yaml:10:"));
    EXPECT_THAT(complaint("IV: 1.5 mg/L", "IV: none"),
                HasSubstr("the limit of class V is stricter than that of class IV"));
}

TEST(ClassNames, ReadWhatTheyWrite) {
    for (int water_class = 1; water_class <= 6; ++water_class)
        EXPECT_EQ(class_number(class_title(water_class)), water_class);
    EXPECT_EQ(class_number("IV"), 4);
    EXPECT_EQ(class_number("劣V"), 6);
    EXPECT_EQ(class_number("--"), 0);
    EXPECT_EQ(class_title(0), "-");
}

}  // namespace
}  // namespace qingliu
