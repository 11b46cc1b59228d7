#include "models/kinetics/reaeration_formulas.hpp"

#include <cmath>
#include <vector>

#include "engine/numerics/powers.hpp"
#include "models/kinetics/oxygen.hpp"

namespace qingliu {

namespace {

/// a U^b / H^c
Block law(double a, double b, double c, const Block& velocity, const Block& depth) {
    return a * exponential(b * logarithm(max(velocity, Block(1e-9))) - c * logarithm(depth));
}

}  // namespace

std::span<const FlowReaeration> flow_reaerations() {
    static const std::vector<FlowReaeration> list = {
        {"covar", "Covar 1976: Owens below 0.61 m, else O'Connor-Dobbins where H > 3.45 U^2.5, else Churchill",
         [](const Block& u, const Block& h) { return covar(u, h); }},
        {"oconnor_dobbins", "O'Connor & Dobbins 1958: 3.93 U^0.5 / H^1.5",
         [](const Block& u, const Block& h) { return law(3.93, 0.5, 1.5, u, h); }},
        {"churchill", "Churchill et al. 1962: 5.026 U^0.969 / H^1.673, as first given",
         [](const Block& u, const Block& h) { return law(5.026, 0.969, 1.673, u, h); }},
        {"owens_gibbs", "Owens et al. 1964: 5.32 U^0.67 / H^1.85",
         [](const Block& u, const Block& h) { return law(5.32, 0.67, 1.85, u, h); }},
        // 7.60 U / H^1.33 in feet
        {"langbein_durum", "Langbein & Durum 1967: 5.135 U / H^1.33",
         [](const Block& u, const Block& h) { return law(5.135, 1.0, 1.33, u, h); }},
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
