#include "models/hydraulics/flow_pack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/base/index.hpp"
#include "engine/time/civil_time.hpp"
#include "models/hydraulics/bank_levels.hpp"
#include "models/hydraulics/drained_cells.hpp"
#include "models/hydraulics/lane_clock.hpp"
#include "models/hydraulics/lane_observation.hpp"
#include "models/hydraulics/stage_forcing.hpp"
#include "models/hydraulics/step_error.hpp"

namespace qingliu {

namespace {

const double gamma_s2 = 1 - 1 / std::sqrt(2.0);

/// Negative volume left by round-off in a cell that ran dry, m3.
constexpr double volume_roundoff = 1e-6;

/// A step that errs by more than this share of its movement trembles: where water moves, it errs by less. A fifth would
/// call a bore over a film that.
constexpr double trembling = 0.35;

std::vector<Forcing> copies(const std::vector<const Forcing*>& forcing) {
    std::vector<Forcing> own;
    for (const auto* f : forcing) own.push_back(*f);
    return own;
}

std::vector<const Forcing*> addresses(const std::vector<Forcing>& forcing) {
    std::vector<const Forcing*> pointers;
    for (const auto& f : forcing) pointers.push_back(&f);
    return pointers;
}

template <int W>
class FlowPackLanes final : public FlowPack {
public:
    using T = Lanes<W>;
    using FaceDepth = typename NewtonStage<W>::FaceDepth;

    FlowPackLanes(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                  const std::vector<const Forcing*>& forcing, const FlowControl& control, double time);

    [[nodiscard]] int lanes() const override { return static_cast<int>(forcing_.size()); }
    void attempt(double target) override;
    [[nodiscard]] bool done(int lane, double target) const override { return clock_[at(lane)].done(target); }
    [[nodiscard]] const FlowStep* taken(int lane) override;
    [[nodiscard]] const std::string& failure(int lane) const override { return clock_[at(lane)].failure; }
    void fail(int lane, std::string why) override { clock_[at(lane)].failure = std::move(why); }
    [[nodiscard]] int failed_cell(int lane) const override { return clock_[at(lane)].failed_cell; }
    [[nodiscard]] const StepCounts& counts(int lane) const override { return clock_[at(lane)].counts; }
    [[nodiscard]] CellTrouble trouble(int lane) const override { return {stage_.held_up[at(lane)], limits_[at(lane)]}; }
    [[nodiscard]] FlowState state(int lane) const override;
    void set_state(int lane, const FlowState& state, double time) override;
    void operate(int lane, std::span<const SettingMove> moves, double next_look) override {
        forcing_[at(lane)].operate(moves, next_look);
    }
    void impose(int lane, std::span<const ImposedValue> values) override { forcing_[at(lane)].impose(values); }
    [[nodiscard]] double setting(int lane, const Actuator& of) const override {
        return forcing_[at(lane)].present(of, clock_[at(lane)].time);
    }
    void carry_state(int lane, StateCarrier& carrier) override;
    void carry_sums(int lane, StateCarrier& carrier) override;
    void observe(int lane, ScenarioFrame& frame) const override;

private:
    void plan(double target);
    void accumulate(const T& weight);
    void close_volumes();
    void judge(const Mask<W>& tried, const Mask<W>& converged, const InCell<W>& error);

    const FlowGeometry* g_;
    const std::vector<Exchange>* exchanges_;
    std::vector<Forcing> forcing_;  // [lane], its own: operation changes them
    FlowControl control_;
    NewtonStage<W> stage_;
    StageForcing<W> outside_;
    LaneField<W> volume_, volume_before_, volume_middle_;             // m3 [cell]
    LaneField<W> level_before_, velocity_before_, discharge_before_;  // state at the start of the step
    LaneField<W> face_volume_;                                        // m3 [face]
    LaneField<W> level_rate_, velocity_rate_;  // of the last step accepted, per s: the first guess of the next
    LaneField<W> evaporated_, seeped_;         // m3 [cell]
    LaneField<W> exchange_volume_;             // m3 [exchange]
    std::optional<BankLevels<W>> banks_;
    std::array<std::vector<long>, W> limits_;  // [lane][cell] how often it decided the length of a step
    std::array<LaneClock, W> clock_;
    std::vector<LaneObservation> observation_;  // [lane]
};

template <int W>
FlowPackLanes<W>::FlowPackLanes(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                                const std::vector<const Forcing*>& forcing, const FlowControl& control, double time)
    : g_(&geometry),
      exchanges_(&exchanges),
      forcing_(copies(forcing)),
      control_(control),
      stage_(geometry),
      outside_(geometry, exchanges, addresses(forcing_)),
      observation_(forcing_.size(), LaneObservation(geometry)) {
    const auto cells = geometry.cell_bed.size(), faces = geometry.face_bed.size();
    for (auto* field :
         {&volume_, &volume_before_, &volume_middle_, &level_before_, &level_rate_, &evaporated_, &seeped_})
        field->assign(cells, T(0.0));
    for (auto* field : {&velocity_before_, &velocity_rate_, &discharge_before_, &face_volume_})
        field->assign(faces, T(0.0));
    exchange_volume_.assign(exchanges.size(), T(0.0));
    outside_.prepare(stage_);
    banks_.emplace(stage_);
    for (std::size_t c = 0; c < cells; ++c) stage_.level[c] = T(geometry.cell_bed[c]);
    limits_.fill(std::vector<long>(cells, 0));
    for (auto& clock : clock_) {
        clock.time = clock.end = time;
        clock.next = control_.max_step;
    }
    for (std::size_t lane = forcing_.size(); lane < W; ++lane) clock_[lane].failure = "no scenario";
}

/// Chooses every lane's step towards the target or its next event.
template <int W>
void FlowPackLanes<W>::plan(double target) {
    for (int lane = 0; lane < W; ++lane) {
        auto& clock = clock_[at(lane)];
        clock.taken = false;
        clock.dt = 0;
        if (done(lane, target)) {
            if (lane < lanes()) ++clock.counts.idle;
            continue;
        }
        clock.plan(std::min(target, forcing_[at(lane)].next_event(clock.time)), control_.max_step);
    }
}

/// Adds `weight` (s) times the stage's flows to the volumes of the step.
template <int W>
void FlowPackLanes<W>::accumulate(const T& weight) {
    for (std::size_t f = 0; f < face_volume_.size(); ++f) face_volume_[f] += weight * stage_.discharge[f];
    for (std::size_t c = 0; c < volume_.size(); ++c) {
        const T surface = weight * stage_.sink_area[c];
        evaporated_[c] += stage_.evaporation * surface;
        seeped_[c] += stage_.seepage[c] * surface;
    }
    for (const auto& s : stage_.surroundings) exchange_volume_[at(s.exchange)] += weight * s.settled;
    for (std::size_t e = 0; e < outside_.given(); ++e) {
        const T flow = outside_.flow(e);
        const T met = outside_.abstracts(e) ? -(flow * stage_.sink_share[at((*exchanges_)[e].cell)]) : flow;
        exchange_volume_[e] += weight * met;
    }
}

/// volume = volume_before + everything that passed.
template <int W>
void FlowPackLanes<W>::close_volumes() {
    for (std::size_t c = 0; c < volume_.size(); ++c) volume_[c] = volume_before_[c] - evaporated_[c] - seeped_[c];
    for (std::size_t e = 0; e < exchange_volume_.size(); ++e) volume_[at((*exchanges_)[e].cell)] += exchange_volume_[e];
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        volume_[at(g_->grid->face_from[f])] -= face_volume_[f];
        const int b = g_->grid->face_to[f];
        if (b != Grid::outside) volume_[at(b)] += face_volume_[f];
    }
}

template <int W>
void FlowPackLanes<W>::attempt(double target) {
    plan(target);
    Mask<W> tried = Mask<W>::all(false), second_order = tried;
    T dt(0.0);
    std::array<double, W> middle{}, end{};
    for (int lane = 0; lane < W; ++lane) {
        const auto& clock = clock_[at(lane)];
        const bool active = clock.dt > 0;
        tried.set(lane, active);
        second_order.set(lane, active && !clock.fallback);
        dt.set(lane, active ? clock.dt : 1.0);
        stage_.settling.set(lane, clock.settling);
        end[at(lane)] = active ? clock.end : clock.time;
        middle[at(lane)] = !active ? clock.time : clock.fallback ? clock.end : clock.time + gamma_s2 * clock.dt;
    }
    if (!tried.any()) return;
    volume_before_ = volume_;
    level_before_ = stage_.level;
    velocity_before_ = stage_.velocity;
    discharge_before_ = stage_.discharge;
    stage_.volume_start = volume_;
    stage_.velocity_start = stage_.velocity;
    for (auto* field : {&face_volume_, &evaporated_, &seeped_, &exchange_volume_})
        std::fill(field->begin(), field->end(), T(0.0));

    std::array<long, W> iterations{};
    // what is left when all else failed
    const auto backward = tried & !second_order;
    const auto solve = [&](const T& tau, const Mask<W>& active) {
        auto converged = stage_.solve(tau, active & second_order, FaceDepth::limited, control_.newton_tolerance,
                                      control_.newton_iterations, iterations.data());
        if (backward.any())
            converged = converged | stage_.solve(tau, backward, FaceDepth::upwind, control_.newton_tolerance,
                                                 2 * control_.newton_iterations, iterations.data());
        return converged;
    };
    outside_.apply(middle, false, stage_);
    banks_->start(stage_);
    const T tau = select(second_order, dt * gamma_s2, dt);
    for (std::size_t c = 0; c < volume_.size(); ++c) {
        const T bed(g_->cell_bed[c]);
        const T now = stage_.level[c];
        stage_.level[c] = select(second_order, max(now + tau * level_rate_[c], bed + 0.1 * (now - bed)), now);
    }
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        stage_.velocity[f] = select(second_order, stage_.velocity[f] + tau * velocity_rate_[f], stage_.velocity[f]);
    }
    auto converged = solve(tau, tried);
    accumulate(select(second_order, dt * (1 - gamma_s2), dt));
    const auto both = converged & second_order;
    if (both.any()) {
        // the first stage alone, as volumes: its weight in the step is (1 - gamma) dt, its own length gamma dt
        close_volumes();
        const double stretch = gamma_s2 / (1 - gamma_s2), again = (1 - gamma_s2) / gamma_s2;
        for (std::size_t c = 0; c < volume_.size(); ++c) {
            const T gained = (volume_[c] - volume_before_[c]) * stretch;
            volume_middle_[c] = volume_before_[c] + gained;
            stage_.volume_start[c] = volume_before_[c] + again * gained;
            const T bed(g_->cell_bed[c]);
            const T now = stage_.level[c], ahead = now + again * (now - level_before_[c]);
            stage_.level[c] = select(both, max(ahead, bed + 0.1 * (now - bed)), now);
        }
        for (std::size_t f = 0; f < face_volume_.size(); ++f) {
            const T then = velocity_before_[f], now = stage_.velocity[f];
            stage_.velocity_start[f] = then + again * (now - then);
            stage_.velocity[f] = select(both, stage_.velocity_start[f], now);
        }
        banks_->start_again(stage_, again, tau);
        outside_.apply(end, true, stage_);
        const auto second = stage_.solve(dt * gamma_s2, both, FaceDepth::limited, control_.newton_tolerance,
                                         control_.newton_iterations, iterations.data());
        accumulate(select(both, dt * gamma_s2, T(0.0)));
        converged = second | (converged & !second_order);
    }
    close_volumes();
    // a tenth of the error that is allowed where there is hardly any water
    if (keep_missing_water<W>(*g_, converged, 0.05 * control_.tolerance, volume_, face_volume_)) close_volumes();
    if (backward.any())
        embed_trapezoidal<W>(*g_->grid, backward, dt, gamma_s2, discharge_before_, stage_.discharge, volume_before_,
                             volume_, volume_middle_);
    for (int lane = 0; lane < lanes(); ++lane) clock_[at(lane)].counts.iterations += iterations[at(lane)];
    judge(tried, converged,
          step_error<W>(volume_, volume_before_, volume_middle_, 1.0 / gamma_s2, g_->cell_length, control_.tolerance));
}

template <int W>
void FlowPackLanes<W>::judge(const Mask<W>& tried, const Mask<W>& converged, const InCell<W>& error) {
    Mask<W> accepted = Mask<W>::all(false);
    const auto least = least_volume<W>(volume_);
    for (int lane = 0; lane < lanes(); ++lane) {
        auto& clock = clock_[at(lane)];
        if (!tried[lane]) continue;
        const bool drained = least.value[lane] < (clock.fallback ? -volume_roundoff : -1e-9 * volume_roundoff);
        const bool sound = converged[lane] && !drained;
        const int at_fault = !converged[lane] ? stage_.moved_most[at(lane)]
                                              : static_cast<int>(drained ? least.cell[lane] : error.cell[lane]);
        const bool estimated = !clock.fallback;
        const auto worst = at(static_cast<int>(error.cell[lane]));
        const double change = volume_[worst][lane] - volume_before_[worst][lane];
        const double embedded = (volume_middle_[worst][lane] - volume_before_[worst][lane]) / gamma_s2;
        clock.judge({.sound = sound,
                     .error = error.value[lane],
                     .trembles = std::fabs(change - embedded) > trembling * std::fabs(change),
                     .turned = change * level_rate_[worst][lane] < 0},
                    control_);
        accepted.set(lane, clock.taken);
        if (!clock.taken || (estimated && clock.next < control_.max_step)) ++limits_[at(lane)][at(at_fault)];
        if (!clock.taken && clock.next < control_.min_step) {
            clock.failed_cell = at_fault;
            clock.failure = fmt::format("flow: no step longer than {:.2g} s succeeds at {}: {} (depth {:.3f} m before)",
                                        clock.next, format_instant(clock.time, control_.utc_offset_minutes),
                                        !converged[lane] ? "the levels do not converge"
                                        : drained        ? "a cell would give more water than it holds"
                                                         : "the error stays too large",
                                        level_before_[at(at_fault)][lane] - g_->cell_bed[at(at_fault)]);
        }
    }
    banks_->keep(stage_, exchange_volume_, accepted);
    T per_second(0.0);
    for (int lane = 0; lane < lanes(); ++lane) per_second.set(lane, tried[lane] ? 1 / clock_[at(lane)].dt : 0.0);
    for (std::size_t c = 0; c < volume_.size(); ++c) {
        volume_[c] = select(accepted, volume_[c], volume_before_[c]);
        level_rate_[c] = select(accepted, (stage_.level[c] - level_before_[c]) * per_second, level_rate_[c]);
        stage_.level[c] = select(accepted, stage_.level[c], level_before_[c]);
    }
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        velocity_rate_[f] =
            select(accepted, (stage_.velocity[f] - velocity_before_[f]) * per_second, velocity_rate_[f]);
        stage_.velocity[f] = select(accepted, stage_.velocity[f], velocity_before_[f]);
        stage_.discharge[f] = select(accepted, stage_.discharge[f], discharge_before_[f]);
    }
}

template <int W>
const FlowStep* FlowPackLanes<W>::taken(int lane) {
    const auto& clock = clock_[at(lane)];
    if (!clock.taken) return nullptr;
    auto& o = observation_[at(lane)];
    const auto copy = [lane](const LaneField<W>& field, std::vector<double>& values) {
        for (std::size_t i = 0; i < field.size(); ++i) values[i] = field[i][lane];
    };
    copy(volume_before_, o.volume_before);
    copy(volume_, o.volume);
    copy(face_volume_, o.face_volume);
    o.exchange_volume.resize(exchange_volume_.size());
    copy(exchange_volume_, o.exchange_volume);
    copy(evaporated_, o.evaporated);
    copy(seeped_, o.seeped);
    copy(stage_.level, o.level);
    if (!o.level_before.empty()) copy(level_before_, o.level_before);
    copy(stage_.velocity, o.face_velocity);
    copy(stage_.discharge, o.discharge);
    copy(stage_.roughness, o.roughness);
    return o.step(clock.end - clock.dt, clock.dt);
}

template <int W>
FlowState FlowPackLanes<W>::state(int lane) const {
    FlowState s;
    for (const auto& v : stage_.level) s.level.push_back(v[lane]);
    for (const auto& v : volume_) s.volume.push_back(v[lane]);
    for (const auto& v : stage_.velocity) s.velocity.push_back(v[lane]);
    for (const auto& v : stage_.discharge) s.discharge.push_back(v[lane]);
    s.bank_level = banks_->of(lane);
    return s;
}

template <int W>
void FlowPackLanes<W>::set_state(int lane, const FlowState& s, double time) {
    for (std::size_t c = 0; c < volume_.size(); ++c) {
        stage_.level[c].set(lane, s.level[c]);
        level_rate_[c].set(lane, 0.0);
        volume_[c].set(lane, s.volume[c]);
    }
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        stage_.velocity[f].set(lane, s.velocity[f]);
        velocity_rate_[f].set(lane, 0.0);
        stage_.discharge[f].set(lane, s.discharge[f]);
    }
    banks_->set(lane, s, stage_);
    clock_[at(lane)].time = clock_[at(lane)].end = time;
    clock_[at(lane)].next = control_.max_step;
    clock_[at(lane)].settling = 1;
    clock_[at(lane)].damper.forget();
}

template <int W>
void FlowPackLanes<W>::carry_state(int lane, StateCarrier& carrier) {
    carrier.carry_lane<W>("level", stage_.level, lane);
    carrier.carry_lane<W>("velocity", stage_.velocity, lane);
    carrier.carry_lane<W>("discharge", stage_.discharge, lane);
    carrier.carry_lane<W>("volume", volume_, lane);
    carrier.carry_lane<W>("level_rate", level_rate_, lane);
    carrier.carry_lane<W>("velocity_rate", velocity_rate_, lane);
    stage_.carry(carrier, lane);
    banks_->carry(carrier, lane);
    clock_[at(lane)].carry(carrier);
}

template <int W>
void FlowPackLanes<W>::carry_sums(int lane, StateCarrier& carrier) {
    clock_[at(lane)].counts.carry(carrier);
    CellTrouble kept = trouble(lane);
    kept.carry(carrier);
    stage_.held_up[at(lane)] = std::move(kept.iterations);
    limits_[at(lane)] = std::move(kept.limits);
}

template <int W>
void FlowPackLanes<W>::observe(int lane, ScenarioFrame& frame) const {
    const auto s = state(lane);
    frame.failed = !failure(lane).empty();
    observation_[at(lane)].profile(s, frame);
}

}  // namespace

std::unique_ptr<FlowPack> make_flow_pack(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                                         const std::vector<const Forcing*>& forcing, const FlowControl& control,
                                         double time) {
    if (forcing.size() == 1) return std::make_unique<FlowPackLanes<1>>(geometry, exchanges, forcing, control, time);
    return std::make_unique<FlowPackLanes<4>>(geometry, exchanges, forcing, control, time);
}

}  // namespace qingliu
