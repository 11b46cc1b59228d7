// The delta method given a curve that is known in closed form, and the same curve as the engine makes it (README.md).
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/kinetics/diel_method.hpp"
#include "models/kinetics/oxygen.hpp"
#include "tests/models/kinetics/water_box.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double daylight = 0.55 * one_day;  // s

/// Largest share by which what is found is off ka 3 1/d, P 20, R 6 g m-3 d-1; not a number if nothing is.
double off_k06(const DielCurve& curve) {
    const auto found = diel_method(curve, daylight);
    if (!found) return std::nan("");
    return std::max({std::fabs(found->reaeration * one_day / 3 - 1),
                     std::fabs(found->photosynthesis * one_day / 20 - 1),
                     std::fabs(found->respiration * one_day / 6 - 1)});
}

TEST(DielOxygen, DeltaMethodInvertsK06) {
    Claims claims("diel-oxygen");
    claims.check("K06: ka, P, R found from lag, range and mean as computed elsewhere, worst",
                 off_k06({.lag = 3.86484 * 3600, .range = 3.17723, .mean = -0.334272}), "<=", 5e-5, "1",
                 "the lag is known to 1e-6 d");
    ParameterValues values = nothing_but_reaeration(3);
    set(values, "photosynthesis.maximum", 20);
    set(values, "photosynthesis.daylight", 24 * 0.55);
    set(values, "photosynthesis.noon", 12);
    set(values, "respiration.rate", 6);
    WaterBox box(values, 1.0);
    const double saturation = oxygen_saturation(20, 0);
    box.put(species::dissolved_oxygen, saturation);
    box.run(20 * one_day, 900);
    std::vector<double> time, deficit;
    for (double after = 0; after < one_day; after += 900) {
        time.push_back(after);
        deficit.push_back(saturation - box.get(species::dissolved_oxygen));
        box.step(900);
    }
    claims.check("K06: the same from the engine's oxygen, read every 15 min",
                 off_k06(read_diel_curve(time, deficit, 0.5 * one_day)), "<=", 0.02, "1",
                 "a parabola of three hours puts the least deficit a minute early: 1.3 % of ka");
}

}  // namespace
}  // namespace qingliu::validation
