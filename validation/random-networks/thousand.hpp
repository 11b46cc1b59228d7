// Many random networks after each other, and what is told of them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "validation/claims.hpp"
#include "validation/random-networks/trial.hpp"

namespace qingliu::validation {

/// Seeds `first`, `first` + 1, ... A seed that fails is shrunk, and its case left in a folder named in the message.
/// QINGLIU_SEED in the environment tries that one seed alone.
inline void try_networks(unsigned first, unsigned count, const char* part) {
    const Limits limits;
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("qingliu-random-{}", getpid());
    if (const char* seed = std::getenv("QINGLIU_SEED"); seed != nullptr) {
        first = static_cast<unsigned>(std::stoul(seed));
        count = 1;
    }
    std::vector<double> slowness;
    double balance = 0, least_volume = 0, steps = 0, cells = 0;
    long rejected = 0, fallbacks = 0;
    unsigned failed = 0;
    std::string which;
    for (unsigned seed = first; seed < first + count; ++seed) {
        const auto text = NetworkGenerator(seed).make();
        double ratio = 0;
        Outcome seen;
        const auto wrong = complaint(text, folder / "now", limits, &ratio, &seen);
        balance = std::max(balance, seen.balance);
        least_volume = std::min(least_volume, seen.least_volume);
        steps += static_cast<double>(seen.counts.steps);
        cells += seen.cells;
        rejected += seen.counts.rejected;
        fallbacks += seen.counts.fallbacks;
        if (wrong.empty()) {
            slowness.push_back(ratio);
            continue;
        }
        const auto kept = folder / fmt::format("seed{}", seed);
        which += fmt::format("{}{}", which.empty() ? "" : ", ", seed);
        // a few are enough to see what is wrong
        if (++failed <= 5) (void)shrunk(text, kept, limits);
        ADD_FAILURE() << "seed " << seed << ' ' << wrong
                      << (failed <= 5 ? "; smallest case: " + (kept / "case.yaml").string() : "");
    }
    std::filesystem::remove_all(folder / "now");
    std::sort(slowness.begin(), slowness.end());
    Claims claims("random-networks", part);
    const auto seeds = fmt::format("seeds {} to {}: ", first, first + count - 1);
    claims.check(seeds + "networks that did not come to the end as claimed", failed, "==", 0, "1",
                 "robustness has no exceptions");
    claims.check(seeds + "worst balance of water", balance, "<=", limits.balance, "1",
                 "round-off of sums over a day of steps");
    claims.check(seeds + "least volume of a cell", least_volume, ">=", limits.least_volume, "m3",
                 "a millilitre left by round-off in a cell that ran dry");
    if (failed > 0) claims.note(fmt::format("{} of {} hold; these do not: {}.", count - failed, count, which));
    if (slowness.empty()) return;
    claims.check(seeds + "slowest of the others, in Newton iterations of its smooth twin", slowness.back(),
                 "<=", limits.slowness, "1", "a step that collapses costs thousands");
    claims.note(
        fmt::format("{} networks, {:.0f} cells and {:.0f} steps on average; {} steps refused, {} of them done again by "
                    "backward Euler. Against the smooth twin: median {:.2f}, 95 % {:.2f}, 99 % {:.2f}.",
                    count, cells / count, steps / count, rejected, fallbacks, slowness[slowness.size() / 2],
                    slowness[slowness.size() * 95 / 100], slowness[slowness.size() * 99 / 100]));
    std::vector<double> rank;
    for (std::size_t i = 0; i < slowness.size(); ++i)
        rank.push_back(100.0 * static_cast<double>(i + 1) / static_cast<double>(slowness.size()));
    claims.plot("Work of a network, in that of its smooth twin", "share of the networks, %",
                "ratio of Newton iterations", {{"networks", rank, slowness}});
}

}  // namespace qingliu::validation
