// The ten constituents of the tree case: P0 conservative, a step of 100 g m-3 entering from hour 48 on; P1 to P9
// decaying by first order, 10 g m-3 always. They are moved by Transport itself; the decay between is the exact factor
// exp(-k dt/2) before and after.
#pragma once

#include <array>
#include <vector>

#include "models/transport/transport.hpp"
#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/prepared_case.hpp"

namespace qingliu::speed {

constexpr int tree_constituents = 10;
/// 1/d, of P0 to P9.
constexpr std::array<double, tree_constituents> decay_rates{0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0};

class TenConstituents {
public:
    explicit TenConstituents(const PreparedCase& prepared);

    /// Half the decay, transport, half the decay; notes the concentrations in the last cell.
    void advance(const FlowStep& step);

    [[nodiscard]] double transport_seconds() const { return transport_clock_.seconds(); }  ///< CPU s of the thread
    [[nodiscard]] double decay_seconds() const { return decay_clock_.seconds(); }          ///< CPU s of the thread
    /// Concentration (g m-3) in the last cell at `hour`, linear between the steps.
    [[nodiscard]] double outlet_at(int constituent, double hour) const;
    /// First hour at which P0 in the last cell reaches `share` of what enters.
    [[nodiscard]] double front_hour(double share) const;

private:
    void decay(double dt);

    const PreparedCase* prepared_;
    Transport transport_;
    TransportLedger ledger_;
    std::vector<double> mass_, entering_, at_boundary_;
    CpuClock transport_clock_, decay_clock_;
    std::vector<double> hour_;                                   // end of every step
    std::vector<std::array<double, tree_constituents>> outlet_;  // g m-3
};

}  // namespace qingliu::speed
