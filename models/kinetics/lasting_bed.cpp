#include "models/kinetics/lasting_bed.hpp"

#include <algorithm>

#include "models/kinetics/oxygen.hpp"

namespace qingliu {
namespace {

using namespace species;

std::vector<std::size_t> all_of(const std::vector<Constituent>& water, const std::vector<Constituent>& bed,
                                const std::vector<Constituent>& known) {
    std::vector<std::size_t> list = species_of(water, known);
    const std::vector<std::size_t> below = species_of(bed, known);
    list.insert(list.end(), below.begin(), below.end());
    std::ranges::sort(list);
    return list;
}

bool contains(const std::vector<std::size_t>& list, std::size_t one) {
    return std::ranges::find(list, one) != list.end();
}

/// Those that give to a stock of the bed and do not ask what is in it.
std::vector<std::size_t> settling_of(const Reactions& reactions, const Chemistry& chemistry) {
    std::vector<std::size_t> list;
    for (std::size_t p = 0; p < reactions.processes(); ++p) {
        const auto entry = std::ranges::find_if(chemistry.processes, [&](const ProcessEntry& one) {
            return one.description.name == reactions.matrix().name(p);
        });
        if (entry == chemistry.processes.end() || entry->description.row.empty()) continue;
        const ProcessDescription& process = entry->description;
        const bool from_water = !chemistry.constituents[process.row.front().species].bed;
        if (from_water && std::ranges::find(process.drivers, "diagenesis") == process.drivers.end()) list.push_back(p);
    }
    return list;
}

}  // namespace

LastingBed::LastingBed(const std::vector<Constituent>& constituents, const Chemistry& chemistry,
                       const ParameterValues& values, const KineticsSettings& settings,
                       const std::vector<Constituent>& bed)
    : places_(species_of(constituents, chemistry.constituents)),
      carries_temperature_(contains(places_, water_temperature)),
      reactions_(chemistry.processes, all_of(constituents, bed, chemistry.constituents), values,
                 {.utc_offset_minutes = settings.utc_offset_minutes}, chemistry.contents),
      settle_(settling_of(reactions_, chemistry)) {
    held_.kept.resize(reactions_.kept());
    const auto carried = all_of(constituents, bed, chemistry.constituents);
    for (const std::size_t one : {dissolved_phosphorus, phosphate}) {
        if (contains(carried, one)) phosphorus_ = one;
    }
    if (known_of(constituents, bed)) law_.emplace(ParametersOf(diagenesis_law(), values), phosphorus_ < count);
}

bool LastingBed::known_of(const std::vector<Constituent>& constituents, const std::vector<Constituent>& bed) {
    return std::ranges::all_of(diagenesis_reads(), [&](std::size_t one) {
        const std::string& name = known_constituents()[one].name;
        const auto& list = known_constituents()[one].bed ? bed : constituents;
        return std::ranges::find(list, name, &Constituent::name) != list.end();
    });
}

bool LastingBed::is_stock(const std::string& name) {
    const auto& known = known_constituents();
    return std::ranges::find(known.begin() + static_cast<std::ptrdiff_t>(bed_labile_carbon), known.end(), name,
                             &Constituent::name) != known.end();
}

std::map<std::string, double> LastingBed::stocks(const Cell& cell, const Weather& weather,
                                                 const std::map<std::string, double>* settling) {
    if (!law_) return {};
    Weather now = weather;
    now.same_temperature = !carries_temperature_;
    Concentrations c;
    c.fill(Block(0.0));
    for (std::size_t place = 0; place < places_.size(); ++place) {
        const double value = cell.concentration[place];
        c[places_[place]] = Block(may_be_negative(places_[place]) ? value : std::max(value, 0.0));
    }
    Drivers& drivers = held_.drivers;
    drivers.depth = Block(cell.depth);
    drivers.velocity = Block(cell.velocity);
    drivers.bed_depth = Block(cell.bed_depth);
    drivers.temperature = carries_temperature_ ? c[water_temperature] : Block(now.temperature);
    drivers.oxygen_saturation = oxygen_saturation(drivers.temperature, now.elevation);
    drivers.ice = Block(0.0);
    drivers.open_water = Block(1.0);

    BedSettling settled;
    const auto& known = known_constituents();
    if (settling != nullptr) {
        for (std::size_t one = bed_labile_carbon; one < count; ++one) {
            const auto found = settling->find(known[one].name);
            if (found != settling->end()) settled.into[one - bed_labile_carbon] = found->second;
        }
    } else {
        reactions_.begin_step(now);
        reactions_.hold(c, Block(1.0), held_);
        reactions_.rates(c, 0, held_, rate_, damping_);
        for (const std::size_t p : settle_) {
            for (std::size_t one = bed_labile_carbon; one < count; ++one)
                settled.into[one - bed_labile_carbon] +=
                    std::max(reactions_.matrix().at(p, one), 0.0) * rate_[p][0] * cell.bed_depth;
        }
    }
    if (cell.temperature) {
        drivers.temperature = Block(*cell.temperature);
        now.same_temperature = false;
    }
    law_->begin_step(now);
    law_->hold(c, drivers, held_.bed);
    const BedSettling stocks = law_->lasting(c, phosphorus_ < count ? c[phosphorus_] : Block(0.0), held_.bed, settled);
    std::map<std::string, double> named;
    for (std::size_t one = bed_labile_carbon; one < count; ++one)
        named[known[one].name] = stocks.into[one - bed_labile_carbon];
    return named;
}

}  // namespace qingliu
