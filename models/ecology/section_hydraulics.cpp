#include "models/ecology/section_hydraulics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "models/hydraulics/section.hpp"
#include "models/hydraulics/surveyed_section.hpp"

namespace qingliu {

namespace {

constexpr int depths = 1000;

const CrossSection& nearest_row(const River& river, double chainage) {
    return *std::ranges::min_element(river.sections, {},
                                     [&](const CrossSection& row) { return std::fabs(row.chainage - chainage); });
}

double level_at(const std::vector<std::pair<double, double>>& survey, double offset) {
    const auto right = std::ranges::find_if(survey, [&](const auto& point) { return point.first >= offset; });
    if (right == survey.begin()) return survey.front().second;
    if (right == survey.end()) return survey.back().second;
    const auto left = right - 1;
    if (right->first == left->first) return right->second;
    return left->second + (offset - left->first) / (right->first - left->first) * (right->second - left->second);
}

}  // namespace

double bed_slope_at(const River& river, double chainage) {
    const auto& rows = river.sections;
    if (rows.size() < 2) return 0;
    auto below = std::ranges::find_if(rows, [&](const CrossSection& row) { return row.chainage > chainage; });
    if (below == rows.end()) --below;
    if (below == rows.begin()) ++below;
    const auto above = below - 1;
    return (above->bed_level - below->bed_level) / (below->chainage - above->chainage);
}

double bank_depth_at(const River& river, double chainage) {
    const CrossSection& row = nearest_row(river, chainage);
    if (row.survey.empty()) return row.diameter;
    const double left = row.left_bank ? level_at(row.survey, *row.left_bank) : row.survey.front().second;
    const double right = row.right_bank ? level_at(row.survey, *row.right_bank) : row.survey.back().second;
    return std::min(left, right) - SurveyedSection(row).bed_level();
}

SectionHydraulics section_hydraulics(const River& river, double chainage, double slope, double bank_depth) {
    const CrossSection& row = nearest_row(river, chainage);
    SectionHydraulics result{row.survey.empty() ? chainage : row.chainage, slope, bank_depth, {}};
    const SectionShape shape = interpolate_section(river, result.chainage);
    for (int i = 1; i <= depths; ++i) {
        UniformFlow flow;
        flow.depth = bank_depth * i / depths;
        if (row.survey.empty()) {
            flow.area = shape.flow_area(flow.depth);
            flow.wetted_perimeter = shape.wetted_perimeter(flow.depth);
            flow.top_width = shape.top_width(flow.depth);
            flow.discharge = shape.conveyance(flow.depth) * std::sqrt(slope);
        } else {
            const WettedSection wet = SurveyedSection(row).at(flow.depth);
            flow.area = wet.flow_area();
            flow.wetted_perimeter = wet.perimeter();
            flow.top_width = wet.flow_width;
            flow.discharge = wet.conveyance() * std::sqrt(slope);
        }
        result.flows.push_back(flow);
    }
    return result;
}

}  // namespace qingliu
