// pH of water, from alkalinity and inorganic carbon. The one charge balance of fresh water (Stumm & Morgan 1996), in
// mol L-1, {H} the activity of the hydrogen ion:
//
//   Alk = (a1 + 2 a2) cT + Kw / ({H} f) - {H} / f + NH3 + HPO4 + 2 PO4
//
// a1, a2: shares of carbonic acid that have lost one proton and two. Constants by Plummer & Busenberg 1982 (K1, K2),
// Stumm & Morgan 1996 (Kw, phosphoric acid), Edmond & Gieskes 1970 (Henry), Emerson et al. 1975 (ammonia); activity f
// of a single charge by Davies 1962, ionic strength 1.6e-5 of the conductivity in uS cm-1 (Snoeyink & Jenkins 1980).
#pragma once

#include "models/kinetics/block.hpp"

namespace qingliu {

/// Constants of a block over a step. mol L-1 where they have a unit.
struct AcidityConstants {
    Block first, second;      ///< of carbonic acid
    Block water;              ///< Kw
    Block ammonium;           ///< of NH4 to NH3
    Block phosphoric_second;  ///< of H2PO4 to HPO4
    Block phosphoric_third;   ///< of HPO4 to PO4
    Block henry;              ///< mol L-1 atm-1, of carbon dioxide
    Block concentration;      ///< 1, over activity of a single charge
};

/// What a charge balance is struck of, mol L-1 (alkalinity eq L-1).
struct AcidityTotals {
    Block alkalinity, carbon, ammonia, phosphate;
};

/// What follows from it.
struct Acidity {
    Block hydrogen;              ///< mol L-1, activity: pH = -log10 of it
    Block carbon_dioxide;        ///< g C m-3, dissolved gas
    Block carbon_dioxide_slope;  ///< 1, of it by all inorganic carbon at the same alkalinity
    Block ammonia_share;         ///< 1, of all ammonia that is NH3
};

/// `temperature` degC, `conductivity` uS cm-1 at 25 degC (0: pure water).
AcidityConstants acidity_constants(const Block& temperature, const Block& conductivity);

/// Totals from concentrations in g m-3 (alkalinity as CaCO3), none negative but alkalinity.
AcidityTotals acidity_totals(const Block& alkalinity, const Block& carbon, const Block& ammonia,
                             const Block& phosphate);

/// Hydrogen activity (mol L-1) of water whose alkalinity is all bicarbonate and carbonate, which most waters are near:
/// the root of a quadratic equation.
Block guess_hydrogen(const AcidityConstants& constants, const AcidityTotals& totals);

/// From a guess of the hydrogen activity (mol L-1) by Newton's method on its logarithm, each move at most e^2, until
/// none of the block moves by more than 1e-9 of it: one evaluation from the solution, three from near it, any guess
/// will do. pH is kept between 2 and 12.5.
Acidity solve_acidity(const AcidityConstants& constants, const AcidityTotals& totals, const Block& guess);

/// What follows from a hydrogen activity (mol L-1), balanced or not.
Acidity acidity_at(const AcidityConstants& constants, const AcidityTotals& totals, const Block& hydrogen);

/// pH of one water, as read off a meter.
double ph_of(double temperature, double conductivity, double alkalinity, double carbon, double ammonia,
             double phosphate);

}  // namespace qingliu
