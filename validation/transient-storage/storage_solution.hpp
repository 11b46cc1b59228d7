// A pulse of constant concentration into a uniform flow with dispersion and storage zones, by its Laplace transform.
#pragma once

#include <complex>
#include <numbers>
#include <vector>

namespace qingliu::validation {

struct StorageSolution {
    double u = 0.3, dispersion = 0.4;  ///< m s-1, m2 s-1
    double alpha = 5e-4, ratio = 0.3;  ///< s-1; As / A
    double entering = 5, tau = 3600;   ///< g m-3, from 0 on; s
    /// Whether it is the flux into x = 0 that is given, as at the first cell of a river, or the concentration there.
    bool flux_given = true;

    using Complex = std::complex<double>;

    /// Transform of the answer at x to a concentration of 1 from 0 on.
    [[nodiscard]] Complex transform(Complex p, double x) const {
        const double beta = alpha / ratio;
        const Complex phi = p + alpha - alpha * beta / (p + beta), root = std::sqrt(u * u + 4 * dispersion * phi);
        return (flux_given ? 2 * u / (u + root) : 1.0) * std::exp(x * (u - root) / (2 * dispersion)) / p;
    }

    /// Fixed Talbot inversion (Abate & Valko 2004). Its terms grow where the answer has yet to arrive: good in double
    /// precision from some time after x / u on.
    [[nodiscard]] double talbot(double t, double x) const {
        constexpr int terms = 48;
        const double r = 2.0 * terms / (5 * t);
        double sum = 0.5 * transform(r, x).real() * std::exp(r * t);
        for (int k = 1; k < terms; ++k) {
            const double theta = k * std::numbers::pi / terms, cotangent = 1 / std::tan(theta);
            const Complex p = r * theta * Complex(cotangent, 1), slope(1, theta + (theta * cotangent - 1) * cotangent);
            sum += (std::exp(t * p) * transform(p, x) * slope).real();
        }
        return entering * r / terms * sum;
    }
    [[nodiscard]] double pulse_by_talbot(double t, double x) const {
        return talbot(t, x) - (t > tau ? talbot(t - tau, x) : 0);
    }
};

/// The same along a line parallel to the imaginary axis, as a sum of cosines (Dubner & Abate 1968): the transform
/// decays as exp(-x sqrt(omega / 2D)), so the sum is good to 1e-9 at any time up to `end` for x of 100 m and more.
class Breakthrough {
public:
    Breakthrough(const StorageSolution& solution, double x, double end)
        : tau_(solution.tau), step_(std::numbers::pi / (2 * end)), shift_(9 / end) {
        constexpr double cut = 0.6;  // s-1
        for (int k = 0; k * step_ < cut; ++k) {
            const double weight = solution.entering * step_ * 2 / std::numbers::pi * (k == 0 ? 0.5 : 1);
            real_.push_back(weight * solution.transform({shift_, k * step_}, x).real());
        }
    }
    [[nodiscard]] double operator()(double t) const { return since(t) - since(t - tau_); }

private:
    [[nodiscard]] double since(double t) const {
        if (t <= 0) return 0;
        double sum = 0;
        for (std::size_t k = 0; k < real_.size(); ++k) sum += real_[k] * std::cos(static_cast<double>(k) * step_ * t);
        return sum * std::exp(shift_ * t);
    }
    double tau_, step_, shift_;
    std::vector<double> real_;
};

}  // namespace qingliu::validation
