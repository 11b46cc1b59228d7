// The error-controlled alternative: the extents of a block of cells carried by ARKODE, same rates, same rows, same
// ledger.
#pragma once

#include <vector>

#include "engine/numerics/ark_integrator.hpp"
#include "models/kinetics/reactions.hpp"

namespace qingliu {

class ArkExtents {
public:
    explicit ArkExtents(const Reactions& reactions);

    /// Extents (g m-3) of the step [time, time + dt] from concentrations c. False where ARKODE gave up or a constituent
    /// came out negative; `extent` is then undefined.
    bool advance(double time, double dt, const Concentrations& c, const Held& held, PerProcess& extent);
    /// c + S extent of the last step, of the species that some process touches.
    [[nodiscard]] const Concentrations& end() const { return end_; }

private:
    class System : public StiffSystem {
    public:
        explicit System(const Reactions& reactions) : reactions_(reactions) { held_.kept.resize(reactions.kept()); }
        void start(const Concentrations& c, const Held& held);
        void rate(double time, std::span<const double> y, std::span<double> rate, std::span<double> damping) override;

    private:
        const Reactions& reactions_;
        Concentrations start_, now_;
        Held held_;
        PerProcess extent_, rate_, damping_;
    };

    const Reactions& reactions_;
    System system_;
    ArkIntegrator integrator_;
    std::vector<double> y_;  // g m-3 [process][cell of the block]
    Concentrations end_;
};

}  // namespace qingliu
