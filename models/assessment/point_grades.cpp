#include "models/assessment/point_grades.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string_view>

#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"
#include "models/assessment/limits_at.hpp"

namespace qingliu {

namespace {

// A share written as 60 % is met by 3 of 5.
constexpr double round_off = 1e-12;

const PointRule& rule_of(const Standard& standard) {
    if (!standard.points) throw std::logic_error("a standard without a rule for points");
    return *standard.points;
}

double value_of(const Standard& standard, const Sample& sample, std::string_view name) {
    const int index = standard.find(name);
    return index < 0 ? unknown : sample.values[static_cast<std::size_t>(index)];
}

/// Whether the shares of `grade` or worse make that grade.
bool reaches(const PointRule& rule, const std::vector<std::vector<int>>& grades, int grade) {
    int with_share_of_two = 0;
    for (const std::vector<int>& data : grades) {
        if (data.empty()) continue;
        const auto worse = std::count_if(data.begin(), data.end(), [&](int g) { return g >= grade; });
        const double share = static_cast<double>(worse) / static_cast<double>(data.size());
        if (share >= rule.one_indicator - round_off) return true;
        if (share >= rule.two_indicators - round_off) ++with_share_of_two;
    }
    return with_share_of_two >= 2;
}

}  // namespace

PointGrade grade_point(const Standard& standard, std::span<const Sample> samples) {
    const PointRule& rule = rule_of(standard);
    PointGrade point;
    std::vector<std::vector<int>> grades(standard.indicators.size());  // [indicator][datum]
    for (const Sample& sample : samples) {
        const Standard at =
            limits_at(standard, value_of(standard, sample, "water_temperature"), value_of(standard, sample, "depth"));
        bool any = false;
        for (std::size_t i = 0; i < grades.size(); ++i) {
            const int grade = class_of(at.indicators[i], sample.values[i]);
            if (grade == 0) continue;
            grades[i].push_back(grade);
            any = true;
        }
        if (any) ++point.samples;
    }
    point.enough = point.samples >= rule.least_samples;
    for (const std::vector<int>& data : grades) {
        const auto worst = std::count(data.begin(), data.end(), standard.beyond());
        point.worst_shares.push_back(data.empty() ? unknown
                                                  : static_cast<double>(worst) / static_cast<double>(data.size()));
    }
    if (point.samples == 0) return point;
    point.grade = standard.beyond();
    while (point.grade > 1 && !reaches(rule, grades, point.grade)) --point.grade;
    return point;
}

WaterGrade grade_water(const Standard& standard, std::span<const PointGrade> points) {
    const PointRule& rule = rule_of(standard);
    WaterGrade water;
    int known = 0, enough = 0;
    for (const PointGrade& point : points) {
        if (point.grade > 0) ++known;
        if (point.enough) ++enough;
    }
    water.enough = enough >= rule.least_points;
    if (known > 0) {
        const auto reached = [&](int grade) {
            const auto worse =
                std::count_if(points.begin(), points.end(), [&](const PointGrade& p) { return p.grade >= grade; });
            return static_cast<double>(worse) / known >= rule.points - round_off;
        };
        water.grade = standard.beyond();
        while (water.grade > 1 && !reached(water.grade)) --water.grade;
    }
    for (std::size_t from = 0; from < points.size(); ++from) {
        std::size_t to = from;
        while (to < points.size() && points[to].grade == standard.beyond()) ++to;
        if (to - from >= static_cast<std::size_t>(rule.neighbours) && to > from)
            water.worst_stretches.push_back({static_cast<int>(from), static_cast<int>(to) - 1});
        if (to > from) from = to;
    }
    return water;
}

}  // namespace qingliu
