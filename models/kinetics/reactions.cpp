#include "models/kinetics/reactions.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "engine/base/problems.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "models/kinetics/catalogue.hpp"

namespace qingliu {
namespace {

void check_values(const std::vector<ProcessEntry>& catalogue, const ParameterValues& values) {
    std::map<std::string, const ParameterDeclaration*> declared;
    std::vector<std::string> names;
    const auto declare_all = [&](const ProcessDescription& description) {
        for (const ParameterDeclaration& declaration : description.parameters) {
            declared[declaration.name] = &declaration;
            names.push_back(declaration.name);
        }
    };
    for (const ProcessEntry& entry : catalogue) declare_all(entry.description);
    for (const ProcessDescription* law : shared_laws()) declare_all(*law);
    Problems problems;
    for (const auto& [name, value] : values) {
        const auto found = declared.find(name);
        if (found == declared.end()) {
            problems.add({.place = {},
                          .message = "no kinetic process has the parameter \"" + name + "\"",
                          .guess = closest_name(name, names)});
        } else if (!(value >= found->second->minimum && value <= found->second->maximum)) {
            const ParameterDeclaration& declaration = *found->second;
            problems.add({.place = {},
                          .message = name + " is out of its bounds: " + format_quantity(value, declaration.unit),
                          .expected = format_quantity(declaration.minimum, declaration.unit) + " to " +
                                      format_quantity(declaration.maximum, declaration.unit)});
        }
    }
    problems.throw_if_any();
}

bool applies(const ProcessDescription& process, const std::vector<std::size_t>& carried) {
    const auto is_carried = [&](std::size_t one) { return std::ranges::find(carried, one) != carried.end(); };
    return std::ranges::all_of(process.row, is_carried, &Stoichiometry::species) &&
           std::ranges::all_of(process.reads, is_carried) && std::ranges::none_of(process.replaced_by, is_carried);
}

}  // namespace

Reactions::Reactions(const std::vector<ProcessEntry>& catalogue, const std::vector<std::size_t>& carried,
                     const ParameterValues& values, const ProcessSettings& settings,
                     const std::vector<ElementContent>& contents) {
    check_values(catalogue, values);
    std::vector<ProcessDescription> acting;
    ProcessSettings among = settings;
    among.carried = carried;
    kept_.push_back(0);
    for (const ProcessEntry& entry : catalogue) {
        if (!applies(entry.description, carried)) continue;
        if (auto process = entry.make(ParametersOf(entry.description, values), among)) {
            kept_.push_back(kept_.back() + process->keeps());
            if (entry.own) own_.push_back(processes_.size());
            processes_.push_back(std::move(process));
            acting.push_back(entry.description);
        }
    }
    if (processes_.size() > most_processes) throw std::logic_error("more kinetic processes than a block has room for");
    matrix_ = std::make_unique<PetersenMatrix>(acting, carried, contents);
    seen_ = matrix_->touched();
    for (const ProcessDescription& process : acting) {
        seen_.insert(seen_.end(), process.reads.begin(), process.reads.end());
        std::ranges::copy_if(process.looks_at, std::back_inserter(seen_),
                             [&](std::size_t one) { return among.carries(one); });
    }
    const auto is_carried = [&](std::size_t one) { return std::ranges::find(carried, one) != carried.end(); };
    const auto asks = [&](const char* driver) {
        return std::ranges::any_of(acting, [&](const ProcessDescription& process) {
            return std::ranges::find(process.drivers, driver) != process.drivers.end();
        });
    };
    const auto look_at = [&](std::initializer_list<std::size_t> some) {
        std::ranges::copy_if(some, std::back_inserter(seen_), is_carried);
    };
    if (asks("light")) {
        light_.emplace(ParametersOf(light_law(), values), carried);
        look_at({species::suspended_solids, species::fine_solids, species::coarse_solids, species::detritus,
                 species::green_algae, species::diatoms});
    }
    if (asks("diagenesis")) {
        const bool phosphate = is_carried(species::phosphate), dissolved = is_carried(species::dissolved_phosphorus);
        diagenesis_.emplace(ParametersOf(diagenesis_law(), values), phosphate || dissolved);
    }
    asks_for_ph_ = asks("ph");
    if (asks_for_ph_) {
        look_at({species::alkalinity, species::inorganic_carbon, species::ammonia_nitrogen, species::phosphate,
                 species::dissolved_phosphorus, species::conductivity});
        ammonia_ = is_carried(species::ammonia_nitrogen);
        conductivity_ = is_carried(species::conductivity);
        for (const std::size_t one : {species::dissolved_phosphorus, species::phosphate}) {
            if (is_carried(one)) phosphate_ = one;
        }
    }
    std::ranges::sort(seen_);
    seen_.erase(std::unique(seen_.begin(), seen_.end()), seen_.end());
    for (const std::size_t i : seen_) (may_be_negative(i) ? seen_signed_ : seen_positive_).push_back(i);
    for (const std::size_t i : matrix_->touched()) {
        if (!may_be_negative(i)) bounded_.push_back(i);
    }
    begin_.push_back(0);
    for (const std::size_t i : matrix_->touched()) {
        for (std::size_t p = 0; p < processes_.size(); ++p) {
            if (matrix_->at(p, i) != 0.0) column_.push_back({p, matrix_->at(p, i)});
        }
        begin_.push_back(column_.size());
    }
}

void Reactions::begin_step(const Weather& weather) {
    for (const auto& process : processes_) process->begin_step(weather);
    if (light_) light_->begin_step(weather);
    if (diagenesis_) diagenesis_->begin_step(weather);
}

AcidityTotals Reactions::acids(const Concentrations& c) const {
    const Block none(0.0);
    return acidity_totals(c[species::alkalinity], c[species::inorganic_carbon],
                          ammonia_ ? c[species::ammonia_nitrogen] : none,
                          phosphate_ < species::count ? c[phosphate_] : none);
}

void Reactions::hold(const Concentrations& c, const Block& active, Held& held) const {
    Drivers& drivers = held.drivers;
    if (light_) drivers.light = light_->at_surface(drivers);
    if (asks_for_ph_) {
        drivers.acidity = acidity_constants(drivers.temperature,
                                            conductivity_ ? max(c[species::conductivity], Block(0.0)) : Block(0.0));
        const AcidityTotals totals = acids(c);
        drivers.hydrogen = solve_acidity(drivers.acidity, totals, guess_hydrogen(drivers.acidity, totals)).hydrogen;
    }
    if (diagenesis_) diagenesis_->hold(c, drivers, held.bed);
    for (std::size_t p = 0; p < processes_.size(); ++p) {
        held.coefficient[p] = processes_[p]->coefficient(held.drivers) * active;
        if (kept_[p + 1] > kept_[p]) processes_[p]->keep(held.drivers, held.kept.data() + kept_[p]);
    }
}

std::optional<std::size_t> Reactions::without_number(const Concentrations& c, double time, const Held& held) const {
    PerProcess rate, damping;
    rates(c, time, held, rate, damping);
    for (const std::size_t p : own_) {
        if (!finite(rate[p]) || !finite(damping[p])) return p;
    }
    return std::nullopt;
}

void Reactions::rates(const Concentrations& c, double time, const Held& held, PerProcess& rate,
                      PerProcess& damping) const {
    Concentrations present;
    for (const std::size_t i : seen_positive_) present[i] = max(c[i], Block(0.0));
    for (const std::size_t i : seen_signed_) present[i] = c[i];
    CellWater water(present, held.drivers, time);
    if (light_) water.extinction = light_->extinction(present);
    if (asks_for_ph_) {
        water.acidity = solve_acidity(held.drivers.acidity, acids(present), held.drivers.hydrogen);
    }
    BedFluxes bed;
    if (diagenesis_) {
        bed = diagenesis_->fluxes(present, held.drivers, held.bed);
        water.bed = &bed;
    }
    for (std::size_t p = 0; p < processes_.size(); ++p) {
        water.kept = held.kept.data() + kept_[p];
        processes_[p]->rate(water, held.coefficient[p], rate[p], damping[p]);
    }
}

void Reactions::apply(const Concentrations& base, double scale, const PerProcess& extent,
                      Concentrations& result) const {
    const std::vector<std::size_t>& touched = matrix_->touched();
    for (std::size_t k = 0; k < touched.size(); ++k) {
        Block change(0.0);
        for (std::size_t e = begin_[k]; e < begin_[k + 1]; ++e)
            change += column_[e].coefficient * extent[column_[e].process];
        result[touched[k]] = base[touched[k]] + scale * change;
    }
}

}  // namespace qingliu
