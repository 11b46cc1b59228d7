// The bed in two layers (Di Toro & Fitzpatrick 1993; Di Toro 2001): a thin one with oxygen, which holds nothing and is
// always in balance, over one without, whose stocks are constituents of the bed.
//
// Water and the thin layer exchange at the velocity s, the thin layer and the one below at KL12 = Dd / (H2 / 2) in
// solution and at w12 = Dp / (H2 / 2) on particles. Of ammonium C, dissolved as c1 above and in all as CT2 below,
//
//   s C0 + v2 CT2 = (s + v1 + k1) c1,  v1 = KL12 + w12 m Kd1 + w2 (1 + m Kd1),  v2 = (KL12 + w12 m Kd2) / (1 + m Kd2)
//
// so that of all that comes into the thin layer, from the water or from below, s : v1 : k1 go up, go down and react
// there. Nitrification: k1 = kappa^2 / s K / (K + c1) O / (2 KO + O); denitrification: kappa^2 / s, below kappa2.
// Phosphate sorbs in the thin layer 20 times as strongly where there is oxygen, Kd1 = Kd2 20^min(O / Ocrit, 1).
//
// Methane M (g m-2 of the oxygen it can take) is made by what decays less what denitrification takes. It lies under a
// parabola from nothing at the top of the layer, up to saturation Cs = 100 (1 + H / 10) 1.024^(20 - T), which is
// reached at a share x of the depth, x = min(3 (1 - M / (Cs H2)), 1); what is made below that is bubbles:
//   F = 3 KL12 M / H2 below saturation, else 2 KL12 Cs / x; bubbles: P (1 - x)
// The steady state of that is F = min(P, (2 KL12 Cs P)^(1/2)), the law of Di Toro et al. (1990). Of F in the thin layer
// kappa^2 / (kappa^2 + s^2) is oxidised (`layer`, QUAL2Kw) or 1 - sech(kappa / s) (`profile`, Di Toro 2001, 10.35).
//
// s = SOD / O: the oxygen that methane and nitrification take is what comes in at s. That is solved for s.
#pragma once

#include <array>

#include "models/kinetics/temperature_law.hpp"

namespace qingliu {

/// What the temperature and the depth of the water make constant over a step.
struct BedHeld {
    Block diffusion, mixing;                       ///< KL12, w12, m s-1
    Block nitrification;                           ///< kappa^2, m2 s-2
    Block denitrification, denitrification_below;  ///< kappa^2, m2 s-2; kappa, m s-1
    Block methane_oxidation;                       ///< kappa^2, m2 s-2
    Block methane_saturation;                      ///< g m-3, as oxygen
    Block labile_decay, slow_decay;                ///< s-1
    Block transfer;                                ///< s at the start of the step, m s-1; 0: not known
};

/// What goes through the thin layer. Velocities times the concentration in the water, per second times a stock.
struct BedFluxes {
    Block transfer;                                              ///< s, m s-1
    Block ammonia_down, ammonia_nitrified;                       ///< m s-1, of the water's
    Block ammonia_up, bed_ammonia_nitrified;                     ///< s-1, of the bed's
    Block to_water, to_bed, to_gas;                              ///< 1, where nitrate of the thin layer goes
    Block nitrate_down, nitrate_denitrified;                     ///< m s-1, of the water's
    Block nitrate_up, bed_nitrate_denitrified;                   ///< s-1, of the bed's
    Block phosphate_down;                                        ///< m s-1
    Block phosphate_up;                                          ///< s-1
    Block methane_oxidised, methane_dissolved, methane_bubbles;  ///< g m-2 s-1, as oxygen
    Block oxidised_damping, dissolved_damping, bubbles_damping;  ///< s-1
    Block oxygen_slope;                                          ///< m3 g-1, d ln(nitrification) / d O
    /// s-1, how fast denitrification as a whole uses up methane: its ways share what there is.
    Block carbon_damping;
};

/// The oxygen balance of the thin layer, without s.
struct ThinLayer {
    Block oxygen;             ///< g m-3, of the water, > 0
    Block methane;            ///< F, g m-2 s-1
    Block methane_oxidation;  ///< kappa^2, m2 s-2
    Block nitrification;      ///< kappa^2 O / (2 KO + O), m2 s-2
    double ammonia_half;      ///< K, g m-3, > 0
    Block ammonia;            ///< of the water, g m-3
    Block ammonia_from_bed;   ///< v2 CT2, g m-2 s-1
    Block ammonia_back;       ///< v1, m s-1
    bool profile;             ///< sech rather than the rational law
};

/// Share of the methane that is oxidised at s, and its slope by s.
struct Oxidised {
    Block share, slope;
};
Oxidised methane_oxidised(const ThinLayer& layer, const Block& s);
/// What nitrifies (g N m-2 s-1), its slope by s, and k1 (m s-1).
struct Nitrified {
    Block flux, slope, velocity;
};
Nitrified ammonia_nitrified(const ThinLayer& layer, const Block& s);

/// s (m s-1) at which the thin layer takes what oxygen comes in, no less than `least` (> 0), to rounding. Newton's
/// method on ln s in a bracket, from `guess` where that is > 0; demand over s falls with s, so there is one solution.
Block solve_transfer(const ThinLayer& layer, const Block& least, const Block& guess);

/// Of each stock of the bed, from bed_labile_carbon on: g m-2 s-1 that settle into it, or g m-2 that lie there.
struct BedSettling {
    std::array<double, species::count - species::bed_labile_carbon> into{};
};

class DiagenesisLaw {
public:
    /// Oxygen below which what it oxidises goes in proportion to it (g m-3), as QUAL2Kw has a least; s would be without
    /// end.
    static constexpr double least_oxygen = 1e-3;
    /// Methane at which denitrification finds half of the carbon it asks for (g m-2 of oxygen), 1/200 of what is usual:
    /// an estimate that only keeps more from being taken than there is.
    static constexpr double carbon_half = 0.01;

    /// `value` of diagenesis_law(); whether phosphorus is followed.
    DiagenesisLaw(const ParametersOf& value, bool phosphorus);

    void begin_step(const Weather& weather);
    /// At what water and bed hold at the start of the step, where negative ones count as zero.
    void hold(const Concentrations& c, const Drivers& drivers, BedHeld& held) const;
    /// None of `c` negative.
    [[nodiscard]] BedFluxes fluxes(const Concentrations& c, const Drivers& drivers, const BedHeld& held) const;

    /// Stocks that last where so much settles under water that stays as it is, of the first cell of the block.
    [[nodiscard]] BedSettling lasting(const Concentrations& c, const Block& phosphorus, const BedHeld& held,
                                      const BedSettling& settling) const;

private:
    /// v1 (m s-1, of what is dissolved above) and v2 (m s-1, of all below) for sorption m Kd there.
    struct Exchange {
        Block back, up;
    };
    [[nodiscard]] Exchange exchange(const BedHeld& held, const Block& above, double below) const;

    bool phosphorus_;
    double thickness_, burial_;                     // m, m s-1
    double ammonia_half_, oxygen_half_;             // g m-3
    double ammonia_sorption_, phosphate_sorption_;  // m Kd, 1
    double log_oxic_factor_, critical_oxygen_;      // 1, g m-3
    double bubble_release_;                         // s-1
    bool profile_;
    TemperatureLaw diffusion_, mixing_, nitrification_, denitrification_, denitrification_below_, methane_oxidation_,
        saturation_, labile_, slow_;
};

/// Species it looks at.
const std::vector<std::size_t>& diagenesis_reads();

/// Its parameters, which all processes of the bed share.
const ProcessDescription& diagenesis_law();

}  // namespace qingliu
