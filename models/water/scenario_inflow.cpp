// What enters the water of a scenario: as the case has it, or as another program wants it.
#include "models/water/scenario_water.hpp"

namespace qingliu {

void ScenarioWater::put_imposed(std::vector<double>& entering) const {
    for (const auto& set : imposed_)
        entering[static_cast<std::size_t>(set.exchange) * constituents_->size() +
                 static_cast<std::size_t>(set.constituent)] = set.value;
}

void ScenarioWater::read_inflow(const FlowStep& step) {
    inflow_->mean(step.time, step.dt, inflow_concentration_);
    put_imposed(inflow_concentration_);
    for (const auto& [constituent, factor] : factors_) {
        for (std::size_t i = constituent; i < inflow_concentration_.size(); i += constituents_->size())
            inflow_concentration_[i] *= factor;
    }
}

std::vector<double> ScenarioWater::entering(double time) const {
    std::vector<double> concentration;
    inflow_->mean(time, 0, concentration);
    put_imposed(concentration);
    return concentration;
}

}  // namespace qingliu
