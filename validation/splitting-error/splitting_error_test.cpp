// A river below an outfall, carried in all ways at once: README.md beside this file says what is claimed and why.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>

#include "validation/claims.hpp"
#include "validation/splitting-error/comparison.hpp"

namespace qingliu::validation {
namespace {

constexpr double hour = 3600, kilometre = 1000;

/// 20 km of a rectangle 20 m wide, 8 m3/s that swing by a quarter in a day, and the effluent of a town at 4 km, which
/// comes mostly by day.
Case river_below_an_outfall() {
    Case c;
    c.name = "splitting-error";
    c.start = 0;
    c.end = 12 * hour;
    c.output_interval = 12 * hour;
    c.utc_offset_minutes = 0;
    c.waters = {{"river", "河水"}, {"town", "城镇污水"}};
    c.climate.evaporation = Series(3e-8);
    c.climate.water_temperature = Series(22.0);
    c.climate.wind_speed = Series(2.0);
    River river;
    river.name = river.code = "river";
    river.to = 20 * kilometre;
    river.max_cell = 200;
    for (const double at : {0.0, river.to}) {
        CrossSection section;
        section.chainage = at;
        section.bed_level = 10 - 2e-4 * at;
        section.bottom_width = 20;
        section.manning_n = 0.03;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, 2e-4, 0, {}, {}};
    c.network.rivers = {river};
    const auto by_day = [](double mean, double swing) {
        std::vector<double> times, values;
        for (int i = -48; i <= 48; ++i) {
            times.push_back(i * hour / 2);
            values.push_back(mean + swing * std::sin(std::numbers::pi * i / 24));
        }
        return Series(times, values, Series::Shape::linear);
    };
    PointSource head, town;
    head.name = "head";
    head.at = {0, 0};
    head.discharge = by_day(8, 2);
    head.water = head.quality = 0;
    town.name = "town";
    town.at = {0, 4 * kilometre};
    town.discharge = by_day(0.8, 0.5);
    town.water = town.quality = 1;
    c.sources = {head, town};
    const auto quality = [](const char* name, const std::map<std::string, double>& of) {
        Quality q;
        q.name = name;
        for (const auto& [constituent, value] : of) q.concentration[constituent] = Series(value);
        return q;
    };
    c.qualities = {quality("river", {{"dissolved_oxygen", 8.5},
                                     {"permanganate_index", 3},
                                     {"chemical_oxygen_demand", 12},
                                     {"biochemical_oxygen_demand", 2},
                                     {"ammonia_nitrogen", 0.3},
                                     {"nitrate_nitrogen", 2},
                                     {"organic_nitrogen", 0.5},
                                     {"dissolved_phosphorus", 0.05},
                                     {"particulate_phosphorus", 0.05},
                                     {"conductivity", 600},
                                     {"fluoride", 0.5}}),
                   quality("town", {{"dissolved_oxygen", 2},
                                    {"permanganate_index", 20},
                                    {"chemical_oxygen_demand", 80},
                                    {"biochemical_oxygen_demand", 40},
                                    {"ammonia_nitrogen", 15},
                                    {"nitrate_nitrogen", 5},
                                    {"organic_nitrogen", 6},
                                    {"dissolved_phosphorus", 1},
                                    {"particulate_phosphorus", 0.5},
                                    {"conductivity", 1800},
                                    {"fluoride", 1.2}})};
    for (const double at : {3.0, 4.5, 8.0, 14.0, 19.0}) {
        ControlSection section;
        section.name = fmt::format("km {}", at);
        section.at = {0, at * kilometre};
        c.sections.push_back(section);
    }
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    c.initial.spin_up = 12 * hour;
    return c;
}

/// Hourly concentrations at the sections, [hour][section][constituent], each the mean over a cell of 200 m, by the
/// unsplit mode on cells of 200 m over `refinement`.
std::vector<std::vector<double>> on_cells(Case c, int refinement) {
    c.output_interval = hour;
    c.numerics.unsplit = true;
    const Grid coarse = make_grid(c.network), grid = make_grid(c.network, refinement);
    const Assembly assembly(c, grid);
    struct Keep final : ResultSink {
        void frame(const Frame& frame) override { frames.push_back(frame); }
        std::vector<Frame> frames;
    } kept;
    RunOptions options;
    options.threads = 1;
    simulate(c, grid, assembly.constituents(), assembly.models(), kept, options);
    const std::size_t width = assembly.constituents().size();
    std::vector<std::vector<double>> values;
    for (std::size_t f = 1; f < kept.frames.size(); ++f) {
        const ScenarioFrame& now = kept.frames[f].scenarios[0];
        const std::size_t stride = now.concentration.size() / now.depth.size();
        values.emplace_back();
        for (const auto& section : c.sections) {
            const auto first =
                static_cast<std::size_t>(coarse.cell_at(section.at)) * static_cast<std::size_t>(refinement);
            for (std::size_t k = 0; k < width; ++k) {
                double held = 0, water = 0;  // of a rectangle
                for (std::size_t i = first; i < first + static_cast<std::size_t>(refinement); ++i) {
                    held += now.depth[i] * now.concentration[i * stride + k];
                    water += now.depth[i];
                }
                values.back().push_back(held / water);
            }
        }
    }
    return values;
}

/// Root mean square of what cells half as long change, unit of the constituent [constituent].
std::vector<double> change_by_cells(const Case& c, std::size_t width) {
    const auto coarse = on_cells(c, 1), fine = on_cells(c, 2);
    std::vector<double> change(width, 0.0);
    for (std::size_t f = 0; f < coarse.size(); ++f) {
        for (std::size_t i = 0; i < coarse[f].size(); ++i)
            change[i % width] += std::pow(coarse[f][i] - fine[f][i], 2) / static_cast<double>(c.sections.size());
    }
    for (double& one : change) one = std::sqrt(one / static_cast<double>(coarse.size()));
    return change;
}

TEST(SplittingError, OfARiverBelowAnOutfall) {
    const Case c = river_below_an_outfall();
    const Comparison all = compare(c, 0, 1e-6);
    ASSERT_EQ(all.failure, "");
    const auto cells = change_by_cells(c, all.constituents.size());
    double by_cells = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        if (all.mean[k] > 1e-3) by_cells = std::max(by_cells, cells[k] / all.mean[k]);
    }
    Claims claims("splitting-error");
    const double splitting = all.largest("exact parts"), halved = all.largest("exact parts, steps in 2"),
                 routine = all.largest("routine"), finest = all.largest("routine, steps in 8");
    claims.check("splitting alone, each part integrated exactly: largest difference", splitting, "<=", 1e-3,
                 "of the mean", "a tenth of what an analyser repeats, 1 %");
    claims.check("order of splitting alone, steps halved", std::log2(splitting / halved), ">=", 1.7, "1",
                 "Strang's is 2; the tolerance of the integration adds to the smaller one");
    claims.check("routine mode on steps in 8, its difference over that on whole steps", finest / routine, "<=", 0.25,
                 "1",
                 "it goes to the unsplit mode; what enters on the way and the head of a river do so with first order");
    claims.check("ten times the tolerance: largest difference", all.largest("unsplit, ten times the tolerance"),
                 "<=", 1e-4, "of the mean", "a tenth of what is claimed of splitting");
    claims.check("balance of the unsplit mode", all.way("unsplit").balance, "<=", 1e-12, "1", "round-off");
    claims.note(
        fmt::format("Largest difference of any constituent, of its mean: the routine mode {:.2g}, in 8 parts "
                    "{:.2g}, splitting alone {:.2g}; cells of 100 m instead of 200 m {:.2g}.",
                    routine, finest, splitting, by_cells));
    Rows rows(all);
    rows.header.emplace_back("unsplit, cells of 100 m");
    std::size_t row = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        if (all.mean[k] > 1e-6) rows.rows[row++].push_back(fmt::format("{:.2g}", cells[k]));
    }
    claims.table("River below an outfall, hourly at five sections: root mean square difference from the unsplit mode",
                 rows.header, rows.rows);
}

}  // namespace
}  // namespace qingliu::validation
