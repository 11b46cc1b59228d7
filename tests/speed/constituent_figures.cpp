// The tree with ten constituents, what its water brings to the outlet, and the cost of transport and of kinetics.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "models/kinetics/kinetics.hpp"
#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/sections.hpp"
#include "tests/speed/ten_constituents.hpp"

namespace qingliu::speed {

namespace {

struct WaterRun {
    FlowRun flow;
    TenConstituents water;
    [[nodiscard]] double seconds() const {
        return flow.flow_seconds + flow.observation_seconds + water.transport_seconds() + water.decay_seconds();
    }
};

WaterRun run_water(const PreparedCase& prepared, const FlowState& start, const FlowControl& control) {
    TenConstituents water(prepared);
    auto flow = run_flow(prepared, start, {0}, control, [&](int, const FlowStep& step) { water.advance(step); });
    return {std::move(flow), std::move(water)};
}

void tell_outlet(Figures& figures, const std::string& name, const TenConstituents& water) {
    figures.told(name + ": P0 at the outlet, t50", water.front_hour(0.5), "h");
    figures.told(name + ": P0 at the outlet, 10-90 % width", water.front_hour(0.9) - water.front_hour(0.1), "h");
    figures.told(name + ": P9 at the outlet, hour 96", water.outlet_at(9, 96), "g/m3");
}

/// Largest relative departure of ten conservative constituents that are 10 everywhere and in every inflow.
double uniformity(const PreparedCase& prepared, const FlowState& start) {
    constexpr double everywhere = 10;
    Transport transport(prepared.grid, prepared.geometry.elimination, prepared.exchanges, tree_constituents,
                        DispersionSettings{});
    auto ledger = transport.make_ledger();
    const auto width = static_cast<std::size_t>(tree_constituents);
    const std::vector<double> entering(prepared.exchanges.size() * width, everywhere);
    const std::vector<double> boundary(transport.boundary_faces().size() * width, everywhere);
    std::vector<double> mass;
    for (const double volume : start.volume) mass.insert(mass.end(), width, volume * everywhere);
    double worst = 0;
    run_flow(prepared, start, {0}, chosen_control(), [&](int, const FlowStep& step) {
        transport.step(step, entering, boundary, mass, ledger);
        for (std::size_t i = 0; i < mass.size(); ++i) {
            worst = std::max(worst, std::fabs(mass[i] / (everywhere * step.volume_after[i / width]) - 1));
        }
    });
    return worst;
}

/// Transport of so many constituents over the case, ns per cell, constituent and step.
double transport_cost(const PreparedCase& prepared, const FlowState& start, std::size_t constituents) {
    Transport transport(prepared.grid, prepared.geometry.elimination, prepared.exchanges,
                        static_cast<int>(constituents), DispersionSettings{});
    auto ledger = transport.make_ledger();
    const std::vector<double> entering(prepared.exchanges.size() * constituents, 1.0);
    const std::vector<double> boundary(transport.boundary_faces().size() * constituents, 1.0);
    std::vector<double> mass;
    for (const double volume : start.volume) mass.insert(mass.end(), constituents, volume);
    CpuClock clock;
    const auto run = run_flow(prepared, start, {0}, chosen_control(), [&](int, const FlowStep& step) {
        clock.start();
        transport.step(step, entering, boundary, mass, ledger);
        clock.stop();
    });
    return 1e9 * clock.seconds() /
           (static_cast<double>(run.steps()) * prepared.grid.cells() * static_cast<double>(constituents));
}

/// A set of constituents, and how many g m-3 of each the water of the tree holds.
struct CarriedSet {
    std::string name;
    std::vector<std::string> chosen;
    double (*concentration)(const std::string& constituent);
};

double usual(const std::string& constituent) {
    static const std::map<std::string, double> some = {{"dissolved_oxygen", 8},
                                                       {"permanganate_index", 5},
                                                       {"chemical_oxygen_demand", 18},
                                                       {"biochemical_oxygen_demand", 3},
                                                       {"ammonia_nitrogen", 0.8},
                                                       {"nitrate_nitrogen", 4},
                                                       {"organic_nitrogen", 0.6},
                                                       {"conductivity", 900},
                                                       {"fluoride", 0.7},
                                                       {"water_age", 3},
                                                       {"suspended_solids", 30},
                                                       {"alkalinity", 150},
                                                       {"inorganic_carbon", 37},
                                                       {"water_temperature", 15},
                                                       {"bed_temperature", 14},
                                                       {"ice", 0},

                                                       {"labile_organic_matter", 4},
                                                       {"refractory_organic_matter", 8}};
    const auto found = some.find(constituent);
    return found == some.end() ? 0.1 : found->second;
}

/// What a set costs, ns per cell, constituent and step.
struct SetCost {
    std::size_t in_water;
    double kinetics;  // of a step of the processes
};

/// The processes of the engine over one step of every cell of the tree.
SetCost kinetics_cost(Figures& figures, const PreparedCase& prepared, const FlowState& start, double dt,
                      const CarriedSet& set) {
    const auto constituents =
        constituents_of({{"local", ""}, {"tail_water", ""}, {"yellow_river", ""}, {"south_north", ""}}, set.chosen);
    const auto in_bed = bed_constituents_of(set.chosen);
    Kinetics kinetics(constituents, {}, {}, in_bed);
    auto ledger = kinetics.make_ledger(prepared.grid.first_cell.size());
    const auto cells = start.level.size();
    std::vector<double> depth(cells), top_width(cells), bed_area(cells), velocity(cells, 0.4), first, first_bed;
    for (std::size_t c = 0; c < cells; ++c) {
        depth[c] = start.level[c] - prepared.geometry.cell_bed[c];
        top_width[c] = prepared.geometry.cell_shape(static_cast<int>(c)).top_width(depth[c]);
        bed_area[c] = top_width[c] * prepared.grid.cell_length[c];
        for (const Constituent& one : constituents) first.push_back(start.volume[c] * set.concentration(one.name));
        for (const Constituent& one : in_bed) first_bed.push_back(bed_area[c] * set.concentration(one.name));
    }
    Conditions conditions;
    conditions.weather = {.temperature = 15,
                          .wind_speed = 2,
                          .elevation = 75,
                          .air_temperature = 17,
                          .vapour_pressure = 12,
                          .cloud_cover = 0.4,
                          .short_wave = 450};
    conditions.volume = start.volume;
    conditions.depth = depth;
    conditions.velocity = velocity;
    conditions.top_width = top_width;
    conditions.length = prepared.grid.cell_length;
    conditions.bed_area = bed_area;
    conditions.river = prepared.grid.cell_river;
    std::vector<double> seconds;
    for (int k = 0; k < 21; ++k) {
        auto mass = first, bed = first_bed;
        CpuClock clock;
        clock.start();
        kinetics.step(0, dt, conditions, mass, ledger, bed);
        clock.stop();
        seconds.push_back(clock.seconds());
    }
    const double per_cell = 1e9 * median(seconds) / static_cast<double>(cells);
    const auto states = constituents.size() + in_bed.size();
    figures.told(fmt::format("kinetics, {}: {} processes, {} states, step of {:g} s, per cell-step", set.name,
                             kinetics.matrix().processes(), states, dt),
                 per_cell, "ns");
    figures.told("the same, per cell-constituent-step", per_cell / static_cast<double>(states), "ns");
    return {constituents.size(), per_cell / static_cast<double>(states)};
}

}  // namespace

void constituent_figures(Figures& figures) {
    const Tree tree;
    const PreparedCase prepared(tree_case(tree, {1.0}));
    const auto start = tree_start(tree, prepared);
    const double days = tree.hours / 24;
    figures.title(fmt::format("Tree of {} cells with 10 constituents (Transport; decay as an exact factor)",
                              prepared.grid.cells()));
    std::vector<double> speed, transport_ns, decay_ns, observation_ns, flow_ns;
    for (int k = 0; k < repeats; ++k) {
        const auto run = run_water(prepared, start, chosen_control());
        const double cell_steps = static_cast<double>(run.flow.steps()) * prepared.grid.cells();
        speed.push_back(days / run.seconds());
        transport_ns.push_back(1e9 * run.water.transport_seconds() / (cell_steps * tree_constituents));
        decay_ns.push_back(1e9 * run.water.decay_seconds() / (cell_steps * tree_constituents));
        observation_ns.push_back(1e9 * run.flow.observation_seconds / cell_steps);
        flow_ns.push_back(1e9 * run.flow.flow_seconds / cell_steps);
        if (k == 0) tell_outlet(figures, "chosen control", run.water);
    }
    tell_outlet(figures, "fixed steps of 60 s", run_water(prepared, start, fixed(60)).water);
    figures.demanded("flow and 10 constituents: simulated days per CPU second", median(speed), "d/s", at_least(15));
    figures.told("flow, per cell-step", median(flow_ns), "ns");
    figures.told("handing out the step, per cell-step", median(observation_ns), "ns");
    figures.told("transport, per cell-constituent-step", median(transport_ns), "ns");
    figures.told("decay, per cell-constituent-step", median(decay_ns), "ns");
    figures.demanded("uniform concentration: largest relative departure in 30 days", uniformity(prepared, start), "",
                     at_most(1e-12));
    const CarriedSet routine{"routine", {"routine"}, usual};
    const CarriedSet full{
        "everything",
        {"organic_matter", "algae", "acidity", "heat", "gb3838", "salts", "conductivity", "fluoride", "water_age"},
        usual};
    for (const double dt : {300.0, 900.0, 1800.0}) kinetics_cost(figures, prepared, start, dt, routine);
    // a step of the flow is one of transport between two halves of kinetics; scenarios take their turns in both, so
    // eight cost each what one does
    for (const auto& [set, one, eight] : {std::tuple{routine, 30.0, 100.0}, std::tuple{full, 0.0, 40.0}}) {
        const auto cost = kinetics_cost(figures, prepared, start, 600, set);
        const double carried = transport_cost(prepared, start, cost.in_water);
        figures.told(fmt::format("transport of {} constituents, per cell-constituent-step", cost.in_water), carried,
                     "ns");
        const double ns = 2 * cost.kinetics + carried;
        const auto name = set.name + ": transport and kinetics, cell-constituent-steps per CPU second, ";
        if (one > 0) figures.demanded(name + "one lane", 1e3 / ns, "million", at_least(one));
        figures.demanded(name + "eight lanes", 1e3 / ns, "million", at_least(eight));
    }
}

}  // namespace qingliu::speed
