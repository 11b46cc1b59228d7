// Random river networks for property tests: a trunk, tributaries, a loop, works, schedules that differ between
// scenarios.
#pragma once

#include "engine/run/case.hpp"

namespace qingliu::testing {

/// Deterministic for a seed. `scenarios` differ in inflow, abstraction and openings, with events at different times.
Case random_case(unsigned seed, int scenarios, double hours = 48);

/// What comes and goes with the level of the water or its surface is left out.
void seal(Case& c);

}  // namespace qingliu::testing
