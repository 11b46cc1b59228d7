#include "models/kinetics/diel_method.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

/// The curve of P = 1 with a mean of zero, everything in days: a sine and what is left of the night before.
class Shape {
public:
    Shape(double reaeration, double day_share)
        : ka_(reaeration),
          f_(day_share),
          w_(std::numbers::pi / day_share),
          square_(ka_ * ka_ + w_ * w_),
          // the curve at the next sunrise is that at sunrise
          left_((w_ / square_) * (1 + std::exp(-ka_ * (1 - f_))) / std::expm1(-ka_)) {}

    [[nodiscard]] double made() const { return 2 * f_ / std::numbers::pi; }  // oxygen of a day
    [[nodiscard]] double value(double t) const {
        return t <= f_ ? by_day(t) : made() / ka_ + (by_day(f_) - made() / ka_) * std::exp(-ka_ * (t - f_));
    }
    /// Time of the least value: after noon, before sunset.
    [[nodiscard]] double least() const { return turn(0.5 * f_, f_); }
    /// Time of the greatest: after sunrise, before noon.
    [[nodiscard]] double greatest() const { return turn(0, 0.5 * f_); }

private:
    double ka_, f_, w_, square_, left_;

    [[nodiscard]] double by_day(double t) const {
        return made() / ka_ - (ka_ * std::sin(w_ * t) - w_ * std::cos(w_ * t)) / square_ + left_ * std::exp(-ka_ * t);
    }
    [[nodiscard]] double slope(double t) const {
        return -w_ * (ka_ * std::cos(w_ * t) + w_ * std::sin(w_ * t)) / square_ - ka_ * left_ * std::exp(-ka_ * t);
    }
    /// Where the slope, of different sign at both ends, is zero.
    [[nodiscard]] double turn(double from, double to) const {
        const bool rising = slope(to) > 0;
        for (int halving = 0; halving < 60; ++halving) {
            const double middle = 0.5 * (from + to);
            ((slope(middle) > 0) == rising ? to : from) = middle;
        }
        return 0.5 * (from + to);
    }
};

double lag_of(double reaeration, double daylight) { return Shape(reaeration, daylight).least() - 0.5 * daylight; }

/// Time and value of the turn of a parabola through the readings about the extreme; `sign` 1 for the least, -1 for the
/// greatest.
std::pair<double, double> extreme(std::span<const double> time, std::span<const double> value, double sign) {
    constexpr double half_width =
        5400;  // s, estimate: shorter than what photosynthesis takes to change, longer than noise
    const auto near = [&](double at, const auto& take) {
        for (std::size_t i = 0; i < time.size(); ++i) {
            if (std::fabs(time[i] - at) <= half_width) take(time[i] - at, sign * value[i]);
        }
    };
    double best = 0, at = time.front();
    for (std::size_t i = 0; i < time.size(); ++i) {
        if (i > 0 && (time[i] - time.front() < half_width || time.back() - time[i] < half_width)) continue;
        double sum = 0, count = 0;
        near(time[i], [&](double, double v) { sum += v, ++count; });
        if (i > 0 && sum / count >= best) continue;
        best = sum / count;
        at = time[i];
    }
    // v = a + b t + c t2 with t in half widths; the moments of t decouple b where readings lie evenly, but not at ends
    double s[5] = {}, r[3] = {};
    near(at, [&](double t, double v) {
        double power = 1;
        for (int k = 0; k < 5; ++k, power *= t / half_width) {
            s[k] += power;
            if (k < 3) r[k] += power * v;
        }
    });
    const double d11 = s[2] - s[1] * s[1] / s[0], d12 = s[3] - s[1] * s[2] / s[0], d22 = s[4] - s[2] * s[2] / s[0];
    const double e1 = r[1] - s[1] * r[0] / s[0], e2 = r[2] - s[2] * r[0] / s[0];
    const double c = (e2 * d11 - e1 * d12) / (d22 * d11 - d12 * d12), b = (e1 - d12 * c) / d11;
    const double a = (r[0] - b * s[1] - c * s[2]) / s[0];
    const double turn = -0.5 * b / c;
    if (!(c > 0) || std::fabs(turn) > 1) return {at, sign * best};
    return {at + turn * half_width, sign * (a + 0.5 * b * turn)};
}

}  // namespace

double diel_deficit(const DielMetabolism& metabolism, double daylight, double after_sunrise) {
    const Shape shape(metabolism.reaeration * day_length, daylight / day_length);
    const double mean = (metabolism.respiration - shape.made() * metabolism.photosynthesis) / metabolism.reaeration;
    return mean + metabolism.photosynthesis * day_length * shape.value(after_sunrise / day_length);
}

DielCurve diel_curve(const DielMetabolism& metabolism, double daylight) {
    const Shape shape(metabolism.reaeration * day_length, daylight / day_length);
    return {
        .lag = (shape.least() - 0.5 * daylight / day_length) * day_length,
        .range = metabolism.photosynthesis * day_length * (shape.value(shape.greatest()) - shape.value(shape.least())),
        .mean = (metabolism.respiration - shape.made() * metabolism.photosynthesis) / metabolism.reaeration};
}

std::optional<DielMetabolism> diel_method(const DielCurve& curve, double daylight) {
    const double f = daylight / day_length, lag = curve.lag / day_length;
    double slow = std::log(1e-3), fast = std::log(1e4);  // of ka in 1/d
    if (!(lag < lag_of(std::exp(slow), f) && lag > lag_of(std::exp(fast), f))) return std::nullopt;
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (slow + fast);
        (lag_of(std::exp(middle), f) > lag ? slow : fast) = middle;
    }
    const double ka = std::exp(0.5 * (slow + fast));
    const Shape shape(ka, f);
    const double p = curve.range / (shape.value(shape.greatest()) - shape.value(shape.least()));
    return DielMetabolism{.reaeration = ka / day_length,
                          .photosynthesis = p / day_length,
                          .respiration = (ka * curve.mean + shape.made() * p) / day_length};
}

DielCurve read_diel_curve(std::span<const double> time, std::span<const double> deficit, double noon) {
    if (time.size() < 3 || time.size() != deficit.size())
        throw std::invalid_argument("a day's curve wants at least 3 readings and a time for each");
    const auto [least_at, least] = extreme(time, deficit, 1);
    const double greatest = extreme(time, deficit, -1).second;
    double sum = 0;
    for (const double d : deficit) sum += d;
    return {.lag = least_at - noon, .range = greatest - least, .mean = sum / static_cast<double>(deficit.size())};
}

}  // namespace qingliu
