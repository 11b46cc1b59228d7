// Reaeration of a stream by two methods that fit no curve of oxygen; both take the engine's saturation and temperature
// factor, and the delta method the engine's curve of water that only the air acts on.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "models/kinetics/diel_method.hpp"
#include "validation/diel-oxygen/metabolism.hpp"

namespace qingliu::validation {

/// Straight line through points of several groups, one slope for all and an intercept for each.
class CommonSlope {
public:
    void add_group(const std::vector<double>& x, const std::vector<double>& y) {
        double mean_x = 0, mean_y = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            mean_x += x[i] / static_cast<double>(x.size());
            mean_y += y[i] / static_cast<double>(x.size());
        }
        for (std::size_t i = 0; i < x.size(); ++i) {
            xx_ += (x[i] - mean_x) * (x[i] - mean_x);
            xy_ += (x[i] - mean_x) * (y[i] - mean_y);
        }
    }
    [[nodiscard]] double slope() const { return xy_ / xx_; }

private:
    double xx_ = 0, xy_ = 0;
};

/// Regression of the nights (Hornberger & Kelly 1975): without light dO/dt = ka (Cs - O) - R, so ka is the slope of the
/// rates of change by what drives them; 1/d at 20 degC. From sunset to 23 h, as in the source: at first the oxygen
/// falls from where the day left it, which tells ka; later it only follows saturation and respiration as the water
/// cools.
inline double reaeration_of_nights(const std::vector<StreamDay>& days, double elevation) {
    const double theta = default_of("reaeration.theta");
    CommonSlope line;
    for (const StreamDay& day : days) {
        const double dusk = day.midnight + day.noon + 0.5 * day.daylight, late = day.midnight + 23 * one_hour;
        // means of three readings, slopes over two steps: one reading alone tells little but its last digit
        const auto smooth = [](const std::vector<double>& v, std::size_t i) {
            return (v[i - 1] + v[i] + v[i + 1]) / 3;
        };
        std::vector<double> x, y;
        for (std::size_t i = 2; i + 2 < day.time.size(); ++i) {
            if (day.time[i - 2] < dusk || day.time[i + 2] > late) continue;
            const double t = smooth(day.temperature, i);
            x.push_back(std::pow(theta, t - 20) * (oxygen_saturation(t, elevation) - smooth(day.oxygen, i)));
            y.push_back((smooth(day.oxygen, i + 1) - smooth(day.oxygen, i - 1)) / (2 * day.step() / whole_day));
        }
        line.add_group(x, y);
    }
    return line.slope();
}

/// What the delta method sees of a day, brought to 20 degC: nothing where the lag is out of its range.
///
/// The method knows no temperature. Its deficit is therefore what the oxygen is below that of the same water without
/// light and respiration, which the air alone keeps near a saturation that wanders: this difference obeys the method's
/// equation whatever saturation does. That water needs the reaeration sought, which is found by repeating. Without
/// `wandering` the deficit is plain saturation less oxygen.
inline std::optional<Metabolism> delta_method(const StreamDay& day, double elevation, bool wandering) {
    const double theta = default_of("reaeration.theta");
    double warmth = 0, depth = 0;
    std::vector<double> time, deficit;
    const std::size_t count = day.time.size() - 1;  // the last is the first of the next day
    for (std::size_t i = 0; i < count; ++i) {
        warmth += std::pow(theta, day.temperature[i] - 20) / static_cast<double>(count);
        depth += day.depth[i] / static_cast<double>(count);
        time.push_back(day.time[i] - day.midnight);
        deficit.push_back(oxygen_saturation(day.temperature[i], elevation) - day.oxygen[i]);
    }
    auto found = diel_method(read_diel_curve(time, deficit, day.noon), day.daylight);
    double before = found ? found->reaeration * whole_day : 10, moved = 1;
    for (int turn = 0; wandering && turn < 60 && moved > 1e-3; ++turn) {
        const Metabolism air{before / warmth, 0, 0};
        // a day before this one, alike, so that it begins as it ends
        const double begin = oxygen_of(day, air, {elevation, true}, deficit[0] + day.oxygen[0]).back();
        const auto still = oxygen_of(day, air, {elevation, true}, begin);
        for (std::size_t i = 0; i < count; ++i) deficit[i] = still[i] - day.oxygen[i];
        found = diel_method(read_diel_curve(time, deficit, day.noon), day.daylight);
        if (!found) return std::nullopt;
        moved = std::fabs(std::log(found->reaeration * whole_day / before));
        before = std::sqrt(before * found->reaeration * whole_day);  // half way: it may swing
    }
    if (!found || (wandering && moved > 1e-3)) return std::nullopt;
    return Metabolism{found->reaeration * whole_day / warmth, found->photosynthesis * whole_day * depth,
                      found->respiration * whole_day * depth};
}

inline double median(std::vector<double> values) {
    if (values.empty()) return std::nan("");
    std::ranges::sort(values);
    return 0.5 * (values[(values.size() - 1) / 2] + values[values.size() / 2]);
}

}  // namespace qingliu::validation
