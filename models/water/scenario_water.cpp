#include "models/water/scenario_water.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "engine/base/quantity.hpp"
#include "engine/numerics/compensated_sum.hpp"
#include "models/kinetics/solids.hpp"
#include "models/kinetics/sunlight.hpp"
#include "models/kinetics/surface_heat.hpp"
#include "models/kinetics/work_reaeration.hpp"

namespace qingliu {

namespace {

DispersionSettings dispersion_of(const DispersionReach& law) {
    return {law.a, law.b, law.least, law.most, dispersion_formula(law.formula).dispersion};
}

DispersionSettings dispersion_of(const Numerics& n, const Member* member) {
    if (member != nullptr && member->dispersion) return dispersion_of(*member->dispersion);
    return {n.dispersion_a, n.dispersion_b, n.dispersion_constant, n.dispersion_max,
            dispersion_formula(n.dispersion_formula).dispersion};
}

std::vector<DispersionStretch> dispersion_stretches(const Numerics& n, const Member* member) {
    std::vector<DispersionStretch> stretches;
    if (member != nullptr && member->dispersion) return stretches;
    for (const auto& r : n.dispersion_reaches) stretches.push_back({r.river, r.from, r.to, dispersion_of(r)});
    return stretches;
}

/// Shares, age and heat of water leave with what evaporates, matter stays.
std::vector<bool> leaves_with_vapour(const std::vector<Constituent>& constituents) {
    std::vector<bool> leaves;
    for (const auto& c : constituents)
        leaves.push_back(!c.mass || c.name == "water_temperature" || c.name.starts_with("fraction_"));
    return leaves;
}

}  // namespace

ParameterValues ScenarioWater::parameters() const {
    ParameterValues values;
    for (const auto& [name, parameter] : case_->kinetic_parameters) values[name] = parameter.value;
    if (member_ == nullptr) return values;
    for (const auto& [name, parameter] : member_->parameters) values[name] = parameter.value;
    return values;
}

double ScenarioWater::given_temperature(double time) const {
    return case_->climate.water_temperature.at(time) + (member_ == nullptr ? 0.0 : member_->warming);
}

ScenarioWater::ScenarioWater(const Case& specification, const Grid& grid, const EliminationOrder& order,
                             const std::vector<Exchange>& exchanges, const std::vector<Constituent>& constituents,
                             const InflowQuality& inflow, const Bed& bed, const Member* member)
    : case_(&specification),
      grid_(&grid),
      member_(member),
      accounts_(exchange_accounts(specification, exchanges)),
      constituents_(&constituents),
      inflow_(&inflow),
      bed_(&bed),
      observables_(constituents, parameters()),
      works_(specification.kinetics ? AeratedWorks(specification.network, grid, constituents, parameters())
                                    : AeratedWorks()),
      transport_(grid, order, exchanges, static_cast<int>(constituents.size()),
                 dispersion_of(specification.numerics, member), leaves_with_vapour(constituents),
                 dispersion_stretches(specification.numerics, member), works_.faces()),
      banks_(specification, exchanges, constituents.size()),
      zones_(specification.network, grid, constituents.size()),
      transport_ledger_(transport_.make_ledger()),
      mass_(at(grid.cells()) * constituents.size(), 0.0),
      first_mass_(mass_),
      in_bed_(at(grid.cells()) * bed.constituents.size(), 0.0),
      first_in_bed_(in_bed_),
      boundary_concentration_(transport_.boundary_faces().size() * constituents.size(), 0.0) {
    for (std::size_t k = 0; member != nullptr && k < constituents.size(); ++k) {
        const auto factor = member->concentration.find(constituents[k].name);
        if (factor != member->concentration.end()) factors_.emplace_back(k, factor->second);
    }
    if (specification.numerics.unsplit)
        unsplit_ = std::make_unique<UnsplitStep>(specification, grid, order, exchanges, constituents, bed.constituents,
                                                 leaves_with_vapour(constituents), works_.faces());
    if (specification.kinetics) {
        KineticsSettings settings;
        settings.integrator = kinetics_integrator(specification.numerics.kinetics_integrator);
        settings.utc_offset_minutes = specification.utc_offset_minutes;
        kinetics_ = std::make_unique<Kinetics>(constituents, chemistry_of(specification.own), parameters(), settings,
                                               bed.constituents);
        kinetics_ledger_ = std::make_unique<KineticsLedger>(kinetics_->make_ledger(grid.first_cell.size()));
    }
}

Weather ScenarioWater::weather(double time) const {
    const Climate& climate = case_->climate;
    Weather now;
    now.temperature = given_temperature(time);
    now.wind_speed = climate.wind_speed.at(time);
    now.elevation = climate.elevation;
    if (!climate.has_air) return now;
    const Air& air = climate.air;
    now.air_temperature = air.temperature.at(time);
    now.vapour_pressure = saturation_vapour_pressure(air.dew_point.at(time));
    now.cloud_cover = air.cloud_cover.at(time);
    const SkyView view{
        air.latitude,      air.longitude,
        climate.elevation, air.clear_sky == "bras" ? SkyView::Formula::bras : SkyView::Formula::ryan_stolzenbach,
        air.transmission,  air.turbidity};
    now.short_wave =
        air.measured_sun ? from_si(air.solar_radiation.at(time), "W/m2") : solar_radiation(time, view, now.cloud_cover);
    return now;
}

void ScenarioWater::react(double time, double dt, std::span<const double> volume, std::span<const double> depth,
                          std::span<const double> velocity, std::span<const double> top_width,
                          std::span<const double> friction_slope) {
    Conditions conditions;
    conditions.weather = weather(std::max(time + 0.5 * dt, case_->start));
    conditions.volume = volume;
    conditions.depth = depth;
    conditions.velocity = velocity;
    conditions.top_width = top_width;
    conditions.friction_slope = friction_slope;
    conditions.length = grid_->cell_length;
    conditions.bed_area = bed_->area;
    conditions.river = grid_->cell_river;
    kinetics_->step(time, dt, conditions, mass_, *kinetics_ledger_, in_bed_);
    const auto age = std::ranges::find(*constituents_, "water_age", &Constituent::name);
    if (age != constituents_->end())
        zones_.raise(static_cast<std::size_t>(age - constituents_->begin()), from_si(dt, age->unit));
}

/// What the banks give back in this step, from what they took before.
void ScenarioWater::give_from_banks(const FlowStep& step) {
    if (banks_.none()) return;
    if (!banks_.begun()) {
        std::vector<double> concentration(mass_.size());
        carried_concentrations(step.volume_before, concentration);
        banks_.begin(step.depth, concentration);
    }
    banks_.give(step.source_volume, inflow_concentration_);
    const auto width = constituents_->size();
    taken_before_.resize(inflow_concentration_.size());
    for (std::size_t i = 0; i < taken_before_.size(); ++i) {
        taken_before_[i] = transport_ledger_.exchange_out(static_cast<int>(i / width), static_cast<int>(i % width));
    }
}

void ScenarioWater::book_banks(const FlowStep& step) {
    if (banks_.none()) return;
    banks_.book(step.source_volume, inflow_concentration_, [this](int exchange, int constituent) {
        return transport_ledger_.exchange_out(exchange, constituent) -
               taken_before_[at(exchange) * constituents_->size() + at(constituent)];
    });
}

void ScenarioWater::advance(const FlowStep& step) {
    const double half = 0.5 * step.dt;
    const bool first = depth_.empty();
    time_ = step.time + step.dt;
    if (!zones_.begun()) zones_.begin(step.volume_before, mass_);
    if (unsplit_) return advance_unsplit(step);
    if (kinetics_) {
        if (first) {
            react(step.time, half, step.volume_before, step.depth, step.velocity, step.top_width, step.friction_slope);
        } else {
            react(step.time, half, step.volume_before, depth_, velocity_, top_width_, friction_slope_);
        }
    }
    zones_.exchange(half, step.volume_before, mass_, StorageZones::Turn::forwards);
    read_inflow(step);
    const auto width = constituents_->size();
    const auto boundaries = transport_.boundary_faces();
    for (std::size_t b = 0; b < boundaries.size(); ++b) {
        const auto cell = at(grid_->face_from[at(boundaries[b])]);
        for (std::size_t k = 0; k < width; ++k) {
            boundary_concentration_[b * width + k] =
                std::max(mass_[cell * width + k], 0.0) / std::max(step.volume_before[cell], no_water);
        }
    }
    give_from_banks(step);
    std::span<const PassingChange> changes;
    if (!works_.none()) changes = works_.changes(step, mass_, weather(std::max(step.time + half, case_->start)));
    transport_.step(step, inflow_concentration_, boundary_concentration_, mass_, transport_ledger_, changes);
    book_banks(step);
    zones_.exchange(half, step.volume_after, mass_, StorageZones::Turn::backwards);
    if (!kinetics_) return;
    react(step.time + half, half, step.volume_after, step.depth, step.velocity, step.top_width, step.friction_slope);
    keep_drivers(step);
}

void ScenarioWater::keep_drivers(const FlowStep& step) {
    depth_.assign(step.depth.begin(), step.depth.end());
    velocity_.assign(step.velocity.begin(), step.velocity.end());
    top_width_.assign(step.top_width.begin(), step.top_width.end());
    friction_slope_.assign(step.friction_slope.begin(), step.friction_slope.end());
}

void ScenarioWater::fill(std::span<const double> volume, std::span<const double> concentration) {
    const auto width = constituents_->size();
    for (std::size_t c = 0; c < volume.size(); ++c) {
        for (std::size_t k = 0; k < width; ++k) mass_[c * width + k] = std::max(volume[c], 0.0) * concentration[k];
    }
    const auto width_of_bed = bed_->constituents.size();
    const ParameterValues values = parameters();
    std::vector<double> first;  // over the bed
    for (const Constituent& one : bed_->constituents)
        first.push_back(one.name == "bed_temperature" ? given_temperature(case_->start)
                                                      : solids_on_bed(one.name, values));
    for (std::size_t i = 0; i < in_bed_.size(); ++i)
        in_bed_[i] = first[i % width_of_bed] * bed_->area[i / width_of_bed];
    zones_.clear();
    reset_ledger();
}

void ScenarioWater::concentrations(std::span<const double> volume, std::span<double> values) const {
    const auto carried = constituents_->size(), width = carried + observables_.count();
    if (width == carried) return carried_concentrations(volume, values);
    const double temperature = given_temperature(std::max(time_, case_->start));
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const double inverse = volume[c] > no_water ? 1 / volume[c] : 0.0;
        const auto row = values.subspan(c * width, width);
        for (std::size_t k = 0; k < carried; ++k) row[k] = mass_[c * carried + k] * inverse;
        observables_.read(row.first(carried), temperature, row.subspan(carried));
    }
}

void ScenarioWater::carried_concentrations(std::span<const double> volume, std::span<double> values) const {
    const auto width = constituents_->size();
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const double inverse = volume[c] > no_water ? 1 / volume[c] : 0.0;
        for (std::size_t k = 0; k < width; ++k) values[c * width + k] = mass_[c * width + k] * inverse;
    }
}

LedgerAccount ScenarioWater::account(std::size_t k) const {
    const int constituent = static_cast<int>(k);
    const auto width = constituents_->size();
    LedgerAccount a;
    a.name = (*constituents_)[k].name;
    std::vector<CompensatedSum> brought(accounts_.name.size()), taken(brought);
    CompensatedSum in, out;
    for (std::size_t e = 0; e < accounts_.of_exchange.size(); ++e) {
        const double into = transport_ledger_.exchange_in(static_cast<int>(e), constituent),
                     away = transport_ledger_.exchange_out(static_cast<int>(e), constituent);
        in.add(into);
        out.add(away);
        brought[at(accounts_.of_exchange[e])].add(into);
        taken[at(accounts_.of_exchange[e])].add(away);
    }
    for (std::size_t i = 0; i < brought.size(); ++i) {
        if (accounts_.both_ways[i] == 0) {
            a.parts.emplace_back(accounts_.name[i], brought[i].value() - taken[i].value());
        } else {
            a.parts.emplace_back("from " + accounts_.name[i], brought[i].value());
            a.parts.emplace_back("to " + accounts_.name[i], -taken[i].value());
        }
    }
    for (std::size_t b = 0; b < transport_.boundary_faces().size(); ++b) {
        const double back = transport_ledger_.boundary_in(static_cast<int>(b), constituent),
                     gone = transport_ledger_.boundary_out(static_cast<int>(b), constituent);
        in.add(back);
        out.add(gone);
        a.parts.emplace_back(name_of_end(case_->network, *grid_, transport_.boundary_faces()[b]), back - gone);
    }
    const double clipped = transport_ledger_.clipped(constituent);
    in.add(clipped);
    out.add(transport_ledger_.seepage(constituent));
    out.add(transport_ledger_.evaporated(constituent));
    a.parts.emplace_back("seepage", -transport_ledger_.seepage(constituent));
    a.parts.emplace_back("evaporation", -transport_ledger_.evaporated(constituent));
    if (clipped != 0) a.parts.emplace_back("clipped in transport", clipped);
    if (kinetics_) {
        a.reacted = kinetics_->reacted(*kinetics_ledger_, a.name);
        for (auto& part : kinetics_->parts(*kinetics_ledger_, a.name)) a.parts.push_back(std::move(part));
    }
    if (std::ranges::find(works_.gases(), k) != works_.gases().end() && !works_.none()) {
        const double gained = gained_at_works(k, -1);
        a.reacted += gained;
        a.parts.emplace_back(reaeration_at_works, gained);
    }
    CompensatedSum before, after, change;
    for (std::size_t i = k; i < mass_.size(); i += width) {
        before.add(first_mass_[i]);
        after.add(mass_[i]);
        change.add(mass_[i]);
        change.add(-first_mass_[i]);
    }
    const auto kept = zones_.mass(), kept_first = zones_.first_mass();
    for (std::size_t i = k; i < kept.size(); i += width) {
        before.add(kept_first[i]);
        after.add(kept[i]);
        change.add(kept[i]);
        change.add(-kept_first[i]);
    }
    a.in = in.value();
    a.out = out.value();
    a.stored_before = before.value();
    a.stored_after = after.value();
    a.stored_change = change.value();
    return a;
}

std::vector<LedgerAccount> ScenarioWater::ledger() const {
    std::vector<LedgerAccount> accounts;
    for (std::size_t k = 0; k < constituents_->size(); ++k) {
        if ((*constituents_)[k].mass) accounts.push_back(account(k));
    }
    for (std::size_t k = 0; k < bed_->constituents.size(); ++k) accounts.push_back(bed_account(k));
    return accounts;
}

double ScenarioWater::gained_at_works(std::size_t constituent, int river) const {
    CompensatedSum sum;
    const auto rivers = works_.rivers();
    for (std::size_t p = 0; p < rivers.size(); ++p) {
        if (river < 0 || rivers[p] == river)
            sum.add(transport_ledger_.gained(static_cast<int>(p), static_cast<int>(constituent)));
    }
    return sum.value();
}

std::vector<ProcessPart> ScenarioWater::process_parts() const {
    if (!kinetics_) return {};
    std::vector<ProcessPart> parts = kinetics_->process_parts();
    if (works_.none()) return parts;
    for (const std::size_t gas : works_.gases()) parts.push_back({reaeration_at_works, (*constituents_)[gas].name});
    return parts;
}

void ScenarioWater::process_amounts(std::span<double> values) const {
    if (!kinetics_) return;
    if (works_.none()) return kinetics_->amounts(*kinetics_ledger_, values);
    const std::size_t rivers = grid_->first_cell.size(), own = kinetics_->process_parts().size(),
                      all = own + works_.gases().size();
    std::vector<double> by_kinetics(rivers * own);
    kinetics_->amounts(*kinetics_ledger_, by_kinetics);
    for (std::size_t river = 0; river < rivers; ++river) {
        std::copy_n(by_kinetics.begin() + static_cast<std::ptrdiff_t>(river * own), own,
                    values.begin() + static_cast<std::ptrdiff_t>(river * all));
        for (std::size_t k = 0; k < works_.gases().size(); ++k)
            values[river * all + own + k] = gained_at_works(works_.gases()[k], static_cast<int>(river));
    }
}

void ScenarioWater::carry_state(StateCarrier& carrier) {
    carrier.carry("mass", mass_);
    if (!in_bed_.empty()) carrier.carry("in_bed", in_bed_);
    carrier.carry("depth", depth_);
    carrier.carry("velocity", velocity_);
    carrier.carry("top_width", top_width_);
    carrier.carry("friction_slope", friction_slope_);
    if (!banks_.none()) banks_.carry(carrier);
    if (!zones_.none()) zones_.carry_state(carrier);
}

void ScenarioWater::carry_sums(StateCarrier& carrier) {
    carrier.carry("first_mass", first_mass_);
    if (!in_bed_.empty()) carrier.carry("first_in_bed", first_in_bed_);
    if (!zones_.none()) zones_.carry_sums(carrier);
    transport_ledger_.carry(carrier);
    if (kinetics_) kinetics_ledger_->carry(carrier);
}

void ScenarioWater::reset_ledger() {
    transport_ledger_ = transport_.make_ledger();
    if (kinetics_) *kinetics_ledger_ = kinetics_->make_ledger(grid_->first_cell.size());
    first_mass_ = mass_;
    first_in_bed_ = in_bed_;
    zones_.account();
}

}  // namespace qingliu
