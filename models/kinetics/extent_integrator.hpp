// The default integrator of a block of cells, in the space of process extents xi: xi' = r(c0 + S xi), xi(0) = 0, c = c0
// + S xi. Whatever the extents come out as, the row of every process is kept exactly: elements are conserved to
// round-off.
//
// Where max(damping) * h <= 0.05: Heun. Else the exponential Rosenbrock-type method of second order (ETD2RK, Cox &
// Matthews 2002; Hochbruck & Ostermann 2010) with the diagonal kappa_p = -sum_i S_ip d r_p / d c_i, each process
// linearised in its own extent:
//   xi1 = h phi1(-kappa h) r(c0)
//   xi2 = xi1 + h phi2(-kappa h) (r(c0 + S xi1) - r(c0) + kappa xi1)
//   xi  = xi2, or the same once more from xi2 where S (xi2 - xi1) is beyond the tolerance; phi1(z) = (e^z - 1) / z,
//   phi2(z) = (phi1(z) - 1) / z
// A lone first-order process comes out exact and never overshoots; kappa = 0 is Heun again. A fast process beside slow
// steady sources ends at its quasi-steady state (the diagonal ROS2 of Verwer ends 0.7 sources x h off it); where the
// sources change within the step it lags them by half a step. What the last correction moved the end by measures what
// the diagonal leaves out; a substep where it exceeds the tolerance, or where a constituent would go negative, is
// halved for the block.
#pragma once

#include "models/kinetics/reactions.hpp"

namespace qingliu {

struct SubstepCounts {
    long heun = 0, exponential = 0, halved = 0;
};

class ExtentIntegrator {
public:
    /// Damping times step up to which Heun is used. A first-order process errs there by 2e-5 of its concentration a
    /// step.
    static constexpr double heun_bound = 0.05;
    static constexpr double relative_tolerance = 1e-4;
    static constexpr double absolute_tolerance = 1e-4;  ///< g m-3 (d)
    /// Shortest substep: the step / 2^10. There the substep is taken as it comes; the caller clips what is negative.
    static constexpr int shortest = 1 << 10;

    explicit ExtentIntegrator(const Reactions& reactions) : reactions_(reactions) {}

    /// Extents (g m-3) of the step [time, time + dt] from concentrations c.
    void advance(double time, double dt, const Concentrations& c, const Held& held, PerProcess& extent,
                 SubstepCounts& counts);
    /// c + S extent of the last step, of the species that some process touches.
    [[nodiscard]] const Concentrations& end() const { return start_; }

private:
    const Reactions& reactions_;
    PerProcess rate_, damping_;               // at the start of the substep
    PerProcess later_rate_, later_damping_;   // at its end
    PerProcess first_, weight_;               // first-stage extents; h phi2
    PerProcess trial_;                        // extents of the substep
    Concentrations start_, end_, corrected_;  // g m-3; where the trial leads, and where the corrected trial does

    void heun(double end, double h, const Held& held);
    /// Returns how far the last correction moved the end of the substep, against its tolerance.
    double exponential_rosenbrock(double end, double h, const Held& held);
    /// Corrects the trial once by the rates at its end; returns how far that moved the end.
    double correct(double end, const Held& held);
    [[nodiscard]] bool positive() const;
};

}  // namespace qingliu
