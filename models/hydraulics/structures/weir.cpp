// Weir: a fixed crest across the channel. h_1, h_2: heads above the crest on the higher and the lower side; b: width.
//
// form broad_crested (default)        barrier.hpp without a gate: Q = C_d b (2/3)^(3/2) sqrt(g) h_1^(3/2) while
//                                     h_2 < 2/3 h_1, then drowned, Q = C_d b h_2 sqrt(2 g (h_1 - h_2))
// form broad_crested_villemonte       the same free, submerged by Villemonte's factor
// form sharp_crested                  Q = C_d C_e (2/3) sqrt(2 g) b h_e^(3/2),  C_e = 0.602 + 0.083 h_1/P,
//                                     h_e = h_1 + 1.2 mm (Kindsvater & Carter 1957, full width), submerged by
//                                     Villemonte's
// form manual                         Q = sigma m b sqrt(2 g) h_1^(3/2), sigma = 2.31 x (1 - x)^0.4 with x = h_2/h_1
//                                     above 0.714, 1 below (Chinese design standard for sluices, SL 265)
//
// Villemonte (1947): (1 - (h_2/h_1)^(3/2))^0.385. P: height of the crest above the bed upstream. Heads are those of the
// water level; the head of the velocity of approach is left out, as in the forms cited. The 1.2 mm fade in over the
// first 3 cm, where the formula is not valid, so that no head passes no water; both submergence factors are rounded off
// where both levels meet. All forms are continuous, and mirror images when reversed.
//
// A lateral weir is the same crest along a river; `width` is its length. Each cell between `at` and `until` spills its
// share of it by its own level (a weir per length, not de Marchi's integral of it, which the cells' levels replace).
// What spills takes no momentum along. Out of the network it falls freely.
//
//   structures:
//     - {name: 分洪堰, kind: lateral_weir, river: 共产主义渠, at: 30 km, until: 30.8 km, sill: 63.4 m, width: 800 m,
//       to: {river: 良相坡, at: 0 km}, source: W6, confidence: verified}
//     - {name: 城南堰, kind: weir, form: sharp_crested, river: 卫河, at: 12 km, sill: 68.2 m, width: 20 m, source: W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/barrier.hpp"
#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/parameters.hpp"
#include "models/hydraulics/structures/submergence.hpp"

namespace qingliu {
namespace {

struct Weir {
    enum class Form { broad_crested, broad_crested_villemonte, sharp_crested, manual };

    Weir(const Figures& figure, const WorkSite& site)
        : crest(std::max(figure("sill"), site.bed())),
          width(figure("width")),
          coefficient(figure("discharge_coefficient")),
          m(figure("flow_coefficient")),
          crest_height(figure.value_or("crest_height", std::max(crest - site.bed_up, 0.1))) {
        const auto& word = figure.word("form");
        form = word == "sharp_crested"              ? Form::sharp_crested
               : word == "manual"                   ? Form::manual
               : word == "broad_crested_villemonte" ? Form::broad_crested_villemonte
                                                    : Form::broad_crested;
    }

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        using D = Dual<W>;
        const Heads<W> h(up, down, D(crest));
        switch (form) {
            case Form::broad_crested:
                return h.directed(barrier_discharge<W>(h, width, coefficient, D(clear_of_the_water)));
            case Form::broad_crested_villemonte: {
                const D free = D(coefficient * width * broad_crest) * three_halves_power(h.high);
                return h.directed(free * villemonte<W>(h.high, h.low));
            }
            case Form::sharp_crested: {
                const D head = h.high + D(0.0012) * smooth_step(h.high * D(1 / 0.03));
                const D ce = D(0.602) + D(0.083 / crest_height) * h.high;
                const D free = D(coefficient * width * (2.0 / 3.0) * root_of_2g) * ce * three_halves_power(head);
                return h.directed(free * villemonte<W>(h.high, h.low));
            }
            case Form::manual:
                break;
        }
        return h.directed(D(m * width * root_of_2g) * three_halves_power(h.high) *
                          manual_submergence<W>(h.high, h.low));
    }

    double crest, width, coefficient, m, crest_height;
    Form form = Form::broad_crested;
};

StructureParameter crest_height() {
    return {.key = "crest_height",
            .unit = "m",
            .minimum = 0.05,
            .maximum = 100,
            .optional = true,
            .sentence =
                "Height of a sharp crest above the bed upstream; left out: above the bed of the model, at least "
                "0.1 m."};
}

StructureChoice weir_form() {
    return {.key = "form",
            .words = {"broad_crested", "broad_crested_villemonte", "sharp_crested", "manual"},
            .sentence = "Formula of the weir: which crest, and how it is submerged."};
}

}  // namespace

WorkEntry weir() {
    return work_entry<Weir>(
        {.name = "weir",
         .title = "堰",
         .sentence = "Fixed crest across the channel: broad-crested, sharp-crested or by the manual's "
                     "coefficients; free, submerged, either direction.",
         .source = "Bos 1989; Kindsvater & Carter 1957; Villemonte 1947; SL 265",
         .parameters = {sill_level(), clear_width(), weir_coefficient(), flow_coefficient(), crest_height()},
         .choices = {weir_form()}});
}

WorkEntry lateral_weir() {
    StructureParameter coefficient = weir_coefficient();
    coefficient.default_value = 0.65;
    coefficient.source =
        "estimate: a crest along the flow passes about two thirds (HEC-RAS manual 2016, lateral structures)";
    return work_entry<Weir>(
        {.name = "lateral_weir",
         .title = "侧堰",
         .sentence =
             "Crest along a river, between at and until, over which water spills to another river, a storage or "
             "out of the network, and back.",
         .source = "Bos 1989; Kindsvater & Carter 1957; Villemonte 1947; SL 265",
         .parameters = {sill_level(), clear_width(), coefficient, flow_coefficient(), crest_height()},
         .choices = {weir_form()},
         .lateral = true});
}

}  // namespace qingliu
