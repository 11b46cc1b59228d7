// What zooplankton eats of what there is.
#pragma once

#include "models/kinetics/temperature_law.hpp"

namespace qingliu {

/// Ingestion by one group of zooplankton Z that takes green algae, diatoms and detritus by preference p (CE-QUAL-W2;
/// Holling 1959, type II, above a threshold):
///
///   g theta^(T-20) O / (K_O + O) (F - F0)+ / (F + K) Z,  F = sum p_i c_i,  p_i c_i / F of it of food i
///
/// all as carbon. Where detritus holds less nitrogen or phosphorus than zooplankton is made of, only so much of it is
/// food as these make up (Sterner & Hessen 1994).
class Grazing {
public:
    /// Values of grazing_law(). Food that is not carried is not there.
    Grazing(const ParametersOf& value, const ProcessSettings& settings);

    void begin_step(const Weather& weather) { rate_.begin_step(weather); }
    /// g theta^(T-20), s-1.
    [[nodiscard]] Block most(const Drivers& drivers) const { return rate_.at(drivers); }

    struct Meal {
        Block eaten;        ///< g m-3 of carbon a s of this food
        Block by_food;      ///< s-1 (g m-3 of carbon) of it by the carbon of the food
        Block by_nutrient;  ///< 1: what a g of nutrient that is short adds, times what the row takes of it
    };
    /// Of one food out of green_algae, diatoms, detritus.
    [[nodiscard]] Meal meal(std::size_t food, const Concentrations& c, const Block& most) const;
    struct Meals {
        Block eaten;        ///< g m-3 of carbon a s
        Block by_detritus;  ///< s-1, of it by the carbon of the detritus that is food
    };
    /// Of all.
    [[nodiscard]] Meals meals(const Concentrations& c, const Block& most) const;

private:
    TemperatureLaw rate_;                    // s-1
    double half_, threshold_, oxygen_half_;  // g m-3
    double of_green_, of_diatoms_, of_detritus_;
    bool green_, diatoms_, detritus_;

    struct Offer {
        Block carbon;  // g m-3, that can be eaten
        Block by_food;
        Block by_nutrient;
    };
    [[nodiscard]] static Offer detritus(const Concentrations& c);
    [[nodiscard]] Block food(const Concentrations& c) const;
};

/// The parameters of it; it is no process and has no row.
const ProcessDescription& grazing_law();

}  // namespace qingliu
