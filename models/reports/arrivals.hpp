// When released water reaches the sections named in Case::arrivals, kept while frames pass.
#pragma once

#include <string>
#include <vector>

#include "engine/state/checkpoint.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/arrival.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// The pulses of one water in one scenario, at one section downstream of the intakes that release it. A pulse that is
/// not seen there has no arrival (not a number).
struct SectionArrivals {
    int scenario = 0, section = 0, water = 0;  ///< indices into the case
    std::vector<std::string> releases;         ///< intakes upstream whose release climbs in the period
    std::vector<PulseArrival> pulses;
};

/// Records the share of each water at the sections; needs the constituents fraction_NAME of Case::waters.
class ArrivalWatch {
public:
    /// `layout` must outlive it.
    explicit ArrivalWatch(const ResultLayout& layout);
    void add(const Frame& frame);
    /// Adds what was seen so far to the state of the run (rows arrival_...), or takes it from there.
    void keep(Checkpoint& checkpoint) const;
    void go_on(const Checkpoint& checkpoint);
    /// Half-rise arrivals, ordered by scenario, section (as the case names them) and water. A release that runs higher
    /// at the start than it ran before it has a pulse there.
    [[nodiscard]] std::vector<SectionArrivals> arrivals() const;

private:
    [[nodiscard]] std::size_t series(std::size_t scenario, std::size_t section, std::size_t water) const;

    const ResultLayout& layout_;
    std::vector<int> fraction_;               // [water] constituent, or -1
    std::vector<std::vector<double>> time_;   // [scenario][record] s; stops where the scenario fails
    std::vector<std::vector<double>> share_;  // [(scenario * Case::arrivals + section) * waters + water][record]
};

}  // namespace qingliu
