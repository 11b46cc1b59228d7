#include "tests/speed/flow_run.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/speed/cpu_clock.hpp"

namespace qingliu::speed {

long FlowRun::steps() const {
    long sum = 0;
    for (const auto& c : counts) sum += c.steps;
    return sum;
}

long FlowRun::attempts() const {
    long sum = steps();
    for (const auto& c : counts) sum += c.rejected;
    return sum;
}

long FlowRun::iterations() const {
    long sum = 0;
    for (const auto& c : counts) sum += c.iterations;
    return sum;
}

double FlowRun::idle_share() const {
    long idle = 0;
    for (const auto& c : counts) idle += c.idle;
    return static_cast<double>(idle) / static_cast<double>(idle + attempts());
}

FlowRun run_flow(const PreparedCase& prepared, const FlowState& start, const std::vector<int>& scenarios,
                 const FlowControl& control, const StepTaker& take) {
    const auto pack = prepared.pack(scenarios, control, start);
    const int lanes = pack->lanes();
    FlowRun run;
    run.outlet.assign(at(lanes), {start.discharge[at(prepared.outlet_face)]});
    CpuClock flow, observation;
    const auto arrived = [&](double target) {
        for (int lane = 0; lane < lanes; ++lane) {
            if (!pack->done(lane, target)) return false;
        }
        return true;
    };
    const double begin = prepared.specification.start, end = prepared.specification.end;
    for (int hour = 1; begin + 3600.0 * (hour - 1) < end; ++hour) {
        const double target = std::min(begin + 3600.0 * hour, end);
        if (take) {
            while (!arrived(target)) {
                flow.start();
                pack->attempt(target);
                flow.stop();
                for (int lane = 0; lane < lanes; ++lane) {
                    observation.start();
                    const auto* step = pack->taken(lane);
                    observation.stop();
                    if (step != nullptr) take(lane, *step);
                }
            }
        } else {
            flow.start();
            while (!arrived(target)) pack->attempt(target);
            flow.stop();
        }
        for (int lane = 0; lane < lanes; ++lane) {
            if (!pack->failure(lane).empty()) throw std::runtime_error(pack->failure(lane));
            run.outlet[at(lane)].push_back(pack->state(lane).discharge[at(prepared.outlet_face)]);
        }
    }
    for (int lane = 0; lane < lanes; ++lane) run.counts.push_back(pack->counts(lane));
    run.flow_seconds = flow.seconds();
    run.observation_seconds = observation.seconds();
    return run;
}

FlowControl adaptive(double tolerance, double max_step) {
    FlowControl control;
    control.tolerance = tolerance;
    control.max_step = max_step;
    return control;
}

FlowControl fixed(double step) { return adaptive(std::numeric_limits<double>::infinity(), step); }

FlowControl chosen_control() { return adaptive(1.5e-3, 3600); }

double rms_difference(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 1; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
    return std::sqrt(sum / static_cast<double>(a.size() - 1));
}

}  // namespace qingliu::speed
