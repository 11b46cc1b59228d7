// The one door to SUNDIALS ARKODE: error-controlled, diagonally implicit Runge-Kutta steps for small stiff systems.
// Hindmarsh et al. 2005; Reynolds et al. 2023 (ARKODE). The method is ARKODE's own third-order L-stable one (Kennedy &
// Carpenter 2003, ARK3(2)4L[2]SA, implicit part), its Newton iteration uses the diagonal the system gives.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>

namespace qingliu {

/// y' = rate(t, y). Both callbacks' shapes: [size], the unit of y per second.
class StiffSystem {
public:
    StiffSystem() = default;
    StiffSystem(const StiffSystem&) = default;
    StiffSystem& operator=(const StiffSystem&) = default;
    virtual ~StiffSystem() = default;
    /// Writes dy/dt, and in `damping` (s-1, >= 0) how fast each component slows itself down, -d rate_i / d y_i. What it
    /// throws leaves `integrate` unchanged; it does not cross the C library.
    virtual void rate(double time, std::span<const double> y, std::span<double> rate, std::span<double> damping) = 0;
};

struct ArkTolerances {
    double relative = 1e-4;
    double absolute = 1e-6;  ///< unit of y
    long max_steps = 20000;  ///< in one call
};

/// ARKODE gave up; what() names the time and its reason.
class IntegrationFailure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One object belongs to one thread. All memory is taken in the constructor; `integrate` takes none.
class ArkIntegrator {
public:
    ArkIntegrator(std::size_t size, const ArkTolerances& tolerances);
    ~ArkIntegrator();
    ArkIntegrator(const ArkIntegrator&) = delete;
    ArkIntegrator& operator=(const ArkIntegrator&) = delete;
    ArkIntegrator(ArkIntegrator&&) noexcept;
    ArkIntegrator& operator=(ArkIntegrator&&) noexcept;

    /// Carries y [size] from time `from` to `to` (s). Each call starts afresh: the result depends on nothing earlier.
    /// Throws IntegrationFailure, or what the system threw; y is then undefined.
    void integrate(StiffSystem& system, double from, double to, std::span<double> y);

    /// Steps and calls of `rate` since the construction.
    [[nodiscard]] long steps() const;
    [[nodiscard]] long evaluations() const;

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

}  // namespace qingliu
