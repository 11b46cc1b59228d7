#include "engine/run/simulation.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/info.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>
#include <optional>

#include "engine/run/cell_place.hpp"
#include "engine/run/certification.hpp"
#include "engine/run/going_on.hpp"
#include "engine/run/in_parallel.hpp"
#include "engine/run/meetings.hpp"
#include "engine/run/process_days.hpp"
#include "engine/run/scenario_account.hpp"
#include "engine/run/scenario_groups.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// One scenario on its way; a pack's `scenarios` index these.
struct Traveller {
    std::unique_ptr<WaterQuality> quality;
    std::unique_ptr<ScenarioAccount> account;
    std::unique_ptr<Operation> operation;  // may be null
    std::unique_ptr<ProcessDays> days;
    std::vector<double> concentration;  // [cell * constituents + constituent]
    std::vector<OperationEvent> decisions = {};
};

struct Pack {
    std::vector<int> scenarios;  // index into the travellers
    std::unique_ptr<FlowPack> flow;
};

/// Lets the operators of a lane look at what there is, and hands the flow what they decided.
void look(Traveller& traveller, FlowPack& flow, int lane, std::span<const double> depth, const FlowStep* step) {
    const FlowState state = flow.state(lane);
    Observation seen{traveller.operation->next_look(), state, depth, traveller.concentration, {}, 0};
    if (step != nullptr) {
        seen.source_volume = step->source_volume;
        seen.dt = step->dt;
    }
    traveller.operation->look(seen, traveller.decisions);
    flow.operate(lane, traveller.operation->moves(), traveller.operation->next_look());
}

void advance(Pack& pack, std::vector<Traveller>& travellers, double target, int utc_offset_minutes,
             const std::atomic<bool>* stop) {
    const auto arrived = [&] {
        for (int lane = 0; lane < pack.flow->lanes(); ++lane) {
            if (!pack.flow->done(lane, target)) return false;
        }
        return true;
    };
    while (!arrived() && !(stop != nullptr && stop->load(std::memory_order_relaxed))) {
        pack.flow->attempt(target);
        in_parallel(pack.flow->lanes(), [&](int lane) {
            const auto* step = pack.flow->taken(lane);
            if (step == nullptr) return;
            auto& traveller = travellers[at(pack.scenarios[at(lane)])];
            try {
                if (traveller.days) traveller.days->before(*step, *traveller.quality);
                traveller.quality->advance(*step);
                traveller.quality->concentrations(step->volume_after, traveller.concentration);
                if (traveller.account) traveller.account->add(*step, traveller.concentration);
                if (traveller.operation && pack.flow->done(lane, traveller.operation->next_look()))
                    look(traveller, *pack.flow, lane, step->depth, step);
            } catch (const std::exception& problem) {
                pack.flow->fail(lane, fmt::format("water quality: {} at {}", problem.what(),
                                                  format_instant(step->time, utc_offset_minutes)));
            }
        });
    }
}

/// Where there is no water to sample there is no concentration.
void blank_dry_cells(ScenarioFrame& frame, std::size_t width) {
    for (std::size_t c = 0; c < frame.depth.size(); ++c) {
        if (frame.depth[c] >= shallowest_sample) continue;
        std::fill_n(frame.concentration.begin() + static_cast<std::ptrdiff_t>(c * width), width,
                    std::numeric_limits<double>::quiet_NaN());
    }
}

/// What failed, when and where; empty while a lane is sound.
std::string failure_of(const Case& c, const Grid& grid, const FlowPack& flow, int lane) {
    const int cell = flow.failed_cell(lane);
    return flow.failure(lane) + (cell < 0 ? "" : "; " + describe_cell(c, grid, cell));
}

/// Where every scenario of a cold run starts from.
struct CommonStart {
    FlowState flow;
    std::vector<double> mass;  // [cell * constituents + constituent]
    std::vector<double> bed;   // likewise, of those in the bed
    double unrest = 0;         // m a day, of the flow taken for a steady one
};

/// Steady flow, then a spin-up of the quality, under the start scenario of the case, or `otherwise` where it names
/// none.
CommonStart make_start(const Case& c, const Grid& grid, int otherwise, const Models& models, std::size_t concentrations,
                       const std::atomic<bool>* stop) {
    int origin = otherwise;
    for (int s = 0; s < static_cast<int>(c.scenarios.size()); ++s) {
        if (c.scenarios[at(s)].name == c.initial.scenario) origin = s;
    }
    CommonStart start{models.steady(origin), {}, {}};
    start.unrest = start.flow.unrest;
    std::vector<Traveller> first(1);
    first[0].quality = models.quality(origin);
    first[0].quality->fill(start.flow.volume, models.first_water(origin));
    first[0].concentration.assign(concentrations, 0.0);
    // constant forcing for some time up to the start
    const auto lead_up = [&](double duration) {
        if (duration <= 0) return;
        const double begin = c.start - duration;
        Pack pack{{0}, models.flow({origin}, begin)};
        pack.flow->set_state(0, start.flow, begin);
        advance(pack, first, c.start, c.utc_offset_minutes, stop);
        if (!pack.flow->failure(0).empty()) throw std::runtime_error("spin-up: " + failure_of(c, grid, *pack.flow, 0));
        start.flow = pack.flow->state(0);
    };
    lead_up(c.initial.spin_up);
    if (!c.initial.bed.empty()) {
        // the water follows what comes out of the bed
        first[0].quality->start_bed(start.flow.volume);
        lead_up(c.initial.spin_up);
    }
    if (!c.initial.measured.empty()) {
        // what was measured is the amount of water; its quality stays what the spin-up made it
        const auto before = start.flow.volume;
        models.pass_through_measured(start.flow);
        const auto mass = first[0].quality->mass();
        const std::size_t width = mass.size() / before.size();
        for (std::size_t i = 0; i < mass.size(); ++i)
            mass[i] *= before[i / width] > 0 ? start.flow.volume[i / width] / before[i / width] : 0.0;
        lead_up(c.initial.settle);
    }
    if (!c.initial.bed.empty()) first[0].quality->start_bed(start.flow.volume);
    const auto mass = first[0].quality->mass();
    start.mass.assign(mass.begin(), mass.end());
    const auto bed = first[0].quality->bed();
    start.bed.assign(bed.begin(), bed.end());
    return start;
}

/// The common start into one lane.
void set_off(const CommonStart& start, double time, FlowPack& flow, int lane, Traveller& traveller) {
    flow.set_state(lane, start.flow, time);
    std::copy(start.mass.begin(), start.mass.end(), traveller.quality->mass().begin());
    std::copy(start.bed.begin(), start.bed.end(), traveller.quality->bed().begin());
    traveller.quality->reset_ledger();
    traveller.quality->concentrations(start.flow.volume, traveller.concentration);
}

// what is kept of one scenario, in both directions
void carry_state(FlowPack& flow, int lane, Traveller& traveller, StateCarrier& carrier) {
    carrier.of("flow");
    flow.carry_state(lane, carrier);
    carrier.of("quality");
    traveller.quality->carry_state(carrier);
}
void carry_days(Traveller& traveller, StateCarrier& carrier) {
    carrier.of("account");
    traveller.account->carry_days(carrier);
}
void carry_sums(FlowPack& flow, int lane, Traveller& traveller, StateCarrier& carrier) {
    carrier.of("flow");
    flow.carry_sums(lane, carrier);
    carrier.of("quality");
    traveller.quality->carry_sums(carrier);
    carrier.of("account");
    traveller.account->carry_sums(carrier);
    traveller.days->carry(carrier);
}

void carry_operation(Traveller& traveller, StateCarrier& carrier) {
    if (!traveller.operation) return;
    auto numbers = traveller.operation->save();
    carrier.of("operation");
    carrier.carry("numbers", numbers);
    if (carrier.restores()) traveller.operation->restore(numbers);
}

/// A scenario's state out of a checkpoint into one lane.
void set_off(const Checkpoint& from, const Case& c, const std::string& name, FlowPack& flow, int lane,
             Traveller& traveller) {
    const auto origin = at(origin_in(from, c, name));
    auto carrier = StateCarrier::from(from.state.at(origin));
    carry_state(flow, lane, traveller, carrier);
    traveller.quality->reset_ledger();
    traveller.quality->concentrations(flow.state(lane).volume, traveller.concentration);
    if (!from.failure[origin].empty()) flow.fail(lane, from.failure[origin]);
}

/// What the accounts of that scenario had summed, as far as it goes on in this run.
void restore_sums(const Checkpoint& from, const Case& c, const std::string& name, FlowPack& flow, int lane,
                  Traveller& traveller) {
    auto carrier = StateCarrier::from(from.state.at(at(origin_in(from, c, name))));
    if (same_control_sections(c, from)) carry_days(traveller, carrier);
    if (same_run(c, from)) carry_sums(flow, lane, traveller, carrier);
}

/// The operators go on as they stood.
void restore_operation(const Checkpoint& from, const Case& c, const std::string& name, FlowPack& flow, int lane,
                       Traveller& traveller) {
    auto carrier = StateCarrier::from(from.state.at(at(origin_in(from, c, name))));
    carry_operation(traveller, carrier);
    flow.operate(lane, traveller.operation->moves(), traveller.operation->next_look());
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

RunRecord simulate(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                   const Models& models, ResultSink& sink, const RunOptions& options) {
    const int threads = options.threads > 0 ? options.threads : tbb::info::default_concurrency();
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, at(threads));
    const auto wall_start = std::chrono::steady_clock::now();
    const double cpu_start = cpu_seconds();
    const auto selected = scenarios_to_run(specification, options.scenarios);
    const auto width = constituents.size(), concentrations = at(grid.cells()) * width;

    RunRecord record;
    record.day_start = day_starts(specification);
    const std::vector<Exchange> exchanges = models.exchanges();
    std::vector<Traveller> travellers(selected.size());
    std::vector<Pack> packs;
    for (auto& members : group_into_packs(static_cast<int>(selected.size()), threads)) {
        std::vector<int> of_case;
        for (const int s : members) of_case.push_back(selected[at(s)]);
        packs.push_back({members, models.flow(of_case, specification.start)});
    }
    for (std::size_t s = 0; s < travellers.size(); ++s) {
        travellers[s].quality = models.quality(selected[s]);
        if (models.operation) travellers[s].operation = models.operation(selected[s]);
        travellers[s].concentration.assign(concentrations, 0.0);
        travellers[s].account = std::make_unique<ScenarioAccount>(specification, grid, exchanges,
                                                                  static_cast<int>(width), record.day_start);
        record.process_parts = travellers[s].quality->process_parts();
        travellers[s].days = std::make_unique<ProcessDays>(
            record.day_start, specification.network.rivers.size() * record.process_parts.size());
    }
    const auto each_lane = [&](const auto& visit) {
        for (auto& pack : packs) {
            for (int lane = 0; lane < pack.flow->lanes(); ++lane) visit(*pack.flow, lane, at(pack.scenarios[at(lane)]));
        }
    };
    std::optional<CommonStart> cold;
    if (options.from == nullptr)
        cold = make_start(specification, grid, selected.front(), models, concentrations, options.stop);
    if (cold) record.unrest_at_start = cold->unrest;
    each_lane([&](FlowPack& flow, int lane, std::size_t s) {
        const auto& name = specification.scenarios[at(selected[s])].name;
        if (cold) {
            set_off(*cold, specification.start, flow, lane, travellers[s]);
        } else {
            set_off(*options.from, specification, name, flow, lane, travellers[s]);
        }
    });
    const double begin = cold ? specification.start : options.from->time;

    Frame frame;
    frame.scenarios.resize(selected.size());
    const auto observe = [&](double time) {
        frame.time = time;
        each_lane([&](const FlowPack& flow, int lane, std::size_t s) {
            flow.observe(lane, frame.scenarios[s]);
            frame.scenarios[s].concentration = travellers[s].concentration;
            frame.scenarios[s].bed.resize(travellers[s].quality->bed().size());
            travellers[s].quality->over_bed(frame.scenarios[s].bed);
            blank_dry_cells(frame.scenarios[s], width);
        });
    };
    const auto keep = [&](double time) {
        Checkpoint kept;
        kept.time = time;
        kept.case_start = specification.start;
        kept.belongs = belongings(specification, grid, constituents, models);
        kept.failure.resize(selected.size());
        kept.state.resize(selected.size());
        for (const int s : selected) kept.scenario.push_back(specification.scenarios[at(s)].name);
        each_lane([&](FlowPack& flow, int lane, std::size_t s) {
            kept.failure[s] = failure_of(specification, grid, flow, lane);
            auto carrier = StateCarrier::into(kept.state[s]);
            carry_state(flow, lane, travellers[s], carrier);
            carry_days(travellers[s], carrier);
            carry_sums(flow, lane, travellers[s], carrier);
            carry_operation(travellers[s], carrier);
        });
        sink.checkpoint(std::move(kept));
    };
    const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };
    observe(begin);
    std::vector<FlowState> first(options.certify ? selected.size() : 0);
    if (options.certify) each_lane([&](const FlowPack& flow, int lane, std::size_t s) { first[s] = flow.state(lane); });
    each_lane([&](FlowPack& flow, int lane, std::size_t s) {
        auto& traveller = travellers[s];
        traveller.account->begin(flow.state(lane).volume, frame.scenarios[s].depth, traveller.concentration);
        if (options.from != nullptr)
            restore_sums(*options.from, specification, specification.scenarios[at(selected[s])].name, flow, lane,
                         traveller);
        if (!traveller.operation) return;
        if (options.from != nullptr && same_run(specification, *options.from)) {
            restore_operation(*options.from, specification, specification.scenarios[at(selected[s])].name, flow, lane,
                              traveller);
        } else {
            look(traveller, flow, lane, frame.scenarios[s].depth, nullptr);
        }
    });
    if (!stopped() && is_output(specification, begin)) sink.frame(frame);
    record.end = begin;
    for (const double target : meetings(specification)) {
        if (target <= begin) continue;
        if (stopped()) break;
        in_parallel(static_cast<int>(packs.size()), [&](int p) {
            advance(packs[at(p)], travellers, target, specification.utc_offset_minutes, options.stop);
        });
        if (stopped()) break;
        record.end = target;
        if (is_output(specification, target)) {
            observe(target);
            sink.frame(frame);
        }
        if (options.checkpoint_at == target) keep(target);
        if (options.progress) options.progress(target);
    }
    record.complete = !stopped();

    record.scenarios.resize(selected.size());
    each_lane([&](const FlowPack& flow, int lane, std::size_t s) {
        record.scenarios[s] =
            report(specification, grid, specification.scenarios[at(selected[s])], travellers[s], flow, lane);
    });
    const auto since = [](std::chrono::steady_clock::time_point start) {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    record.cpu_s = cpu_seconds() - cpu_start;
    record.wall_s = since(wall_start);
    if (options.certify && record.complete) {
        const auto certification_start = std::chrono::steady_clock::now();
        in_parallel(static_cast<int>(selected.size()), [&](int s) {
            auto& scenario = record.scenarios[at(s)];
            if (stopped()) {
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
