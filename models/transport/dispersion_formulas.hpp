// Formulas for longitudinal dispersion from what the flow knows of a section: speed U, mean depth H = A / W, width W
// and shear velocity u* = sqrt(g R S_f).
#pragma once

#include <span>
#include <string_view>

#include "models/transport/constituent_block.hpp"

namespace qingliu {

/// Eight faces.
struct DispersionSite {
    Octet speed;           ///< m s-1, >= 0
    Octet depth;           ///< m, mean, > 0
    Octet width;           ///< m, > 0
    Octet shear_velocity;  ///< m s-1, > 0
};

struct DispersionFormula {
    std::string_view name;
    std::string_view source;                          ///< author year
    std::string_view equation;                        ///< as the function beside it computes it, m2 s-1
    bool confirmed;                                   ///< whether its form was read in more than one place
    Octet (*dispersion)(const DispersionSite& site);  ///< null for the power law, whose coefficients come with the case
};

/// The power law first, then by year.
std::span<const DispersionFormula> dispersion_formulas();
/// Throws std::invalid_argument for a name that is not there.
const DispersionFormula& dispersion_formula(std::string_view name);

}  // namespace qingliu
