// All suspended solids of a cell, whatever classes a case carries.
#pragma once

#include "models/kinetics/process.hpp"

namespace qingliu {

class CarriedSolids {
public:
    /// Of those that are carried; `own`, which the process names anyhow, is.
    explicit CarriedSolids(const ProcessSettings& settings, std::size_t own = species::suspended_solids) {
        const auto there = [&](std::size_t one) { return one == own || settings.carries(one); };
        middle_ = there(species::suspended_solids);
        fine_ = there(species::fine_solids);
        coarse_ = there(species::coarse_solids);
    }

    /// g m-3
    [[nodiscard]] Block sum(const Concentrations& c) const {
        Block all = middle_ ? c[species::suspended_solids] : Block(0.0);
        if (fine_) all += c[species::fine_solids];
        if (coarse_) all += c[species::coarse_solids];
        return all;
    }
    /// What a process that asks for them has to name in `looks_at`.
    static std::vector<std::size_t> others() { return {species::fine_solids, species::coarse_solids}; }

private:
    bool middle_ = false, fine_ = false, coarse_ = false;
};

/// What a case begins with on the bed; no process and no row.
const ProcessDescription& bed_stock();
/// What it says of a constituent of the bed, g m-2; nothing of what is no class of solids.
double solids_on_bed(const std::string& constituent, const ParameterValues& values);

}  // namespace qingliu
