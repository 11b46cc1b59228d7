#include "engine/run/scenario_account.hpp"

#include <algorithm>

#include "engine/base/index.hpp"
#include "engine/base/unknown.hpp"

namespace qingliu {

ScenarioAccount::ScenarioAccount(const Case& specification, const Grid& grid, const std::vector<Exchange>& exchanges,
                                 int constituents, const std::vector<double>& day_start)
    : case_(&specification),
      grid_(&grid),
      accounts_(exchange_accounts(specification, exchanges)),
      day_start_(&day_start),
      width_(at(constituents)),
      brought_(accounts_.name.size()),
      taken_(accounts_.name.size()),
      outlet_(at(grid.faces())),
      face_flow_(grid.faces()) {
    for (const auto& section : specification.sections) {
        section_cell_.push_back(grid.cell_at(section.at));
        section_face_.push_back(grid.face_at(section.at));
    }
    last_.assign(section_cell_.size() * width_, 0.0);
    wet_.assign(section_cell_.size(), 0);
    last_depth_.assign(section_cell_.size(), 0.0);
    sampled_.assign(day_start.size(), std::vector<double>(section_cell_.size(), 0.0));
    covered_.assign(day_start.size(), 0.0);
    depth_ = sampled_;
    discharge_.assign(day_start.size(), std::vector<double>(section_cell_.size(), 0.0));
    load_.assign(day_start.size(), std::vector<double>(section_cell_.size() * width_, 0.0));
}

void ScenarioAccount::begin(std::span<const double> volume, std::span<const double> depth,
                            std::span<const double> concentration) {
    first_volume_.assign(volume.begin(), volume.end());
    for (std::size_t s = 0; s < section_cell_.size(); ++s) {
        const auto row = concentration.subspan(at(section_cell_[s]) * width_, width_);
        std::copy(row.begin(), row.end(), last_.begin() + static_cast<std::ptrdiff_t>(s * width_));
        wet_[s] = depth[at(section_cell_[s])] >= shallowest_sample;
        last_depth_[s] = depth[at(section_cell_[s])];
    }
}

void ScenarioAccount::add(const FlowStep& step, std::span<const double> concentration) {
    for (std::size_t e = 0; e < accounts_.of_exchange.size(); ++e) {
        const double volume = step.source_volume[e];
        const auto account = at(accounts_.of_exchange[e]);
        if (volume >= 0) {
            brought_[account].add(volume);
        } else {
            taken_[account].add(-volume);
        }
    }
    for (int f = 0; f < grid_->faces(); ++f) {
        if (grid_->face_to[at(f)] == Grid::outside)
            (step.face_volume[at(f)] >= 0 ? outlet_[at(f)] : outlet_in_).add(step.face_volume[at(f)]);
    }
    for (const double v : step.evaporation_volume) evaporated_.add(v);
    for (const double v : step.seepage_volume) seeped_.add(v);
    face_flow_.add(step);

    // meetings at midnight keep every step inside one civil day
    const double middle = step.time + 0.5 * step.dt;
    const auto next = std::upper_bound(day_start_->begin(), day_start_->end(), middle);
    if (next == day_start_->begin()) return;
    const auto day = static_cast<std::size_t>(next - day_start_->begin() - 1);
    covered_[day] += step.dt;
    for (std::size_t s = 0; s < section_cell_.size(); ++s) {
        discharge_[day][s] += step.face_volume[at(section_face_[s])];
        const double depth = step.depth[at(section_cell_[s])];
        depth_[day][s] += 0.5 * step.dt * (last_depth_[s] + depth);
        last_depth_[s] = depth;
        const auto row = concentration.subspan(at(section_cell_[s]) * width_, width_);
        const bool wet = depth >= shallowest_sample;
        // over a step at whose one end there is water, that water stands for the step
        for (std::size_t k = 0; k < width_ && (wet || wet_[s]); ++k) {
            const double before = wet_[s] ? last_[s * width_ + k] : row[k], after = wet ? row[k] : before;
            load_[day][s * width_ + k] += 0.5 * step.dt * (before + after);
        }
        if (wet || wet_[s]) sampled_[day][s] += step.dt;
        wet_[s] = wet;
        std::copy(row.begin(), row.end(), last_.begin() + static_cast<std::ptrdiff_t>(s * width_));
    }
}

LedgerAccount ScenarioAccount::water(std::span<const double> volume) const {
    LedgerAccount account;
    account.name = "water";
    CompensatedSum in, out, before, after, change;
    const auto note = [&](const std::string& name, double amount) {
        account.parts.emplace_back(name, amount);
        if (amount >= 0) {
            in.add(amount);
        } else {
            out.add(-amount);
        }
    };
    for (std::size_t a = 0; a < accounts_.name.size(); ++a) {
        const double brought = brought_[a].value(), taken = taken_[a].value();
        if (accounts_.both_ways[a] == 0) {
            note(accounts_.name[a], brought - taken);
        } else {
            note("from " + accounts_.name[a], brought);
            note("to " + accounts_.name[a], -taken);
        }
    }
    for (int f = 0; f < grid_->faces(); ++f) {
        if (grid_->face_to[at(f)] == Grid::outside)
            note(name_of_end(case_->network, *grid_, f), -outlet_[at(f)].value());
    }
    note("back through outlets", -outlet_in_.value());
    note("evaporation", -evaporated_.value());
    note("seepage", -seeped_.value());
    for (std::size_t c = 0; c < volume.size(); ++c) {
        before.add(first_volume_[c]);
        after.add(volume[c]);
        change.add(volume[c]);
        change.add(-first_volume_[c]);
    }
    account.in = in.value();
    account.out = out.value();
    account.stored_before = before.value();
    account.stored_after = after.value();
    account.stored_change = change.value();
    return account;
}

void ScenarioAccount::carry_days(StateCarrier& carrier) {
    carrier.carry("last_concentration", last_);
    carrier.carry("wet", wet_);
    carrier.carry("last_depth", last_depth_);
    // day after day in one row each; the days of another case are told by their starts
    std::vector<double> start, covered, sampled, depth, discharge, load;
    if (!carrier.restores()) {
        const auto append = [](std::vector<double>& row, const std::vector<double>& values) {
            row.insert(row.end(), values.begin(), values.end());
        };
        start = *day_start_;
        covered = covered_;
        for (std::size_t day = 0; day < start.size(); ++day) {
            append(sampled, sampled_[day]);
            append(depth, depth_[day]);
            append(discharge, discharge_[day]);
            append(load, load_[day]);
        }
    }
    carrier.carry("day_start", start);
    carrier.carry("covered", covered);
    carrier.carry("sampled", sampled);
    carrier.carry("depth", depth);
    carrier.carry("discharge", discharge);
    carrier.carry("load", load);
    if (!carrier.restores()) return;
    const auto take = [](const std::vector<double>& row, std::size_t day, std::vector<double>& values) {
        const auto first = row.begin() + static_cast<std::ptrdiff_t>(day * values.size());
        if (!values.empty()) std::copy_n(first, values.size(), values.begin());
    };
    if (sampled.size() != start.size() * section_cell_.size()) return;  // other sections were looked at
    for (std::size_t kept = 0; kept < start.size(); ++kept) {
        const auto same = std::find(day_start_->begin(), day_start_->end(), start[kept]);
        if (same == day_start_->end()) continue;
        const auto day = static_cast<std::size_t>(same - day_start_->begin());
        covered_[day] = covered[kept];
        take(sampled, kept, sampled_[day]);
        take(depth, kept, depth_[day]);
        take(discharge, kept, discharge_[day]);
        take(load, kept, load_[day]);
    }
}

void ScenarioAccount::carry_sums(StateCarrier& carrier) {
    carrier.carry("first_volume", first_volume_);
    carrier.carry("brought", brought_);
    carrier.carry("taken", taken_);
    carrier.carry("outlet", outlet_);
    carrier.carry("outlet_in", outlet_in_);
    carrier.carry("evaporated", evaporated_);
    carrier.carry("seeped", seeped_);
    face_flow_.carry(carrier);
}

void ScenarioAccount::report(ScenarioRecord& record) const {
    constexpr double missing = unknown;
    // a day of which less than this was reached has no mean
    constexpr double enough = 0.5 * 86400;
    record.daily_discharge = discharge_;
    record.daily_depth = depth_;
    record.daily_concentration = load_;
    for (std::size_t day = 0; day < covered_.size(); ++day) {
        const bool whole = covered_[day] >= enough;
        for (auto* table : {&record.daily_discharge, &record.daily_depth}) {
            for (auto& v : (*table)[day]) v = whole ? v / covered_[day] : missing;
        }
        for (std::size_t i = 0; i < record.daily_concentration[day].size(); ++i) {
            auto& v = record.daily_concentration[day][i];
            const double seconds = sampled_[day][i / width_];
            v = whole && seconds > 0 ? v / seconds : missing;
        }
    }
    for (std::size_t s = 0; s < case_->sources.size(); ++s)
        record.source_volume.push_back(brought_[s].value() - taken_[s].value());
    record.outfalls = face_flow_.above_sections(*case_, *grid_, record.source_volume);
}

}  // namespace qingliu
