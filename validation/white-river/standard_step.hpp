// The steady water surface by the energy equation from section to section, as HEC-RAS computes it (Hydraulic Reference
// Manual 6.3, equations 2-1 to 2-13): average conveyance, reach length weighted by discharge, velocity head weighted by
// left bank, channel and right bank, 0.1 of a contraction and 0.3 of an expansion.
#pragma once

#include <cmath>
#include <functional>
#include <vector>

#include "models/hydraulics/surveyed_section.hpp"
#include "validation/white-river/hecras_model.hpp"

namespace qingliu::validation {

struct EnergyState {
    double conveyance = 0;                 // m3 s-1
    double velocity_head = 0;              // m
    double left = 0, main = 0, right = 0;  // shares of the conveyance
};

inline EnergyState energy_state(const SurveyedSection& section, double level, double discharge) {
    const auto wet = section.at(level - section.bed_level());
    const double area = wet.flow_area(), conveyance = wet.conveyance();
    double cubes = 0;
    for (const auto& part : {wet.left, wet.main, wet.right}) {
        if (part.area > 0) cubes += std::pow(part.conveyance, 3) / (part.area * part.area);
    }
    const double alpha = area * area * cubes / std::pow(conveyance, 3);
    return {conveyance, alpha * std::pow(discharge / area, 2) / (2 * 9.80665), wet.left.conveyance / conveyance,
            wet.main.conveyance / conveyance, wet.right.conveyance / conveyance};
}

/// Levels (m) where `misfit` passes from below zero to above it between two levels, ascending.
inline std::vector<double> rising_roots(double low, double high, const std::function<double(double)>& misfit) {
    std::vector<double> roots;
    constexpr double stride = 0.01;  // m
    double before = misfit(low);
    for (double z = low; z < high; z += stride) {
        const double next = misfit(z + stride);
        if (before < 0 && next >= 0) {
            double a = z, b = z + stride;
            for (int k = 0; k < 40; ++k) (misfit(0.5 * (a + b)) < 0 ? a : b) = 0.5 * (a + b);
            roots.push_back(0.5 * (a + b));
        }
        before = next;
    }
    return roots;
}

/// Every level the energy equation allows at the section upstream. More than one where an ineffective area is passed.
inline std::vector<double> levels_upstream(const HecrasSection& upstream, const SurveyedSection& upper,
                                           const SurveyedSection& lower, double level_below, double discharge) {
    const auto below = energy_state(lower, level_below, discharge);
    const auto misfit = [&](double level) {
        const auto above = energy_state(upper, level, discharge);
        const double length =
            0.5 * (upstream.left * (above.left + below.left) + upstream.main * (above.main + below.main) +
                   upstream.right * (above.right + below.right));
        const double slope = std::pow(2 * discharge / (above.conveyance + below.conveyance), 2);
        const double change = above.velocity_head - below.velocity_head;
        const double shape_loss = (change > 0 ? 0.3 : 0.1) * std::fabs(change);
        return level + above.velocity_head - level_below - below.velocity_head - length * slope - shape_loss;
    };
    return rising_roots(level_below - 0.5, level_below + 4, misfit);
}

}  // namespace qingliu::validation
