// How much the processes of one scenario made in each river on each civil day.
#pragma once

#include <vector>

#include "engine/run/contracts.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// Keeps what had been made when a day began, 8 bytes for every day, river and part.
class ProcessDays {
public:
    /// `day_start` (s since 1970Z) must outlive it; rivers x parts amounts.
    ProcessDays(const std::vector<double>& day_start, std::size_t amounts)
        : day_start_(&day_start), amounts_(amounts), before_(day_start.size()) {}

    /// Before the water advances over a step.
    void before(const FlowStep& step, const WaterQuality& water);
    /// The amounts of the days up to now into the record.
    void report(const WaterQuality& water, ScenarioRecord& record) const;

    void carry(StateCarrier& carrier);

private:
    const std::vector<double>* day_start_;
    std::size_t amounts_;
    std::vector<std::vector<double>> before_;  // [day] made before it since the start; empty where not reached
};

}  // namespace qingliu
