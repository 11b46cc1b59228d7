// Figures that several kinds of works take, declared alike so that they are one key.
#pragma once

#include "engine/run/structure_kind.hpp"

namespace qingliu {

inline StructureParameter sill_level() {
    return {.key = "sill",
            .unit = "m",
            .minimum = -500,
            .maximum = 9000,
            .sentence =
                "Level of the crest of a weir, the sill of a gate, the crest of a deflated dam; water in the bed "
                "below it stays."};
}
inline StructureParameter clear_width() {
    return {.key = "width",
            .unit = "m",
            .minimum = 0.01,
            .maximum = 5000,
            .sentence = "Clear width of all openings together."};
}
inline StructureParameter full_height() {
    return {.key = "height",
            .unit = "m",
            .minimum = 0.01,
            .maximum = 100,
            .sentence = "Full opening of a gate; height of an inflated dam."};
}
inline StructureParameter opening() {
    return {.key = "opening",
            .unit = "m",
            .minimum = 0,
            .maximum = 100,
            .sentence =
                "Opening of a gate (its full height: clear of the water); height a dam is inflated to. Scenarios "
                "may replace it."};
}
inline StructureParameter weir_coefficient() {
    return {.key = "discharge_coefficient",
            .unit = "1",
            .minimum = 0.01,
            .maximum = 2,
            .default_value = 1,
            .sentence = "Factor on the weir law.",
            .source = "critical flow over a broad crest without loss"};
}
inline StructureParameter orifice_coefficient() {
    return {.key = "orifice_coefficient",
            .unit = "1",
            .minimum = 0.1,
            .maximum = 1,
            .default_value = 0.61,
            .sentence = "Discharge coefficient of the opening, contraction included.",
            .source = "Bos 1989, sharp edges"};
}
/// m in Q = sigma m b sqrt(2 g) H^(3/2).
inline StructureParameter flow_coefficient() {
    return {.key = "flow_coefficient",
            .unit = "1",
            .minimum = 0.2,
            .maximum = 0.6,
            .default_value = 0.385,
            .sentence = "Coefficient m of the manual's weir formula.",
            .source = "critical flow over a broad crest without loss"};
}

}  // namespace qingliu
