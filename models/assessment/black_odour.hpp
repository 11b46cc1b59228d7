// Black and odorous water at the control sections of a run: each daily mean is a sample of the section, which is a
// point (point_grades.hpp). Only indicators the run has are looked at.
#pragma once

#include <vector>

#include "engine/run/case.hpp"
#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// A standard with grades of points and shares of the data: throws InputError of any other.
void require_points(const Standard& standard);

/// [scenario][section], grade number of the standard: 1 is not black; 0 with fewer days than it
/// asks for samples.
std::vector<std::vector<int>> black_odour_grades(const Case& specification,
                                                 const std::vector<Constituent>& constituents, const RunRecord& record,
                                                 const Standard& standard);

}  // namespace qingliu
