// The times at which all scenarios of a run meet.
#pragma once

#include <string>
#include <vector>

#include "engine/run/case.hpp"

namespace qingliu {

/// Starts of the civil days of a case, s since 1970Z; the first is not after its start.
std::vector<double> day_starts(const Case& specification);

/// Output times and civil midnights in (start, end], s since 1970Z, ascending.
std::vector<double> meetings(const Case& specification);

/// Whether results are written at this meeting (or at the start).
bool is_output(const Case& specification, double time);

}  // namespace qingliu
