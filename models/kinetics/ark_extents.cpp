#include "models/kinetics/ark_extents.hpp"

#include <algorithm>
#include <cstring>

namespace qingliu {
namespace {

// Five parts in 1e5 of what a process turns over in the step, or 5e-6 g m-3: in films of water large extents nearly
// cancel.
constexpr ArkTolerances tolerances{.relative = 5e-5, .absolute = 5e-6, .max_steps = 1000};

}  // namespace

ArkExtents::ArkExtents(const Reactions& reactions)
    : reactions_(reactions),
      system_(reactions),
      integrator_(reactions.processes() * block_cells, tolerances),
      y_(reactions.processes() * block_cells, 0.0) {}

void ArkExtents::System::start(const Concentrations& c, const Held& held) {
    for (const std::size_t i : reactions_.seen()) start_[i] = now_[i] = c[i];
    held_ = held;
}

void ArkExtents::System::rate(double time, std::span<const double> y, std::span<double> rate,
                              std::span<double> damping) {
    const std::size_t bytes = reactions_.processes() * sizeof(Block);
    std::memcpy(extent_.data(), y.data(), bytes);
    reactions_.apply(start_, 1.0, extent_, now_);
    reactions_.rates(now_, time, held_, rate_, damping_);
    std::memcpy(rate.data(), rate_.data(), bytes);
    std::memcpy(damping.data(), damping_.data(), bytes);
}

bool ArkExtents::advance(double time, double dt, const Concentrations& c, const Held& held, PerProcess& extent) {
    std::fill(y_.begin(), y_.end(), 0.0);
    system_.start(c, held);
    try {
        integrator_.integrate(system_, time, time + dt, y_);
    } catch (const IntegrationFailure&) {
        return false;
    }
    std::memcpy(extent.data(), y_.data(), y_.size() * sizeof(double));
    reactions_.apply(c, 1.0, extent, end_);
    for (const std::size_t i : reactions_.bounded()) {
        for (int cell = 0; cell < static_cast<int>(block_cells); ++cell) {
            if (end_[i][cell] < std::min(c[i][cell], 0.0) - 1e-12) return false;
        }
    }
    return true;
}

}  // namespace qingliu
