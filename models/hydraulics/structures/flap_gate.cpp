// Flap gate: an opening whose flap lets water go downstream only. The orifice law (orifice.cpp), shut while the level
// below is the higher one, and opening smoothly over the difference of levels that lifts the flap:
//
//   Q = w(d / d_o) Q_orifice(h_1, h_2),   d = h_1 - h_2 > 0,   w(t) = t^2 (3 - 2 t) up to t = 1
//
// d_o: opening_head, the loss of a light flap nearly shut; 2 cm is an estimate in the range of measured losses (Burrows
// & Emmonds 1988). No discharge and no slope at d = 0, so that Newton meets no kink there.
//
//   structures:
//     - {name: 排涝拍门, kind: flap_gate, river: 东排, at: 8 km, sill: 66.1 m, width: 2 m, height: 1.5 m, source: W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/large_orifice.hpp"
#include "models/hydraulics/structures/parameters.hpp"

namespace qingliu {
namespace {

struct FlapGate {
    FlapGate(const Figures& figure, const WorkSite& site)
        : sill(std::max(figure("sill"), site.bed())),
          width(figure("width")),
          height(figure("height")),
          coefficient(figure("orifice_coefficient")),
          opening_head(figure("opening_head")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        const Heads<W> h(up, down, Dual<W>(sill));
        const Dual<W> lifted = smooth_step((h.high - h.low) * Dual<W>(1 / opening_head));
        return select(h.forward, lifted * large_orifice<W>(h, width, height, coefficient), Dual<W>(0.0));
    }

    double sill, width, height, coefficient, opening_head;
};

}  // namespace

WorkEntry flap_gate() {
    return work_entry<FlapGate>(
        {.name = "flap_gate",
         .title = "拍门",
         .sentence = "Opening with a flap: as an orifice downstream, shut against water coming back.",
         .source = "Bos 1989",
         .parameters = {sill_level(),
                        clear_width(),
                        full_height(),
                        orifice_coefficient(),
                        {.key = "opening_head",
                         .unit = "m",
                         .minimum = 0.001,
                         .maximum = 1,
                         .default_value = 0.02,
                         .sentence = "Difference of levels at which the flap hangs wholly open.",
                         .source = "estimate, light flaps"}}});
}

}  // namespace qingliu
