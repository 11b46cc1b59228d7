// The steady flows that are known exactly.
#pragma once

#include "validation/steady-exact/exact_channel.hpp"

namespace qingliu::exact {

/// Frictionless flow of q m2/s over a parabolic bump of 0.2 m (Goutal & Maurel 1997), by Bernoulli's law on both sides
/// of a jump where the momentum functions agree.
class Bump {
public:
    enum class Kind { subcritical, transcritical, jump };
    Bump(double q, double depth_at_end, Kind kind) : q_(q), kind_(kind) {
        below_ = depth_at_end + q * q / (2 * g * depth_at_end * depth_at_end);
        above_ = kind == Kind::subcritical ? below_ : 1.5 * critical_depth(q) + 0.2;
        double low = 10, high = 12;
        for (int k = 0; k < 100; ++k) {
            const double middle = 0.5 * (low + high);
            const double h1 = root(above_ - bed(middle), false), h2 = root(below_ - bed(middle), true);
            (q * q * (1 / h1 - 1 / h2) + g * (h1 * h1 - h2 * h2) / 2 > 0 ? low : high) = middle;
        }
        jump = low;
    }
    [[nodiscard]] static double bed(double x) { return std::max(0.0, 0.2 - 0.05 * (x - 10) * (x - 10)); }
    [[nodiscard]] double depth(double x) const {
        if (kind_ == Kind::subcritical || (kind_ == Kind::jump && x > jump)) return root(below_ - bed(x), true);
        return root(above_ - bed(x), x <= 10);
    }
    [[nodiscard]] ExactChannel channel(const std::string& name) const {
        ExactChannel c;
        c.name = name;
        c.length = 25;
        c.manning_n = 1e-9;
        c.discharge = q_ * 1e6;
        c.depth = [bump = *this](double x) { return bump.depth(x); };
        c.bed = &Bump::bed;
        return c;
    }
    double jump = 0;  ///< m

private:
    /// Depth (m) with the specific head `head` (m).
    [[nodiscard]] double root(double head, bool subcritical) const {
        const double critical = critical_depth(q_);
        double low = subcritical ? critical : 1e-6, high = subcritical ? std::max(head, critical) : critical;
        for (int k = 0; k < 200; ++k) {
            const double h = 0.5 * (low + high);
            ((h + q_ * q_ / (2 * g * h * h) > head) == subcritical ? high : low) = h;
        }
        return 0.5 * (low + high);
    }
    double q_, below_, above_;
    Kind kind_;
};

/// MacDonald, Baines, Nichols & Samuels (1997): the depth is chosen, the bed follows. `break_at`: where the depth
/// jumps.
inline ExactChannel chosen_depth(ExactChannel c, std::vector<double> breaks = {}) {
    const auto slope = [c, breaks](double x) {
        // fourth-order difference, one-sided where the depth jumps
        const double e = 5e-5 * c.length;
        double shift = 0;
        for (const double at : breaks) {
            if (std::fabs(x - at) <= 2 * e) shift = x < at ? at - x - 2.001 * e : at - x + 2.001 * e;
        }
        const auto h = [&](double k) { return c.depth(x + shift + k * e); };
        const auto by_x = [&] { return (8 * (h(1) - h(-1)) - (h(2) - h(-2))) / (12 * e); };
        return c.bed_slope(c.depth(x), by_x());
    };
    c.bed = bed_from_slope(c.length, slope, breaks);
    return c;
}

inline ExactChannel wide(const std::string& name, double length, double q, double manning_n,
                         const std::function<double(double)>& depth) {
    ExactChannel c;
    c.name = name;
    c.length = length;
    c.manning_n = manning_n;
    c.discharge = q * 1e6;
    c.depth = depth;
    return c;
}

/// MacDonald's long and short channels and one in a trapezoid.
inline std::vector<ExactChannel> macdonald_channels() {
    const double hc = critical_depth(2), fast = 0.741514432933 / (1 - 0.2 * std::exp(-9));
    std::vector<ExactChannel> all;
    all.push_back(chosen_depth(wide("subcritical", 1000, 2, 0.033, [hc](double x) {
        const double s = x / 1000 - 0.5;
        return hc * (1 + 0.5 * std::exp(-16 * s * s));
    })));
    all.push_back(chosen_depth(wide("supercritical", 1000, 2.5, 0.04, [fast](double x) {
        const double s = x / 1000 - 0.5;
        return fast * (1 - 0.2 * std::exp(-36 * s * s));
    })));
    all.back().entering_depth = all.back().depth(0);
    all.push_back(chosen_depth(wide("through critical", 1000, 2, 0.0218, [hc](double x) {
        const double s = x / 1000 - 0.5;
        return s <= 0 ? hc * (1 - std::tanh(3 * s) / 3) : hc * (1 - std::tanh(6 * s) / 6);
    })));
    all.push_back(chosen_depth(
        wide("undulating", 5000, 2, 0.03, [](double x) { return 9.0 / 8 + 0.25 * std::sin(M_PI * x / 500); })));
    ExactChannel trapezoid;
    trapezoid.name = "trapezoid";
    trapezoid.length = 1000;
    trapezoid.bottom_width = 10;
    trapezoid.side_slope = 1.5;
    trapezoid.manning_n = 0.03;
    trapezoid.discharge = 40;
    trapezoid.depth = [](double x) { return 2.2 + 0.4 * std::sin(2 * M_PI * x / 1000); };
    all.push_back(chosen_depth(trapezoid));
    return all;
}

/// With a hydraulic jump: the long channel at 500 m, the short one at two thirds of 100 m.
inline ExactChannel long_jump() {
    const double hc = critical_depth(2);
    auto c = chosen_depth(wide("long, with a jump", 1000, 2, 0.0218,
                               [hc](double x) {
                                   if (x < 500) return hc * (0.9 - std::exp(-x / 250) / 6);
                                   const double s = x / 1000 - 0.5;
                                   return hc * (1 - 0.348427 * std::exp(-20 * s) + 0.552264 * std::exp(-40 * s) -
                                                0.55558 * std::exp(-60 * s) + 0.8 * std::exp(x / 1000 - 1));
                               }),
                          {500});
    c.entering_depth = c.depth(0);
    return c;
}

inline ExactChannel short_jump() {
    const double a = std::cbrt(4 / g);
    return chosen_depth(wide("short, with a jump", 100, 2, 0.0328,
                             [a](double x) {
                                 const double s = x / 100 - 2.0 / 3;
                                 if (s < 0) return a * (4.0 / 3 - x / 100) - 9 * x * s / 1000;
                                 return a * ((((0.674202 * s + 0.674202) * s - 21.7112) * s + 14.492) * s + 1.4305);
                             }),
                        {200.0 / 3});
}

}  // namespace qingliu::exact
