#include "models/kinetics/kinetics_jacobian.hpp"

namespace qingliu {

void KineticsJacobian::factor(double gamma) {
    const std::size_t n = size_;
    if (n == 0) return;
    for (std::size_t block = 0; block < slope_.size() / (n * n); ++block) {
        const Block* slope = &slope_[block * n * n];
        Block* a = &factors_[block * n * n];
        for (std::size_t i = 0; i < n * n; ++i) a[i] = -gamma * slope[i];
        for (std::size_t i = 0; i < n; ++i) a[i * n + i] += 1.0;
        for (std::size_t k = 0; k < n; ++k) {
            const Block inverse = 1.0 / a[k * n + k];
            a[k * n + k] = inverse;
            for (std::size_t i = k + 1; i < n; ++i) {
                const Block multiplier = a[i * n + k] * inverse;
                if (!(largest(abs(multiplier)) > 0)) continue;  // most pairs do not touch each other
                a[i * n + k] = multiplier;
                for (std::size_t j = k + 1; j < n; ++j) a[i * n + j] -= multiplier * a[k * n + j];
            }
        }
    }
}

void KineticsJacobian::solve(std::size_t block, Block* x) const {
    const std::size_t n = size_;
    const Block* a = factors_.data() + block * n * n;
    for (std::size_t i = 1; i < n; ++i) {
        for (std::size_t j = 0; j < i; ++j) x[i] -= a[i * n + j] * x[j];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = i + 1; j < n; ++j) x[i] -= a[i * n + j] * x[j];
        x[i] = x[i] * a[i * n + i];
    }
}

}  // namespace qingliu
