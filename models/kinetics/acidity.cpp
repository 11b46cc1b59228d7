#include "models/kinetics/acidity.hpp"

#include <cmath>
#include <numbers>

#include "engine/numerics/powers.hpp"
#include "models/kinetics/constituents.hpp"

namespace qingliu {
namespace {

Block power_of_ten(const Block& exponent) { return exponential(std::numbers::ln10 * exponent); }

/// The charge balance and its slope by ln {H}.
struct Balance {
    Block lacking;  // charge of the solution less alkalinity
    Block slope;    // always negative
};

Balance balance_of(const AcidityConstants& k, const AcidityTotals& totals, const Block& h) {
    const Block product = k.first * k.second;
    const Block whole = h * h + k.first * h + product;
    const Block inverse = 1.0 / whole;
    const Block once = k.first * h * inverse, twice = product * inverse;
    // d a1 / d ln h = a1 (a2 - a0), d a2 / d ln h = -a2 (2 a0 + a1)
    const Block none = 1.0 - once - twice;
    const Block hydroxide = k.water / (h * k.activity), proton = h / k.activity;
    const Block free = k.ammonium / (k.ammonium + h);
    const Block p2 = k.phosphoric_second, p3 = k.phosphoric_third;
    const Block p_inverse = 1.0 / (h * h + p2 * h + p2 * p3);
    const Block p_once = p2 * h * p_inverse, p_twice = p2 * p3 * p_inverse, p_none = 1.0 - p_once - p_twice;
    Balance b;
    b.lacking = totals.carbon * (once + 2.0 * twice) + hydroxide - proton + totals.ammonia * free +
                totals.phosphate * (p_once + 2.0 * p_twice) - totals.alkalinity;
    b.slope = -(totals.carbon * (once * none + twice * (4.0 * none + once)) + hydroxide + proton +
                totals.ammonia * free * (1.0 - free) +
                totals.phosphate * (p_once * p_none + p_twice * (4.0 * p_none + p_once)));
    return b;
}

}  // namespace

AcidityConstants acidity_constants(const Block& temperature, const Block& conductivity) {
    const Block t = temperature + 273.15;
    const Block inverse = 1.0 / t;
    const Block log_t = logarithm(t) * (1 / std::numbers::ln10);
    // Davies, log10 of the activity of a single charge
    const Block strength = 1.6e-5 * conductivity;
    const Block root = sqrt(strength);
    const Block log_f = -0.5 * (root / (1.0 + root) - 0.3 * strength);
    AcidityConstants k;
    k.activity = power_of_ten(log_f);
    k.first = power_of_ten(-356.3094 - 0.06091964 * t + 21834.37 * inverse + 126.8339 * log_t -
                           1684915.0 * inverse * inverse - log_f);
    // HCO3 to CO3: charges of one and of two, whose activity is f^4
    k.second = power_of_ten(-107.8871 - 0.03252849 * t + 5151.79 * inverse + 38.92561 * log_t -
                            563713.9 * inverse * inverse - 3.0 * log_f);
    k.water = power_of_ten(6.0875 - 0.01706 * t - 4470.99 * inverse);
    k.ammonium = power_of_ten(-0.09018 - 2729.92 * inverse + log_f);
    k.phosphoric_second = power_of_ten(-7.20 - 3.0 * log_f);
    k.phosphoric_third = power_of_ten(-12.35 - 5.0 * log_f);
    k.henry = power_of_ten(2385.73 * inverse + 0.0152642 * t - 14.0184);
    return k;
}

AcidityTotals acidity_totals(const Block& alkalinity, const Block& carbon, const Block& ammonia,
                             const Block& phosphate) {
    return {alkalinity * (1e-3 / calcite_of_alkalinity), carbon * (1e-3 / 12), ammonia * (1e-3 / 14),
            phosphate * (1e-3 / 31)};
}

Block solve_acidity(const AcidityConstants& constants, const AcidityTotals& totals, Block hydrogen, int iterations) {
    const Block lowest(std::pow(10.0, -12.5)), highest(1e-2);
    hydrogen = min(max(hydrogen, lowest), highest);
    for (int i = 0; i < iterations; ++i) {
        const Balance b = balance_of(constants, totals, hydrogen);
        const Block move = min(max(-b.lacking / b.slope, Block(-2.0)), Block(2.0));
        hydrogen = min(max(hydrogen * exponential(move), lowest), highest);
    }
    return hydrogen;
}

Acidity acidity_at(const AcidityConstants& k, const AcidityTotals& totals, const Block& h) {
    const Block product = k.first * k.second;
    const Block inverse = 1.0 / (h * h + k.first * h + product);
    const Block none = h * h * inverse, once = k.first * h * inverse, twice = product * inverse;
    const Balance b = balance_of(k, totals, h);
    // at the same alkalinity: d ln h / d cT = -(a1 + 2 a2) / slope; d a0 / d ln h = a0 (a1 + 2 a2)
    const Block charge = once + 2.0 * twice;
    Acidity result;
    result.hydrogen = h;
    result.carbon_dioxide = 12e3 * totals.carbon * none;
    result.carbon_dioxide_slope = none + totals.carbon * none * charge * (-charge / b.slope);
    result.ammonia_share = k.ammonium / (k.ammonium + h);
    return result;
}

double ph_of(double temperature, double conductivity, double alkalinity, double carbon, double ammonia,
             double phosphate) {
    const AcidityConstants constants = acidity_constants(Block(temperature), Block(conductivity));
    const AcidityTotals totals = acidity_totals(Block(alkalinity), Block(carbon), Block(ammonia), Block(phosphate));
    return -std::log10(solve_acidity(constants, totals, Block(1e-8), 16)[0]);
}

}  // namespace qingliu
