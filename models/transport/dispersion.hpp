// Longitudinal dispersion, implicit on the whole graph of cells: (V + dt L) c = m, one factorisation for all
// constituents.
#pragma once

#include <span>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/numerics/elimination.hpp"
#include "engine/run/contracts.hpp"
#include "models/transport/constituent_block.hpp"
#include "models/transport/dispersion_formulas.hpp"

namespace qingliu {

/// D by a formula, held between `least` and `most`, m2 s-1. Without one D = a |U|^b, U in m s-1 (the form common in the
/// one-dimensional models of Chinese rivers, whose a and b come with the case). `most` = 0 switches dispersion off.
struct DispersionSettings {
    double a = 0;      ///< m2 s-1 (m s-1)^-b
    double b = 0;      ///< 1
    double least = 0;  ///< m2 s-1
    double most = 0;   ///< m2 s-1
    Octet (*formula)(const DispersionSite&) = nullptr;
};

/// A stretch of a river with settings of its own.
struct DispersionStretch {
    int river = -1;
    double from = 0, to = 0;  ///< m
    DispersionSettings settings;
};

class Dispersion {
public:
    /// `order` as in Advection; both must outlive the object. Of several stretches at a face the last holds.
    Dispersion(const Grid& grid, const EliminationOrder& order, const DispersionSettings& settings, int blocks,
               const std::vector<DispersionStretch>& stretches = {});

    /// Spreads mass [cell * blocks], g, over flow.dt at the end state of the step. Backward Euler: positive, monotone,
    /// and exact in the variance it adds. Applied as fluxes between cells, so mass closes to round-off. `solved` is
    /// scratch of the same shape.
    void apply(const FlowStep& flow, OctetField& mass, OctetField& solved);
    /// What cells exchange over flow.dt at the end state of the step, m3 [inner face]; empty where nothing spreads.
    /// Valid until the next call.
    std::span<const double> exchange(const FlowStep& flow);

private:
    /// Faces that have the same settings.
    struct Group {
        DispersionSettings settings;
        std::vector<std::size_t> faces;  // into inner_faces_
    };
    bool assemble(const FlowStep& flow);
    bool find_exchange(const FlowStep& flow);
    bool exchange_in(const Group& group, const FlowStep& flow);

    const Grid* grid_;
    std::vector<Group> groups_;
    std::size_t blocks_;
    FactoredMatrix matrix_;
    std::vector<int> inner_faces_;
    std::vector<double> exchange_;  // [inner face] m3 over the step: dt D A / distance
    std::vector<double> diagonal_;  // [cell] m3
};

}  // namespace qingliu
