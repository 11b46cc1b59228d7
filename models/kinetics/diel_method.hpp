// The delta method (O'Connor & Di Toro 1970; Chapra & Di Toro 1991): reaeration, photosynthesis and respiration from
// how the oxygen deficit of one place goes through a day.
//
// Where every day is like the other and the water along the stream is alike, the deficit D = Cs - O obeys
//   D' = R - P sin(pi t / f) - ka D from sunrise to sunset, D' = R - ka D at night        (t since sunrise, f daylight)
// and repeats itself. The lag of its least value behind solar noon depends on ka and f alone and falls as ka grows; the
// range between its greatest and its least value is P times a function of both; its mean is (R - 2 f P / pi) / ka, f in
// days. So lag, range and mean give ka, P and R, one after the other. All three hold at the temperature of that day.
#pragma once

#include <optional>
#include <span>

namespace qingliu {

/// Per volume of water, at its temperature; per area they are these times the depth.
struct DielMetabolism {
    double reaeration;      ///< ka, s-1
    double photosynthesis;  ///< P, greatest, at noon, g m-3 s-1 of oxygen
    double respiration;     ///< R, all that takes oxygen day and night, g m-3 s-1
};

/// What the method looks at.
struct DielCurve {
    double lag;    ///< s, of the least deficit behind solar noon
    double range;  ///< g m-3, greatest deficit less least
    double mean;   ///< g m-3, of the deficit over the day
};

/// Deficit (g m-3) at a time (s, 0 to a day) after sunrise. `daylight` in s, within (0, a day); reaeration > 0.
double diel_deficit(const DielMetabolism& metabolism, double daylight, double after_sunrise);

/// Lag, range and mean of that curve, under the same conditions.
DielCurve diel_curve(const DielMetabolism& metabolism, double daylight);

/// Its inverse. Nothing where the lag is that of no reaeration between 1e-3 and 1e4 1/d: it lies before noon or so late
/// that the range tells nothing of ka. `daylight` as above. R comes out negative where the water is richer in oxygen
/// than the photosynthesis found explains.
std::optional<DielMetabolism> diel_method(const DielCurve& curve, double daylight);

/// Lag, range and mean of one day of readings: extremes are those of parabolas laid by least squares through the
/// readings within an hour and a half of the least and the greatest mean over so long. `time` (s) rises in equal steps
/// and `deficit` (g m-3) has as many, at least three readings in an hour and a half; `noon` is solar noon (s). Throws
/// std::invalid_argument where there are fewer than 3 readings or not as many of both.
DielCurve read_diel_curve(std::span<const double> time, std::span<const double> deficit, double noon);

}  // namespace qingliu
