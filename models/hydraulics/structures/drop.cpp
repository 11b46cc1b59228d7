// Drop: the water falls freely over a notch, a trapezoid of bottom width b and side slope s (horizontal per vertical).
//
//   Q = sigma m (b + 0.8 s h_1) sqrt(2 g) h_1^(3/2)
//
// h_1, h_2: heads above the sill on the higher and the lower side; sigma: Villemonte's (1947) submergence. b + 0.8 s
// h_1 is the width at 0.8 of the head (Chinese manual for drops, trapezoidal notch); with m = 0.385 and s = 0 it is
// critical flow over the brink of a rectangular channel. Reversed a mirror image.
//
//   structures:
//     - {name: 三号跌水, kind: drop, river: 东风渠, at: 6.2 km, sill: 74.5 m, width: 4 m, side_slope: 0.5, source: W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/parameters.hpp"
#include "models/hydraulics/structures/submergence.hpp"

namespace qingliu {
namespace {

struct Drop {
    Drop(const Figures& figure, const WorkSite& site)
        : crest(std::max(figure("sill"), site.bed())),
          width(figure("width")),
          side_slope(figure("side_slope")),
          m(figure("flow_coefficient")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        using D = Dual<W>;
        const Heads<W> h(up, down, D(crest));
        const D free = D(m * root_of_2g) * (D(width) + D(0.8 * side_slope) * h.high) * three_halves_power(h.high);
        return h.directed(free * villemonte<W>(h.high, h.low));
    }

    double crest, width, side_slope, m;
};

}  // namespace

WorkEntry drop() {
    return work_entry<Drop>(
        {.name = "drop",
         .title = "跌水",
         .sentence = "Free overfall through a rectangular or trapezoidal notch, submerged as a weir.",
         .source = "Chinese manual for drops; Villemonte 1947",
         .parameters = {sill_level(),
                        clear_width(),
                        flow_coefficient(),
                        {.key = "side_slope",
                         .unit = "1",
                         .minimum = 0,
                         .maximum = 10,
                         .default_value = 0,
                         .sentence = "Horizontal per vertical of the notch's sides.",
                         .source = "rectangular notch"}}});
}

}  // namespace qingliu
