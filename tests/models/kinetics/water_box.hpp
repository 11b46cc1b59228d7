// A few cells of standing or running water to try kinetics on, in the units people use.
#pragma once

#include <string>
#include <vector>

#include "engine/base/quantity.hpp"
#include "models/kinetics/kinetics.hpp"

namespace qingliu {

constexpr double one_day = 86400.0;

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
    set(values, "nitrification.cold_end", -60);
    set(values, "nitrification.cold_start", -50);
    return values;
}

/// Names of all constituents.
inline std::vector<std::string> everything_known() {
    std::vector<std::string> names;
    for (const Constituent& constituent : known_constituents()) names.push_back(constituent.name);
    return names;
}

/// Cells of equal water with concentrations one can set and read.
struct WaterBox {
    std::vector<Constituent> constituents;
    Kinetics kinetics;
    KineticsLedger ledger;
    std::size_t cells;
    double temperature = 20, wind = 0, elevation = 0, time = 0;
    std::vector<double> volume, depth, velocity, width, length, mass;

    WaterBox(const ParameterValues& values, double water_depth, double water_velocity = 0, std::size_t cell_count = 1,
             KineticsSettings settings = {.utc_offset_minutes = 0}, const std::vector<std::string>& chosen = {})
        : constituents(constituents_of(some_waters(), chosen)),
          kinetics(constituents, values, settings),
          ledger(kinetics.make_ledger()),
          cells(cell_count),
          volume(cell_count, water_depth * 2000.0),
          depth(cell_count, water_depth),
          velocity(cell_count, water_velocity),
          width(cell_count, 10.0),
          length(cell_count, 200.0),
          mass(cell_count * constituents.size(), 0.0) {}

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
    void step(double dt) {
        kinetics.step(time, dt, {temperature, wind, elevation, volume, depth, velocity, width, length}, mass, ledger);
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

}  // namespace qingliu
