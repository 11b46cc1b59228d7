#include "bmi/driven_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/run/meetings.hpp"
#include "models/water/start_state.hpp"

namespace qingliu {

namespace {

/// Times of two programs that are this near (s) are the same.
constexpr double same_time = 1e-6;

}  // namespace

DrivenScenario::DrivenScenario(const std::filesystem::path& file)
    : chosen_(read_driver_file(file)),
      grid_(make_grid(specification().network)),
      assembly_(specification(), grid_),
      models_(assembly_.models()),
      layout_(make_layout(specification(), grid_, assembly_.constituents(), assembly_.bed_constituents(), {})),
      exchanges_(models_.exchanges()),
      meetings_(meetings(specification())) {
    RunOptions options;
    options.scenarios = {chosen_.scenario};
    // of the others no state is asked for
    Case alone = specification();
    alone.scenarios = {scenario()};
    const auto from = read_start(alone, grid_, assembly_);
    if (from) options.from = &*from;
    run_ = std::make_unique<Simulation>(specification(), grid_, assembly_.constituents(), models_, options);
    frame_ = &run_->observe();
    stop_if_failed();
}

void DrivenScenario::stop_if_failed() {
    if (!now().failed) return;
    throw std::runtime_error(fmt::format("scenario {} failed: {}", scenario().name, record().failure));
}

void DrivenScenario::advance(double time) {
    stop_if_failed();
    if (!(time >= this->time() - same_time))
        throw std::runtime_error(
            fmt::format("cannot go back to {} s, the scenario has reached {} s", time, this->time()));
    if (time > end() + same_time)
        throw std::runtime_error(fmt::format("{} s lies beyond the end of the case, {} s", time, end()));
    double target = specification().start + time;
    const auto near = std::ranges::lower_bound(meetings_, target - same_time);
    if (near != meetings_.end() && *near <= target + same_time) target = *near;
    for (const double meeting : meetings_) {
        if (meeting <= run_->time() || meeting >= target) continue;
        run_->advance(meeting);
    }
    if (target > run_->time() + same_time) run_->advance(target);
    run_->observe();
    stop_if_failed();
}

}  // namespace qingliu
