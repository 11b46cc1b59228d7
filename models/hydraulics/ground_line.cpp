#include "models/hydraulics/ground_line.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace qingliu {

namespace {

using Line = std::vector<std::pair<double, double>>;

/// A trapezoid goes on upward for ever; as a line it ends here, m over its bed.
constexpr double height_of_trapezoid = 100;

double level_at(const Line& line, double offset) {
    if (offset <= line.front().first) return line.front().second;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto [x0, z0] = line[i];
        const auto [x1, z1] = line[i + 1];
        if (offset <= x1 && x1 > x0) return z0 + (z1 - z0) * (offset - x0) / (x1 - x0);
    }
    return line.back().second;
}

/// Between the ends of `form` the line becomes `better(line, form)`, the lower or the higher of the two.
Line combined(const Line& line, const Line& form, const std::function<bool(double, double)>& better) {
    const double from = form.front().first, to = form.back().first;
    Line result;
    const auto add = [&](double x, double z) {
        if (result.empty() || result.back() != std::pair(x, z)) result.emplace_back(x, z);
    };
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const auto [x0, z0] = line[i];
        const auto [x1, z1] = line[i + 1];
        const auto ground = [&, x0 = x0, z0 = z0, x1 = x1, z1 = z1](double x) {
            return x <= x0 ? z0 : x >= x1 ? z1 : z0 + (z1 - z0) * (x - x0) / (x1 - x0);
        };
        if (x0 == x1) {
            const double level = level_at(form, x0);
            const bool inside = x0 > from && x0 < to;
            add(x0, inside && better(level, z0) ? level : z0);
            add(x1, inside && better(level, z1) ? level : z1);
            continue;
        }
        std::vector<double> cuts{x0, x1};
        for (const auto& corner : form) {
            if (corner.first > x0 && corner.first < x1) cuts.push_back(corner.first);
        }
        std::sort(cuts.begin(), cuts.end());
        // where the two cross
        for (std::size_t k = 0, count = cuts.size(); k + 1 < count; ++k) {
            const double a = cuts[k], b = cuts[k + 1];
            if (b <= from || a >= to) continue;
            const double at_a = ground(a) - level_at(form, a), at_b = ground(b) - level_at(form, b);
            if (at_a * at_b < 0) cuts.push_back(a + (b - a) * at_a / (at_a - at_b));
        }
        std::sort(cuts.begin(), cuts.end());
        for (std::size_t k = 0; k + 1 < cuts.size(); ++k) {
            const double a = cuts[k], b = cuts[k + 1], middle = 0.5 * (a + b);
            const bool inside = middle > from && middle < to;
            const double za = a == x0 ? z0 : ground(a), zb = b == x1 ? z1 : ground(b);
            if (inside && better(level_at(form, middle), 0.5 * (za + zb))) {
                add(a, level_at(form, a));
                add(b, level_at(form, b));
            } else {
                add(a, za);
                add(b, zb);
            }
        }
    }
    return result;
}

/// The middle of the lowest stretch of a line.
std::pair<double, double> lowest(const Line& line) {
    double level = line.front().second, from = line.front().first, to = from;
    for (const auto& [x, z] : line) {
        if (z < level) {
            level = z;
            from = to = x;
        } else if (z == level) {
            to = x;
        }
    }
    return {0.5 * (from + to), level};
}

Line with_wall(const Line& line, const Levee& levee) {
    Line result;
    bool built = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!built && line[i].first >= levee.offset) {
            const double ground = level_at(line, levee.offset);
            for (const double z : {ground, std::max(levee.crest, ground), ground}) result.emplace_back(levee.offset, z);
            built = true;
        }
        result.push_back(line[i]);
    }
    return result;
}

}  // namespace

std::vector<std::pair<double, double>> ground_line(const CrossSection& section) {
    Line line = section.survey;
    if (line.empty()) {
        const double half = 0.5 * section.bottom_width, run = section.side_slope * height_of_trapezoid;
        line = {{-half - run, section.bed_level + height_of_trapezoid},
                {-half, section.bed_level},
                {half, section.bed_level},
                {half + run, section.bed_level + height_of_trapezoid}};
    }
    for (const auto& part : section.blocked) {
        line = combined(line, {{part.from, part.top}, {part.to, part.top}}, std::greater<>());
    }
    if (section.pilot) {
        const auto [middle, bed] = lowest(line);
        const double half = 0.5 * section.pilot->width, bottom = bed - section.pilot->depth;
        // its sides go on upward until they meet the ground
        const double height = section.pilot->depth + height_of_trapezoid, run = section.pilot->side_slope * height;
        Line form{{middle - half, bottom}, {middle + half, bottom}};
        if (run > 0) {
            form.insert(form.begin(), {middle - half - run, bottom + height});
            form.emplace_back(middle + half + run, bottom + height);
        }
        line = combined(line, form, std::less<>());
    }
    for (const auto& levee : section.levees) line = with_wall(line, levee);
    return line;
}

}  // namespace qingliu
