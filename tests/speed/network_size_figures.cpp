// The cost of a cell-step on a network ten times the size.
#include <fmt/format.h>

#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/sections.hpp"

namespace qingliu::speed {

namespace {

struct Cost {
    double step, iteration;  // ns per cell
};

Cost cost(const PreparedCase& prepared, const FlowState& start, const std::vector<int>& scenarios) {
    const auto run = run_flow(prepared, start, scenarios, chosen_control());
    const double per_cell = 1e9 * run.flow_seconds / prepared.grid.cells();
    return {per_cell / static_cast<double>(run.steps()), per_cell / static_cast<double>(run.iterations())};
}

}  // namespace

void network_size_figures(Figures& figures) {
    Tree small, large;
    large.levels = 8;
    large.cells_per_reach = 79;
    small.hours = large.hours = 240;  // the flood rises in it
    const std::vector<double> factors(4, 1.0);
    const PreparedCase small_case(tree_case(small, factors)), large_case(tree_case(large, factors));
    const auto small_start = tree_start(small, small_case), large_start = tree_start(large, large_case);
    figures.title(fmt::format("Size of the network: {} and {} cells, 10 days of flow", small_case.grid.cells(),
                              large_case.grid.cells()));
    for (const auto& members : {std::vector<int>{0}, std::vector<int>{0, 1, 2, 3}}) {
        std::vector<double> by_step, by_iteration, large_step;
        for (int k = 0; k < repeats; ++k) {
            const auto a = cost(small_case, small_start, members), b = cost(large_case, large_start, members);
            by_step.push_back(b.step / a.step);
            by_iteration.push_back(b.iteration / a.iteration);
            large_step.push_back(b.step);
        }
        const auto lanes = members.size() == 1 ? std::string("one lane") : std::string("four identical lanes");
        // the demand is on one scenario; four lanes of the large network leave the second-level cache
        figures.judged(members.size() == 1, lanes + ": cost of a cell-step, large to small", median(by_step), "",
                       at_most(1.3));
        figures.told(lanes + ": cost of a cell and iteration, large to small", median(by_iteration), "");
        figures.told(lanes + ": per cell-step of the large network", median(large_step), "ns");
    }
}

}  // namespace qingliu::speed
