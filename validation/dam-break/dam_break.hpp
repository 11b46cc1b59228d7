// Solutions of the dam-break problem without friction on a plane bed, in closed form, at a time after the dam went.
#pragma once

#include <cmath>

#include "validation/channel_run.hpp"

namespace qingliu::validation {

struct DamBreak {
    double left = 0;    ///< m, depth behind the dam
    double right = 0;   ///< m, depth before it; 0 for a dry bed
    double dam = 0;     ///< m, chainage
    double length = 0;  ///< m
    double slope = 0;   ///< 1, of a dry bed
    double time = 0;    ///< s
    // --- wet bed (Stoker 1957): the constant state behind the shock ---
    double middle = 0, velocity = 0, shock_speed = 0;  ///< m, m s-1, m s-1

    /// Finds the constant state: both relations of Stoker's give the same velocity.
    void solve() {
        double low = right, high = left;
        for (int k = 0; k < 200; ++k) {
            middle = 0.5 * (low + high);
            const double gap = 2 * (std::sqrt(g * left) - std::sqrt(g * middle)) -
                               (middle - right) * std::sqrt(g * (middle + right) / (2 * middle * right));
            (gap > 0 ? low : high) = middle;
        }
        velocity = 2 * (std::sqrt(g * left) - std::sqrt(g * middle));
        shock_speed = middle * velocity / (middle - right);
    }
    /// Where the front stands.
    [[nodiscard]] double front() const {
        return dam + (right > 0 ? shock_speed * time : 2 * std::sqrt(g * left) * time + 0.5 * g * slope * time * time);
    }
    /// Depth at x; on a slope all of it falls with g S0 (Ritter 1892 in the frame that does).
    [[nodiscard]] double depth(double x) const {
        const double s = (x - dam - 0.5 * g * slope * time * time) / time, c = std::sqrt(g * left);
        if (s < -c) return left;
        if (right == 0) return s < 2 * c ? std::pow(2 * c - s, 2) / (9 * g) : 0;
        if (s < velocity - std::sqrt(g * middle)) return std::pow(2 * c - s, 2) / (9 * g);
        return s < shock_speed ? middle : right;
    }
};

}  // namespace qingliu::validation
