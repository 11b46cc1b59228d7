// When released water reaches the control sections, kept while frames pass.
#pragma once

#include <string>
#include <vector>

#include "engine/state/results.hpp"
#include "models/assessment/arrival.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// The pulses of one water in one scenario, at one section that at least one of them reached.
struct SectionArrivals {
    int scenario = 0, section = 0, water = 0;  ///< indices into the case
    std::string sources;                       ///< intakes that release it in pulses, "/" between
    std::vector<PulseArrival> pulses;
};

/// Records the share of each water at the control sections; needs the constituents fraction_NAME of Case::waters.
class ArrivalWatch {
public:
    /// `layout` must outlive it.
    explicit ArrivalWatch(const ResultLayout& layout);
    void add(const Frame& frame);
    /// Half-rise arrivals, ordered by scenario, water and section.
    [[nodiscard]] std::vector<SectionArrivals> arrivals() const;

private:
    const ResultLayout& layout_;
    std::vector<int> fraction_;               // [water] constituent, or -1
    std::vector<std::vector<double>> time_;   // [scenario][record] s; stops where the scenario fails
    std::vector<std::vector<double>> share_;  // [(scenario * waters + water) * sections + section][record]
};

}  // namespace qingliu
