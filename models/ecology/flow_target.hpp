// A target of ecological flow as a method derives it: a figure for each month, and how much of a record it stands on.
#pragma once

#include <array>
#include <string>

#include "engine/base/unknown.hpp"

namespace qingliu {

struct FlowTarget {
    std::string method;                  ///< word name: "qp_90"
    std::string title, english;          ///< for tables
    std::string source;                  ///< author year or standard
    std::array<double, 12> by_month{};   ///< m3 s-1, 0 = January; NaN where the method has none to give
    int years_used = 0;                  ///< complete years it was derived from; 0 of hydraulic methods
    int years_needed = 0;                ///< that the source asks for; 0 = any
    std::string remark, english_remark;  ///< why there is no figure, or what else must be known; may be empty

    [[nodiscard]] bool short_record() const { return years_used < years_needed; }
    /// The same figure in every month.
    void set_all(double discharge) { by_month.fill(discharge); }
};

}  // namespace qingliu
