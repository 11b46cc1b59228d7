// The tree with ten constituents, what its water brings to the outlet, and the cost of transport and of kinetics.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/kinetics/kinetics.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/sections.hpp"
#include "tests/speed/ten_constituents.hpp"

namespace qingliu::speed {

namespace {

constexpr int repeats = 3;

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

/// The processes of the engine over one step of every cell of the tree, in ns per cell.
void kinetics_cost(Figures& figures, const PreparedCase& prepared, const FlowState& start, double dt) {
    const auto constituents =
        constituents_of({{"local", ""}, {"tail_water", ""}, {"yellow_river", ""}, {"south_north", ""}});
    Kinetics kinetics(constituents, {}, {});
    auto ledger = kinetics.make_ledger();
    const auto cells = start.level.size();
    std::vector<double> depth(cells), top_width(cells), velocity(cells, 0.4), first;
    for (std::size_t c = 0; c < cells; ++c) {
        depth[c] = start.level[c] - prepared.geometry.cell_bed[c];
        top_width[c] = prepared.geometry.cell_shape(static_cast<int>(c)).top_width(depth[c]);
        for (std::size_t k = 0; k < constituents.size(); ++k) {
            // oxygen, two demands, BOD, three nitrogens, two phosphorus, conductivity, fluoride, age; then the shares
            constexpr std::array<double, 16> usual{8, 5, 18, 3, 0.8, 4, 0.6, 0.1, 0.1, 900, 0.7, 3, 0.7, 0.2, 0.1, 0};
            first.push_back(start.volume[c] * usual[k]);
        }
    }
    Conditions conditions;
    conditions.weather.temperature = 15;
    conditions.weather.wind_speed = 2;
    conditions.weather.elevation = 75;
    conditions.volume = start.volume;
    conditions.depth = depth;
    conditions.velocity = velocity;
    conditions.top_width = top_width;
    conditions.length = prepared.grid.cell_length;
    std::vector<double> seconds;
    for (int k = 0; k < 21; ++k) {
        auto mass = first;
        CpuClock clock;
        clock.start();
        kinetics.step(0, dt, conditions, mass, ledger);
        clock.stop();
        seconds.push_back(clock.seconds());
    }
    const double per_cell = 1e9 * median(seconds) / static_cast<double>(cells);
    figures.told(fmt::format("kinetics, all processes, step of {:g} s, per cell-step", dt), per_cell, "ns");
    figures.told(fmt::format("kinetics, all processes, step of {:g} s, per cell-constituent-step", dt),
                 per_cell / static_cast<double>(constituents.size()), "ns");
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
    for (const double dt : {300.0, 900.0, 1800.0}) kinetics_cost(figures, prepared, start, dt);
}

}  // namespace qingliu::speed
