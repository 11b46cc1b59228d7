#include "models/hydraulics/reference_flow.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "engine/numerics/bdf_integrator.hpp"
#include "models/hydraulics/newton_stage.hpp"
#include "models/hydraulics/stage_forcing.hpp"

namespace qingliu {

namespace {

/// y: volume (m3) [cell], velocity (m s-1) [face], level of the banks (m) [exchange with banks], what passed each
/// watched face (m3), the integral of the level of each watched cell (m s).
class FlowSystem final : public ImplicitSystem {
public:
    FlowSystem(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges, const Forcing& forcing,
               const FlowState& start, const std::vector<int>& faces, const std::vector<int>& cells)
        : g_(geometry),
          exchanges_(exchanges),
          forcing_({&forcing}),
          stage_(geometry),
          outside_(geometry, exchanges, forcing_),
          faces_(faces),
          cells_(cells),
          moves_(geometry.face_bed.size(), 0) {
        outside_.prepare(stage_);
        for (std::size_t k = 0; k < stage_.surroundings.size(); ++k) {
            if (stage_.surroundings[k].kind == Exchange::Kind::banks) banks_.push_back(k);
        }
        for (std::size_t c = 0; c < start.level.size(); ++c) stage_.level[c] = start.level[c];
        for (std::size_t f = 0; f < start.velocity.size(); ++f) {
            stage_.velocity[f] = start.velocity[f];
            stage_.discharge[f] = start.discharge[f];
        }
        level_ = stage_.level;
        last_volume_ = start.volume;
        for (const int f : geometry.channel_faces) moves_[at(f)] = 1;
        for (const int f : geometry.outlet_faces)
            moves_[at(f)] = geometry.outlet_of(at(f)).kind == Outlet::Kind::stage ? 1 : 0;
    }

    /// No step series jumps after this time before the next call.
    double begin = 0;

    [[nodiscard]] std::vector<double> state(const FlowState& start) const {
        std::vector<double> y = start.volume;
        for (std::size_t f = 0; f < moves_.size(); ++f) y.push_back(moves_[f] != 0 ? start.velocity[f] : 0.0);
        for (std::size_t b = 0; b < banks_.size(); ++b)
            y.push_back(start.bank_level.empty() ? start.level[at(stage_.surroundings[banks_[b]].cell)]
                                                 : start.bank_level[b]);
        y.resize(y.size() + faces_.size() + cells_.size(), 0.0);
        return y;
    }
    [[nodiscard]] BdfTolerances tolerances(const ReferenceControl& control) const {
        BdfTolerances t;
        t.relative = control.tolerance;
        // half a square metre of flow section, as in the run; a metre per second
        for (const double length : g_.cell_length) t.absolute.push_back(control.tolerance * 0.5 * length);
        t.absolute.resize(t.absolute.size() + moves_.size() + banks_.size(), control.tolerance);
        t.absolute.resize(t.absolute.size() + faces_.size() + cells_.size(), 1e300);
        return t;
    }

    bool solve(double time, double gamma, std::span<const double> known, std::span<double> y) override {
        outside_.apply({time}, time > begin, stage_);
        const auto cells = stage_.level.size();
        for (std::size_t c = 0; c < cells; ++c) {
            stage_.volume_start[c] = known[c];
            // the level that goes with the predicted volume, where the surface is known
            if (stage_.sink_share[c][0] >= 1) stage_.level[c] += (y[c] - last_volume_[c]) / stage_.sink_area[c][0];
        }
        for (std::size_t f = 0; f < moves_.size(); ++f) {
            if (moves_[f] == 0) continue;
            stage_.velocity_start[f] = known[cells + f];
            stage_.velocity[f] = y[cells + f];
        }
        for (std::size_t b = 0; b < banks_.size(); ++b)
            stage_.surroundings[banks_[b]].level = known[cells + moves_.size() + b];
        if (!settle(gamma)) {
            stage_.level = level_;
            return false;
        }
        level_ = stage_.level;
        balance(gamma, known, y);
        last_volume_.assign(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(cells));
        for (std::size_t f = 0; f < moves_.size(); ++f) {
            if (moves_[f] != 0) y[cells + f] = stage_.velocity[f][0];
        }
        for (std::size_t b = 0; b < banks_.size(); ++b) {
            const auto& s = stage_.surroundings[banks_[b]];
            const std::size_t row = cells + moves_.size() + b;
            y[row] = known[row] - gamma * s.settled[0] / s.storage;
        }
        const std::size_t first = cells + moves_.size() + banks_.size();
        for (std::size_t k = 0; k < faces_.size(); ++k)
            y[first + k] = known[first + k] + gamma * stage_.discharge[at(faces_[k])][0];
        for (std::size_t k = 0; k < cells_.size(); ++k)
            y[first + faces_.size() + k] = known[first + faces_.size() + k] + gamma * stage_.level[at(cells_[k])][0];
        return std::none_of(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(cells),
                            [](double v) { return !(v >= -1e-6); });
    }

    [[nodiscard]] double discharge(int face) const { return stage_.discharge[at(face)][0]; }
    [[nodiscard]] FlowState last(std::span<const double> y) const {
        FlowState s;
        s.volume.assign(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(stage_.level.size()));
        for (const auto& z : stage_.level) s.level.push_back(z[0]);
        for (const auto& u : stage_.velocity) s.velocity.push_back(u[0]);
        for (const auto& q : stage_.discharge) s.discharge.push_back(q[0]);
        const auto levels = y.begin() + static_cast<std::ptrdiff_t>(stage_.level.size() + moves_.size());
        s.bank_level.assign(levels, levels + static_cast<std::ptrdiff_t>(banks_.size()));
        return s;
    }

private:
    /// Newton's method with the slopes limited anew before each of the first iterations, so that they are those of the
    /// state found; where a limiter goes to and fro, they are kept from then on.
    bool settle(double gamma) {
        constexpr double settled = 1e-10;  // m
        constexpr int anew = 12, most = 48;
        for (int k = 0; k <= anew; ++k) {
            long count = 0;
            const auto done = stage_.solve(Lanes<1>(gamma), Mask<1>::all(true), NewtonStage<1>::FaceDepth::limited,
                                           settled, k < anew ? 1 : most, &count);
            if (done[0]) return true;
            const bool sound = std::all_of(stage_.level.begin(), stage_.level.end(),
                                           [](const Lanes<1>& z) { return std::isfinite(z[0]); });
            if (!sound) return false;
        }
        return false;
    }

    /// Volumes from what passed the faces, so that water balances to round-off.
    void balance(double gamma, std::span<const double> known, std::span<double> y) const {
        for (std::size_t c = 0; c < stage_.level.size(); ++c) {
            const double loss = stage_.evaporation[0] + stage_.seepage[c];
            y[c] = known[c] - gamma * loss * stage_.sink_area[c][0];
        }
        for (const auto& s : stage_.surroundings) y[at(s.cell)] += gamma * s.settled[0];
        for (std::size_t e = 0; e < outside_.given(); ++e) {
            const auto c = at(exchanges_[e].cell);
            const double flow = outside_.flow(e)[0];
            y[c] += gamma * (outside_.abstracts(e) ? -flow * stage_.sink_share[c][0] : flow);
        }
        for (std::size_t f = 0; f < moves_.size(); ++f) {
            const double passed = gamma * stage_.discharge[f][0];
            y[at(g_.grid->face_from[f])] -= passed;
            if (g_.grid->face_to[f] != Grid::outside) y[at(g_.grid->face_to[f])] += passed;
        }
    }

    const FlowGeometry& g_;
    const std::vector<Exchange>& exchanges_;
    std::vector<const Forcing*> forcing_;
    NewtonStage<1> stage_;
    StageForcing<1> outside_;
    std::vector<int> faces_, cells_;
    std::vector<char> moves_;          // [face] its velocity has inertia
    std::vector<std::size_t> banks_;   // among the surroundings of the stage
    LaneField<1> level_;               // m [cell], that goes with last_volume_
    std::vector<double> last_volume_;  // m3 [cell]
};

/// Whether some series jumps at an event; a knot of a linear series does not.
bool jumps(const Forcing& forcing, int structures, double time) {
    std::vector<double> before, after;
    forcing.discharges(time, true, before);
    forcing.discharges(time, false, after);
    if (before != after || forcing.evaporation(time, true) != forcing.evaporation(time, false)) return true;
    if (forcing.rain(time, true) != forcing.rain(time, false)) return true;
    for (int g = 0; g < forcing.ground_waters(); ++g) {
        if (forcing.ground_level(g, time, true) != forcing.ground_level(g, time, false)) return true;
    }
    for (int s = 0; s < structures; ++s) {
        if (forcing.opening(s, time, true) != forcing.opening(s, time, false)) return true;
    }
    return false;
}

}  // namespace

ReferenceFlow reference_flow(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                             const Forcing& forcing, const FlowState& start, const std::vector<double>& times,
                             const std::vector<int>& faces, const std::vector<int>& cells,
                             const ReferenceControl& control) {
    FlowSystem system(geometry, exchanges, forcing, start, faces, cells);
    BdfIntegrator integrator(system, system.tolerances(control));
    std::vector<double> y = system.state(start);
    const std::size_t sums = y.size() - faces.size() - cells.size();
    const int structures = static_cast<int>(geometry.network->structures.size());
    ReferenceFlow result;
    result.discharge.emplace_back();
    for (const int f : faces) result.discharge.back().push_back(start.discharge[at(f)]);
    double time = system.begin = times.front();
    integrator.restart(time, y);
    for (std::size_t k = 1; k < times.size(); ++k) {
        const std::vector<double> before(y.begin() + static_cast<std::ptrdiff_t>(sums), y.end());
        while (time < times[k]) {
            const double event = forcing.next_event(time), target = std::min(times[k], event);
            integrator.advance(target, y);
            time = target;
            if (target == event && jumps(forcing, structures, time)) {
                system.begin = time;
                integrator.restart(time, y);
            }
        }
        auto& volume = result.volume.emplace_back();
        auto& discharge = result.discharge.emplace_back();
        auto& level = result.level.emplace_back();
        for (std::size_t i = 0; i < faces.size(); ++i) {
            volume.push_back(y[sums + i] - before[i]);
            discharge.push_back(system.discharge(faces[i]));
        }
        for (std::size_t i = 0; i < cells.size(); ++i)
            level.push_back((y[sums + faces.size() + i] - before[faces.size() + i]) / (times[k] - times[k - 1]));
    }
    result.end = system.last(y);
    result.steps = integrator.steps();
    return result;
}

}  // namespace qingliu
