// The second door to SUNDIALS ARKODE: large stiff systems whose parts all act at once. Error-controlled, diagonally
// implicit Runge-Kutta steps of third order, L-stable (Kennedy & Carpenter 2003, ARK3(2)4L[2]SA, implicit part); the
// stages by Newton's method, its linear systems by GMRES (Saad & Schultz 1986) with the matrix taken as a difference of
// rates along a vector, behind a preconditioner the system brings along. Hindmarsh et al. 2005; Reynolds et al. 2023.
//
// What a Runge-Kutta method does is linear in the rates of its stages. So a component nothing depends on, whose rate is
// the flux through a face, ends at exactly what has gone through it: sums that stand still in the rates stand still in
// the result to round-off, however loosely the stages were solved.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

#include "engine/numerics/ark_integrator.hpp"

namespace qingliu {

/// y' = rate(t, y). Shapes are [size]; what a callback throws leaves `integrate` unchanged and does not cross the C
/// library.
class CoupledSystem {
public:
    CoupledSystem() = default;
    CoupledSystem(const CoupledSystem&) = default;
    CoupledSystem& operator=(const CoupledSystem&) = default;
    virtual ~CoupledSystem() = default;

    /// Writes dy/dt, unit of y per second.
    virtual void rate(double time, std::span<const double> y, std::span<double> rate) = 0;
    /// Writes how large an error of each component of y may be in a step, in its unit, > 0. Read of those that count.
    virtual void allowed_errors(std::span<const double> y, std::span<double> allowed) = 0;
    /// Turns y at `from` into a first guess of y at `to`, from which Newton's method begins.
    virtual void guess(double from, double to, std::span<double> y) = 0;
    /// Makes ready an approximate inverse of I - gamma d rate / dy at y. `again`: d rate / dy is still good enough and
    /// only gamma (s) has changed. Returns whether d rate / dy was made anew.
    virtual bool prepare(double time, std::span<const double> y, double gamma, bool again) = 0;
    /// Applies it.
    virtual void precondition(std::span<const double> right, std::span<double> solution) = 0;
};

/// One object belongs to one thread.
class KrylovIntegrator {
public:
    /// The first `counted` of `size` components take part in error control; the others must not act on any rate.
    KrylovIntegrator(std::size_t size, std::size_t counted);
    ~KrylovIntegrator();
    KrylovIntegrator(const KrylovIntegrator&) = delete;
    KrylovIntegrator& operator=(const KrylovIntegrator&) = delete;
    KrylovIntegrator(KrylovIntegrator&&) noexcept;
    KrylovIntegrator& operator=(KrylovIntegrator&&) noexcept;

    [[nodiscard]] std::size_t size() const;

    /// Carries y [size] from time `from` to `to` (s). Each call starts afresh: the result depends on nothing earlier.
    /// Throws IntegrationFailure, or what the system threw; y is then undefined.
    void integrate(CoupledSystem& system, double from, double to, std::span<double> y);

    /// Of the last failure: the component whose error stood highest above what is allowed.
    [[nodiscard]] std::size_t worst() const;
    /// Since the construction.
    [[nodiscard]] long steps() const;
    [[nodiscard]] long rejected() const;
    [[nodiscard]] long evaluations() const;

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

}  // namespace qingliu
