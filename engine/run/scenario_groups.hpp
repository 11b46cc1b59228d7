// Which scenarios run, and which of them together.
#pragma once

#include <vector>

#include "engine/run/case.hpp"

namespace qingliu {

/// Indices into Case::scenarios: those `asked` for, or all where none is.
std::vector<int> scenarios_to_run(const Case& specification, const std::vector<int>& asked);

/// Groups so many scenarios, by number, into packs of like size, at least one per thread where there are as many.
std::vector<std::vector<int>> group_into_packs(int scenarios, int threads);

}  // namespace qingliu
