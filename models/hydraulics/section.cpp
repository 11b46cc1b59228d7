#include "models/hydraulics/section.hpp"

#include <algorithm>
#include <cmath>

#include "models/hydraulics/storage_section.hpp"

namespace qingliu {

namespace {

/// Narrowest width water can stand in: keeps dV/dz > 0 at the bed of a triangular section.
constexpr double least_width = 0.05;  // m

struct Wetted {
    double width = 0, perimeter = 0;
};

/// Surface width and wetted perimeter of a surveyed line at a level.
Wetted wetted_at(const std::vector<std::pair<double, double>>& survey, double level) {
    Wetted w;
    for (std::size_t i = 0; i + 1 < survey.size(); ++i) {
        const auto [x0, z0] = survey[i];
        const auto [x1, z1] = survey[i + 1];
        const double low = std::min(z0, z1), high = std::max(z0, z1);
        if (level < low || (level == low && high > low)) continue;
        const double share = high > low ? std::clamp((level - low) / (high - low), 0.0, 1.0) : 1.0;
        w.width += share * (x1 - x0);
        w.perimeter += share * std::hypot(x1 - x0, z1 - z0);
    }
    // water against the end walls
    for (const auto& end : {survey.front(), survey.back()}) w.perimeter += std::max(0.0, level - end.second);
    return w;
}

SectionShape shape_of_survey(const CrossSection& section) {
    std::vector<double> levels;
    for (const auto& point : section.survey) levels.push_back(point.second);
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end(), [](double a, double b) { return b - a < 1e-6; }),
                 levels.end());

    SectionShape shape{levels.front(), section.manning_n, {}};
    double area = 0;
    for (std::size_t k = 0; k < levels.size(); ++k) {
        // just above the level, so that a horizontal stretch counts with the trapezoid above it
        const auto low = wetted_at(section.survey, levels[k] + 1e-9);
        const double top = k + 1 < levels.size() ? levels[k + 1] : levels[k] + 1.0;
        const auto high = wetted_at(section.survey, top - 1e-9);
        const double height = top - levels[k];
        Trapezoid t;
        t.bottom = levels[k] - levels.front();
        t.area = area;
        t.width = std::max(low.width, least_width);
        t.widening = (std::max(high.width, least_width) - t.width) / height;
        t.perimeter = std::max(low.perimeter, least_width);
        t.steepness = std::max(0.0, high.perimeter - t.perimeter) / height;
        area += height * (t.width + 0.5 * t.widening * height);
        shape.stack.push_back(t);
    }
    return shape;
}

}  // namespace

const Trapezoid& SectionShape::at(double depth) const {
    std::size_t k = 0;
    while (k + 1 < stack.size() && depth >= stack[k + 1].bottom) ++k;
    return stack[k];
}

double SectionShape::area(double depth) const {
    const auto& t = at(depth);
    const double d = depth - t.bottom;
    return t.area + d * (t.width + 0.5 * t.widening * d);
}

double SectionShape::top_width(double depth) const {
    const auto& t = at(depth);
    return t.width + t.widening * (depth - t.bottom);
}

double SectionShape::wetted_perimeter(double depth) const {
    const auto& t = at(depth);
    return t.perimeter + t.steepness * (depth - t.bottom);
}

double SectionShape::depth_of_area(double wetted_area) const {
    std::size_t k = 0;
    while (k + 1 < stack.size() && wetted_area >= stack[k + 1].area) ++k;
    const auto& t = stack[k];
    const double excess = std::max(0.0, wetted_area - t.area);
    // the root of widening d^2 / 2 + width d = excess, written so that widening = 0 is no special case
    return t.bottom + 2 * excess / (t.width + std::sqrt(t.width * t.width + 2 * t.widening * excess));
}

double SectionShape::conveyance(double depth) const {
    const double a = area(depth);
    return a * std::pow(a / wetted_perimeter(depth), 2.0 / 3.0) / manning_n;
}

double SectionShape::normal_depth(double discharge, double slope) const {
    double low = 0, high = 1;
    while (conveyance(high) * std::sqrt(slope) < discharge && high < 1e3) high *= 2;
    for (int k = 0; k < 80; ++k) {
        const double middle = 0.5 * (low + high);
        (conveyance(middle) * std::sqrt(slope) < discharge ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

SectionShape shape_of(const CrossSection& section) {
    if (!section.survey.empty()) return shape_of_survey(section);
    const double width = std::max(section.bottom_width, least_width);
    Trapezoid t;
    t.width = width;
    t.widening = 2 * section.side_slope;
    t.perimeter = width;
    t.steepness = 2 * std::sqrt(1 + section.side_slope * section.side_slope);
    return {section.bed_level, section.manning_n, {t}};
}

SectionShape interpolate_section(const River& river, double chainage) {
    if (!river.storage.empty()) return storage_shape(river);
    const auto& rows = river.sections;
    if (chainage <= rows.front().chainage) return shape_of(rows.front());
    if (chainage >= rows.back().chainage) return shape_of(rows.back());
    const auto right = std::upper_bound(rows.begin(), rows.end(), chainage,
                                        [](double x, const CrossSection& row) { return x < row.chainage; });
    const auto& a = *(right - 1);
    const auto& b = *right;
    const double share = (chainage - a.chainage) / (b.chainage - a.chainage);
    const auto between = [share](double x, double y) { return x + share * (y - x); };
    if (a.survey.empty() && b.survey.empty()) {
        CrossSection middle;
        middle.bed_level = between(a.bed_level, b.bed_level);
        middle.bottom_width = between(a.bottom_width, b.bottom_width);
        middle.side_slope = between(a.side_slope, b.side_slope);
        middle.manning_n = between(a.manning_n, b.manning_n);
        return shape_of(middle);
    }
    auto shape = shape_of(share < 0.5 ? a : b);
    shape.bed_level = between(shape_of(a).bed_level, shape_of(b).bed_level);
    shape.manning_n = between(a.manning_n, b.manning_n);
    return shape;
}

}  // namespace qingliu
