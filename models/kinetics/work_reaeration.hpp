// Gases that water exchanges with the air where it falls over a weir, passes a gate or tumbles down a drop: of the
// deficit of oxygen D above, D / r is left below, C_down = Cs (1 - 1 / r) + C_up / r. Formulas by the word that
// `formula` of a work's `reaeration` takes.
#pragma once

#include <span>
#include <string>

#include "engine/network/network.hpp"

namespace qingliu {

/// The name its doings have in ledgers, as if it were a process.
inline constexpr const char* reaeration_at_works = "structure_reaeration";

/// Water on its way through a work.
struct FallingWater {
    double fall;                 ///< m, level above less level below
    double discharge_per_width;  ///< m2 s-1
    double tail_depth;           ///< m, below
    double temperature;          ///< degC
};

struct WorkReaerationFormula {
    std::string name;
    std::string source;    ///< author year
    std::string equation;  ///< as the function beside it computes it
    double (*deficit_ratio)(const WorkReaeration& work, const FallingWater& water);  ///< r; at least 1 is made of it
};
/// In the order of the case's words.
std::span<const WorkReaerationFormula> work_reaeration_formulas();

/// The product fall (1 - 0.11 fall) is greatest at this fall (m); a higher one counts as this.
inline constexpr double most_telling_fall = 1 / 0.22;

/// Share of the deficit that is made good, 1 - 1 / r, in 0 .. 1; by the formulas of the fall 0 where the water does not
/// fall. Throws std::invalid_argument for a word that is no formula.
double made_good(const WorkReaeration& work, const FallingWater& water);

}  // namespace qingliu
