#include "models/assessment/certainty.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "engine/base/unknown.hpp"
#include "models/assessment/verdict.hpp"
#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

ClassRange range(const std::map<std::string, double>& values, const std::map<std::string, double>& errors,
                 Scope scope = Scope::full) {
    return class_range(table_one(), values_of(table_one(), values), values_of(table_one(), errors), scope);
}

TEST(ClassRange, DoubtsWhatIsNearerToALimitThanItsError) {
    const auto near = range({{"permanganate_index", 5.98}}, {{"permanganate_index", -0.03}});
    EXPECT_EQ(near.best, 3);
    EXPECT_EQ(near.worst, 4);
    EXPECT_TRUE(near.in_doubt());
    const auto far = range({{"permanganate_index", 5.9}}, {{"permanganate_index", 0.03}});
    EXPECT_EQ(far.best, 3);
    EXPECT_FALSE(far.in_doubt());
    // of oxygen more is better
    const auto oxygen = range({{"dissolved_oxygen", 5.01}}, {{"dissolved_oxygen", 0.02}});
    EXPECT_EQ(oxygen.best, 3);
    EXPECT_EQ(oxygen.worst, 4);
}

TEST(ClassRange, OfARangeLooksAtTheMiddleToo) {
    const auto ph = range({{"ph", 7.5}}, {{"ph", 2}});
    EXPECT_EQ(ph.best, 1);
    EXPECT_EQ(ph.worst, 6);
}

TEST(ClassRange, IsDecidedByTheWorstIndicatorWhicheverWayOthersAreOff) {
    // ammonia alone is in doubt between II and III, the index says IV whatever its error
    const std::map<std::string, double> values{{"ammonia_nitrogen", 0.5}, {"permanganate_index", 8}};
    EXPECT_FALSE(range(values, {{"ammonia_nitrogen", 0.1}, {"permanganate_index", 0.1}}).in_doubt());
    // COD takes no part in the headline
    const std::map<std::string, double> with_cod{{"ammonia_nitrogen", 0.4}, {"chemical_oxygen_demand", 20}};
    const std::map<std::string, double> errors{{"ammonia_nitrogen", 0.01}, {"chemical_oxygen_demand", 1}};
    EXPECT_TRUE(range(with_cod, errors, Scope::full).in_doubt());
    EXPECT_FALSE(range(with_cod, errors, Scope::headline).in_doubt());
}

TEST(ClassRange, SaysNothingWhereAnErrorIsNotKnown) {
    const auto unknown = range({{"ammonia_nitrogen", 0.5}, {"permanganate_index", 8}}, {{"ammonia_nitrogen", 0.1}});
    EXPECT_FALSE(unknown.known());
    EXPECT_FALSE(unknown.in_doubt());
    EXPECT_FALSE(range({}, {{"ammonia_nitrogen", 0.1}}).known());
}

TEST(ClassRange, HoldsTheClassAndWidensWithTheError) {
    std::mt19937 random(7);
    const auto draw = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    int doubted = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<double> values, none, small, large;
        for (const auto& indicator : table_one().indicators) {
            const bool limited = indicator.judged && indicator.direction != Indicator::Direction::none;
            values.push_back(limited && indicator.name != "ph" ? draw(0, 1.5 * indicator.limits[4]) : unknown);
            none.push_back(0);
            small.push_back(values.back() * draw(-0.02, 0.02));
            large.push_back(2 * small.back());
        }
        const int judged = judge(table_one(), values, Scope::full).water_class;
        const auto exact = class_range(table_one(), values, none, Scope::full);
        EXPECT_EQ(exact.best, judged);
        EXPECT_EQ(exact.worst, judged);
        const auto inner = class_range(table_one(), values, small, Scope::full),
                   outer = class_range(table_one(), values, large, Scope::full);
        EXPECT_LE(outer.best, inner.best);
        EXPECT_LE(inner.best, judged);
        EXPECT_GE(inner.worst, judged);
        EXPECT_GE(outer.worst, inner.worst);
        // whichever way each is off, the class stays in the range
        std::vector<double> other = values;
        for (std::size_t i = 0; i < other.size(); ++i) other[i] += draw(-1, 1) * small[i];
        const int found = judge(table_one(), other, Scope::full).water_class;
        EXPECT_GE(found, inner.best);
        EXPECT_LE(found, inner.worst);
        doubted += outer.in_doubt() ? 1 : 0;
    }
    EXPECT_GT(doubted, 0);
}

/// Days of one indicator with its errors.
SectionVerdict days_of(const std::vector<std::pair<double, double>>& value_and_error, int target_class) {
    std::vector<DailyMeans> days;
    for (const auto& [value, error] : value_and_error) {
        DailyMeans day;
        day.day_start = 86400.0 * static_cast<double>(days.size());
        day.values.assign(table_one().indicators.size(), unknown);
        day.values[index_of("permanganate_index")] = value;
        day.errors = day.values;
        day.errors[index_of("permanganate_index")] = error;
        days.push_back(day);
    }
    ControlSection section;
    section.target_class = target_class;
    return assess_section(section, table_one(), days, 0);
}

TEST(SectionCertainty, CountsDaysAndLooksAtThePeriod) {
    const auto verdict = days_of({{5.9, 0.2}, {5.5, -0.1}, {6.5, 0.1}, {4.2, unknown}, {3.95, 0.1}}, 3);
    const auto& certainty = verdict.certainty;
    EXPECT_EQ(certainty.days, 4);
    EXPECT_EQ(certainty.days_in_doubt, 2);
    EXPECT_EQ(certainty.days_meeting_in_doubt, 1) << "II or III both meet III";
    EXPECT_EQ(certainty.full_days, 4);
    EXPECT_EQ(certainty.full_days_in_doubt, 2);
    EXPECT_EQ(certainty.worst.best, 4);
    EXPECT_FALSE(certainty.worst.in_doubt()) << "the third day is IV for certain";
    EXPECT_EQ(certainty.period.best, 3);
    EXPECT_FALSE(certainty.period.in_doubt());
    EXPECT_DOUBLE_EQ(certainty.largest_errors[index_of("permanganate_index")], 0.2);
    EXPECT_TRUE(std::isnan(certainty.largest_errors[index_of("ammonia_nitrogen")]));
    EXPECT_NEAR(verdict.days[0].margin_error, -0.2 / 6, 1e-12) << "the margin is too small by the error's share";
    EXPECT_TRUE(std::isnan(verdict.days[3].margin_error));
}

TEST(SectionCertainty, WorstClassHangsOnTheOneDayThatReachesIt) {
    EXPECT_TRUE(days_of({{6.05, 0.1}, {5, 0.1}}, 3).certainty.worst.in_doubt());
    EXPECT_TRUE(days_of({{5.95, 0.1}, {5, 0.1}}, 3).certainty.worst.in_doubt());
    EXPECT_FALSE(days_of({{6.05, 0.01}, {5, 0.1}}, 3).certainty.worst.in_doubt());
}

TEST(SectionCertainty, ErrorsOfEitherSignOutweighEachOtherInThePeriod) {
    EXPECT_TRUE(days_of({{5.99, 0.1}, {5.99, 0.1}}, 3).certainty.period.in_doubt());
    EXPECT_FALSE(days_of({{5.99, 0.1}, {5.99, -0.1}}, 3).certainty.period.in_doubt());
}

TEST(SectionCertainty, IsEmptyWithoutErrors) {
    DailyMeans day;
    day.values.assign(table_one().indicators.size(), 5.0);
    const auto verdict = assess_section({}, table_one(), std::vector{day}, 0);
    EXPECT_EQ(verdict.certainty.days, 0);
    EXPECT_FALSE(verdict.days[0].headline_range.known());
    EXPECT_FALSE(verdict.certainty.period.known());
}

}  // namespace
}  // namespace qingliu
