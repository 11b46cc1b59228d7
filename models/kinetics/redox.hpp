// What a platinum electrode might read in water of which oxygen, nitrate and sulfide are known: a surrogate for black
// and odorous water, not a potential that is simulated.
//
// No one number is: the couples of natural water are not in balance with each other, and an electrode reads a mixture.
// Here each acceptor has the potential that is measured where it is what is used, and they follow each other as each
// gives out:
//
//   E = a E1 + (1 - a) (b E2 + (1 - b) (c E4 + (1 - c) E3)) - 59.16 mV (pH - 7)
//   a = O / (0.5 + O), b = N / (0.1 + N), c = S / (0.1 + S)   mg/L
//   E1  466 mV at pH 7, platinum with its oxide in water with oxygen, 880 - 59.16 pH (Whitfield 1974)
//   E2  200 mV, the middle of where nitrate is used (Reddy & DeLaune 2008)
//   E3    0 mV, the middle of where iron is, which is not followed (the same)
//   E4 -217 mV, sulfate and sulfide alike in amount at pH 7, of their free energies (Stumm & Morgan 1996), which falls
//   by
//      9/8 of 59.16 mV a unit of pH
//
// Against the standard hydrogen electrode at 25 degC; a meter with a silver chloride electrode shows 0.2 V less. Zones
// are 200 mV wide and readings in water with oxygen lie between 300 and 600: take it for 150 mV either way. The half
// saturations are estimates.
#pragma once

namespace qingliu {

/// mV. Concentrations in g m-3, as O2, N and S, none negative.
double redox_surrogate(double oxygen, double nitrate, double sulfide, double ph);

}  // namespace qingliu
