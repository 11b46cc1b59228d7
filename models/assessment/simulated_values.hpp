// Indicators of a standard out of simulated constituents: most are one constituent, totals are sums.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/run/case.hpp"
#include "engine/state/constituent.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// Names of the constituents that add up to an indicator: total phosphorus = dissolved + particulate, total nitrogen =
/// ammonia + nitrate + organic; any other is the constituent of its own name.
std::vector<std::string> parts_of_indicator(const std::string& indicator);

/// Which constituents make each indicator in one case, and how far they can be trusted.
class SimulatedValues {
public:
    /// An indicator is simulated where the run carries all its parts and at least one quality of the case gives one of
    /// them (a constituent nobody supplies is zero everywhere and would pass for clean water).
    SimulatedValues(const Case& specification, const std::vector<Constituent>& constituents, const Standard& standard);

    /// What such an object said of a run, read back. `parts` [indicator], indices of constituents; the three of one
    /// length.
    SimulatedValues(std::vector<std::vector<std::size_t>> parts, std::vector<bool> simulated,
                    std::vector<bool> estimated)
        : parts_(std::move(parts)), simulated_(std::move(simulated)), estimated_(std::move(estimated)) {}

    /// [indicator], indices of the constituents that add up to it.
    [[nodiscard]] const std::vector<std::vector<std::size_t>>& parts() const { return parts_; }
    [[nodiscard]] const std::vector<bool>& simulated() const { return simulated_; }
    /// True where a quality of the case gives an estimate for a part, or leaves every part out while others give them.
    [[nodiscard]] const std::vector<bool>& estimated() const { return estimated_; }
    /// `concentration` [constituent] -> [Standard::indicators], NaN where not simulated.
    [[nodiscard]] std::vector<double> values(std::span<const double> concentration) const;

private:
    std::vector<std::vector<std::size_t>> parts_;  // [indicator], indices of constituents
    std::vector<bool> simulated_, estimated_;
};

}  // namespace qingliu
