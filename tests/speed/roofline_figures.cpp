// What one core can do under the project's flags, and how much of it the Newton iteration of the flow uses.
//
// Counted in newton_stage.cpp, newton_faces.cpp and newton_momentum.cpp in narrow coupling, for an inner channel face
// and its cell, sections of one trapezoid, no confluence; comparisons, selections and changes of sign are not counted:
//   cells 21; channel_faces 67 (27 of them the cube root); cross_cell 27, once a cell; momentum 93; eliminate 9 + 5 +
//   3; update 5 + 7: 237 additions and multiplications; divisions: by the wetted perimeter, the section of the cell,
//   the momentum's water body, its implicit factor, the pivot: 5.
// Values of fields each pass reads or writes, geometry left out:
//   cells 4 + 5; channel_faces 4 + 7; momentum with cross_cell 18 + 5; eliminate 5 + 4 + 4 and 4 + 3 and 3 + 1; update
//   5 + 1 and 2 + 1: 76.
#include <fmt/format.h>

#include <algorithm>

#include "models/hydraulics/newton_stage.hpp"
#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/machine_limits.hpp"
#include "tests/speed/sections.hpp"

namespace qingliu::speed {

namespace {

constexpr double additions_and_multiplications = 237, divisions = 5, values_moved = 76;
constexpr int fields_of_cells = 12, fields_of_faces = 15, fields_of_edges = 2;
constexpr std::size_t kibi = 1024, mebi = 1024 * kibi;

/// CPU ns per cell, lane and iteration of NewtonStage::solve alone, on the tree in uniform flow with rising inflows.
template <int W>
double stage_cost(const PreparedCase& prepared, const FlowState& start) {
    using T = Lanes<W>;
    constexpr int iterations_each = 8, solves = 60;
    NewtonStage<W> stage(prepared.geometry);
    stage.volume_start.assign(start.volume.begin(), start.volume.end());
    stage.velocity_start.assign(start.velocity.begin(), start.velocity.end());
    for (const auto& exchange : prepared.exchanges) stage.inflow[static_cast<std::size_t>(exchange.cell)] = T(2.0);
    std::vector<double> cost;
    for (int k = 0; k < solves; ++k) {
        stage.level.assign(start.level.begin(), start.level.end());
        stage.velocity.assign(start.velocity.begin(), start.velocity.end());
        long iterations[W] = {};
        CpuClock clock;
        clock.start();
        // no tolerance: every lane makes the same number of iterations
        stage.solve(T(600.0), Mask<W>::all(true), NewtonStage<W>::FaceDepth::limited, 0.0, iterations_each, iterations);
        clock.stop();
        cost.push_back(1e9 * clock.seconds() / (static_cast<double>(iterations[0]) * prepared.grid.cells() * W));
    }
    return median(cost);
}

}  // namespace

void roofline_figures(Figures& figures) {
    figures.title("One core under the project's flags (vectors of four, no contraction)");
    const double arithmetic = multiply_add_rate(), division = division_rate();
    figures.told("additions and multiplications", arithmetic, "GF/s");
    figures.told("divisions", division, "1e9/s");
    const double first = triad_rate(24 * kibi), second = triad_rate(384 * kibi), third = triad_rate(6 * mebi),
                 memory = triad_rate(256 * mebi);
    figures.told("triad in 24 KiB (first-level cache)", first, "GB/s");
    figures.told("triad in 384 KiB (second-level cache)", second, "GB/s");
    figures.told("triad in 6 MiB (third-level cache)", third, "GB/s");
    figures.told("triad in 256 MiB (memory)", memory, "GB/s");

    const Tree tree;
    const PreparedCase prepared(tree_case(tree, {1.0}));
    const auto start = tree_start(tree, prepared);
    const double fields = fields_of_cells + fields_of_faces + fields_of_edges;
    figures.title(fmt::format(
        "The Newton iteration of the flow: {:g} additions and multiplications, {:g} divisions, {:g} values moved",
        additions_and_multiplications, divisions, values_moved));
    const auto report = [&](int lanes, double cost, double traffic, const std::string& place) {
        const auto name = lanes == 1 ? std::string("one lane") : fmt::format("{} lanes", lanes);
        // a single lane uses one of the four places of a vector in what it computes
        const double vector_use = std::min(lanes, 4) / 4.0;
        const double counting = additions_and_multiplications / (arithmetic * vector_use),
                     dividing = divisions / (division * vector_use);
        const double moving = values_moved * 8 / traffic;
        figures.told(name + ": working set of the stage",
                     fields * 8 * lanes * prepared.grid.cells() / static_cast<double>(kibi), "KiB");
        figures.told(name + ": bound by additions and multiplications", counting, "ns");
        figures.told(name + ": bound by divisions", dividing, "ns");
        figures.told(name + ": bound by traffic in the " + place, moving, "ns");
        figures.told(name + ": measured per cell, lane and iteration", cost, "ns");
        figures.told(name + ": additions, multiplications and divisions done",
                     (additions_and_multiplications + divisions) / cost, "GF/s");
        figures.told(name + ": share of the arithmetic peak of its vector width", 100 * counting / cost, "%");
        figures.told(name + ": share of the nearest bound", 100 * std::max({counting, dividing, moving}) / cost, "%");
    };
    report(1, stage_cost<1>(prepared, start), second, "second-level cache");
    report(4, stage_cost<4>(prepared, start), third, "third-level cache");
}

}  // namespace qingliu::speed
