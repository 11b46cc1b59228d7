#include "engine/run/scenario_groups.hpp"

#include <algorithm>
#include <numeric>

namespace qingliu {

namespace {

/// Lanes per pack: more do not pay, the working set leaves the second-level cache.
constexpr int pack_width = 4;

}  // namespace

std::vector<int> scenarios_to_run(const Case& specification, const std::vector<int>& asked) {
    if (!asked.empty()) return asked;
    std::vector<int> all(specification.scenarios.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

std::vector<std::vector<int>> group_into_packs(int scenarios, int threads) {
    const int packs = std::min(scenarios, std::max((scenarios + pack_width - 1) / pack_width, threads));
    std::vector<std::vector<int>> groups(static_cast<std::size_t>(packs));
    for (int s = 0; s < scenarios; ++s) groups[static_cast<std::size_t>(s * packs / scenarios)].push_back(s);
    return groups;
}

}  // namespace qingliu
