// Eight scenarios as two packs of four lanes, each lane with its own step, beside the same scenarios one by one.
#include <fmt/format.h>

#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/flow_run.hpp"
#include "tests/speed/sections.hpp"

namespace qingliu::speed {

namespace {

struct Comparison {
    double ratio;  // CPU s of the scenarios one by one / CPU s of the packs
    double idle_share;
    double ns_per_step;  // of one lane of a full pack, per cell-step
    double ns_per_iteration;
};

Comparison compare(const Tree& tree, const std::vector<double>& factors, double& worst) {
    const PreparedCase prepared(tree_case(tree, factors));
    const auto start = tree_start(tree, prepared);
    std::vector<double> ratio;
    Comparison result{};
    for (int k = 0; k < repeats; ++k) {
        double alone = 0, together = 0, idle = 0;
        long steps = 0, iterations = 0;
        int packs = 0;
        std::vector<std::vector<double>> outlet;
        for (int s = 0; s < static_cast<int>(factors.size()); ++s) {
            const auto run = run_flow(prepared, start, {s}, chosen_control());
            alone += run.flow_seconds;
            outlet.push_back(run.outlet[0]);
        }
        for (int s = 0; s < static_cast<int>(factors.size()); s += widest_pack) {
            std::vector<int> members;
            for (int lane = 0; lane < widest_pack; ++lane) members.push_back(s + lane);
            const auto run = run_flow(prepared, start, members, chosen_control());
            together += run.flow_seconds;
            idle += run.idle_share();
            steps += run.steps();
            iterations += run.iterations();
            ++packs;
            for (int lane = 0; lane < widest_pack; ++lane) {
                const int scenario = s + lane;
                worst = std::max(worst, rms_difference(run.outlet[static_cast<std::size_t>(lane)],
                                                       outlet[static_cast<std::size_t>(scenario)]));
            }
        }
        ratio.push_back(alone / together);
        result.idle_share = idle / packs;
        result.ns_per_step = 1e9 * together / (static_cast<double>(steps) * prepared.grid.cells());
        result.ns_per_iteration = 1e9 * together / (static_cast<double>(iterations) * prepared.grid.cells());
    }
    result.ratio = median(ratio);
    return result;
}

}  // namespace

void lane_figures(Figures& figures) {
    const Tree tree;
    double worst = 0;
    figures.title(fmt::format("Lanes, 8 scenarios in packs of {}, 30 days of flow", widest_pack));
    const auto own = compare(tree, {0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3}, worst);
    figures.demanded("inflows x0.6 .. x1.3, every lane its own steps: speed ratio to one by one", own.ratio, "",
                     at_least(2.2));
    figures.told("inflows x0.6 .. x1.3: rounds a lane waits for its mates", 100 * own.idle_share, "%");
    figures.told("four lanes of unlike scenarios, per cell-step", own.ns_per_step, "ns");
    figures.told("four lanes of unlike scenarios, per cell and iteration of a lane", own.ns_per_iteration, "ns");
    const auto same = compare(tree, std::vector<double>(8, 1.0), worst);
    figures.demanded("identical scenarios: speed ratio to one by one", same.ratio, "", at_least(3.0));
    figures.told("four lanes of identical scenarios, per cell-step", same.ns_per_step, "ns");
    figures.told("four lanes of identical scenarios, per cell and iteration of a lane", same.ns_per_iteration, "ns");
    figures.demanded("largest difference of a lane to the scenario alone, rms", worst, "m3/s", between(0, 0));
}

}  // namespace qingliu::speed
