#include "models/imports/swmm_outfall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/time/civil_time.hpp"
#include "models/hydraulics/section.hpp"
#include "models/hydraulics/structures/work.hpp"

namespace qingliu {
namespace {

constexpr double least_normal_slope = 1e-4;  // of a normal depth on a bed that does not fall; estimate
constexpr double greatest_slope = 0.1;       // an outlet takes no steeper one

/// A free outfall: critical depth, or normal depth where that is the lesser one. At a depth so much flows as the larger
/// of the two laws says, Q_c = A sqrt(g A / B) and Q_n = K sqrt(S).
std::vector<std::pair<double, double>> free_fall(const CrossSection& end, double height, double slope) {
    const SectionShape shape = shape_of(end);
    std::vector<std::pair<double, double>> rating{{end.bed_level, 0}};
    constexpr int parts = 40;
    for (int i = 1; i <= parts; ++i) {
        // closer near the bed
        const double share = static_cast<double>(i) / parts, depth = 1.5 * height * share * share;
        const double area = shape.area(depth), width = std::max(shape.top_width(depth), 1e-6);
        const double critical = area * std::sqrt(gravity * area / width);
        const double normal = slope > 0 ? shape.conveyance(depth) * std::sqrt(slope) : 0;
        const double discharge = std::max({critical, normal, rating.back().second});
        rating.emplace_back(end.bed_level + depth, discharge);
        if (end.diameter > 0 && depth > 0.95 * end.diameter) break;  // above it the slot's width would count
    }
    return rating;
}

}  // namespace

Outlet swmm_outlet(const SwmmNode& node, const SwmmModel& model, const CrossSection& end, double height, double slope,
                   int utc_offset_minutes, const SwmmText& text, ImportReport& report) {
    Outlet outlet;
    const std::string where = text.where(node.line);
    if (node.gate) report.leave(where, "the flap gates of outfalls", "an outlet here passes water both ways");
    switch (node.outfall) {
        case SwmmNode::Outfall::free:
            outlet.kind = Outlet::Kind::rating;
            outlet.rating = free_fall(end, height, slope);
            report.assume(where, "a free outfall is a rating of the lesser of critical and normal depth",
                          "that is what SWMM takes for it");
            break;
        case SwmmNode::Outfall::normal:
            outlet.kind = Outlet::Kind::normal_depth;
            outlet.slope = std::clamp(slope, least_normal_slope, greatest_slope);
            if (outlet.slope != slope)
                report.assume(where, fmt::format("the slope of the normal depth is {:.3g}", outlet.slope),
                              fmt::format("the bed falls by {:.3g}", slope));
            break;
        default:
            outlet.kind = Outlet::Kind::stage;
            outlet.stage = node.outfall == SwmmNode::Outfall::fixed
                               ? node.stage
                               : swmm_outfall_level(node, model, utc_offset_minutes).at(model.options.start);
    }
    return outlet;
}

Series swmm_outfall_level(const SwmmNode& node, const SwmmModel& model, int utc_offset_minutes) {
    const double length = model.units.length;
    std::vector<double> time, level;
    if (node.outfall == SwmmNode::Outfall::series) {
        const auto series = model.series.find(node.table);
        if (series == model.series.end() || series->second.empty()) return Series(node.invert);
        for (std::size_t i = 0; i < series->second.times().size(); ++i) {
            time.push_back(series->second.times()[i]);
            level.push_back(series->second.values()[i] * length);
        }
        return Series(std::move(time), std::move(level), Series::Shape::linear);
    }
    // a tide: hour of the day and level, every day alike
    const auto curve = model.curves.find(node.table);
    if (curve == model.curves.end() || curve->second.points.empty()) return Series(node.invert);
    const double midnight = civil_day_start(model.options.start, utc_offset_minutes) - 86400;
    for (double day = midnight; day < model.options.end + 86400; day += 86400)
        for (const auto& [hour, z] : curve->second.points)
            if (time.empty() || day + hour * 3600 > time.back()) {
                time.push_back(day + hour * 3600);
                level.push_back(z * length);
            }
    return Series(std::move(time), std::move(level), Series::Shape::linear);
}

}  // namespace qingliu
