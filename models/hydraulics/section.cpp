#include "models/hydraulics/section.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "models/hydraulics/section_circle.hpp"
#include "models/hydraulics/storage_section.hpp"
#include "models/hydraulics/surveyed_section.hpp"

namespace qingliu {

namespace {

/// Narrowest bed of a trapezoid: keeps dV/dz > 0 at the bed of a triangular section.
constexpr double least_width = 0.05;  // m

bool plain_trapezoid(const CrossSection& section) {
    return section.survey.empty() && section.diameter == 0 && section.n_by_depth.empty() && !section.pilot;
}

SectionShape shape_of_circle(const CrossSection& section) {
    const Circle circle{section.diameter, section.manning_n};
    SectionShape shape;
    shape.bed_level = section.bed_level;
    shape.manning_n = section.manning_n;
    shape.flow = circle.flow();
    shape.stored = circle.stored();
    return shape;
}

SectionShape shape_of_survey(const CrossSection& section) {
    const SurveyedSection survey(section);
    SectionShape shape;
    shape.bed_level = survey.bed_level();
    shape.manning_n = section.manning_n;
    const auto flow = pieces_of_width(survey.depths(), [&](double depth) { return survey.at(depth).flow_width; });
    shape.flow = with_radius(flow, section.manning_n, [&](double depth) { return survey.at(depth).conveyance(); });
    if (!section.levees.empty() || !section.ineffective.empty())
        shape.stored = pieces_of_width(survey.depths(), [&](double depth) { return survey.at(depth).stored_width; });
    return shape;
}

/// The areas of a shape as pieces, a trapezoid's too.
std::vector<SectionPiece> flow_pieces(const SectionShape& shape) {
    if (!shape.is_trapezoid()) return shape.flow;
    SectionPiece piece;
    piece.width = shape.trapezoid.width;
    piece.half_widening = 0.5 * shape.trapezoid.widening;
    return {piece};
}

std::vector<SectionPiece> stored_pieces(const SectionShape& shape) {
    return shape.stored.empty() ? flow_pieces(shape) : shape.stored;
}

bool same_table(const std::vector<SectionPiece>& a, const std::vector<SectionPiece>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0);
}

SectionShape between_shapes(const SectionShape& a, const SectionShape& b, double share) {
    const auto between = [share](double x, double y) { return x + share * (y - x); };
    SectionShape shape;
    if (!a.is_trapezoid() && same_table(a.flow, b.flow) && same_table(a.stored, b.stored) &&
        a.manning_n == b.manning_n) {
        shape = a;
    } else {
        shape.manning_n = between(a.manning_n, b.manning_n);
        shape.flow = with_radius(blended(flow_pieces(a), flow_pieces(b), share), shape.manning_n,
                                 [&](double depth) { return between(a.conveyance(depth), b.conveyance(depth)); });
        if (!a.stored.empty() || !b.stored.empty()) shape.stored = blended(stored_pieces(a), stored_pieces(b), share);
    }
    shape.bed_level = between(a.bed_level, b.bed_level);
    return shape;
}

}  // namespace

double SectionShape::area(double depth) const {
    return stored.empty() ? flow_area(depth) : piece_at(stored, depth).area_at(depth);
}

double SectionShape::flow_area(double depth) const {
    if (is_trapezoid()) return depth * (trapezoid.width + 0.5 * trapezoid.widening * depth);
    return piece_at(flow, depth).area_at(depth);
}

double SectionShape::top_width(double depth) const {
    if (is_trapezoid()) return trapezoid.width + trapezoid.widening * depth;
    return piece_at(stored.empty() ? flow : stored, depth).width_at(depth);
}

double SectionShape::wetted_perimeter(double depth) const {
    if (is_trapezoid()) return trapezoid.perimeter + trapezoid.steepness * depth;
    const auto& piece = piece_at(flow, depth);
    return piece.area_at(depth) / piece.radius_at(depth);
}

double SectionShape::depth_of_area(double wetted_area) const {
    const double sought = std::max(0.0, wetted_area);
    SectionPiece piece;
    if (is_trapezoid()) {
        piece.width = trapezoid.width;
        piece.half_widening = 0.5 * trapezoid.widening;
    } else {
        const auto& pieces = stored.empty() ? flow : stored;
        const auto above = std::upper_bound(pieces.begin() + 1, pieces.end(), sought,
                                            [](double area, const SectionPiece& p) { return area < p.area; });
        piece = *(above - 1);
    }
    const double excess = sought - piece.area;
    // the root of half_widening d^2 + width d = excess, written so that half_widening = 0 is no special case
    const double root =
        piece.width + std::sqrt(std::max(0.0, piece.width * piece.width + 4 * piece.half_widening * excess));
    return root > 0 ? piece.bottom + 2 * excess / root : piece.bottom;
}

double SectionShape::conveyance(double depth) const {
    double a = 0, radius = 0;
    if (is_trapezoid()) {
        a = flow_area(depth);
        radius = a / (trapezoid.perimeter + trapezoid.steepness * depth);
    } else {
        const auto& piece = piece_at(flow, depth);
        a = piece.area_at(depth);
        radius = piece.radius_at(depth);
    }
    return a * std::pow(radius, 2.0 / 3.0) / manning_n;
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
    if (section.diameter > 0) return shape_of_circle(section);
    if (!plain_trapezoid(section)) return shape_of_survey(section);
    const double width = std::max(section.bottom_width, least_width);
    SectionShape shape;
    shape.bed_level = section.bed_level;
    shape.manning_n = section.manning_n;
    shape.trapezoid = {width, 2 * section.side_slope, width,
                       2 * std::sqrt(1 + section.side_slope * section.side_slope)};
    return shape;
}

RiverSections::RiverSections(const River& river) : river_(&river) {
    for (const auto& row : river.sections) rows_.push_back(shape_of(row));
}

SectionShape RiverSections::at(double chainage) const {
    if (!river_->storage.empty()) return storage_shape(*river_);
    const auto& rows = river_->sections;
    if (chainage <= rows.front().chainage) return rows_.front();
    if (chainage >= rows.back().chainage) return rows_.back();
    const auto right = std::upper_bound(rows.begin(), rows.end(), chainage,
                                        [](double x, const CrossSection& row) { return x < row.chainage; });
    const auto k = static_cast<std::size_t>(right - rows.begin());
    const auto &a = rows[k - 1], &b = rows[k];
    const double share = (chainage - a.chainage) / (b.chainage - a.chainage);
    if (share == 0) return rows_[k - 1];
    if (!plain_trapezoid(a) || !plain_trapezoid(b)) return between_shapes(rows_[k - 1], rows_[k], share);
    const auto between = [share](double x, double y) { return x + share * (y - x); };
    CrossSection middle;
    middle.bed_level = between(a.bed_level, b.bed_level);
    middle.bottom_width = between(a.bottom_width, b.bottom_width);
    middle.side_slope = between(a.side_slope, b.side_slope);
    middle.manning_n = between(a.manning_n, b.manning_n);
    return shape_of(middle);
}

SectionShape interpolate_section(const River& river, double chainage) { return RiverSections(river).at(chainage); }

}  // namespace qingliu
