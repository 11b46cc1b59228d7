#include "models/imports/hecras_outlets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/hydraulics/section.hpp"
#include "models/hydraulics/structures/work.hpp"

namespace qingliu {
namespace {

using BoundaryKind = HecrasBoundary::Kind;
using Rating = std::vector<std::pair<double, double>>;  // level m, discharge m3 s-1

constexpr double least_slope = 1e-6, steepest = 0.1;  // 1, what an outlet takes

double critical_discharge(const SectionShape& shape, double depth) {
    const double area = shape.flow_area(depth), width = shape.top_width(depth);
    return width > 0 ? area * std::sqrt(gravity * area / width) : 0;
}

double slope_taken(double slope) { return std::clamp(slope, least_slope, steepest); }

/// Discharge by level of a curve given as discharge and level, SI.
Rating si_rating(const HecrasTranslation& t, const HecrasPoints& points) {
    Rating rating;
    for (const auto& [discharge, level] : points)
        rating.emplace_back(t.scale.length(level), t.scale.discharge(discharge));
    std::ranges::sort(rating);
    return rating;
}

/// Points of a curve that rises, from the bed on; fewer than two where there are none.
Rating rising(Rating points, double bed) {
    std::ranges::sort(points, {}, &std::pair<double, double>::second);
    Rating rating{{bed, 0}};
    for (const auto& [level, discharge] : points) {
        if (level > rating.back().first && discharge > rating.back().second) {
            rating.emplace_back(level, discharge);
        } else if (discharge > rating.back().second || level < rating.back().first) {
            return {};
        }
    }
    return rating;
}

bool alike(const std::vector<EndCondition>& ends, auto value) {
    return std::ranges::all_of(ends, [&](const EndCondition& end) {
        return end.boundary.lower == ends.front().boundary.lower && value(end) == value(ends.front());
    });
}

}  // namespace

std::vector<std::pair<double, double>> critical_rating(const River& river, double greatest_discharge) {
    const auto shape = shape_of(river.sections.back());
    double depth = 0.5;
    while (critical_discharge(shape, depth) < 1.2 * greatest_discharge && depth < 100) depth *= 1.25;
    Rating rating{{HecrasScale::rounded(shape.bed_level, 1e4), 0}};
    constexpr int points = 40;
    for (int i = 1; i <= points; ++i) {
        const double y = depth * i / points;
        const double discharge = HecrasScale::rounded(critical_discharge(shape, y), 1e4);
        // Where the section widens at once the formula may fall: the curve goes on where it has risen again.
        if (discharge > rating.back().second)
            rating.emplace_back(HecrasScale::rounded(shape.bed_level + y, 1e4), discharge);
    }
    return rating;
}

Outlet hecras_outlet(const HecrasTranslation& t, const River& river, const std::vector<EndCondition>& ends) {
    ImportReport& report = t.imported.report;
    const HecrasBoundary& first = ends.front().boundary;
    Outlet outlet;
    outlet.provenance = in_file();
    if (first.lower == BoundaryKind::normal_depth &&
        alike(ends, [](const EndCondition& e) { return e.boundary.slope; })) {
        outlet.kind = Outlet::Kind::normal_depth;
        outlet.slope = slope_taken(first.slope);
        if (outlet.slope != first.slope)
            report.assume(t.flow_at(first.line), fmt::format("a slope of {} is taken as {}", first.slope, outlet.slope),
                          "outlets take 1e-6 to 0.1");
        return outlet;
    }
    if (first.lower == BoundaryKind::known_level &&
        alike(ends, [](const EndCondition& e) { return e.boundary.level; })) {
        outlet.kind = Outlet::Kind::stage;
        outlet.stage = t.scale.length(first.level);
        return outlet;
    }
    outlet.kind = Outlet::Kind::rating;
    double greatest = 0;
    for (const EndCondition& end : ends) greatest = std::max(greatest, end.discharge);
    if (first.lower == BoundaryKind::critical_depth && alike(ends, [](const EndCondition&) { return 0; })) {
        outlet.rating = critical_rating(river, greatest);
        report.assume(t.flow_at(first.line), "critical depth at the end is a rating curve of Q = A sqrt(g A / B)",
                      "outlets have no kind of that name");
        return outlet;
    }
    const bool one_curve = first.lower == BoundaryKind::rating_curve &&
                           alike(ends, [](const EndCondition& e) { return e.boundary.rating; });
    Rating points = one_curve ? si_rating(t, first.rating) : Rating{};
    const auto shape = shape_of(river.sections.back());
    for (const EndCondition& end : ends) {
        if (one_curve) break;
        const HecrasBoundary& boundary = end.boundary;
        if (boundary.lower == BoundaryKind::known_level) {
            points.emplace_back(t.scale.length(boundary.level), end.discharge);
        } else if (boundary.lower == BoundaryKind::normal_depth) {
            const double depth = shape.normal_depth(end.discharge, slope_taken(boundary.slope));
            points.emplace_back(HecrasScale::rounded(shape.bed_level + depth, 1e4), end.discharge);
        } else if (boundary.lower == BoundaryKind::critical_depth) {
            for (const auto& [level, discharge] : critical_rating(river, end.discharge))
                if (discharge >= end.discharge) {
                    points.emplace_back(level, end.discharge);
                    break;
                }
        } else {
            for (const auto& [level, discharge] : si_rating(t, boundary.rating))
                if (discharge >= end.discharge) {
                    points.emplace_back(level, end.discharge);
                    break;
                }
        }
    }
    outlet.rating = one_curve && points.size() > 1 ? points : rising(points, shape.bed_level);
    if (outlet.rating.size() > 1) {
        if (!one_curve)
            report.assume(t.flow_at(first.line),
                          "what the profiles have at the end becomes one rating curve through their levels and "
                          "discharges, from no flow at the bed on",
                          "an outlet is the same in every scenario");
        return outlet;
    }
    outlet.kind = Outlet::Kind::stage;
    outlet.stage = points.empty() ? shape.bed_level + 1 : points.front().first;
    report.assume(t.flow_at(first.line), fmt::format("the level at the end is {} m in all scenarios", outlet.stage),
                  "the levels of the profiles do not rise with their discharges, and an outlet is the same in every "
                  "scenario");
    return outlet;
}

void add_hecras_outlets(HecrasTranslation& t) {
    for (River& river : t.network().rivers) {
        if (river.joins || river.outlet) continue;
        const CrossSection& upper = river.sections.front();
        const CrossSection& lower = river.sections.back();
        const double fall =
            river.sections.size() > 1 ? (upper.bed_level - lower.bed_level) / (lower.chainage - upper.chainage) : 1e-3;
        Outlet outlet;
        outlet.slope = HecrasScale::rounded(std::clamp(fall, 1e-5, steepest), 1e7);
        outlet.provenance = assumed("mean slope of its bed, no boundary is given");
        t.imported.report.assume(t.text.geometry_file,
                                 fmt::format("{} ends at normal depth on a slope of {}", river.name, outlet.slope),
                                 "no boundary is given there: the mean slope of its bed, at least 1e-5");
        river.outlet = outlet;
    }
}

}  // namespace qingliu
