// A network filled to levels that ought to stay, and what moves in it.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/hydraulics/flow_pack.hpp"
#include "tests/flow_setting.hpp"
#include "validation/claims.hpp"

namespace qingliu::still_water {

/// What is left of rest after some steps.
struct Unrest {
    double velocity = 0;     ///< m s-1, largest of any step on faces that have a flow section
    double discharge = 0;    ///< m3 s-1, largest of any step on any face
    double level = 0;        ///< m, largest departure from the start in a cell that holds water
    double made = 0;         ///< 1, largest change of the whole volume over it
    double wetted = 0;       ///< m3, most that any dry cell came to hold
    int dry = 0, cells = 0;  ///< of the start
};

class StillWater {
public:
    explicit StillWater(Case specification) : setting_(std::move(specification)) {}

    /// Water up to `surface` (m, by cell) with volumes V(z). `ulps`: by how many units in the last place levels and
    /// volumes are off, up or down without rule.
    [[nodiscard]] FlowState filled(const std::function<double(int)>& surface, int ulps) const {
        FlowState state;
        unsigned seed = 1;
        const auto noise = [&](double value) {
            constexpr double far = std::numeric_limits<double>::infinity();
            for (int k = 0; k < ulps; ++k) {
                seed = seed * 1664525u + 1013904223u;
                value = std::nextafter(value, (seed >> 16) % 2 == 0 ? far : -far);
            }
            return value;
        };
        for (int c = 0; c < setting_.grid.cells(); ++c) {
            const auto i = static_cast<std::size_t>(c);
            const double bed = setting_.geometry.cell_bed[i];
            const double depth = std::max(surface(c) - bed, 0.0);
            const double volume = setting_.geometry.cell_shape(c).area(depth) * setting_.grid.cell_length[i];
            state.level.push_back(depth > 0 ? std::max(noise(bed + depth), bed) : bed);
            state.volume.push_back(depth > 0 ? noise(volume) : 0.0);
        }
        state.velocity.assign(static_cast<std::size_t>(setting_.grid.faces()), 0.0);
        state.discharge = state.velocity;
        return state;
    }

    /// `steps` steps of `dt` (s) without error control. Throws std::runtime_error where one fails.
    [[nodiscard]] Unrest after(const FlowState& start, double dt, int steps) const {
        constexpr double at_any_length = std::numeric_limits<double>::infinity();
        const auto pack = setting_.pack({.max_step = dt, .tolerance = at_any_length});
        pack->set_state(0, start, 0);
        Unrest seen;
        const double all = std::accumulate(start.volume.begin(), start.volume.end(), 0.0);
        for (int k = 0; k < steps; ++k) {
            pack->attempt(std::numeric_limits<double>::max());
            const auto* step = pack->taken(0);
            if (step == nullptr) throw std::runtime_error("a step of still water fails");
            double now = 0;
            for (std::size_t c = 0; c < start.volume.size(); ++c) {
                now += step->volume_after[c];
                if (!(start.volume[c] > 0)) seen.wetted = std::max(seen.wetted, std::fabs(step->volume_after[c]));
            }
            seen.made = std::max(seen.made, std::fabs(now / all - 1));
            for (std::size_t f = 0; f < step->face_volume.size(); ++f) {
                seen.discharge = std::max(seen.discharge, std::fabs(step->face_volume[f]) / dt);
                if (step->face_area[f] > 0) seen.velocity = std::max(seen.velocity, std::fabs(step->face_velocity[f]));
            }
        }
        const auto end = pack->state(0);
        for (std::size_t c = 0; c < start.level.size(); ++c) {
            ++seen.cells;
            if (start.volume[c] > 0)
                seen.level = std::max(seen.level, std::fabs(end.level[c] - start.level[c]));
            else
                ++seen.dry;
        }
        return seen;
    }
    [[nodiscard]] FlowState state_after(const FlowState& start, double dt, int steps) const {
        const auto pack = setting_.pack({.max_step = dt});
        pack->set_state(0, start, 0);
        while (!pack->done(0, dt * steps)) pack->attempt(dt * steps);
        return pack->state(0);
    }
    [[nodiscard]] const Grid& grid() const { return setting_.grid; }
    [[nodiscard]] const FlowGeometry& geometry() const { return setting_.geometry; }

private:
    testing::FlowSetting setting_;
};

/// Claims of rest and a table of them.
class StillnessClaims {
public:
    inline static const std::vector<std::string> header{"lake",     "start",     "step, s",  "velocity, m/s",
                                                        "level, m", "mass made", "dry cells"};
    explicit StillnessClaims(validation::Claims& claims) : claims_(claims) {}
    /// Steps of several lengths, from levels that are exact and from such that are an ulp off.
    void check(const std::string& lake, const StillWater& water, const std::function<double(int)>& surface, int steps) {
        for (const int ulps : {0, 1}) {
            Unrest most;
            for (const double dt : {0.1, 10.0, 1200.0}) {
                const auto seen = water.after(water.filled(surface, ulps), dt, steps);
                rows.push_back({lake, ulps == 0 ? "V(z)" : "an ulp off", fmt::format("{:g}", dt),
                                fmt::format("{:.1e}", seen.velocity), fmt::format("{:.1e}", seen.level),
                                fmt::format("{:.1e}", seen.made), fmt::format("{} of {}", seen.dry, seen.cells)});
                most.velocity = std::max(most.velocity, seen.velocity);
                most.discharge = std::max(most.discharge, seen.discharge);
                most.level = std::max(most.level, seen.level);
                most.made = std::max(most.made, seen.made);
                most.wetted = std::max(most.wetted, seen.wetted);
                most.dry = seen.dry;
            }
            const std::string what = lake + (ulps == 0 ? ", levels from V(z): " : ", levels and volumes an ulp off: ");
            claims_.check(what + "largest velocity", most.velocity, "<=", ulps == 0 ? 0 : 1e-9, "m/s",
                          ulps == 0 ? "exactly at rest" : "noise does not grow");
            if (ulps == 0)
                claims_.check(what + "largest discharge", most.discharge, "<=", 0, "m3/s", "exactly at rest");
            claims_.check(what + "level, moved", most.level, "<=", 1e-12, "m", "some units in the last place");
            claims_.check(what + "mass made", most.made, "<=", 1e-13, "1", "round-off");
            if (most.dry > 0) claims_.check(what + "water in a dry cell", most.wetted, "<=", 0, "m3", "dry stays dry");
        }
    }
    std::vector<std::vector<std::string>> rows;

private:
    validation::Claims& claims_;
};

}  // namespace qingliu::still_water
