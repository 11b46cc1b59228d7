// A rectangular reach in which water flows uniformly, by prescription: what it carries can be told exactly.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "models/water/assembly.hpp"

namespace qingliu::testing {

/// Case and cells of a reach. Its dispersion is that of the case's numerics.
struct SteadyReach {
    double length = 20000, width = 20, depth = 2, speed = 0.4;  ///< m, m s-1
    int cells = 100;
    Case specification;
    Grid grid;
    std::unique_ptr<Assembly> assembly;
    std::unique_ptr<WaterQuality> water;
    double time = 0;
    std::vector<double> volume, face, source, nothing, depths, widths, speeds, area, face_speed, slope;

    /// `inflow`: concentrations of what enters; only what `chosen` names is carried.
    SteadyReach(int cell_count, const std::vector<std::string>& chosen, double dispersion, bool unsplit,
                double tolerance, const std::map<std::string, double>& inflow = {},
                const std::map<std::string, double>& parameters = {}, bool still = false)
        : cells(cell_count) {
        Case& c = specification;
        c.start = 0;
        c.end = 86400;
        c.utc_offset_minutes = 0;
        c.waters = {{"local", "本地水"}};
        c.climate.evaporation = Series(0.0);
        c.climate.water_temperature = Series(20.0);
        c.climate.wind_speed = Series(0.0);
        c.climate.elevation = 0;
        c.constituents = chosen;
        c.numerics.dispersion_a = c.numerics.dispersion_max = dispersion;
        c.numerics.dispersion_b = 0;
        c.numerics.unsplit = unsplit;
        c.numerics.quality_tolerance = tolerance;
        for (const auto& [name, value] : parameters) c.kinetic_parameters[name] = {value};
        River river;
        river.name = river.code = "river";
        river.to = length;
        river.max_cell = length / cells;
        for (const double at : {0.0, length}) {
            CrossSection section;
            section.chainage = at;
            section.bed_level = 10 - 1e-4 * at;
            section.bottom_width = width;
            section.manning_n = 0.03;
            river.sections.push_back(section);
        }
        river.outlet = Outlet{Outlet::Kind::normal_depth, 1e-4, 0, {}, {}};
        c.network.rivers = {river};
        PointSource head;
        head.name = "head";
        head.at = {0, 0};
        head.discharge = Series(width * depth * speed);
        head.water = head.quality = 0;
        c.sources = {head};
        Quality quality;
        quality.name = "head";
        for (const auto& [name, value] : inflow) quality.concentration[name] = Series(value);
        c.qualities = {quality};
        c.scenarios.emplace_back();
        c.scenarios[0].name = "only";
        grid = make_grid(c.network);
        if (still) std::fill(grid.cell_still.begin(), grid.cell_still.end(), 1);
        assembly = std::make_unique<Assembly>(c, grid);
        water = assembly->models().quality(0);
        const auto n = static_cast<std::size_t>(grid.cells()), faces = static_cast<std::size_t>(grid.faces());
        volume.assign(n, width * depth * length / cells);
        depths.assign(n, depth);
        widths.assign(n, width);
        speeds.assign(n, speed);
        slope.assign(n, 1e-4);
        nothing.assign(n, 0.0);
        area.assign(faces, width * depth);
        face_speed.assign(faces, speed);
        water->fill(volume, std::vector<double>(assembly->constituents().size(), 0.0));
    }
    SteadyReach(const SteadyReach&) = delete;
    SteadyReach& operator=(const SteadyReach&) = delete;

    [[nodiscard]] double cell() const { return length / cells; }
    [[nodiscard]] double& mass(int at, std::size_t constituent) {
        return water->mass()[static_cast<std::size_t>(at) * assembly->constituents().size() + constituent];
    }
    [[nodiscard]] double concentration(int at, std::size_t constituent) {
        return mass(at, constituent) / volume[static_cast<std::size_t>(at)];
    }
    /// Steps of `dt` up to `end` (s).
    void run(double end, double dt) {
        for (; time < end - 0.5 * dt; time += dt) {
            const double passes = width * depth * speed * dt;
            face.assign(static_cast<std::size_t>(grid.faces()), passes);
            source.assign(assembly->models().exchanges().size(), passes);
            FlowStep step;
            step.time = time;
            step.dt = dt;
            step.volume_before = step.volume_after = volume;
            step.face_volume = face;
            step.source_volume = source;
            step.evaporation_volume = step.seepage_volume = nothing;
            step.depth = depths;
            step.top_width = widths;
            step.velocity = speeds;
            step.face_area = area;
            step.face_velocity = face_speed;
            step.friction_slope = slope;
            water->advance(step);
        }
    }
};

}  // namespace qingliu::testing
