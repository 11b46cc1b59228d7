#include "models/kinetics/light.hpp"

#include <algorithm>

#include "engine/numerics/powers.hpp"

namespace qingliu {
namespace {

bool contains(std::span<const std::size_t> carried, std::size_t one) {
    return std::ranges::find(carried, one) != carried.end();
}

}  // namespace

LightLaw::LightLaw(const ParametersOf& value, std::span<const std::size_t> carried)
    : share_(value("usable_share") * (1 - value("reflection")) * (1 - value("shade"))),
      background_(value("background")),
      by_solids_(value("by_solids")),
      most_by_solids_(value("most_solids")),
      by_detritus_(value("by_detritus") * dry_of_demand),
      solids_(contains(carried, species::suspended_solids)),
      fine_(contains(carried, species::fine_solids)),
      coarse_(contains(carried, species::coarse_solids)),
      detritus_(contains(carried, species::detritus)),
      green_(contains(carried, species::green_algae)),
      diatoms_(contains(carried, species::diatoms)) {}

Block LightLaw::extinction(const Concentrations& c) const {
    Block ke(background_);
    if (solids_ || fine_ || coarse_) {
        Block solids = solids_ ? c[species::suspended_solids] : Block(0.0);
        if (fine_) solids += c[species::fine_solids];
        if (coarse_) solids += c[species::coarse_solids];
        ke += by_solids_ * min(solids, Block(most_by_solids_));
    }
    if (detritus_) ke += by_detritus_ * c[species::detritus];
    if (!green_ && !diatoms_) return ke;
    Block carbon(0.0);
    if (green_) carbon += c[species::green_algae];
    if (diatoms_) carbon += c[species::diatoms];
    const Block chlorophyll = carbon * (1e3 * chlorophyll_of_carbon);
    const Block root = chlorophyll * inverse_cube_root<static_cast<int>(block_cells)>(max(chlorophyll, Block(1e-9)));
    return ke + 0.0088 * chlorophyll + 0.054 * root;
}

const ProcessDescription& light_law() {
    static const ProcessDescription law = [] {
        const std::string name = "light";
        return ProcessDescription{
            .name = name,
            .title = "水下光",
            .sentence = "I0 exp(-ke z), ke = kb + 0.052 S + 0.174 D + 0.0088 A + 0.054 A^(2/3).",
            .source = "Riley 1956; Di Toro 1978; QUAL2K",
            .drivers = {"short_wave_radiation", "ice"},
            .row = {},
            .outside = {},
            .parameters = {
                declare(name, "usable_share", "1", 0.47, 0, 1, "Share of the radiation that algae can use.",
                        "NSM-I default"),
                declare(name, "reflection", "1", 0.05, 0, 1, "Share that the water reflects.", "DELWAQ default"),
                declare(name, "shade", "1", 0, 0, 1, "Share that banks and trees keep off.", "none"),
                declare(name, "background", "1/m", 0.2, 0, 20, "Extinction of the water itself.", "QUAL2Kw sample"),
                declare(name, "by_solids", "m2/g", 0.052, 0, 1, "Extinction by suspended solids.", "QUAL2Kw sample"),
                declare(name, "most_solids", "mg/L", 500, 0, 1e5,
                        "Suspended solids beyond which no more light is lost.", "estimate"),
                declare(name, "by_detritus", "m2/g", 0.174, 0, 2, "Extinction by detritus, dry weight.",
                        "QUAL2Kw sample")}};
    }();
    return law;
}

}  // namespace qingliu
