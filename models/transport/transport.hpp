// Transport of the constituents of one scenario over one flow step: advection (advection.hpp), then dispersion
// (dispersion.hpp). Everything is computed from the step's own volumes, mass closes in the ledger to round-off, nothing
// turns negative, no new extreme appears and a uniform concentration stays uniform. Works on any directed river graph;
// nothing is allocated after construction.
#pragma once

#include <span>
#include <vector>

#include "models/transport/advection.hpp"
#include "models/transport/dispersion.hpp"
#include "models/transport/ledger.hpp"
#include "models/transport/passing_change.hpp"

namespace qingliu {

/// One worker's transport. It keeps no state between steps that results depend on, so it may serve many scenarios in
/// turn, but only one thread at a time; copies are independent.
class Transport {
public:
    /// `order`: elimination order of the graph of cells, whose couplings are the inner faces of the grid in ascending
    /// order. `evaporates` [constituent]: true where evaporating water takes its share along (fractions and age of
    /// water); empty = mass all stays. `stretches`: as in Dispersion. `passages`: inner faces whose water may gain or
    /// lose on its way. Grid and order must outlive the object. Throws std::invalid_argument when sizes do not fit each
    /// other.
    Transport(const Grid& grid, const EliminationOrder& order, std::vector<Exchange> exchanges, int constituents,
              const DispersionSettings& dispersion, const std::vector<bool>& evaporates = {},
              const std::vector<DispersionStretch>& stretches = {}, const std::vector<int>& passages = {});

    [[nodiscard]] int constituents() const { return constituents_; }
    /// Faces at open ends of the network, ascending: the index `boundary` of concentrations and ledger.
    [[nodiscard]] std::span<const int> boundary_faces() const { return advection_.boundary_faces(); }
    /// An empty ledger of the right shape.
    [[nodiscard]] TransportLedger make_ledger() const;

    /// Advances `mass` [cell * constituents], g, over one flow step.
    /// `exchange_concentration` [exchange * constituents]: g m-3, of water an exchange lets in; not read where it takes
    /// water out. `boundary_concentration` [boundary * constituents]: g m-3, of water that enters through an open end.
    /// `changes`: what the water that passes gains or loses, by ascending place in the passages; booked in the ledger.
    /// Masses and concentrations must be finite and >= 0. Throws std::runtime_error when volumes or areas are not
    /// finite.
    void step(const FlowStep& flow, std::span<const double> exchange_concentration,
              std::span<const double> boundary_concentration, std::span<double> mass, TransportLedger& ledger,
              std::span<const PassingChange> changes = {});
    /// As Dispersion::exchange.
    [[nodiscard]] std::span<const double> dispersion_exchange(const FlowStep& flow) {
        return dispersion_.exchange(flow);
    }

private:
    void evaporate(const FlowStep& flow, TransportLedger& ledger);
    /// after_ -> mass, negative round-off raised to zero.
    void store(std::span<double> mass, TransportLedger& ledger);

    std::size_t cells_, exchanges_;
    int constituents_;
    std::size_t blocks_;
    Advection advection_;
    Dispersion dispersion_;
    OctetField evaporates_;  // [blocks] 1 or 0
    bool any_evaporates_ = false;
    OctetField clipped_;         // [blocks] g in this step
    OctetField before_, after_;  // [cell * blocks] g
};

}  // namespace qingliu
