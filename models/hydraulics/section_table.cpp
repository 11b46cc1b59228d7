#include "models/hydraulics/section_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace qingliu {

namespace {

/// A section narrower than this at its bed ends in a point, m.
constexpr double least_bed_width = 0.05;
/// Depth up to which such a section is a rectangle, m.
constexpr double pointed_bed_depth = 0.01;

constexpr double forever = std::numeric_limits<double>::infinity();

/// Share of K by which it still rises over a stretch where it is held, and that a cubic may err.
constexpr double rise_of_hold = 4e-5, error_of_fit = 3e-5;

/// A stretch of depth where the formula's conveyance is below what it was.
struct Hold {
    double from, to;    // m
    double conveyance;  // m3 s-1 at `from`
};

constexpr double roundoff = 1e-12;

/// The conveyance just inside a stretch where it may jump at the ends.
constexpr double inset = 1e-7;

double bisected(double low, double high, const std::function<bool(double)>& reached) {
    for (int k = 0; k < 60; ++k) {
        const double middle = 0.5 * (low + high);
        (reached(middle) ? high : low) = middle;
    }
    return 0.5 * (low + high);
}

/// The depth between two where a function with one top there is highest.
double highest(double low, double high, const std::function<double(double)>& value) {
    constexpr double golden = 0.6180339887498949;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double at_a = value(a), at_b = value(b);
    for (int k = 0; k < 50; ++k) {
        if (at_a > at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - golden * (high - low);
            at_a = value(a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + golden * (high - low);
            at_b = value(b);
        }
    }
    return 0.5 * (low + high);
}

std::vector<Hold> find_holds(const std::vector<double>& knots, const std::function<double(double)>& conveyance) {
    constexpr int samples = 16;
    std::vector<Hold> holds;
    bool holding = false;
    double reached = 0, reached_at = knots.front(), before = knots.front(), last = knots.front();
    for (std::size_t k = 0; k + 1 < knots.size(); ++k) {
        const double low = knots[k], high = knots[k + 1], e = inset * (high - low);
        for (int j = 0; j <= samples; ++j) {
            const double x = std::clamp(low + (high - low) * j / samples, low + e, high - e);
            const double value = conveyance(x);
            if (holding) {
                auto& hold = holds.back();
                const double enough = hold.conveyance * (1 + rise_of_hold);
                if (value > enough) {
                    hold.to = bisected(std::max(last, low), x, [&](double y) { return conveyance(y) >= enough; });
                    holding = false;
                }
            } else if (value < reached * (1 - roundoff)) {
                // from a jump at the end of the stretch before, or from a top in between
                const double from = reached_at < low ? low : highest(std::max(before, low + e), x, conveyance);
                holds.push_back({from, forever, reached_at < low ? reached : conveyance(from)});
                holding = true;
            }
            if (!holding && value >= reached) {
                before = reached_at;
                reached = value;
                reached_at = x;
            }
            last = x;
        }
    }
    if (holding) holds.back().to = knots.back();
    return holds;
}

SectionPiece cut(const SectionPiece& piece, double depth) {
    SectionPiece rest = piece;
    rest.bottom = depth;
    rest.area = piece.area_at(depth);
    rest.width = piece.width_at(depth);
    return rest;
}

/// Fits cubics to a target between two depths, cutting until they are good; appends to `pieces`.
class Fit {
public:
    Fit(double manning_n, std::function<double(double)> target, std::vector<SectionPiece>& pieces)
        : n_(manning_n), target_(std::move(target)), pieces_(&pieces) {}

    /// `radius_at_bottom` is where the piece before ended; returns where this one ends.
    double add(SectionPiece piece, double top, double radius_at_bottom) {
        const double height = top - piece.bottom;
        fit(piece, height, radius_at_bottom);
        if (height > least_height && !good(piece, height)) {
            const double middle = piece.bottom + 0.5 * height;
            const double between = add(piece, middle, radius_at_bottom);
            return add(cut(piece, middle), top, between);
        }
        pieces_->push_back(piece);
        return piece.radius_at(top);
    }

    [[nodiscard]] double radius(const SectionPiece& piece, double depth) const {
        return std::pow(target_(depth) * n_ / piece.area_at(depth), 1.5);
    }

private:
    static constexpr double least_height = 1e-5;  // m

    /// The cubic through both ends and a quarter of the height from each.
    void fit(SectionPiece& piece, double height, double at_bottom) const {
        const double a = at_bottom, b = radius(piece, piece.bottom + 0.25 * height),
                     c = radius(piece, piece.bottom + 0.75 * height),
                     d = radius(piece, piece.bottom + (1 - inset) * height);
        // Newton's divided differences at 0, 1/4, 3/4, 1
        const double ab = (b - a) * 4, bc = (c - b) * 2, cd = (d - c) * 4;
        const double abc = (bc - ab) / 0.75, bcd = (cd - bc) / 0.75, abcd = bcd - abc;
        piece.radius[0] = a;
        piece.radius[1] = (ab - 0.25 * abc + 0.1875 * abcd) / height;
        piece.radius[2] = (abc - abcd) / (height * height);
        piece.radius[3] = abcd / (height * height * height);
    }

    [[nodiscard]] bool good(const SectionPiece& piece, double height) const {
        for (const double share : {0.0, 0.05, 0.125, 0.35, 0.5, 0.65, 0.875, 0.95, 1.0}) {
            const double d = share * height, depth = piece.bottom + d;
            const double r = piece.radius_at(depth), area = piece.area_at(depth), width = piece.width_at(depth);
            const double slope = piece.radius[1] + d * (2 * piece.radius[2] + 3 * d * piece.radius[3]);
            // the sign of dK/dh
            if (!(r > 0) || width * r + (2.0 / 3.0) * area * slope < -roundoff * area * r / height) return false;
            if (share == 0.0 || share == 1.0) continue;
            const double exact = target_(depth);
            const double fitted = area * std::cbrt(r * r) / n_;
            if (!(std::fabs(fitted - exact) <= error_of_fit * exact)) return false;
        }
        return true;
    }

    double n_;
    std::function<double(double)> target_;
    std::vector<SectionPiece>* pieces_;
};

}  // namespace

const SectionPiece& piece_at(std::span<const SectionPiece> pieces, double depth) {
    const auto above = std::upper_bound(pieces.begin() + 1, pieces.end(), depth,
                                        [](double h, const SectionPiece& piece) { return h < piece.bottom; });
    return *(above - 1);
}

std::vector<SectionPiece> pieces_of_width(const std::vector<double>& depths,
                                          const std::function<double(double)>& width) {
    std::vector<SectionPiece> pieces;
    double area = 0;
    for (std::size_t k = 0; k < depths.size(); ++k) {
        const bool last = k + 1 == depths.size();
        const double bottom = depths[k], height = last ? 1.0 : depths[k + 1] - bottom;
        // a line through two widths well inside, so that a jump at the ends does not matter
        const double low = width(bottom + 0.25 * height), high = width(bottom + 0.75 * height);
        SectionPiece piece;
        piece.bottom = bottom;
        piece.area = area;
        piece.width = last ? high : std::max(0.0, 1.5 * low - 0.5 * high);
        piece.half_widening = last ? 0.0 : (high - low) / height;
        if (piece.width == 0.0) piece.half_widening = high / (1.5 * height);
        area += height * (piece.width + piece.half_widening * height);
        pieces.push_back(piece);
    }
    if (pieces.front().width >= least_bed_width) return pieces;
    const auto holder = piece_at(pieces, pointed_bed_depth);
    std::vector<SectionPiece> result{SectionPiece{}, cut(holder, pointed_bed_depth)};
    result.front().width = holder.area_at(pointed_bed_depth) / pointed_bed_depth;
    for (const auto& piece : pieces) {
        if (piece.bottom > pointed_bed_depth) result.push_back(piece);
    }
    return result;
}

std::vector<SectionPiece> with_radius(const std::vector<SectionPiece>& areas, double manning_n,
                                      const std::function<double(double)>& conveyance) {
    std::vector<double> knots{friction_depth};
    for (const auto& piece : areas) {
        if (piece.bottom > friction_depth) knots.push_back(piece.bottom);
    }
    // above the last knot the shape goes on; far above it the radius is held
    const double top = areas.back().bottom;
    for (const double more : {0.5, 2.0, 8.0, 20.0}) knots.push_back(std::max(top, friction_depth) + more);
    const auto holds = find_holds(knots, conveyance);
    for (const auto& hold : holds) knots.insert(knots.end(), {hold.from, hold.to});
    std::sort(knots.begin(), knots.end());
    knots.erase(std::unique(knots.begin(), knots.end(), [](double a, double b) { return b - a < 1e-9; }), knots.end());

    const auto target = [&](double depth) {
        for (const auto& hold : holds) {
            if (depth >= hold.from && depth < hold.to)
                return hold.conveyance * (1 + rise_of_hold * (depth - hold.from) / (hold.to - hold.from));
        }
        return conveyance(depth);
    };
    std::vector<SectionPiece> pieces;
    Fit fit(manning_n, target, pieces);
    SectionPiece bed = areas.front();
    double radius = fit.radius(piece_at(areas, friction_depth), friction_depth);
    bed.radius[1] = radius / friction_depth;
    if (areas.size() > 1 && areas[1].bottom < friction_depth) {
        bed.width = piece_at(areas, friction_depth).area_at(friction_depth) / friction_depth;
        bed.half_widening = 0;
    }
    pieces.push_back(bed);
    for (std::size_t k = 0; k + 1 < knots.size(); ++k)
        radius = fit.add(cut(piece_at(areas, knots[k]), knots[k]), knots[k + 1], radius);
    SectionPiece last = cut(areas.back(), knots.back());
    last.radius[0] = radius;
    pieces.push_back(last);
    return pieces;
}

std::vector<SectionPiece> blended(std::span<const SectionPiece> one, std::span<const SectionPiece> other,
                                  double share) {
    std::vector<double> depths;
    for (const auto& pieces : {one, other}) {
        for (const auto& piece : pieces) depths.push_back(piece.bottom);
    }
    std::sort(depths.begin(), depths.end());
    depths.erase(std::unique(depths.begin(), depths.end(), [](double a, double b) { return b - a < 1e-7; }),
                 depths.end());
    std::vector<SectionPiece> result;
    double area = 0;
    for (std::size_t k = 0; k < depths.size(); ++k) {
        const double next = k + 1 < depths.size() ? depths[k + 1] : depths[k] + 1;
        // of the pieces that hold the middle of the stretch
        const auto& a = piece_at(one, 0.5 * (depths[k] + next));
        const auto& b = piece_at(other, 0.5 * (depths[k] + next));
        SectionPiece piece;
        piece.bottom = depths[k];
        piece.area = area;
        piece.width = (1 - share) * a.width_at(depths[k]) + share * b.width_at(depths[k]);
        piece.half_widening = (1 - share) * a.half_widening + share * b.half_widening;
        result.push_back(piece);
        area = piece.area_at(next);
    }
    return result;
}

}  // namespace qingliu
