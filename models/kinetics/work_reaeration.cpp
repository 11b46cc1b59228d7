#include "models/kinetics/work_reaeration.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <vector>

#include "engine/numerics/powers.hpp"

namespace qingliu {

namespace {

double counted(double fall) { return std::min(fall, most_telling_fall); }

/// dH (1 - 0.11 dH) (1 + 0.046 T); water under ice is not below 0 degC.
double fall_and_warmth(const FallingWater& w) {
    const double h = counted(w.fall);
    return h * (1 - 0.11 * h) * (1 + 0.046 * std::max(w.temperature, 0.0));
}

double butts_evans(const WorkReaeration& work, const FallingWater& w) {
    return 1 + 0.38 * work.water_quality * work.aeration_coefficient * fall_and_warmth(w);
}

double gameson(const WorkReaeration& work, const FallingWater& w) {
    return 1 + 0.5 * work.water_quality * work.aeration_coefficient * counted(w.fall);
}

double mascaret(const WorkReaeration&, const FallingWater& w) { return 1 + 0.69 * fall_and_warmth(w); }

// Nakasone 1987 with q in m2/h; a, b and the warmth on what it makes of a unit deficit, as DELWAQ has it
double gameson_nakasone(const WorkReaeration& work, const FallingWater& w) {
    constexpr double most = 50;  // beyond it nothing is left of the deficit to the last bit
    const double exponent = 0.0675 * power(counted(w.fall), 1.28) * power(3600 * w.discharge_per_width, 0.62) *
                            power(std::max(w.tail_depth, 0.0), 0.439);
    const double warmth = std::max(1 + 0.02 * (w.temperature - 20), 0.0);
    return 1 + (exponential(std::min(exponent, most)) - 1) * work.water_quality * work.aeration_coefficient * warmth;
}

double given_ratio(const WorkReaeration& work, const FallingWater&) { return work.ratio; }

double given_efficiency(const WorkReaeration& work, const FallingWater&) {
    return work.efficiency < 1 ? 1 / (1 - work.efficiency) : std::numeric_limits<double>::infinity();
}

const WorkReaerationFormula& formula_of(const WorkReaeration& work) {
    for (const auto& formula : work_reaeration_formulas()) {
        if (formula.name == work.formula) return formula;
    }
    throw std::invalid_argument("no formula of reaeration at works \"" + work.formula + "\"");
}

}  // namespace

std::span<const WorkReaerationFormula> work_reaeration_formulas() {
    static const std::vector<WorkReaerationFormula> list = {
        {"butts_evans", "Gameson 1957; Butts & Evans 1983", "1 + 0.38 a b dH (1 - 0.11 dH) (1 + 0.046 T)", butts_evans},
        {"gameson_nakasone", "Nakasone 1987; DELWAQ",
         "1 + (rN - 1) a b (1 + 0.02 (T - 20)), ln rN = 0.0675 dH^1.28 (3600 Q / W)^0.62 H^0.439", gameson_nakasone},
        {"gameson", "Gameson 1957", "1 + 0.5 a b dH", gameson},
        {"mascaret", "MASCARET", "1 + 0.69 dH (1 - 0.11 dH) (1 + 0.046 T)", mascaret},
        {"ratio", "of the case", "`ratio`, whatever the fall", given_ratio},
        {"efficiency", "of the case", "1 / (1 - `efficiency`), whatever the fall", given_efficiency},
    };
    return list;
}

double made_good(const WorkReaeration& work, const FallingWater& water) {
    FallingWater w = water;
    w.fall = std::max(w.fall, 0.0);
    const double r = std::max(formula_of(work).deficit_ratio(work, w), 1.0);
    return 1 - 1 / r;
}

}  // namespace qingliu
