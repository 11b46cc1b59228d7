// Transport and kinetics of one scenario without splitting: over a flow step all that moves, spreads, lingers in
// storage zones, falls over works and reacts is one system of ordinary differential equations of the cells' masses,
//
//   d m / dt = transport (transport_rates.hpp) + storage zones + V S r(c, drivers), d bed / dt likewise,
//
// which ARKODE integrates implicitly under error control (krylov_integrator.hpp). Implicit as a whole, because the
// transport itself is stiff where a cell runs dry, and so that one tolerance rules everything. The preconditioner is
// (I - gamma K)^-1 (I - gamma T)^-1: K the kinetics of each cell by differences, T the transport with the water of the
// cell above, its network factored as that of dispersion.
//
// Integrated along with it are the fluxes through the ends, to those who take water, by works, and the extent of each
// process in each river: the ledger closes to round-off whatever the tolerance. Newton's method begins from
// concentrations as they are and volumes as they will be, so that a uniform concentration stays uniform to round-off.
// Depths and all else that drives the kinetics change evenly between the ends of the flow step; the weather is that of
// the instant. What enters has its mean of the step, dispersion is that of its end, and banks give back what they held
// at its start, all as in the routine mode. Of what comes out below zero, within the tolerance, the ledger tells.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/numerics/krylov_integrator.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/constituent.hpp"
#include "models/kinetics/kinetics.hpp"
#include "models/kinetics/kinetics_jacobian.hpp"
#include "models/transport/storage_zones.hpp"
#include "models/transport/transport_rates.hpp"
#include "models/water/aerated_works.hpp"

namespace qingliu {

class UnsplitStep final : private CoupledSystem {
public:
    /// What acts, and the water at the start of the step, [cell].
    struct Acting {
        Kinetics* kinetics;  ///< or none
        AeratedWorks& works;
        StorageZones& zones;
        std::function<Weather(double time)> weather;
        std::span<const double> depth, velocity, top_width, friction_slope;
        std::span<const double> bed_area;  ///< m2
    };
    /// What is carried, and where it is booked.
    struct Carried {
        std::span<double> mass;  ///< g [cell * constituents]
        std::span<double> bed;   ///< unit x m2 [cell * constituents in the bed]
        TransportLedger& transport;
        KineticsLedger* kinetics;
    };

    /// As for Transport; references must outlive it.
    UnsplitStep(const Case& specification, const Grid& grid, const EliminationOrder& order,
                const std::vector<Exchange>& exchanges, const std::vector<Constituent>& constituents,
                const std::vector<Constituent>& in_bed, const std::vector<bool>& evaporates,
                const std::vector<int>& passages);

    /// `inflow` [exchange * constituents] g m-3; `dispersion` as in TransportRates. Throws std::runtime_error naming
    /// the place where the tolerance could not be met.
    void advance(const FlowStep& step, const Acting& acting, std::span<const double> inflow,
                 std::span<const double> dispersion, const Carried& carried);

    /// Steps taken, steps tried in vain and evaluations of the rates since the construction.
    [[nodiscard]] long steps() const { return integrator_ ? before_.steps + integrator_->steps() : 0; }
    [[nodiscard]] long rejected() const { return integrator_ ? before_.rejected + integrator_->rejected() : 0; }
    [[nodiscard]] long evaluations() const {
        return integrator_ ? before_.evaluations + integrator_->evaluations() : 0;
    }

private:
    void rate(double time, std::span<const double> y, std::span<double> rate) override;
    void allowed_errors(std::span<const double> y, std::span<double> allowed) override;
    void guess(double from, double to, std::span<double> y) override;
    bool prepare(double time, std::span<const double> y, double gamma, bool again) override;
    void precondition(std::span<const double> right, std::span<double> solution) override;

    /// The parts of y: water, bed, zones, accounts of the transport, extents of the processes.
    template <class Number>
    struct Parts {
        std::span<Number> mass, bed, zones, accounts, extents;
    };
    template <class Number>
    [[nodiscard]] Parts<Number> parts_of(std::span<Number> y) const {
        const std::size_t bed = mass_size_, zones = bed + bed_size_, accounts = zones + zones_size_,
                          extents = accounts + transport_.accounts();
        return {y.subspan(0, bed), y.subspan(bed, bed_size_), y.subspan(zones, zones_size_),
                y.subspan(accounts, transport_.accounts()), y.subspan(extents, extents_size_)};
    }
    void make_room(const Acting& acting);
    void scale_errors(std::span<const double> inflow);
    void look_at(double time);
    [[nodiscard]] Conditions conditions(double time) const;
    void settle(const Acting& acting, const Carried& carried);
    [[nodiscard]] std::string place_of(std::size_t component) const;

    const Case* case_;
    const Grid* grid_;
    const std::vector<Constituent>* constituents_;
    const std::vector<Constituent>* in_bed_;
    double tolerance_;
    std::size_t width_, bed_width_;
    std::vector<char> may_be_negative_;  // [constituent]
    std::optional<std::size_t> age_;     // place of the age, which grows in the zones too
    TransportRates transport_;
    std::optional<KrylovIntegrator> integrator_;
    struct Counts {
        long steps = 0, rejected = 0, evaluations = 0;
    } before_;  // of integrators that had too little room
    std::optional<KineticsJacobian> jacobian_;
    std::size_t mass_size_ = 0, bed_size_ = 0, zones_size_ = 0, extents_size_ = 0;
    std::vector<double> y_;
    // --- this step ---
    const Acting* acting_ = nullptr;
    FlowStep flow_;
    std::vector<double> weight_volume_;         // m3 [cell], by which errors are told
    std::vector<double> least_, least_in_bed_;  // unit: what an error is told against where less is held
    // --- this instant ---
    std::vector<double> volume_, depth_, velocity_, top_width_, friction_slope_, level_;  // [cell]
    std::vector<double> earlier_volume_;                                                  // m3 [cell]
    // --- of the preconditioner ---
    double gamma_ = 0;                                // s
    std::vector<double> factored_volume_, held_;      // m3 [cell]
    std::vector<double> zone_right_, concentration_;  // as zones, as mass
};

}  // namespace qingliu
