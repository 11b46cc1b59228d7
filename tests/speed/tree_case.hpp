// The binary-tree river network used by the speed figures and by tests of the flow on a known network: every reach of a
// level is alike, two reaches join into one of the next level. The table of levels, widths and inflows is the
// definition of the case.
#pragma once

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/run/case.hpp"
#include "models/hydraulics/section.hpp"

namespace qingliu::speed {

struct Tree {
    int levels = 5;  ///< level 0 = headwaters
    int cells_per_reach = 65;
    double cell = 200;        ///< m
    double slope = 2e-4;      ///< 1
    double manning_n = 0.03;  ///< s m-1/3
    double hours = 720;
    bool surveyed = false;  ///< every trapezoid as a survey of its line, a point every half metre of height
};

/// The line of a trapezoid, 8 m high.
inline std::vector<std::pair<double, double>> survey_of(const CrossSection& section) {
    constexpr int points = 16;  // of each bank
    std::vector<std::pair<double, double>> line;
    for (int k = -points; k <= points; ++k) {
        const double height = 0.5 * std::abs(k);
        const double offset = 0.5 * section.bottom_width + section.side_slope * height;
        // the bed has two points
        if (k <= 0) line.emplace_back(-offset, section.bed_level + height);
        if (k >= 0) line.emplace_back(offset, section.bed_level + height);
    }
    return line;
}

inline double bottom_width(int level) { return 8.0 * std::pow(1.6, level); }

/// Inflow of headwater `h` at hour `k`, m3 s-1: 1 with a daily wave of 0.3 and one triangular pulse of 9, a day long.
inline double headwater_inflow(int h, double hour) {
    const double x = hour - 120 - 2 * (h % 16);
    const double pulse = x >= 0 && x <= 12 ? x / 12 : x > 12 && x <= 24 ? (24 - x) / 12 : 0.0;
    return 1 + 0.3 * std::sin(2 * M_PI * hour / 24) + 9 * pulse;
}

/// The case with `scenarios` scenarios, inflows multiplied by `factors`.
inline Case tree_case(const Tree& tree, const std::vector<double>& factors) {
    Case c;
    c.name = "tree";
    c.start = 0;
    c.end = tree.hours * 3600;
    c.waters = {{"local", "本地水"}};
    const double length = tree.cells_per_reach * tree.cell;
    std::vector<int> first_of_level;
    for (int l = 0; l < tree.levels; ++l) {
        first_of_level.push_back(static_cast<int>(c.network.rivers.size()));
        for (int j = 0; j < 1 << (tree.levels - 1 - l); ++j) {
            River r;
            r.name = r.code = "R" + std::to_string(l) + "_" + std::to_string(j);
            r.to = length;
            r.max_cell = tree.cell;
            for (const double x : {0.0, length}) {
                CrossSection s;
                s.chainage = x;
                s.bed_level = tree.slope * ((tree.levels - l) * length - x);
                s.bottom_width = bottom_width(l);
                s.side_slope = 2;
                s.manning_n = tree.manning_n;
                if (tree.surveyed) s.survey = survey_of(s);
                r.sections.push_back(s);
            }
            c.network.rivers.push_back(r);
        }
    }
    for (int l = 0; l + 1 < tree.levels; ++l) {
        for (int j = 0; j < 1 << (tree.levels - 1 - l); ++j) {
            const int river = first_of_level[static_cast<std::size_t>(l)] + j;
            c.network.rivers[static_cast<std::size_t>(river)].joins =
                RiverPoint{first_of_level[static_cast<std::size_t>(l) + 1] + j / 2, 0.0};
        }
    }
    c.network.rivers.back().outlet = Outlet{Outlet::Kind::normal_depth, tree.slope, 0, {}, {}};
    const int headwaters = 1 << (tree.levels - 1);
    for (std::size_t s = 0; s < factors.size(); ++s) {
        Scenario scenario;
        scenario.name = "x" + std::to_string(s);
        for (int h = 0; h < headwaters; ++h) {
            std::vector<double> time, value;
            for (int k = 0; k <= static_cast<int>(tree.hours); ++k) {
                time.push_back(3600.0 * k);
                value.push_back(factors[s] * headwater_inflow(h, k));
            }
            scenario.discharge[h] = Series(time, value, Series::Shape::linear);
        }
        c.scenarios.push_back(scenario);
    }
    for (int h = 0; h < headwaters; ++h) {
        PointSource source;
        source.name = "H" + std::to_string(h);
        source.at = {h, 0.0};
        source.discharge = Series(1.0);
        c.sources.push_back(source);
    }
    return c;
}

/// Uniform flow of 2^level m3 s-1 in every reach.
inline void uniform_start(const Tree& tree, const Case& c, std::vector<double>& depth_of_river,
                          std::vector<double>& discharge_of_river) {
    int river = 0;
    for (int l = 0; l < tree.levels; ++l) {
        const double q = std::pow(2.0, l);
        for (int j = 0; j < 1 << (tree.levels - 1 - l); ++j, ++river) {
            discharge_of_river.push_back(q);
            depth_of_river.push_back(shape_of(c.network.rivers[static_cast<std::size_t>(river)].sections.front())
                                         .normal_depth(q, tree.slope));
        }
    }
}

}  // namespace qingliu::speed
