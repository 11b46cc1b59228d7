#include "models/kinetics/extent_integrator.hpp"

#include "engine/numerics/powers.hpp"

namespace qingliu {
namespace {

/// phi1(-z) and phi2(-z) for z >= 0; below z = 0.1 by series (to z^7, remainder 3e-12), as the quotients lose digits
/// there.
void exponential_weights(const Block& z, Block& phi1, Block& phi2) {
    phi2 = Block(1.0) - z * (1.0 / 8.0);
    for (const double divisor : {7.0, 6.0, 5.0, 4.0, 3.0}) phi2 = 1.0 - z * phi2 * (1.0 / divisor);
    phi2 = 0.5 * phi2;
    phi1 = 1.0 - z * phi2;
    if (largest(z) > 0.1) {
        const Block safe = max(z, Block(0.1));
        const Block inverse = 1.0 / safe;
        const Block direct1 = (1.0 - exponential(-safe)) * inverse;
        const Block direct2 = (1.0 - direct1) * inverse;
        const auto by_quotient = z > Block(0.1);
        phi1 = select(by_quotient, direct1, phi1);
        phi2 = select(by_quotient, direct2, phi2);
    }
}

}  // namespace

void ExtentIntegrator::heun(double end, double h, const Held& held) {
    reactions_.apply(start_, h, rate_, end_);
    reactions_.rates(end_, end, held, later_rate_, later_damping_);
    for (std::size_t p = 0; p < reactions_.processes(); ++p) trial_[p] = (0.5 * h) * (rate_[p] + later_rate_[p]);
    reactions_.apply(start_, 1.0, trial_, end_);
}

double ExtentIntegrator::correct(double end, const Held& held) {
    reactions_.rates(end_, end, held, later_rate_, later_damping_);
    for (std::size_t p = 0; p < reactions_.processes(); ++p)
        trial_[p] = first_[p] + weight_[p] * (later_rate_[p] - rate_[p] + damping_[p] * trial_[p]);
    reactions_.apply(start_, 1.0, trial_, corrected_);
    Block worst(0.0);
    for (const std::size_t i : reactions_.matrix().touched()) {
        worst = max(worst, abs(corrected_[i] - end_[i]) / (absolute_tolerance + relative_tolerance * abs(start_[i])));
        end_[i] = corrected_[i];
    }
    return largest(worst);
}

double ExtentIntegrator::exponential_rosenbrock(double end, double h, const Held& held) {
    for (std::size_t p = 0; p < reactions_.processes(); ++p) {
        Block phi1;
        Block phi2;
        exponential_weights(damping_[p] * h, phi1, phi2);
        trial_[p] = first_[p] = h * phi1 * rate_[p];
        weight_[p] = h * phi2;
    }
    reactions_.apply(start_, 1.0, trial_, end_);
    const double moved = correct(end, held);
    return moved <= 1 ? moved : correct(end, held);
}

bool ExtentIntegrator::positive() const {
    constexpr double rounding = 1e-12;  // g m-3, of sums of terms of ordinary size
    Block worst(0.0);
    for (const std::size_t i : reactions_.bounded()) {
        worst = max(worst, min(start_[i], Block(0.0)) - rounding - end_[i]);
    }
    return !(largest(worst) > 0);
}

void ExtentIntegrator::advance(double time, double dt, const Concentrations& c, const Held& held, PerProcess& extent,
                               SubstepCounts& counts) {
    const std::size_t n = reactions_.processes();
    for (const std::size_t i : reactions_.seen()) start_[i] = end_[i] = c[i];
    const double unit = dt / shortest;
    int done = 0;         // in units
    int size = shortest;  // of the substep, a power of two that divides `done`
    while (done < shortest) {
        reactions_.rates(start_, time + unit * done, held, rate_, damping_);
        Block fastest(0.0);
        for (std::size_t p = 0; p < n; ++p) fastest = max(fastest, damping_[p]);
        const double fastest_rate = largest(fastest);
        for (;; size /= 2) {
            const double h = unit * size;
            const double end = time + unit * (done + size);
            const bool gentle = fastest_rate * h <= heun_bound;
            double error = 0;
            if (gentle) {
                heun(end, h, held);
            } else {
                error = exponential_rosenbrock(end, h, held);
            }
            if ((error <= 1.0 && positive()) || size == 1) {
                ++(gentle ? counts.heun : counts.exponential);
                break;
            }
            ++counts.halved;
        }
        for (std::size_t p = 0; p < n; ++p) extent[p] = done == 0 ? trial_[p] : extent[p] + trial_[p];
        for (const std::size_t i : reactions_.matrix().touched()) start_[i] = end_[i];
        done += size;
        if (size < shortest && done % (2 * size) == 0) size *= 2;
    }
}

}  // namespace qingliu
