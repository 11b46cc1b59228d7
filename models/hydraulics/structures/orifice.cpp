// Orifice: a fixed rectangular opening in a wall, from its sill up to its height; part full, free, partly or wholly
// drowned. h_1, h_2: depths above the sill on the higher and the lower side; a: height; b: width.
//
//   Q = C_d b sqrt(2 g) [ 2/3 ((h_1 - t)^(3/2) - (h_1 - a)_+^(3/2)) + t sqrt(h_1 - h_2) ],   t = min(h_2, a)
//
// The jet is summed over the height of the opening (large orifice): above the tail water it falls freely, below it
// every thread has the head h_1 - h_2 (Bos 1989, Discharge Measurement Structures, 1.12 and 5). Drowned: C_d a b sqrt(2
// g (h_1 - h_2)); far above the opening: C_d a b sqrt(2 g (h_1 - a/2)). Continuous with its derivatives; reversed a
// mirror image.
//
//   structures:
//     - {name: 放水孔, kind: orifice, river: 东湖渠, at: 0 km, sill: 71 m, width: 1.2 m, height: 0.8 m, source: W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/large_orifice.hpp"
#include "models/hydraulics/structures/parameters.hpp"

namespace qingliu {
namespace {

struct Orifice {
    Orifice(const Figures& figure, const WorkSite& site)
        : sill(std::max(figure("sill"), site.bed())),
          width(figure("width")),
          height(figure("height")),
          coefficient(figure("orifice_coefficient")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        const Heads<W> h(up, down, Dual<W>(sill));
        return h.directed(large_orifice<W>(h, width, height, coefficient));
    }

    double sill, width, height, coefficient;
};

}  // namespace

WorkEntry orifice() {
    return work_entry<Orifice>(
        {.name = "orifice",
         .title = "孔口",
         .sentence = "Fixed rectangular opening in a wall: part full, free or drowned, either direction.",
         .source = "Bos 1989",
         .parameters = {sill_level(), clear_width(), full_height(), orifice_coefficient()}});
}

}  // namespace qingliu
