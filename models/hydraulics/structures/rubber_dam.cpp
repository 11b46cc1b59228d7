// Rubber dam (inflatable weir): the broad-crested weir of barrier.hpp whose crest is the sill and its inflated height.
// The sheet's own crest is round: discharge_coefficient 1.05 to 1.15 inflated (Chanson 1998, Hydraulics of rubber dam
// overflow), 1 deflated. The setting is the inflated height in m.
//
//   structures:
//     - {name: 卫辉橡胶坝, kind: rubber_dam, river: 卫河, at: 31 km, sill: 62.5 m, width: 60 m, height: 3 m,
//       opening: 2.5 m, source: W6, confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/barrier.hpp"
#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/parameters.hpp"

namespace qingliu {
namespace {

struct RubberDam {
    RubberDam(const Figures& figure, const WorkSite& site)
        : sill(std::max(figure("sill"), site.bed())),
          width(figure("width")),
          coefficient(figure("discharge_coefficient")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& inflated) const {
        const Heads<W> h(up, down, Dual<W>(sill + inflated));
        return h.directed(barrier_discharge<W>(h, width, coefficient, Dual<W>(clear_of_the_water)));
    }

    double sill, width, coefficient;
};

}  // namespace

WorkEntry rubber_dam() {
    return work_entry<RubberDam>(
        {.name = "rubber_dam",
         .title = "橡胶坝",
         .sentence = "Weir whose crest is its inflated height; free, drowned, either direction.",
         .source = "Bos 1989",
         .parameters = {sill_level(), clear_width(), full_height(), opening(), weir_coefficient()},
         .setting = "opening",
         .setting_limit = "height"});
}

}  // namespace qingliu
