#include "models/assessment/point_grades.hpp"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"

namespace qingliu {
namespace {

const Standard& urban() {
    static const Standard standard = read_standard(QINGLIU_ROOT "/configs/standards/black-odour-urban-2015.yaml");
    return standard;
}

/// SI: transparency and depth in m.
Sample urban_sample(const std::map<std::string, double>& observed) { return {0, values_of(urban(), observed), {}}; }

std::vector<Sample> ammonia(const std::vector<double>& values) {
    std::vector<Sample> samples;
    for (const double value : values)
        samples.push_back(urban_sample({{"ammonia_nitrogen", value}, {"dissolved_oxygen", 5}}));
    return samples;
}

int grade(const std::vector<Sample>& samples) { return grade_point(urban(), samples).grade; }

TEST(GradePoint, OneIndicatorNeedsSixtyPercent) {
    EXPECT_EQ(grade(ammonia({16, 16, 16, 9, 9})), 3);  // 3 of 5 heavy
    EXPECT_EQ(grade(ammonia({16, 16, 9, 9, 9})), 2);   // 2 of 5 heavy, all light or worse
    EXPECT_EQ(grade(ammonia({9, 9, 8, 8, 8})), 1);
    EXPECT_EQ(grade(ammonia({15, 15, 15})), 2);  // on the limit
    EXPECT_EQ(grade({}), 0);
}

TEST(GradePoint, TwoIndicatorsNeedThirtyPercent) {
    const std::vector<Sample> heavy{urban_sample({{"ammonia_nitrogen", 16}, {"dissolved_oxygen", 0.1}}),
                                    urban_sample({{"ammonia_nitrogen", 9}, {"dissolved_oxygen", 1.0}}),
                                    urban_sample({{"ammonia_nitrogen", 9}, {"dissolved_oxygen", 1.0}})};
    EXPECT_EQ(grade(heavy), 3);
    auto one = heavy;
    one[0] = urban_sample({{"ammonia_nitrogen", 16}, {"dissolved_oxygen", 1.0}});
    EXPECT_EQ(grade(one), 2);
    EXPECT_TRUE(grade_point(urban(), heavy).enough);
    EXPECT_FALSE(grade_point(urban(), std::vector<Sample>{heavy[0], heavy[1]}).enough);
    EXPECT_NEAR(grade_point(urban(), heavy).worst_shares[static_cast<std::size_t>(urban().find("ammonia_nitrogen"))],
                1.0 / 3, 1e-15);
}

TEST(GradePoint, PotentialsMayBeNegative) {
    const auto of = [](double potential) { return grade({urban_sample({{"redox_potential", potential}})}); };
    EXPECT_EQ(of(50), 1);
    EXPECT_EQ(of(49.9), 2);
    EXPECT_EQ(of(-200), 2);
    EXPECT_EQ(of(-200.1), 3);
}

TEST(GradePoint, ShallowWaterIsHeldAgainstItsDepth) {
    const auto of = [](double transparency, double depth) {
        return grade({urban_sample({{"transparency", transparency}, {"depth", depth}})});
    };
    EXPECT_EQ(of(0.09, 1.0), 3);
    EXPECT_EQ(of(0.25, 1.0), 1);
    EXPECT_EQ(of(0.08, 0.20), 2);  // 40 % of 20 cm are 8 cm
    EXPECT_EQ(of(0.079, 0.20), 3);
    EXPECT_EQ(of(0.08, unknown), 3);
}

TEST(GradeWater, NeedsSixtyPercentOfThePoints) {
    const auto points = [](const std::vector<int>& grades) {
        std::vector<PointGrade> list;
        for (const int g : grades) list.push_back({g, 3, true, {}});
        return grade_water(urban(), list);
    };
    EXPECT_EQ(points({3, 3, 3, 1, 1}).grade, 3);
    EXPECT_EQ(points({3, 3, 2, 1, 1}).grade, 2);
    EXPECT_EQ(points({3, 1, 1, 1, 0}).grade, 1);
    EXPECT_EQ(points({0, 0}).grade, 0);
    EXPECT_TRUE(points({1, 1, 1}).enough);
    EXPECT_FALSE(points({1, 1}).enough);
    const auto stretches = points({3, 3, 1, 3, 3, 3, 3, 1, 1, 1, 1, 1, 3, 3, 3}).worst_stretches;
    ASSERT_EQ(stretches.size(), 2U);
    EXPECT_EQ(stretches[0].first, 3);
    EXPECT_EQ(stretches[0].last, 6);
    EXPECT_EQ(stretches[1].first, 12);
    EXPECT_EQ(stretches[1].last, 14);
}

TEST(GradePoint, NeedsAStandardWithARuleForPoints) {
    const Standard other = read_standard(QINGLIU_ROOT "/configs/standards/gb3838-2002.yaml");
    EXPECT_THROW(grade_point(other, {}), std::logic_error);
    EXPECT_THROW(grade_water(other, {}), std::logic_error);
}

}  // namespace
}  // namespace qingliu
