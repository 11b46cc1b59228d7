#include "models/water/aerated_works.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/oxygen.hpp"
#include "models/kinetics/work_reaeration.hpp"

namespace qingliu {

namespace {

/// Less water than this in a cell has no temperature and no acidity to speak of, m3.
constexpr double no_water = 1e-6;

double pressure_of_carbon_dioxide(const ParameterValues& values) {
    const std::string name = "carbon_dioxide_exchange.pressure";
    const auto given = values.find(name);
    if (given != values.end()) return given->second;
    const auto all = kinetic_parameters();
    return std::ranges::find(all, name, &ParameterDeclaration::name)->default_value;
}

}  // namespace

AeratedWorks::AeratedWorks(const Network& network, const Grid& grid, const std::vector<Constituent>& constituents,
                           const ParameterValues& values)
    : grid_(&grid), width_(constituents.size()), carbon_pressure_(pressure_of_carbon_dioxide(values)) {
    const auto carried = [&](const char* name) {
        const auto found = std::ranges::find(constituents, name, &Constituent::name);
        return found == constituents.end() ? none_carried : static_cast<std::size_t>(found - constituents.begin());
    };
    oxygen_ = carried("dissolved_oxygen");
    temperature_ = carried("water_temperature");
    alkalinity_ = carried("alkalinity");
    ammonia_ = carried("ammonia_nitrogen");
    phosphate_ = carried("phosphate");
    if (phosphate_ == none_carried) phosphate_ = carried("dissolved_phosphorus");
    conductivity_ = carried("conductivity");
    if (alkalinity_ != none_carried) carbon_ = carried("inorganic_carbon");
    for (const std::size_t gas : {oxygen_, carbon_}) {
        if (gas != none_carried) gases_.push_back(gas);
    }
    if (gases_.empty()) return;
    for (const auto& work : grid.works) {
        const Structure& structure = network.structures[at(work.structure)];
        // works side by side do alike, which the reader sees to
        if (!structure.reaeration || work.face == Grid::none || !grid.is_inner(work.face) ||
            std::ranges::find(faces_, work.face) != faces_.end())
            continue;
        const auto own = structure.values.find("width");
        const double width = structure.reaeration->width.value_or(own == structure.values.end() ? 0.0 : own->second);
        places_.push_back({&*structure.reaeration, work.face, width});
        faces_.push_back(work.face);
    }
    changes_.reserve(places_.size() * gases_.size());
}

std::vector<int> AeratedWorks::rivers() const {
    std::vector<int> rivers;
    for (const int face : faces_) rivers.push_back(grid_->face_river[at(face)]);
    return rivers;
}

double AeratedWorks::excess_carbon_dioxide(std::span<const double> above, double per_volume, double temperature) const {
    const auto concentration = [&](std::size_t one) {
        return Block(one == none_carried ? 0.0 : std::max(above[one] * per_volume, 0.0));
    };
    const AcidityConstants constants = acidity_constants(Block(temperature), concentration(conductivity_));
    const Block alkalinity(above[alkalinity_] * per_volume);
    const AcidityTotals totals =
        acidity_totals(alkalinity, concentration(carbon_), concentration(ammonia_), concentration(phosphate_));
    const Acidity acidity = solve_acidity(constants, totals, guess_hydrogen(constants, totals));
    // mol L-1 of the gas to g C m-3
    return acidity.carbon_dioxide[0] - 12e3 * carbon_pressure_ * constants.henry[0];
}

std::span<const PassingChange> AeratedWorks::changes(const FlowStep& step, std::span<const double> mass,
                                                     const Weather& weather) {
    changes_.clear();
    for (std::size_t p = 0; p < places_.size(); ++p) {
        const Place& place = places_[p];
        const double volume = step.face_volume[at(place.face)];
        if (volume == 0) continue;
        const bool along = volume > 0;
        const auto above = at(along ? grid_->face_from[at(place.face)] : grid_->face_to[at(place.face)]),
                   below = at(along ? grid_->face_to[at(place.face)] : grid_->face_from[at(place.face)]);
        const auto row = mass.subspan(above * width_, width_);
        const double held = step.volume_before[above];
        const double per_volume = held > no_water ? 1 / held : 0.0;
        const double temperature =
            temperature_ == none_carried || held <= no_water ? weather.temperature : row[temperature_] * per_volume;
        const FallingWater water{0.5 * (step.level_before[above] - step.level_before[below]) +
                                     0.5 * (step.level_after[above] - step.level_after[below]),
                                 place.width > 0 ? std::fabs(volume) / (step.dt * place.width) : 0.0, step.depth[below],
                                 temperature};
        const double share = made_good(*place.work, water);
        if (share <= 0) continue;
        const int here = static_cast<int>(p);
        if (oxygen_ != none_carried)
            changes_.push_back({here, static_cast<int>(oxygen_), 1 - share,
                                share * oxygen_saturation(temperature, weather.elevation)});
        if (carbon_ != none_carried && per_volume > 0)
            changes_.push_back(
                {here, static_cast<int>(carbon_), 1, -share * excess_carbon_dioxide(row, per_volume, temperature)});
    }
    return changes_;
}

}  // namespace qingliu
