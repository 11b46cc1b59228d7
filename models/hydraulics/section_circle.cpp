#include "models/hydraulics/section_circle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qingliu {

namespace {

constexpr double slot_share = 0.01;  // of the diameter
constexpr int panels = 96;           // of half the circle, by equal angles

/// Angle at the centre over the water, 0 .. 2 pi.
double angle(double depth, double diameter) { return 2 * std::acos(std::clamp(1 - 2 * depth / diameter, -1.0, 1.0)); }

/// Depth up to which the bed counts as a rectangle of the same area, m.
double pointed_depth(double diameter) { return std::min(0.01, 0.05 * diameter); }

}  // namespace

double Circle::area(double depth) const {
    const double theta = angle(depth, diameter);
    return diameter * diameter / 8 * (theta - std::sin(theta));
}

double Circle::wetted_perimeter(double depth) const { return 0.5 * diameter * angle(depth, diameter); }

double Circle::top_width(double depth) const { return diameter * std::sin(0.5 * angle(depth, diameter)); }

double Circle::conveyance(double depth) const {
    const double a = area(depth), radius = a / wetted_perimeter(depth);
    return a * std::cbrt(radius * radius) / manning_n;
}

std::vector<SectionPiece> Circle::flow() const {
    std::vector<double> depths{0.0, pointed_depth(diameter)};
    for (int k = 1; k <= panels; ++k) {
        const double depth = 0.5 * diameter * (1 - std::cos(std::numbers::pi * k / panels));
        if (depth <= depths.back()) continue;
        // near the bed the area goes with the root of the depth, cubed: knots closer than the panels there
        while (depth > 1.2 * depths.back()) depths.push_back(1.15 * depths.back());
        depths.push_back(depth);
    }
    std::vector<SectionPiece> pieces;
    for (std::size_t k = 0; k + 1 < depths.size(); ++k) {
        // the quadratic through the area at both ends and in the middle; at the bed the line through both ends
        const double height = depths[k + 1] - depths[k];
        const double low = area(depths[k]), high = area(depths[k + 1]);
        const double middle = k == 0 ? 0.5 * high : area(depths[k] + 0.5 * height);
        SectionPiece piece;
        piece.bottom = depths[k];
        piece.area = low;
        piece.width = (4 * middle - 3 * low - high) / height;
        piece.half_widening = 2 * (low - 2 * middle + high) / (height * height);
        pieces.push_back(piece);
    }
    SectionPiece full;
    full.bottom = diameter;
    full.area = area(diameter);
    pieces.push_back(full);

    constexpr double still_rising = 4e-5;
    const double capacity = conveyance(diameter);
    double low = 0.5 * diameter, high = 0.93 * diameter;
    for (int k = 0; k < 60; ++k) {
        const double depth = 0.5 * (low + high);
        (conveyance(depth) < (1 - still_rising) * capacity ? low : high) = depth;
    }
    return with_radius(pieces, manning_n, [&, reached = high](double depth) {
        if (depth < reached) return conveyance(depth);
        if (depth >= diameter) return capacity;
        return capacity * (1 - still_rising * (diameter - depth) / (diameter - reached));
    });
}

std::vector<SectionPiece> Circle::stored() const {
    const double slot = slot_share * diameter;
    // near the crown the surface is never narrower than the slot
    const double narrow = 0.5 * diameter * (1 + std::sqrt(1 - slot_share * slot_share));
    auto pieces = flow();
    std::erase_if(pieces, [&](const SectionPiece& piece) { return piece.bottom >= narrow; });
    for (auto& piece : pieces) std::fill(std::begin(piece.radius), std::end(piece.radius), 0.0);
    SectionPiece above;
    above.bottom = narrow;
    above.area = pieces.back().area_at(narrow);
    above.width = slot;
    pieces.push_back(above);
    return pieces;
}

}  // namespace qingliu
