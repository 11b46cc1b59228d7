#include "models/reports/dispatcher_table.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <sstream>

#include "engine/base/text.hpp"
#include "models/reports/text_table.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(TextTable, LinesUpChineseWithLatin) {
    TextTable table;
    table.add_column("断面", TextTable::Align::left);
    table.add_column("flow", TextTable::Align::right);
    table.add_row({{"卫河小河口", 6}, {"1.50", 0}});
    table.add_row({{"Wuling", 1}, {"-", 0}});
    std::set<int> widths;
    for (const std::string& line : lines_of(table.render(false))) widths.insert(display_width(line));
    EXPECT_EQ(widths, std::set<int>{10 + 1 + 4});
    EXPECT_THAT(table.render(false), HasSubstr("Wuling        -\n"));
}

TEST(TextTable, ColoursDoNotShiftColumns) {
    TextTable table;
    table.add_column("class", TextTable::Align::left);
    table.add_column("x", TextTable::Align::left);
    table.add_row({{"劣V", 6}, {"y", 0}});
    EXPECT_THAT(table.render(true), HasSubstr("\x1b[31m劣V\x1b[0m   y\n"));
    EXPECT_THAT(table.render(false), HasSubstr("劣V   y\n"));
}

TEST(TextTable, ShortensByWidthAndNeverInsideACharacter) {
    EXPECT_EQ(shortened("卫河小河口", 10), "卫河小河口");
    EXPECT_EQ(shortened("卫河小河口", 9), "卫河小河~");
    EXPECT_EQ(shortened("卫河小河口", 8), "卫河小~");
    EXPECT_EQ(shortened("abcdef", 4), "abc~");
}

TEST(TerminalColour, IsOffInAPipeAndWithNoColor) {
    int ends[2] = {};
    ASSERT_EQ(pipe(ends), 0);
    EXPECT_FALSE(terminal_has_colour(ends[1]));
    close(ends[0]);
    close(ends[1]);
}

class DispatcherTable : public testing::TestWithParam<Language> {
protected:
    [[nodiscard]] std::string page(bool colour = false) const {
        return dispatcher_table(results_.layout(), results_.record, results_.verdict, results_.standard, arrivals_,
                                {GetParam(), colour});
    }
    SyntheticResults results_;
    std::vector<SectionArrivals> arrivals_ = {
        {0,
         0,
         1,
         {"人民胜利渠渠首"},
         {{SyntheticResults::start, SyntheticResults::start + 7200, 7200, 0, 1, 0, false},
          {SyntheticResults::start + 86400, std::nan(""), std::nan(""), 0, 0, 0, false}}},
        {1,
         1,
         1,
         {"人民胜利渠渠首"},
         {{SyntheticResults::start, SyntheticResults::start + 90000, 90000, 0, 0.4, 0, true}}}};
};

TEST_P(DispatcherTable, FitsEightyColumnsAndAlignsEveryTable) {
    const std::vector<std::string> lines = lines_of(page());
    int tables = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_LE(display_width(lines[i]), 80) << lines[i];
        if (lines[i].size() < 40 || lines[i].find_first_not_of('-') != std::string::npos) continue;
        ++tables;
        EXPECT_EQ(display_width(lines[i - 1]), display_width(lines[i])) << lines[i - 1];
        for (std::size_t row = i + 1; row < lines.size() && row <= i + 2 && !lines[row].empty() && tables < 4; ++row) {
            EXPECT_EQ(display_width(lines[row]), display_width(lines[i])) << lines[row];
        }
    }
    EXPECT_EQ(tables,
              4);  // schedules, goals, arrivals, sections of the best schedule (which is also the least diverting)
}

TEST_P(DispatcherTable, SaysWhereNoScheduleReachesEveryGoal) {
    const char* told = GetParam() == Language::zh ? "没有方案达到全部规划目标" : "No schedule reaches every goal";
    EXPECT_THAT(page(), HasSubstr(told));
    ScenarioVerdict& judged = results_.verdict.scenarios[0];
    ASSERT_FALSE(judged.failed);
    judged.share_sections_class_iii = judged.share_ecological_flow_met = 1;
    judged.sections_worse_than_v = 0;
    EXPECT_THAT(page(), Not(HasSubstr(told)));
    judged.share_ecological_flow_met = 0;
    EXPECT_THAT(page(), HasSubstr(told));
    results_.verdict.best = -1;
    EXPECT_THAT(page(), Not(HasSubstr(told)));
}

TEST_P(DispatcherTable, NamesFailuresAndEstimates) {
    const std::string text = page();
    EXPECT_THAT(text, HasSubstr("no convergence at 卫河 1.2 km"));
    EXPECT_THAT(text, HasSubstr("~1.70"));
    EXPECT_THAT(text, HasSubstr("--estimates"));
    EXPECT_THAT(text, HasSubstr("1/2"));
    EXPECT_THAT(text, HasSubstr("★"));
}

TEST_P(DispatcherTable, TellsEveryPulseAndThatOneWasNeverSeen) {
    const std::vector<std::string> lines = lines_of(page());
    const auto line = [&](const std::string& with) {
        const auto found = std::find_if(lines.begin(), lines.end(),
                                        [&](const std::string& text) { return text.find(with) != std::string::npos; });
        return found == lines.end() ? "no line has " + with : *found;
    };
    const bool zh = GetParam() == Language::zh;
    EXPECT_THAT(line("01-15 02:00"), AllOf(HasSubstr(zh ? "不引水" : "none"), HasSubstr("卫河小河口"),
                                           HasSubstr(zh ? "黄河水" : "yellow_river"), HasSubstr("01-15 00:00")));
    EXPECT_THAT(line("01-15 02:00"), testing::EndsWith(" 2"));
    EXPECT_THAT(line("01-16 00:00"), testing::ContainsRegex("01-16 00:00 +- +-$")) << "a pulse that does not arrive";
    EXPECT_THAT(line("01-16 00:00"), Not(HasSubstr("卫河小河口"))) << "said in the line above";
    EXPECT_THAT(line("01-16 01:00"), AllOf(HasSubstr(zh ? "间歇引黄" : "pulsed"), HasSubstr("五陵"), HasSubstr(">25")));
}

TEST_P(DispatcherTable, SaysNothingOfArrivalsWhereNoneAreAskedFor) {
    arrivals_.clear();
    EXPECT_THAT(page(), Not(HasSubstr(GetParam() == Language::zh ? "放水到达" : "Arrival of releases")));
}

TEST_P(DispatcherTable, MarksTheBestSchedule) {
    const std::string text = page();
    EXPECT_THAT(text, HasSubstr("★"));
}

TEST_P(DispatcherTable, MarksWhatTheNumericalErrorCouldChangeAndSaysWhatTheMarkMeans) {
    EXPECT_THAT(page(), Not(HasSubstr("?")));
    results_.certify();
    const std::string text = page();
    const bool zh = GetParam() == Language::zh;
    EXPECT_THAT(text, HasSubstr(zh ? "标 ?" : "marked ?"));
    for (const std::string& line : lines_of(text)) {
        EXPECT_LE(display_width(line), 80) << line;
        if (line.starts_with("五陵")) {
            EXPECT_THAT(line, HasSubstr(zh ? "劣V?" : ">V?"));
            EXPECT_EQ(std::ranges::count(line, '?'), 1) << "the period is certain: " << line;
        }
        if (line.starts_with("卫河小河口")) {
            EXPECT_THAT(line, Not(HasSubstr("?")));
        }
    }
    // the flow of the first section comes within its error of the target
    results_.record.scenarios[0].daily_discharge[1][0] = 1.705;
    EXPECT_THAT(page(), HasSubstr("1/2?"));
}

TEST_P(DispatcherTable, NamesSectionsThatAreNotMixedOverTheWidth) {
    const std::string text = page();
    EXPECT_THAT(text, HasSubstr(GetParam() == Language::zh ? "未及横向混匀" : "Not yet mixed over the width"));
    EXPECT_THAT(text, HasSubstr("0.3/4.5 km)"));
    for (const std::string& line : lines_of(text)) EXPECT_LE(display_width(line), 80) << line;
    results_.verdict.scenarios[0].sections[1].mixing.distance = 5000;
    EXPECT_THAT(page(), Not(HasSubstr("/4.5 km")));
}

TEST_P(DispatcherTable, UsesColourOnlyWhenAsked) {
    EXPECT_THAT(page(), Not(HasSubstr("\x1b")));
    EXPECT_THAT(page(true), HasSubstr("\x1b[31m"));
}

TEST_P(DispatcherTable, SaysWhenTheRunWasInterrupted) {
    results_.record.complete = false;
    EXPECT_THAT(page(), HasSubstr(GetParam() == Language::zh ? "运行中断" : "Interrupted"));
}

TEST_P(DispatcherTable, ShowsTheDoNothingScheduleBesideTheBest) {
    results_.verdict.scenarios[1].failed = false;
    results_.verdict.scenarios[1].diverted_m3 = 0;
    EXPECT_EQ(do_nothing_scenario(results_.verdict), 1);
    EXPECT_THAT(page(), HasSubstr(GetParam() == Language::zh ? "对照方案: 间歇引黄" : "compared with: pulsed"));
}

INSTANTIATE_TEST_SUITE_P(Languages, DispatcherTable, testing::Values(Language::zh, Language::en),
                         [](const auto& language) { return language.param == Language::zh ? "zh" : "en"; });

/// Two days in which the share of Yellow River water climbs from 0 to 0.8 between hours 10 and 20, everywhere.
std::vector<SectionArrivals> arrivals_of(const SyntheticResults& results) {
    const ResultLayout layout = results.layout();
    ArrivalWatch watch(layout);
    for (int hour = 0; hour <= 48; ++hour) {
        Frame frame = results.frame(hour);
        const double share = 0.08 * std::min(std::max(hour - 10, 0), 10);
        for (ScenarioFrame& scenario : frame.scenarios) {
            for (std::size_t c = 0; c < scenario.depth.size(); ++c) scenario.concentration[c * 3 + 2] = share;
        }
        watch.add(frame);
    }
    return watch.arrivals();
}

TEST(ArrivalWatch, FindsAPulseAtTheSectionsBelowTheIntake) {
    SyntheticResults results;
    results.specification.arrivals = {1, 0};
    results.specification.scenarios[1].discharge[0] =
        Series({SyntheticResults::start, SyntheticResults::start + 6 * 3600.0}, {0.0, 10.0}, Series::Shape::step);
    const std::vector<SectionArrivals> arrivals = arrivals_of(results);
    // The first schedule runs on as before. 五陵 lies on the tributary here: no water of the intake comes by.
    ASSERT_EQ(arrivals.size(), 1U);
    EXPECT_EQ(arrivals[0].scenario, 1);
    EXPECT_EQ(arrivals[0].section, 0);
    EXPECT_THAT(arrivals[0].releases, testing::ElementsAre("人民胜利渠渠首"));
    ASSERT_EQ(arrivals[0].pulses.size(), 1U);
    EXPECT_NEAR(arrivals[0].pulses[0].travel_time, 9 * 3600.0, 1.0);
}

TEST(ArrivalWatch, AReleaseAboveWhatRanBeforeTheStartIsAPulse) {
    SyntheticResults results;
    results.specification.arrivals = {0};
    EXPECT_TRUE(arrivals_of(results).empty());
    results.specification.initial.discharge[0] = Series(2.0);
    const std::vector<SectionArrivals> arrivals = arrivals_of(results);
    ASSERT_EQ(arrivals.size(), 2U);  // both schedules run at 5 m3/s
    EXPECT_EQ(arrivals[0].pulses[0].release_start, SyntheticResults::start);
    EXPECT_NEAR(arrivals[0].pulses[0].travel_time, 15 * 3600.0, 1.0);
}

}  // namespace
}  // namespace qingliu
