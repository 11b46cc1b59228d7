// What lies in the bed of one scenario: how it begins, how it is told, and its balance.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "engine/base/index.hpp"
#include "engine/numerics/compensated_sum.hpp"
#include "models/kinetics/lasting_bed.hpp"
#include "models/water/scenario_water.hpp"

namespace qingliu {

void ScenarioWater::start_bed(std::span<const double> volume) {
    const auto width = constituents_->size(), below = bed_->constituents.size();
    const Weather now = weather(case_->start);
    std::optional<LastingBed> lasting;
    for (const BedStretch& stretch : case_->initial.bed) {
        if (stretch.in_balance && kinetics_ && !lasting)
            lasting.emplace(*constituents_, chemistry_of(case_->own), parameters(), KineticsSettings{},
                            bed_->constituents);
        const std::size_t first = at(grid_->first_cell[at(stretch.river)]);
        for (std::size_t c = first; c < volume.size() && grid_->cell_river[c] == stretch.river; ++c) {
            const double middle = grid_->cell_chainage[c];
            if (middle < stretch.from || middle > stretch.to) continue;
            std::map<std::string, double> stocks;
            if (stretch.in_balance && lasting && volume[c] > no_water && !depth_.empty()) {
                LastingBed::Cell cell{.concentration = std::vector<double>(width),
                                      .depth = volume[c] / std::max(top_width_[c] * grid_->cell_length[c], 1e-3),
                                      .velocity = std::fabs(velocity_[c]),
                                      .bed_depth = volume[c] / bed_->area[c],
                                      .temperature = stretch.temperature};
                for (std::size_t k = 0; k < width; ++k) cell.concentration[k] = mass_[c * width + k] / volume[c];
                stocks = lasting->stocks(cell, now, stretch.settling.empty() ? nullptr : &stretch.settling);
            }
            for (const auto& [name, amount] : stretch.amounts) stocks[name] = amount;
            for (std::size_t k = 0; k < below; ++k) {
                const auto found = stocks.find(bed_->constituents[k].name);
                if (found != stocks.end()) in_bed_[c * below + k] = found->second * bed_->area[c];
            }
        }
    }
}

void ScenarioWater::over_bed(std::span<double> values) const {
    const auto width = bed_->constituents.size();
    for (std::size_t i = 0; i < in_bed_.size(); ++i) values[i] = in_bed_[i] / bed_->area[i / width];
}

LedgerAccount ScenarioWater::bed_account(std::size_t k) const {
    LedgerAccount a;
    a.name = bed_->constituents[k].name;
    if (kinetics_) {
        a.reacted = kinetics_->reacted(*kinetics_ledger_, a.name);
        a.parts = kinetics_->parts(*kinetics_ledger_, a.name);
    }
    CompensatedSum before, after, change;
    for (std::size_t i = k; i < in_bed_.size(); i += bed_->constituents.size()) {
        before.add(first_in_bed_[i]);
        after.add(in_bed_[i]);
        change.add(in_bed_[i]);
        change.add(-first_in_bed_[i]);
    }
    a.stored_before = before.value();
    a.stored_after = after.value();
    a.stored_change = change.value();
    return a;
}

}  // namespace qingliu
