// Pump: lifts water downstream by its curve of head and discharge, whatever the levels; no water comes back.
//
//   Q = s q(H / s^2),   H = max(z_down, z_o) - z_up
//
// q: the curve at full speed, falling, in straight lines between its points and constant below the first; beyond the
// last point it goes on along the last line to zero. s: the speed as a share of the full one (affinity laws; Stepanoff
// 1957), the setting: 0 is off, 1 full speed. z_o: outlet_level, over which the delivery pipe pours freely. Above the
// shut-off head nothing passes (a non-return valve). Within 0.1 m above the suction level the pump fades out, so that
// it never takes what is not there. Levels to start and stop at are rules of operation.
//
//   structures:
//     - {name: 东孟姜女泵站, kind: pump, river: 引水渠, at: 0 km, speed: 1, suction_level: 68.5 m,
//       curve: [[0 m, 3.2 m3/s], [3 m, 2.6 m3/s], [6 m, 1.2 m3/s], [7 m, 0 m3/s]], source: W6, confidence: verified}
#include <algorithm>
#include <limits>

#include "models/hydraulics/structures/kinds.hpp"

namespace qingliu {
namespace {

/// Depth of water above the suction level over which a pump comes to its curve, m.
constexpr double suction_fade = 0.1;
/// A speed below this share of the full one lifts no water to speak of.
constexpr double least_speed = 1e-3;

struct Pump {
    Pump(const Figures& figure, const WorkSite& site)
        : curve(figure.table("curve")),
          suction(std::max(figure.value_or("suction_level", site.bed_up), site.bed_up)),
          outlet(figure.value_or("outlet_level", -std::numeric_limits<double>::max())) {
        const auto [x0, y0] = curve[curve.size() - 2];
        const auto [x1, y1] = curve.back();
        if (y1 > 0) curve.emplace_back(y1 < y0 ? x1 + y1 * (x1 - x0) / (y0 - y1) : x1 + 1, 0.0);
    }

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& speed) const {
        using D = Dual<W>;
        const Lanes<W> s = max(speed, Lanes<W>(least_speed));
        const D head = max(down, D(outlet)) - up;
        const D lifted = D(s) * interpolate<W>(curve, head * D(1.0 / (s * s)));
        const D primed = smooth_step((up - D(suction)) * D(1 / suction_fade));
        return select(speed > Lanes<W>(least_speed), lifted * primed, D(0.0));
    }

    Structure::Table curve;
    double suction, outlet;
};

}  // namespace

WorkEntry pump() {
    return work_entry<Pump>(
        {.name = "pump",
         .title = "泵站",
         .sentence = "Lifts water downstream by its curve of head and discharge; speed 0 is off.",
         .source = "Stepanoff 1957",
         .parameters = {{.key = "speed",
                         .unit = "1",
                         .minimum = 0,
                         .maximum = 1.2,
                         .default_value = 1,
                         .sentence = "Speed as a share of the full one, 0 is off. Scenarios may replace it.",
                         .source = "full speed"},
                        {.key = "suction_level",
                         .unit = "m",
                         .minimum = -500,
                         .maximum = 9000,
                         .optional = true,
                         .sentence = "Level upstream at which it runs dry; left out: the bed."},
                        {.key = "outlet_level",
                         .unit = "m",
                         .minimum = -500,
                         .maximum = 9000,
                         .optional = true,
                         .sentence = "Level its delivery pours over freely; left out: it ends under water."}},
         .tables = {{.key = "curve",
                     .x_unit = "m",
                     .y_unit = "m3/s",
                     .y_order = StructureTable::Order::falling,
                     .sentence = "Heads and the discharges at full speed, head rising."}},
         .setting = "speed"});
}

}  // namespace qingliu
