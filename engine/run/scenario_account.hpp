// What is kept of one scenario while it runs: its water balance and the daily means at the control sections.
#pragma once

#include <vector>

#include "engine/network/grid.hpp"
#include "engine/numerics/compensated_sum.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/run/exchange_accounts.hpp"
#include "engine/run/outfall_flow.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

class ScenarioAccount {
public:
    ScenarioAccount(const Case& specification, const Grid& grid, const std::vector<Exchange>& exchanges,
                    int constituents, const std::vector<double>& day_start);

    /// `volume`, `depth` [cell] and `concentration` [cell * constituents + constituent] at the start.
    void begin(std::span<const double> volume, std::span<const double> depth, std::span<const double> concentration);
    /// `concentration` [cell * constituents + constituent] at the end of the step.
    void add(const FlowStep& step, std::span<const double> concentration);
    /// The account of water up to now; `volume` [cell] is the present state.
    [[nodiscard]] LedgerAccount water(std::span<const double> volume) const;
    /// Daily means and source volumes into the record.
    void report(ScenarioRecord& record) const;

    /// The sums of the civil days; those of days the kept run did not have stay as they are.
    void carry_days(StateCarrier& carrier);
    /// The sums of the balance since the start.
    void carry_sums(StateCarrier& carrier);

private:
    const Case* case_;
    const Grid* grid_;
    ExchangeAccounts accounts_;
    const std::vector<double>* day_start_;
    std::size_t width_;  // constituents
    std::vector<int> section_cell_, section_face_;
    std::vector<double> last_;                     // [section * width + constituent] at the end of the last step
    std::vector<double> first_volume_;             // m3 [cell]
    std::vector<CompensatedSum> brought_, taken_;  // m3 [account], both >= 0
    std::vector<CompensatedSum> outlet_;           // m3 [face]
    CompensatedSum outlet_in_, evaporated_, seeped_;
    FaceFlow face_flow_;
    std::vector<char> wet_;                              // [section] deep enough at the end of the last step
    std::vector<double> covered_;                        // s [day]
    std::vector<std::vector<double>> sampled_;           // s with water [day][section]
    std::vector<double> last_depth_;                     // m [section] at the end of the last step
    std::vector<std::vector<double>> depth_;             // m s [day][section]
    std::vector<std::vector<double>> discharge_, load_;  // m3 [day][section]; unit x s [day][section * width + k]
};

}  // namespace qingliu
