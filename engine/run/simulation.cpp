#include "engine/run/simulation.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <optional>

#include "engine/base/index.hpp"
#include "engine/base/unknown.hpp"
#include "engine/run/cell_place.hpp"
#include "engine/run/certification.hpp"
#include "engine/run/cold_start.hpp"
#include "engine/run/going_on.hpp"
#include "engine/run/in_parallel.hpp"
#include "engine/run/kept_state.hpp"
#include "engine/run/meetings.hpp"
#include "engine/run/scenario_groups.hpp"

namespace qingliu {

namespace {

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int threads_of(const RunOptions& options) {
    return options.threads > 0 ? options.threads : tbb::info::default_concurrency();
}

/// Where there is no water to sample there is no concentration.
void blank_dry_cells(ScenarioFrame& frame, std::size_t width) {
    for (std::size_t c = 0; c < frame.depth.size(); ++c) {
        if (frame.depth[c] >= shallowest_sample) continue;
        std::fill_n(frame.concentration.begin() + static_cast<std::ptrdiff_t>(c * width), width, unknown);
    }
}

ScenarioRecord report(const Case& c, const Grid& grid, const Scenario& scenario, const Traveller& traveller,
                      const FlowPack& flow, int lane) {
    ScenarioRecord r;
    r.name = scenario.name;
    r.title = scenario.title;
    r.failure = failure_of(c, grid, flow, lane);
    r.failed = !r.failure.empty();
    const auto& counts = flow.counts(lane);
    r.steps = counts.steps;
    r.rejected = counts.rejected;
    r.fallbacks = counts.fallbacks;
    r.damped = counts.damped;
    r.newton_iterations = counts.iterations;
    r.cell_steps = static_cast<double>(counts.steps) * grid.cells();
    const auto trouble = flow.trouble(lane);
    r.worst_by_iterations = worst_cells(c, grid, trouble.iterations);
    r.worst_by_step = worst_cells(c, grid, trouble.limits);
    traveller.account->report(r);
    traveller.days->report(*traveller.quality, r);
    r.decisions = traveller.decisions;
    r.ledger.push_back(traveller.account->water(flow.state(lane).volume));
    for (auto& account : traveller.quality->ledger()) r.ledger.push_back(std::move(account));
    return r;
}

}  // namespace

Simulation::Simulation(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                       const Models& models, const RunOptions& options)
    : case_(&specification),
      grid_(&grid),
      constituents_(&constituents),
      models_(&models),
      stop_(options.stop),
      selected_(scenarios_to_run(specification, options.scenarios)),
      day_start_(day_starts(specification)),
      exchanges_(models.exchanges()),
      travellers_(selected_.size()) {
    const auto width = constituents.size(), concentrations = at(grid.cells()) * width;
    for (auto& members : group_into_packs(static_cast<int>(selected_.size()), threads_of(options))) {
        std::vector<int> of_case;
        for (const int s : members) of_case.push_back(selected_[at(s)]);
        packs_.push_back({members, models.flow(of_case, specification.start)});
    }
    for (std::size_t s = 0; s < travellers_.size(); ++s) {
        auto& traveller = travellers_[s];
        traveller.quality = models.quality(selected_[s]);
        if (models.operation) traveller.operation = models.operation(selected_[s]);
        traveller.concentration.assign(concentrations, 0.0);
        traveller.account =
            std::make_unique<ScenarioAccount>(specification, grid, exchanges_, static_cast<int>(width), day_start_);
        process_parts_ = traveller.quality->process_parts();
        traveller.days =
            std::make_unique<ProcessDays>(day_start_, specification.network.rivers.size() * process_parts_.size());
    }
    std::optional<ColdStart> cold;
    if (options.from == nullptr)
        cold = make_start(specification, grid, selected_.front(), models, concentrations, stop_);
    if (cold) unrest_at_start_ = cold->unrest;
    each_lane([&](FlowPack& flow, int lane, std::size_t s) {
        if (cold) {
            set_off(*cold, specification.start, flow, lane, travellers_[s]);
        } else {
            set_off(*options.from, specification, name(s), flow, lane, travellers_[s]);
        }
    });
    time_ = cold ? specification.start : options.from->time;
    frame_.scenarios.resize(selected_.size());
    observe();
    each_lane([&](FlowPack& flow, int lane, std::size_t s) {
        auto& traveller = travellers_[s];
        traveller.account->begin(flow.state(lane).volume, frame_.scenarios[s].depth, traveller.concentration);
        if (options.from != nullptr) restore_sums(*options.from, specification, name(s), flow, lane, traveller);
        if (!traveller.operation) return;
        if (options.from != nullptr && same_run(specification, *options.from)) {
            restore_operation(*options.from, specification, name(s), flow, lane, traveller);
        } else {
            look(traveller, flow, lane, frame_.scenarios[s].depth, nullptr);
        }
    });
}

Simulation::~Simulation() = default;

template <typename Visit>
void Simulation::each_lane(const Visit& visit) {
    for (auto& pack : packs_) {
        for (int lane = 0; lane < pack.flow->lanes(); ++lane) visit(*pack.flow, lane, at(pack.scenarios[at(lane)]));
    }
}

const std::string& Simulation::name(std::size_t scenario) const {
    return case_->scenarios[at(selected_[scenario])].name;
}

const Frame& Simulation::observe() {
    frame_.time = time_;
    each_lane([&](const FlowPack& flow, int lane, std::size_t s) {
        auto& seen = frame_.scenarios[s];
        flow.observe(lane, seen);
        seen.concentration = travellers_[s].concentration;
        seen.bed.resize(travellers_[s].quality->bed().size());
        travellers_[s].quality->over_bed(seen.bed);
        blank_dry_cells(seen, constituents_->size());
    });
    return frame_;
}

bool Simulation::advance(double target) {
    in_parallel(static_cast<int>(packs_.size()),
                [&](int p) { qingliu::advance(packs_[at(p)], travellers_, target, case_->utc_offset_minutes, stop_); });
    if (stopped()) return false;
    time_ = target;
    return true;
}

bool Simulation::stopped() const { return stop_ != nullptr && stop_->load(); }

void Simulation::impose(std::size_t scenario, std::span<const ImposedValue> values,
                        std::span<const ImposedConcentration> concentrations) {
    each_lane([&](FlowPack& flow, int lane, std::size_t s) {
        if (s == scenario) flow.impose(lane, values);
    });
    travellers_.at(scenario).quality->impose(concentrations);
}

double Simulation::setting(std::size_t scenario, const Actuator& of) {
    double value = unknown;
    each_lane([&](const FlowPack& flow, int lane, std::size_t s) {
        if (s == scenario) value = flow.setting(lane, of);
    });
    return value;
}

std::vector<double> Simulation::entering(std::size_t scenario) const {
    return travellers_.at(scenario).quality->entering(time_);
}

Checkpoint Simulation::checkpoint() {
    Checkpoint kept;
    kept.time = time_;
    kept.case_start = case_->start;
    kept.belongs = belongings(*case_, *grid_, *constituents_, *models_);
    kept.failure.resize(selected_.size());
    kept.state.resize(selected_.size());
    for (std::size_t s = 0; s < selected_.size(); ++s) kept.scenario.push_back(name(s));
    each_lane([&](FlowPack& flow, int lane, std::size_t s) {
        kept.failure[s] = failure_of(*case_, *grid_, flow, lane);
        auto carrier = StateCarrier::into(kept.state[s]);
        carry_scenario(flow, lane, travellers_[s], carrier);
    });
    return kept;
}

std::vector<FlowState> Simulation::flows() {
    std::vector<FlowState> states(selected_.size());
    each_lane([&](const FlowPack& flow, int lane, std::size_t s) { states[s] = flow.state(lane); });
    return states;
}

RunRecord Simulation::record() {
    RunRecord record;
    record.day_start = day_start_;
    record.process_parts = process_parts_;
    record.unrest_at_start = unrest_at_start_;
    record.end = time_;
    record.scenarios.resize(selected_.size());
    each_lane([&](const FlowPack& flow, int lane, std::size_t s) {
        record.scenarios[s] = report(*case_, *grid_, case_->scenarios[at(selected_[s])], travellers_[s], flow, lane);
    });
    return record;
}

RunRecord simulate(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                   const Models& models, ResultSink& sink, const RunOptions& options) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, at(threads_of(options)));
    const auto wall_start = std::chrono::steady_clock::now();
    const double cpu_start = cpu_seconds();
    Simulation run(specification, grid, constituents, models, options);
    const double begin = run.time();
    std::vector<FlowState> first;
    if (options.certify) first = run.flows();
    if (!run.stopped() && is_output(specification, begin)) sink.frame(run.observe());
    for (const double target : meetings(specification)) {
        if (target <= begin) continue;
        if (run.stopped() || !run.advance(target)) break;
        if (is_output(specification, target)) sink.frame(run.observe());
        if (options.checkpoint_at == target) sink.checkpoint(run.checkpoint());
        if (options.progress) options.progress(target);
    }
    RunRecord record = run.record();
    record.complete = !run.stopped();
    const auto since = [](std::chrono::steady_clock::time_point start) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    record.cpu_s = cpu_seconds() - cpu_start;
    record.wall_s = since(wall_start);
    if (options.certify && record.complete) {
        const auto certification_start = std::chrono::steady_clock::now();
        const auto selected = scenarios_to_run(specification, options.scenarios);
        in_parallel(static_cast<int>(selected.size()), [&](int s) {
            auto& scenario = record.scenarios[at(s)];
            if (run.stopped()) {
                scenario.steps_not_certified = "interrupted";
            } else {
                certify_steps(specification, grid, models, selected[at(s)], first[at(s)], begin, record.end,
                              record.day_start, scenario);
            }
        });
        record.certification_wall_s = since(certification_start);
        certify(specification, grid, constituents, models, options, record);
    }
    return record;
}

}  // namespace qingliu
