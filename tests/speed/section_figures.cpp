// What a look-up costs: the tree with every section a survey of the same trapezoid, beside the trapezoids themselves,
// in turns on one core.
#include <fmt/format.h>

#include <array>

#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/sections.hpp"

namespace qingliu::speed {

namespace {

/// CPU ns per cell, lane and Newton iteration of one pack of lanes.
double iteration_cost(const PreparedCase& prepared, const FlowState& start, const std::vector<int>& lanes) {
    const auto run = run_flow(prepared, start, lanes, chosen_control());
    return 1e9 * run.flow_seconds / (static_cast<double>(run.iterations()) * prepared.grid.cells());
}

void compare_sections(Figures& figures, const std::string& name, const std::vector<double>& factors,
                      const std::vector<int>& lanes, double most) {
    Tree designed, surveyed;
    surveyed.surveyed = true;
    designed.hours = surveyed.hours = 240;  // with the flood
    const PreparedCase a(tree_case(designed, factors)), b(tree_case(surveyed, factors));
    const auto start_a = tree_start(designed, a), start_b = tree_start(surveyed, b);
    std::vector<double> trapezoid, table, ratio;
    for (int k = 0; k < repeats; ++k) {
        trapezoid.push_back(iteration_cost(a, start_a, lanes));
        table.push_back(iteration_cost(b, start_b, lanes));
        ratio.push_back(table.back() / trapezoid.back());
    }
    figures.demanded(name + ": surveys to trapezoids, cost of an iteration", median(ratio), "", at_most(most));
    figures.told(name + ": trapezoids, per cell and iteration of a lane", median(trapezoid), "ns");
    figures.told(name + ": surveys, per cell and iteration of a lane", median(table), "ns");
}

}  // namespace

void section_figures(Figures& figures) {
    figures.title("Sections, tree of 2,015 cells, surveys of 34 points and the trapezoids they draw");
    compare_sections(figures, "four unlike lanes", {0.7, 0.9, 1.1, 1.3}, {0, 1, 2, 3}, 1.6);
    compare_sections(figures, "four alike lanes", std::vector<double>(4, 1.0), {0, 1, 2, 3}, 1.6);
    compare_sections(figures, "one lane", {1.0}, {0}, 1.6);
}

}  // namespace qingliu::speed
