// Daily means of the fields of a forecast, variable by variable and day by day, so that a year fits into memory.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// Mean over a civil day of one variable (time, scenario, place), by day_shares; what is missing at an output (dry,
/// failed) counts in no mean.
class DailyFields {
public:
    /// `source` must outlive it.
    explicit DailyFields(const Source& source);

    /// [scenario * places + place]; NaN where no output that counts has a value. Throws ReadError where there is no
    /// such variable.
    [[nodiscard]] std::vector<double> mean(const std::string& variable, std::size_t day) const;

private:
    const Source& source_;
    std::vector<std::size_t> first_;            // output that counts first [day]
    std::vector<std::vector<double>> weights_;  // s [day][output from the first on]
};

}  // namespace qingliu::bulletin
