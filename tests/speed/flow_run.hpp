// A pack driven from start to end with hourly meetings, timed.
#pragma once

#include <functional>
#include <vector>

#include "tests/speed/prepared_case.hpp"

namespace qingliu::speed {

struct FlowRun {
    double flow_seconds = 0;                  ///< CPU s of the thread in the flow solver
    double observation_seconds = 0;           ///< CPU s in handing out the steps taken, 0 where nobody takes them
    std::vector<StepCounts> counts;           ///< [lane]
    std::vector<std::vector<double>> outlet;  ///< m3 s-1 [lane][hour, 0 = start]

    [[nodiscard]] long steps() const;         ///< accepted, all lanes
    [[nodiscard]] long attempts() const;      ///< accepted and rejected, all lanes
    [[nodiscard]] long iterations() const;    ///< all lanes
    [[nodiscard]] double idle_share() const;  ///< rounds waited / all rounds
};

/// Takes every step of every lane; its own time is not counted.
using StepTaker = std::function<void(int lane, const FlowStep& step)>;

/// Runs `scenarios` as one pack. Throws std::runtime_error where a lane fails.
FlowRun run_flow(const PreparedCase& prepared, const FlowState& start, const std::vector<int>& scenarios,
                 const FlowControl& control, const StepTaker& take = {});

/// Error control as given, the rest by default.
FlowControl adaptive(double tolerance, double max_step);
FlowControl fixed(double step);
/// What the tree case is run with: the loosest control that keeps the outlet within 0.02 m3 s-1 rms of fixed steps of
/// 60 s with margin.
FlowControl chosen_control();

/// Root mean square difference of two hourly series, the common start left out.
double rms_difference(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace qingliu::speed
