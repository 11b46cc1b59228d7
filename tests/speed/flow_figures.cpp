// The flow alone on the tree of 2,015 cells: the flood peak, the error of long steps, the speed.
#include <fmt/format.h>

#include <algorithm>

#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/sections.hpp"

namespace qingliu::speed {

namespace {

constexpr int flow_repeats = 5;

void peak(Figures& figures, const std::string& name, const std::vector<double>& outlet) {
    const auto highest = std::max_element(outlet.begin(), outlet.end());
    figures.demanded(name + ": outlet peak", *highest, "m3/s", between(69.3, 69.7));
    figures.told(name + ": hour of the peak", static_cast<double>(highest - outlet.begin()), "h");
}

/// Hourly discharge at the outlet with cells of `cell` m and steps so exact that only space is left.
std::vector<double> outlet_by_cell(double cell) {
    Tree tree;
    tree.cells_per_reach = static_cast<int>(tree.cells_per_reach * tree.cell / cell);
    tree.cell = cell;
    const PreparedCase prepared(tree_case(tree, {1.0}));
    return run_flow(prepared, tree_start(tree, prepared), {0}, adaptive(1e-4, 900)).outlet[0];
}

void error_in_space(Figures& figures) {
    const auto fine = outlet_by_cell(25);
    figures.told("cells of 25 m: outlet peak", *std::max_element(fine.begin(), fine.end()), "m3/s");
    for (const double cell : {200.0, 100.0, 50.0}) {
        figures.judged(cell == 200, fmt::format("cells of {:g} m: rms to cells of 25 m", cell),
                       rms_difference(outlet_by_cell(cell), fine), "m3/s", at_most(0.03));
    }
}

}  // namespace

void flow_figures(Figures& figures) {
    const Tree tree;
    const PreparedCase prepared(tree_case(tree, {1.0}));
    const auto start = tree_start(tree, prepared);
    const double days = tree.hours / 24, cells = prepared.grid.cells();

    figures.title(fmt::format("Flow, tree of {} cells, {} days, hourly output", cells, days));
    const auto reference = run_flow(prepared, start, {0}, fixed(60));
    peak(figures, "fixed steps of 60 s", reference.outlet[0]);
    figures.told("fixed steps of 60 s: simulated days per CPU second", days / reference.flow_seconds, "d/s");

    for (const double tolerance : {1e-3, 1.5e-3, 2e-3, 3e-3}) {
        const auto run = run_flow(prepared, start, {0}, adaptive(tolerance, 3600));
        figures.told(fmt::format("tolerance {:g}: rms to fixed 60-s steps", tolerance),
                     rms_difference(run.outlet[0], reference.outlet[0]), "m3/s");
        figures.told(fmt::format("tolerance {:g}: simulated days per CPU second", tolerance), days / run.flow_seconds,
                     "d/s");
    }

    error_in_space(figures);

    const auto control = chosen_control();
    std::vector<double> speed;
    FlowRun run;
    for (int k = 0; k < flow_repeats; ++k) {
        run = run_flow(prepared, start, {0}, control);
        speed.push_back(days / run.flow_seconds);
    }
    const auto name = fmt::format("chosen (tolerance {:g}, longest step {:g} s)", control.tolerance, control.max_step);
    peak(figures, name, run.outlet[0]);
    figures.demanded(name + ": rms to fixed 60-s steps", rms_difference(run.outlet[0], reference.outlet[0]), "m3/s",
                     at_most(0.02));
    figures.demanded(name + ": simulated days per CPU second", median(speed), "d/s", at_least(30));
    const double seconds = days / median(speed), steps = static_cast<double>(run.steps());
    figures.told("steps accepted", steps, "");
    figures.told("steps rejected", static_cast<double>(run.counts[0].rejected), "");
    figures.told("Newton iterations per accepted step (two stages)", static_cast<double>(run.iterations()) / steps, "");
    figures.told("one lane, per cell-step", 1e9 * seconds / (steps * cells), "ns");
    figures.told("one lane, per cell and Newton iteration",
                 1e9 * seconds / (static_cast<double>(run.iterations()) * cells), "ns");
}

}  // namespace qingliu::speed
