#include "engine/run/going_on.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/config/reading.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

constexpr const char* grid_name = "cells and faces";
constexpr const char* shapes_name = "shapes of the sections";
constexpr const char* constituents_name = "constituents";
constexpr const char* control_sections_name = "control sections";
constexpr const char* exchanges_name = "inflows and abstractions";
constexpr const char* zones_name = "storage zones";
constexpr const char* no_zones = "none";

std::string control_sections_of(const Case& c) {
    std::string names;
    for (const auto& section : c.sections)
        names += fmt::format("{} {} {:.3f}\n", section.name, section.at.river, section.at.chainage);
    for (const int arrival : c.arrivals) names += fmt::format("{} ", arrival);
    for (const auto& water : c.waters) names += water.name + "\n";
    return checksum(names);
}

std::string grid_of(const Case& c, const Grid& grid) {
    std::string text;
    for (const auto& river : c.network.rivers) text += river.name + "\n";
    for (std::size_t i = 0; i < grid.cell_river.size(); ++i)
        text += fmt::format("{} {} {}\n", grid.cell_river[i], grid.cell_chainage[i], grid.cell_length[i]);
    for (std::size_t f = 0; f < grid.face_from.size(); ++f) {
        const int works = grid.face_structure[f];
        text += fmt::format("{} {} {}\n", grid.face_from[f], grid.face_to[f],
                            works == Grid::none ? "" : c.network.structures[static_cast<std::size_t>(works)].name);
    }
    return fmt::format("{} cells, {} faces, {}", grid.cells(), grid.faces(), checksum(text));
}

std::string zones_of(const Case& c) {
    if (c.network.storage_zones.empty()) return no_zones;
    std::string text;
    for (const auto& zone : c.network.storage_zones)
        text += fmt::format("{} {} {} {}\n", zone.river, zone.from, zone.to, zone.area);
    return checksum(text);
}

std::string value_of(const std::map<std::string, std::string>& list, const std::string& name) {
    const auto found = list.find(name);
    if (found != list.end()) return found->second;
    return name == zones_name ? no_zones : "unknown";
}

}  // namespace

std::map<std::string, std::string> belongings(const Case& c, const Grid& grid,
                                              const std::vector<Constituent>& constituents, const Models& models) {
    std::string names, shapes, exchanges;
    for (const auto& constituent : constituents) names += (names.empty() ? "" : " ") + constituent.name;
    for (const double figure : models.section_figures()) shapes += fmt::format("{}\n", figure);
    for (const auto& source : c.sources) exchanges += source.name + "\n";
    for (const auto& diffuse : c.diffuse) exchanges += diffuse.name + "\n";
    for (const auto& e : models.exchanges())
        exchanges += fmt::format("{} {} {}\n", e.cell, static_cast<int>(e.kind), e.index);
    return {{grid_name, grid_of(c, grid)},
            {shapes_name, checksum(shapes)},
            {constituents_name, names},
            {control_sections_name, control_sections_of(c)},
            {exchanges_name, checksum(exchanges)},
            {zones_name, zones_of(c)}};
}

bool same_control_sections(const Case& c, const Checkpoint& checkpoint) {
    return value_of(checkpoint.belongs, control_sections_name) == control_sections_of(c);
}

int origin_in(const Checkpoint& checkpoint, const Case& c, const std::string& scenario) {
    const std::string& wanted = c.initial.scenario.empty() ? scenario : c.initial.scenario;
    const auto found = std::find(checkpoint.scenario.begin(), checkpoint.scenario.end(), wanted);
    return found == checkpoint.scenario.end() ? -1 : static_cast<int>(found - checkpoint.scenario.begin());
}

void check_going_on(const Case& c, const Grid& grid, const std::vector<Constituent>& constituents, const Models& models,
                    const Checkpoint& checkpoint) {
    Problems problems;
    const auto fault = [&](std::string message, std::string expected, std::string guess = {}) {
        problems.add({c.initial.place, std::move(message), std::move(expected), std::move(guess)});
    };
    const auto written = [&](double time) { return format_instant(time, c.utc_offset_minutes); };
    const bool goes_on = same_run(c, checkpoint);
    if (!goes_on && c.start != checkpoint.time) {
        fault(fmt::format("the checkpoint is of {}, the case starts at {}", written(checkpoint.time), written(c.start)),
              fmt::format("start: {}, or {} to go on with the run that wrote it", written(checkpoint.time),
                          written(checkpoint.case_start)));
    } else if (c.end <= checkpoint.time) {
        fault(fmt::format("the checkpoint is of {}, the case ends at {}", written(checkpoint.time), written(c.end)),
              "an end after the checkpoint");
    }
    for (const auto& [name, value] : belongings(c, grid, constituents, models)) {
        const bool needed =
            name == grid_name || name == shapes_name || name == constituents_name || name == zones_name || goes_on;
        const std::string kept = value_of(checkpoint.belongs, name);
        if (needed && kept != value)
            fault(fmt::format("the checkpoint was made with other {}: {}", name, kept),
                  fmt::format("those of this case: {}", value));
    }
    const auto known = fmt::format("{}", fmt::join(checkpoint.scenario, ", "));
    for (const auto& scenario : c.scenarios) {
        if (origin_in(checkpoint, c, scenario.name) >= 0) continue;
        const std::string& wanted = c.initial.scenario.empty() ? scenario.name : c.initial.scenario;
        fault(fmt::format("the checkpoint has no scenario \"{}\"", wanted), "initial.scenario, one of " + known,
              closest_name(wanted, checkpoint.scenario));
    }
    problems.throw_if_any();
}

}  // namespace qingliu
