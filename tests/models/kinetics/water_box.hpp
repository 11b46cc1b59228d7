// A few cells of standing or running water to try kinetics on, in the units people use.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "engine/base/quantity.hpp"
#include "models/kinetics/diagenesis_law.hpp"
#include "models/kinetics/kinetics.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {

constexpr KineticsSettings utc{.utc_offset_minutes = 0};
constexpr KineticsSettings by_arkode{.integrator = KineticsSettings::Integrator::arkode, .utc_offset_minutes = 0};

inline std::vector<Water> some_waters() { return {{"local", "本地水"}, {"yellow_river", "黄河水"}}; }

/// SI value of a parameter given as it is written in a file: set(values, "nitrification.rate", 0.2).
inline void set(ParameterValues& values, const std::string& name, double number) {
    for (const ParameterDeclaration& declaration : kinetic_parameters()) {
        if (declaration.name == name) {
            values[name] = to_si(number, declaration.unit);
            return;
        }
    }
    throw std::logic_error("no parameter " + name);
}

/// Every process off that can be, every theta 1, no cold cut-off, oxygen limits as sharp as they get.
inline ParameterValues nothing_but_reaeration(double rate_per_day) {
    ParameterValues values;
    for (const ParameterDeclaration& declaration : kinetic_parameters()) {
        const std::string parameter = declaration.name.substr(declaration.name.find('.') + 1);
        if (parameter == "theta") values[declaration.name] = 1;
        if (parameter == "oxygen_half_saturation") values[declaration.name] = 0;
        if (parameter == "rate" || parameter == "velocity" || parameter == "maximum") values[declaration.name] = 0;
    }
    set(values, "reaeration.fixed_rate", rate_per_day);
    set(values, "carbon_dioxide_exchange.factor", 0);
    set(values, "ammonia_volatilisation.factor", 0);
    set(values, "nitrification.cold_end", -60);
    set(values, "nitrification.cold_start", -50);
    return values;
}

inline Weather some_weather() {
    return {.temperature = 18,
            .wind_speed = 2,
            .elevation = 70,
            .air_temperature = 23,
            .vapour_pressure = 15,
            .cloud_cover = 0.3,
            .short_wave = 400};
}
/// Slow water of 18 degC.
inline Drivers some_drivers() {
    return {.depth = Block(0.7),
            .velocity = Block(0.25),
            .friction_slope = Block(3e-4),
            .top_width = Block(12.0),
            .temperature = Block(18.0),
            .oxygen_saturation = Block(9.4),
            .bed_depth = Block(0.8),
            .ice = Block(0.01),
            .open_water = Block(0.8),
            .light = Block(80.0),
            .acidity = acidity_constants(Block(18.0), Block(600.0)),
            .hydrogen = Block(2e-8)};
}

/// What a bed exchanges with it.
inline const BedFluxes& some_bed() {
    static const BedFluxes fluxes = [] {
        static_assert(sizeof(BedFluxes) % sizeof(Block) == 0);
        std::array<Block, sizeof(BedFluxes) / sizeof(Block)> all;
        all.fill(Block(1e-6));
        BedFluxes bed;
        std::memcpy(static_cast<void*>(&bed), all.data(), sizeof bed);
        return bed;
    }();
    return fluxes;
}

/// All that a rate may look at, in that water at noon.
inline CellWater some_water(const Concentrations& c, const Drivers& drivers) {
    CellWater water(c, drivers, 43200.0);
    water.extinction = Block(1.5);
    water.acidity = {Block(2e-8), Block(0.6), Block(0.09), Block(0.02)};
    water.bed = &some_bed();
    return water;
}

/// Names of all constituents but those of heat, which a box holds at its own temperature.
inline std::vector<std::string> everything_but_heat() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < species::count; ++i) {
        if (i != species::water_temperature && i != species::bed_temperature && i != species::ice)
            names.push_back(known_constituents()[i].name);
    }
    return names;
}

/// Cells of equal water with concentrations one can set and read.
struct WaterBox {
    std::vector<Constituent> constituents, bed_constituents;
    Kinetics kinetics;
    KineticsLedger ledger;
    std::size_t cells;
    Weather weather;
    double time = 0;
    std::vector<double> volume, depth, velocity, width, length, bed_area, friction_slope, mass, bed;

    WaterBox(const ParameterValues& values, double water_depth, double water_velocity = 0, std::size_t cell_count = 1,
             KineticsSettings settings = {.utc_offset_minutes = 0}, const std::vector<std::string>& chosen = {},
             const OwnChemistry& own = {})
        : constituents(constituents_of(some_waters(), chosen, own)),
          bed_constituents(bed_constituents_of(chosen, own)),
          kinetics(constituents, chemistry_of(own), values, settings, bed_constituents),
          ledger(kinetics.make_ledger()),
          cells(cell_count),
          volume(cell_count, water_depth * 2000.0),
          depth(cell_count, water_depth),
          velocity(cell_count, water_velocity),
          width(cell_count, 10.0),
          length(cell_count, 200.0),
          bed_area(cell_count, 2000.0),
          friction_slope(cell_count, 4e-4),
          mass(cell_count * constituents.size(), 0.0),
          bed(cell_count * bed_constituents.size(), 0.0) {}

    /// Places before the shares of the waters; the place of a species is its number where all before it are carried.
    [[nodiscard]] std::size_t known() const { return constituents.size() - some_waters().size(); }
    void put(std::size_t place, double concentration) {
        for (std::size_t cell = 0; cell < cells; ++cell) put(cell, place, concentration);
    }
    void put(std::size_t cell, std::size_t place, double concentration) {
        mass[cell * constituents.size() + place] = concentration * volume[cell];
    }
    [[nodiscard]] double get(std::size_t place, std::size_t cell = 0) const {
        return mass[cell * constituents.size() + place] / volume[cell];
    }
    [[nodiscard]] double total(std::size_t place) const {
        double sum = 0;
        for (std::size_t cell = 0; cell < cells; ++cell) sum += mass[cell * constituents.size() + place];
        return sum;
    }
    /// What is in the bed, by species, over its area.
    double& in_bed(std::size_t one, std::size_t cell = 0) {
        const auto place = std::ranges::find(bed_constituents, known_constituents()[one].name, &Constituent::name);
        return bed.at(cell * bed_constituents.size() + static_cast<std::size_t>(place - bed_constituents.begin()));
    }
    void step(double dt) {
        Conditions conditions{weather, volume, depth, velocity, width, length, bed_area};
        conditions.friction_slope = friction_slope;
        kinetics.step(time, dt, conditions, mass, ledger, bed);
        time += dt;
    }
    /// Equal steps up to `until` (s).
    void run(double until, double dt) {
        while (time < until - 0.5 * dt) step(dt);
    }
    /// A polluted lowland river.
    void fill_polluted() {
        const double river[] = {6.5, 6, 28, 8, 2.5, 4, 1.2, 0.15, 0.2, 1200, 0.9, 3};
        for (std::size_t i = 0; i < std::size(river); ++i) put(i, river[i]);
        put(constituents.size() - 2, 0.7);
        put(constituents.size() - 1, 0.3);
    }
};

/// Names of the processes that act.
inline std::vector<std::string> acting(const WaterBox& box) {
    std::vector<std::string> names;
    for (std::size_t p = 0; p < box.kinetics.matrix().processes(); ++p) names.push_back(box.kinetics.matrix().name(p));
    return names;
}

}  // namespace qingliu
