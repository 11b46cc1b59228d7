#include "models/kinetics/reaeration_formulas.hpp"

#include <cmath>
#include <vector>

#include "engine/base/gravity.hpp"
#include "engine/numerics/powers.hpp"
#include "models/kinetics/oxygen.hpp"

namespace qingliu {

namespace {

using Site = ReaerationSite;

constexpr double least_velocity = 1e-9;   // m s-1; these two keep negative powers finite in water at rest
constexpr double least_slope = 1e-12;     // 1
constexpr double least_discharge = 1e-9;  // m3 s-1

Block logarithm_of_velocity(const Site& s) { return logarithm(max(s.velocity, Block(least_velocity))); }
Block logarithm_of_depth(const Site& s) { return logarithm(s.depth); }
Block logarithm_of_slope(const Site& s) { return logarithm(max(s.friction_slope, Block(least_slope))); }
Block discharge(const Site& s) { return max(s.velocity * s.depth * s.top_width, Block(least_discharge)); }
Block froude(const Site& s) { return s.velocity / sqrt(gravity * s.depth); }
/// u* / H, s-1: the same number whatever the unit of length.
Block shear_over_depth(const Site& s) { return sqrt(gravity * s.friction_slope / s.depth); }

/// a U^b / H^c
Block law(double a, double b, double c, const Site& s) {
    return a * exponential(b * logarithm_of_velocity(s) - c * logarithm_of_depth(s));
}

// A transfer of 3.93 (U / H)^0.5 m/d where U < (0.739 H^0.35)^6, else 5.32 U^0.67 / H^0.85: the larger of the two.
Block delwaq_hybrid(const Site& s) {
    const Block u = logarithm_of_velocity(s), h = logarithm_of_depth(s);
    const Mask<8> slow = u < 6.0 * (-0.302457357 + 0.35 * h);  // ln 0.739
    return select(slow, Block(3.93), Block(5.32)) * exponential(select(slow, 0.5 * u - 1.5 * h, 0.67 * u - 1.85 * h));
}

// 86400 x 3.281 x 0.11 U S below 15 ft3/s, x 0.054 U S above
Block tsivoglou_neal(const Site& s) {
    return select(discharge(s) < Block(0.425), Block(31183.0), Block(15308.0)) * s.velocity * s.friction_slope;
}

// 10.8 (1 + Fr^0.5) u* / H to the base 10
Block thackston_krenkel(const Site& s) { return 24.88 * (1.0 + sqrt(froude(s))) * shear_over_depth(s); }

Block thackston_dawson(const Site& s) { return 2.16 * (1.0 + 9.0 * sqrt(sqrt(froude(s)))) * shear_over_depth(s); }

Block pool_riffle(const Site& s) {
    const Block us = logarithm_of_velocity(s) + logarithm_of_slope(s), q = logarithm(discharge(s));
    const Mask<8> small = discharge(s) < Block(0.556);
    return select(small, Block(517.0), Block(596.0)) *
           exponential(select(small, 0.524 * us - 0.242 * q, 0.528 * us - 0.136 * q));
}

Block channel_control(const Site& s) {
    const Block us = logarithm_of_velocity(s) + logarithm_of_slope(s), h = logarithm_of_depth(s),
                w = logarithm(s.top_width);
    return select(discharge(s) < Block(0.556), 88.0 * exponential(0.313 * us - 0.353 * h),
                  142.0 * exponential(0.333 * us - 0.66 * h - 0.243 * w));
}

Block mascaret(const Site& s) {
    return 0.746 * exponential(2.695 * logarithm_of_velocity(s) - 3.085 * logarithm_of_depth(s) -
                               0.823 * logarithm_of_slope(s));
}

}  // namespace

std::span<const FlowReaeration> flow_reaerations() {
    static const std::vector<FlowReaeration> list = {
        {"covar", "Covar 1976",
         "`owens_gibbs` below 0.61 m, else `oconnor_dobbins` where H > 3.45 U^2.5, else 5.026 U / H^1.67",
         "those of the three", [](const Site& s) { return covar(s.velocity, s.depth); }},
        {"oconnor_dobbins", "O'Connor & Dobbins 1958", "3.93 U^0.5 / H^1.5", "H 0.3 to 9 m, U 0.15 to 0.5 m/s",
         [](const Site& s) { return law(3.93, 0.5, 1.5, s); }},
        {"churchill", "Churchill et al. 1962, as first given", "5.026 U^0.969 / H^1.673",
         "H 0.6 to 3 m, U 0.55 to 1.5 m/s", [](const Site& s) { return law(5.026, 0.969, 1.673, s); }},
        {"owens_gibbs", "Owens et al. 1964", "5.32 U^0.67 / H^1.85", "H 0.1 to 3.4 m, U 0.03 to 1.5 m/s",
         [](const Site& s) { return law(5.32, 0.67, 1.85, s); }},
        // 7.60 U / H^1.33 in feet
        {"langbein_durum", "Langbein & Durum 1967", "5.135 U / H^1.33", "data of the three above and of flumes",
         [](const Site& s) { return law(5.135, 1.0, 1.33, s); }},
        {"delwaq_hybrid", "DELWAQ", "`oconnor_dobbins` where U < (0.739 H^0.35)^6, else `owens_gibbs`",
         "those of the two", delwaq_hybrid},
        {"tsivoglou_neal", "Tsivoglou & Neal 1976", "31183 U S below 0.425 m3/s, else 15308 U S",
         "Q 0.03 to 0.42 m3/s, and 0.71 to 85 m3/s", tsivoglou_neal},
        {"thackston_krenkel", "Thackston & Krenkel 1969", "24.88 (1 + Fr^0.5) u* / H",
         "a flume and rivers of the Tennessee valley", thackston_krenkel},
        {"thackston_dawson", "Thackston & Dawson 2001", "2.16 (1 + 9 Fr^0.25) u* / H",
         "Thackston & Krenkel 1969 fitted anew to streams measured by tracer", thackston_dawson},
        {"melching_flores_pool_riffle", "Melching & Flores 1999",
         "517 (U S)^0.524 Q^-0.242 below 0.556 m3/s, else 596 (U S)^0.528 Q^-0.136",
         "493 measurements by tracer on 166 streams of the United States", pool_riffle},
        {"melching_flores_channel_control", "Melching & Flores 1999",
         "88 (U S)^0.313 H^-0.353 below 0.556 m3/s, else 142 (U S)^0.333 H^-0.66 W^-0.243",
         "those of `melching_flores_pool_riffle`", channel_control},
        {"mascaret", "MASCARET, third option", "0.746 U^2.695 / (H^3.085 S^0.823)", "not told", mascaret},
        {"power_law", "of the case", "a U^b H^c S^d, by the parameters `law_...`", "of the case", nullptr},
    };
    return list;
}

std::span<const WindReaeration> wind_reaerations() {
    static const std::vector<WindReaeration> list = {
        {"banks_herrera", "Banks & Herrera 1977: 0.728 w^0.5 - 0.317 w + 0.0372 w^2",
         [](double w) { return banks_herrera(w); }},
        {"none", "no wind", [](double) { return 0.0; }},
        {"banks", "Banks 1975: 0.362 w^0.5 to 5.5 m/s, 0.0277 w^2 beyond",
         [](double w) { return w <= 5.5 ? 0.362 * std::sqrt(w) : 0.0277 * w * w; }},
        {"broecker", "Broecker et al. 1978: 0.864 w", [](double w) { return 0.864 * w; }},
        {"cole_buchak", "Cole & Buchak 1995: 0.5 + 0.05 w^2", [](double w) { return 0.5 + 0.05 * w * w; }},
        {"downing_truesdale", "Downing & Truesdale 1955: 0.0276 w^2", [](double w) { return 0.0276 * w * w; }},
        {"gelda", "Gelda et al. 1996: 0.2 w to 3.5 m/s, 0.057 w^2 beyond",
         [](double w) { return w <= 3.5 ? 0.2 * w : 0.057 * w * w; }},
        {"kanwisher", "Kanwisher 1963: 0.0432 w^2", [](double w) { return 0.0432 * w * w; }},
        {"liss", "Liss 1973: 0.156 w^0.63 to 4.1 m/s, 0.0269 w^1.9 beyond",
         [](double w) { return w <= 4.1 ? 0.156 * power(w, 0.63) : 0.0269 * power(w, 1.9); }},
        {"smith", "Smith 1978: 0.64 + 0.128 w^2", [](double w) { return 0.64 + 0.128 * w * w; }},
        {"wanninkhof", "Wanninkhof et al. 1991: 0.0986 w^1.64", [](double w) { return 0.0986 * power(w, 1.64); }},
        {"weiler", "Weiler 1974: 0.398 below 1.6 m/s, 0.155 w^2 beyond",
         [](double w) { return w < 1.6 ? 0.398 : 0.155 * w * w; }},
        {"yu", "Yu et al. 1977: 0.319 w", [](double w) { return 0.319 * w; }},
    };
    return list;
}

}  // namespace qingliu
