#include "models/kinetics/acidity.hpp"

#include <cmath>
#include <numbers>

#include "engine/numerics/powers.hpp"
#include "models/kinetics/constituents.hpp"

namespace qingliu {
namespace {

Block power_of_ten(const Block& exponent) { return exponential(std::numbers::ln10 * exponent); }

/// The charge balance, its slope by ln {H}, and the shares it is made of.
struct Balance {
    Block lacking;            // charge of the solution less alkalinity
    Block slope;              // always negative
    Block none, once, twice;  // carbonic acid, bicarbonate, carbonate: shares of all inorganic carbon
    Block free;               // NH3, share of all ammonia
};

Balance balance_of(const AcidityConstants& k, const AcidityTotals& totals, const Block& h) {
    const Block p2 = k.phosphoric_second, p3 = k.phosphoric_third;
    const Block product = k.first * k.second;
    // one division for four quotients; their product is above 1e-60
    const Block carbonic = h * h + k.first * h + product, ammonic = k.ammonium + h,
                phosphoric = h * h + p2 * h + p2 * p3;
    const Block left = carbonic * h, right = ammonic * phosphoric;
    const Block inverse = 1.0 / (left * right);
    const Block by_left = inverse * right, by_right = inverse * left;
    const Block by_carbonic = by_left * h, by_hydrogen = by_left * carbonic, by_ammonic = by_right * phosphoric,
                by_phosphoric = by_right * ammonic;
    Balance b;
    // d a1 / d ln h = a1 (a2 - a0), d a2 / d ln h = -a2 (2 a0 + a1)
    b.none = h * h * by_carbonic;
    b.once = k.first * h * by_carbonic;
    b.twice = product * by_carbonic;
    b.free = k.ammonium * by_ammonic;
    const Block hydroxide = k.water * k.concentration * by_hydrogen, proton = h * k.concentration;
    const Block p_none = h * h * by_phosphoric, p_once = p2 * h * by_phosphoric, p_twice = p2 * p3 * by_phosphoric;
    b.lacking = totals.carbon * (b.once + 2.0 * b.twice) + hydroxide - proton + totals.ammonia * b.free +
                totals.phosphate * (p_once + 2.0 * p_twice) - totals.alkalinity;
    b.slope = -(totals.carbon * (b.once * b.none + b.twice * (4.0 * b.none + b.once)) + hydroxide + proton +
                totals.ammonia * b.free * (1.0 - b.free) +
                totals.phosphate * (p_once * p_none + p_twice * (4.0 * p_none + p_once)));
    return b;
}

Acidity follows_from(const Balance& b, const AcidityTotals& totals, const Block& h) {
    // at the same alkalinity: d ln h / d cT = -(a1 + 2 a2) / slope; d a0 / d ln h = a0 (a1 + 2 a2)
    const Block charge = b.once + 2.0 * b.twice;
    Acidity result;
    result.hydrogen = h;
    result.carbon_dioxide = 12e3 * totals.carbon * b.none;
    result.carbon_dioxide_slope = b.none + totals.carbon * b.none * charge * (-charge / b.slope);
    result.ammonia_share = b.free;
    return result;
}

/// exp(x), where all are small by five terms (remainder 1e-15).
Block short_exponential(const Block& x) {
    constexpr double small = 0.01;
    if (largest(abs(x)) > small) return exponential(x);
    return 1.0 + x * (1.0 + x * (1.0 / 2) * (1.0 + x * (1.0 / 3) * (1.0 + x * (1.0 / 4) * (1.0 + x * (1.0 / 5)))));
}

// mol L-1, pH 12.5 and 2
const double lowest_hydrogen = std::pow(10.0, -12.5);
constexpr double highest_hydrogen = 1e-2;
Block kept_in_bounds(const Block& hydrogen) {
    return min(max(hydrogen, Block(lowest_hydrogen)), Block(highest_hydrogen));
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
    k.concentration = power_of_ten(-log_f);
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

Block guess_hydrogen(const AcidityConstants& k, const AcidityTotals& totals) {
    // A h^2 + K1 (A - cT) h + K1 K2 (A - 2 cT) = 0 has one positive root where 0 < A < 2 cT
    constexpr double least = 1e-7;  // mol L-1
    const Block carbon = max(totals.carbon, Block(least));
    const Block a = min(max(totals.alkalinity, 0.01 * carbon), 1.99 * carbon);
    const Block half = 0.5 * k.first * (a - carbon);
    const Block last = k.first * k.second * (2.0 * carbon - a);
    const Block root = sqrt(half * half + a * last);
    // each sign by the form that does not cancel
    const auto basic = half > Block(0.0);
    return kept_in_bounds(select(basic, last, root - half) / select(basic, root + half, a));
}

Acidity solve_acidity(const AcidityConstants& constants, const AcidityTotals& totals, const Block& guess) {
    constexpr double tolerance = 1e-9;  // of ln {H}
    constexpr int most = 30;            // across all of pH it takes a dozen moves of e^2, and half as many at the end
    Block hydrogen = kept_in_bounds(guess);
    Balance b = balance_of(constants, totals, hydrogen);
    for (int i = 0; i < most; ++i) {
        const Block move = min(max(-b.lacking / b.slope, Block(-2.0)), Block(2.0));
        const Block moved = kept_in_bounds(hydrogen * short_exponential(move));
        if (!(largest(abs(moved - hydrogen) - tolerance * hydrogen) > 0)) break;
        hydrogen = moved;
        b = balance_of(constants, totals, hydrogen);
    }
    return follows_from(b, totals, hydrogen);
}

Acidity acidity_at(const AcidityConstants& k, const AcidityTotals& totals, const Block& h) {
    return follows_from(balance_of(k, totals, h), totals, h);
}

double ph_of(double temperature, double conductivity, double alkalinity, double carbon, double ammonia,
             double phosphate) {
    const AcidityConstants constants = acidity_constants(Block(temperature), Block(conductivity));
    const AcidityTotals totals = acidity_totals(Block(alkalinity), Block(carbon), Block(ammonia), Block(phosphate));
    return -std::log10(solve_acidity(constants, totals, guess_hydrogen(constants, totals)).hydrogen[0]);
}

}  // namespace qingliu
