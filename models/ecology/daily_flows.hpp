// A record of daily mean discharge at one place, and its years. Civil days; a day that is not known is NaN.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

namespace qingliu {

/// Consecutive civil days from `first` on.
struct DailyFlows {
    std::chrono::sys_days first{};
    std::vector<double> discharge;  ///< m3 s-1, daily means, NaN where not known [day]

    [[nodiscard]] std::chrono::year_month_day date(std::size_t day) const {
        return first + std::chrono::days(static_cast<int>(day));
    }
    /// Civil month of a day, 0 = January.
    [[nodiscard]] std::size_t month(std::size_t day) const { return static_cast<unsigned>(date(day).month()) - 1; }
};

/// A year of a record in which every day is known.
struct FlowYear {
    int name = 0;                           ///< of the civil year it ends in
    std::size_t first = 0, count = 0;       ///< its days in the record
    double mean = 0;                        ///< m3 s-1
    std::array<double, 12> monthly_mean{};  ///< m3 s-1, 0 = January

    /// m3 s-1 [day of the year]
    [[nodiscard]] std::span<const double> of(const DailyFlows& flows) const {
        return std::span(flows.discharge).subspan(first, count);
    }
    /// m3 s-1, of the driest month.
    [[nodiscard]] double driest_month() const;
};

/// The years of a record. What is derived from years uses the complete ones and says how many were left out.
struct FlowYears {
    std::vector<FlowYear> complete;  ///< ascending, not always one after the other
    int incomplete = 0;              ///< years of which some day is known but not every day
};

/// Years that begin with the first day of `first_month` (1..12): 1 = calendar years, 10 = water years of the United
/// States. Throws std::invalid_argument on another month.
FlowYears years_of(const DailyFlows& flows, int first_month = 1);

}  // namespace qingliu
