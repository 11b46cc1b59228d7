// The step of a scenario whose transport and kinetics are not split.
#include "models/water/scenario_water.hpp"

namespace qingliu {

void ScenarioWater::advance_unsplit(const FlowStep& step) {
    read_inflow(step);
    give_from_banks(step);
    const bool first = depth_.empty();
    const UnsplitStep::Acting acting{kinetics_.get(),
                                     works_,
                                     zones_,
                                     [this](double time) { return weather(time); },
                                     first ? step.depth : std::span<const double>(depth_),
                                     first ? step.velocity : std::span<const double>(velocity_),
                                     first ? step.top_width : std::span<const double>(top_width_),
                                     first ? step.friction_slope : std::span<const double>(friction_slope_),
                                     bed_->area};
    unsplit_->advance(step, acting, inflow_concentration_, transport_.dispersion_exchange(step),
                      {mass_, in_bed_, transport_ledger_, kinetics_ledger_.get()});
    book_banks(step);
    if (kinetics_) keep_drivers(step);
}

}  // namespace qingliu
