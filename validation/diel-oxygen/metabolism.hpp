// The oxygen of a stream over a day by the engine's kinetics, and what of them is fitted.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <vector>

#include "models/kinetics/oxygen.hpp"
#include "tests/models/kinetics/water_box.hpp"
#include "validation/diel-oxygen/station.hpp"

namespace qingliu::validation {

/// At 20 degC.
struct Metabolism {
    double reaeration = 0;      ///< 1/d
    double photosynthesis = 0;  ///< g m-2 d-1, greatest, at noon
    double respiration = 0;     ///< g m-2 d-1, of all that takes oxygen
};

/// What the engine is run with beside that.
struct Surroundings {
    double elevation = 0;       ///< m
    bool warmth_counts = true;  ///< photosynthesis and respiration by their temperature factors, else alike at any
};

/// Of a parameter of the kinetics, SI.
inline double default_of(const std::string& name) {
    for (const ParameterDeclaration& declaration : kinetic_parameters()) {
        if (declaration.name == name) return declaration.default_value;
    }
    throw std::logic_error("no parameter " + name);
}

/// Oxygen (g m-3) at the readings of a day, from `first` at its first reading: one cell without flow, a step from
/// reading to reading at the mean temperature and depth of both.
inline std::vector<double> oxygen_of(const StreamDay& day, const Metabolism& m, const Surroundings& around,
                                     double first) {
    ParameterValues values;
    set(values, "reaeration.fixed_rate", m.reaeration);
    set(values, "photosynthesis.maximum", m.photosynthesis);
    set(values, "photosynthesis.noon", day.noon / one_hour);
    set(values, "photosynthesis.daylight", day.daylight / one_hour);
    set(values, "respiration.rate", m.respiration);
    set(values, "sediment_oxygen_demand.rate", 0);  // one station cannot tell it from respiration
    if (!around.warmth_counts) values["photosynthesis.theta"] = values["respiration.theta"] = 1;
    static const auto constituents = constituents_of({}, {"dissolved_oxygen"});
    Kinetics kinetics(constituents, values, {.utc_offset_minutes = 0});
    auto ledger = kinetics.make_ledger();
    std::vector<double> oxygen{first};
    const double width = 1, length = 1, velocity = 0;
    for (std::size_t i = 0; i + 1 < day.time.size(); ++i) {
        const double depth = 0.5 * (day.depth[i] + day.depth[i + 1]);
        double mass = oxygen.back() * depth;
        kinetics.step(day.time[i], day.step(),
                      {.weather = {.temperature = 0.5 * (day.temperature[i] + day.temperature[i + 1]),
                                   .elevation = around.elevation},
                       .volume = std::span(&depth, 1),
                       .depth = std::span(&depth, 1),
                       .velocity = std::span(&velocity, 1),
                       .top_width = std::span(&width, 1),
                       .length = std::span(&length, 1)},
                      std::span(&mass, 1), ledger);
        oxygen.push_back(mass / depth);
    }
    return oxygen;
}

/// Mean of the first three readings: one alone has the last digit's error.
inline double first_oxygen(const StreamDay& day) { return (day.oxygen[0] + day.oxygen[1] + day.oxygen[2]) / 3; }

/// Oxygen made and taken under a square metre from the first reading of a day to its last, g m-2.
inline std::pair<double, double> made_and_taken(const StreamDay& day, const Metabolism& m) {
    const double light_theta = default_of("photosynthesis.theta"), dark_theta = default_of("respiration.theta");
    double made = 0, taken = 0;
    for (std::size_t i = 0; i + 1 < day.time.size(); ++i) {
        const double from_noon = day.time[i] + 0.5 * day.step() - day.midnight - day.noon,
                     warmth = 0.5 * (day.temperature[i] + day.temperature[i + 1]) - 20, share = day.step() / whole_day;
        if (std::fabs(from_noon) < 0.5 * day.daylight)
            made += share * m.photosynthesis * std::pow(light_theta, warmth) *
                    std::cos(std::numbers::pi * from_noon / day.daylight);
        taken += share * m.respiration * std::pow(dark_theta, warmth);
    }
    return {made, taken};
}

inline double square_sum(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

/// Photosynthesis and respiration of a day by least squares at a given reaeration (Gauss-Newton: the oxygen is all but
/// linear in both); neither below zero.
inline Metabolism fit_day(const StreamDay& day, double reaeration, const Surroundings& around) {
    Metabolism m{reaeration, 5, 5};
    const double first = first_oxygen(day);
    for (int turn = 0; turn < 2; ++turn) {
        const auto now = oxygen_of(day, m, around, first);
        Metabolism brighter = m, hungrier = m;
        brighter.photosynthesis += 1;
        hungrier.respiration += 1;
        const auto more = oxygen_of(day, brighter, around, first), less = oxygen_of(day, hungrier, around, first);
        double pp = 0, pr = 0, rr = 0, p = 0, r = 0;
        for (std::size_t i = 0; i < now.size(); ++i) {
            const double by_p = more[i] - now[i], by_r = less[i] - now[i], left = day.oxygen[i] - now[i];
            pp += by_p * by_p;
            pr += by_p * by_r;
            rr += by_r * by_r;
            p += by_p * left;
            r += by_r * left;
        }
        const double determinant = pp * rr - pr * pr;
        m.photosynthesis = std::clamp(m.photosynthesis + (p * rr - r * pr) / determinant, 0.0, 190.0);
        m.respiration = std::clamp(m.respiration + (r * pp - p * pr) / determinant, 0.0, 190.0);
    }
    return m;
}

/// One reaeration for all days, each with its photosynthesis and respiration [day].
struct StreamFit {
    double reaeration = 0;  ///< 1/d at 20 degC
    std::vector<Metabolism> days;
};

/// By least squares of the oxygen of all days: golden section over the logarithm of the reaeration.
inline StreamFit fit_days(const std::vector<const StreamDay*>& days, const Surroundings& around) {
    const auto at = [&](double logarithm) {
        StreamFit fit{std::exp(logarithm), {}};
        double sum = 0;
        for (const StreamDay* day : days) {
            fit.days.push_back(fit_day(*day, fit.reaeration, around));
            sum += square_sum(day->oxygen, oxygen_of(*day, fit.days.back(), around, first_oxygen(*day)));
        }
        return std::pair{sum, fit};
    };
    const double golden = 0.5 * (std::sqrt(5.0) - 1);
    double low = std::log(0.2), high = std::log(200.0);
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double at_left = at(left).first, at_right = at(right).first;
    while (high - low > 2e-3) {
        if (at_left < at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - golden * (high - low);
            at_left = at(left).first;
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + golden * (high - low);
            at_right = at(right).first;
        }
    }
    return at(0.5 * (low + high)).second;
}

}  // namespace qingliu::validation
