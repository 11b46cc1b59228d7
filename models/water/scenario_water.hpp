// The water of one scenario: transport and kinetics over each flow step, and the balance of it all.
#pragma once

#include <memory>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/run/exchange_accounts.hpp"
#include "engine/state/constituent.hpp"
#include "models/kinetics/kinetics.hpp"
#include "models/kinetics/observables.hpp"
#include "models/transport/storage_zones.hpp"
#include "models/transport/transport.hpp"
#include "models/water/aerated_works.hpp"
#include "models/water/bank_water.hpp"
#include "models/water/inflow_quality.hpp"
#include "models/water/unsplit_step.hpp"

namespace qingliu {

/// What lies in the bed, and the area its amounts are told over.
struct Bed {
    std::vector<Constituent> constituents;
    std::vector<double> area;  ///< m2 [cell]
};

class ScenarioWater final : public WaterQuality {
public:
    /// References must outlive it. `member` of the ensemble: what this scenario takes to be otherwise, or null.
    ScenarioWater(const Case& specification, const Grid& grid, const EliminationOrder& order,
                  const std::vector<Exchange>& exchanges, const std::vector<Constituent>& constituents,
                  const InflowQuality& inflow, const Bed& bed, const Member* member = nullptr);

    void advance(const FlowStep& step) override;
    void fill(std::span<const double> volume, std::span<const double> concentration) override;
    void start_bed(std::span<const double> volume) override;
    [[nodiscard]] std::span<double> mass() override { return mass_; }
    [[nodiscard]] std::span<double> bed() override { return in_bed_; }
    void over_bed(std::span<double> values) const override;
    void concentrations(std::span<const double> volume, std::span<double> values) const override;
    void impose(std::span<const ImposedConcentration> values) override {
        imposed_.assign(values.begin(), values.end());
    }
    [[nodiscard]] std::vector<double> entering(double time) const override;
    [[nodiscard]] std::vector<LedgerAccount> ledger() const override;
    [[nodiscard]] std::vector<ProcessPart> process_parts() const override;
    void process_amounts(std::span<double> values) const override;
    void reset_ledger() override;
    void carry_state(StateCarrier& carrier) override;
    void carry_sums(StateCarrier& carrier) override;

private:
    /// Less water than this in a cell has no concentration to speak of, m3.
    static constexpr double no_water = 1e-6;

    [[nodiscard]] ParameterValues parameters() const;
    /// Of the water, where none is carried, degC.
    [[nodiscard]] double given_temperature(double time) const;
    void carried_concentrations(std::span<const double> volume, std::span<double> values) const;
    void react(double time, double dt, std::span<const double> volume, std::span<const double> depth,
               std::span<const double> velocity, std::span<const double> top_width,
               std::span<const double> friction_slope);
    void advance_unsplit(const FlowStep& step);
    void keep_drivers(const FlowStep& step);
    void put_imposed(std::vector<double>& entering) const;
    /// Concentrations of what enters in the step, as a member of the ensemble has them.
    void read_inflow(const FlowStep& step);
    void give_from_banks(const FlowStep& step);
    void book_banks(const FlowStep& step);
    [[nodiscard]] Weather weather(double time) const;
    [[nodiscard]] LedgerAccount account(std::size_t constituent) const;
    /// What a constituent gained at the works (river of each place as in AeratedWorks), g; all rivers: -1.
    [[nodiscard]] double gained_at_works(std::size_t constituent, int river) const;
    [[nodiscard]] LedgerAccount bed_account(std::size_t constituent) const;

    const Case* case_;
    const Grid* grid_;
    const Member* member_;
    ExchangeAccounts accounts_;
    const std::vector<Constituent>* constituents_;
    const InflowQuality* inflow_;
    const Bed* bed_;
    Observables observables_;
    AeratedWorks works_;
    Transport transport_;
    std::unique_ptr<UnsplitStep> unsplit_;  // where transport and kinetics are not split
    std::unique_ptr<Kinetics> kinetics_;
    BankWater banks_;
    StorageZones zones_;
    TransportLedger transport_ledger_;
    std::unique_ptr<KineticsLedger> kinetics_ledger_;
    std::vector<double> mass_, first_mass_;      // [cell * constituents]
    std::vector<double> in_bed_, first_in_bed_;  // unit x m2 [cell * constituents in the bed]
    std::vector<double> inflow_concentration_;   // [exchange * constituents]
    std::vector<ImposedConcentration> imposed_;
    std::vector<std::pair<std::size_t, double>> factors_;  // on constituents of what enters, of a member
    std::vector<double> taken_before_;            // g [exchange * constituents], before the step; with banks only
    std::vector<double> boundary_concentration_;  // [boundary * constituents]: what lies before the outlet comes back
    double time_ = 0;                             // s since 1970Z, end of the last step
    std::vector<double> depth_, velocity_, top_width_,
        friction_slope_;  // [cell] at the end of the last step; empty before the first
};

}  // namespace qingliu
