// The one door to SUNDIALS CVODE: variable-order, variable-step backward differentiation formulas (orders 1 to 5, Cohen
// & Hindmarsh 1996; Hindmarsh et al. 2005) for large stiff systems whose implicit equation has a solver of its own.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace qingliu {

/// y' = f(t, y), given by what every implicit formula needs of it.
class ImplicitSystem {
public:
    ImplicitSystem() = default;
    ImplicitSystem(const ImplicitSystem&) = default;
    ImplicitSystem& operator=(const ImplicitSystem&) = default;
    virtual ~ImplicitSystem() = default;
    /// Solves y - gamma f(time, y) = known for y, to far below the tolerance of the integration; y comes as a guess.
    /// False where that fails: a shorter step is tried. What it throws leaves `advance`; it does not cross the C
    /// library.
    virtual bool solve(double time, double gamma, std::span<const double> known, std::span<double> y) = 0;
};

struct BdfTolerances {
    double relative = 1e-6;
    std::vector<double> absolute;  ///< unit of y [size]; a huge one takes a component out of the error control
    double shortest = 1e-2;        ///< s, of the difference that gives f where the integration starts
    long max_steps = 1000000;      ///< in one call
};

/// One object belongs to one thread.
class BdfIntegrator {
public:
    /// `system` must outlive it. Throws std::runtime_error where the library refuses.
    BdfIntegrator(ImplicitSystem& system, BdfTolerances tolerances);
    ~BdfIntegrator();
    BdfIntegrator(const BdfIntegrator&) = delete;
    BdfIntegrator& operator=(const BdfIntegrator&) = delete;

    /// Begins at `time` (s) with y [size], whatever was before: at the start, and where f jumps.
    void restart(double time, std::span<const double> y);
    /// Carries on to `to`; no step goes beyond it. Throws IntegrationFailure (ark_integrator.hpp), or what the system
    /// threw.
    void advance(double to, std::span<double> y);

    [[nodiscard]] long steps() const;

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

}  // namespace qingliu
