// A sum that keeps what rounding would lose.
#pragma once

#include <cmath>

namespace qingliu {

/// Neumaier (1974): the rounding error of every addition is kept beside the sum.
class CompensatedSum {
public:
    CompensatedSum() = default;
    /// As it was left: rounded() and rest().
    CompensatedSum(double rounded, double rest) : sum_(rounded), carry_(rest) {}
    void add(double amount) {
        const double next = sum_ + amount;
        carry_ += std::fabs(sum_) >= std::fabs(amount) ? (sum_ - next) + amount : (amount - next) + sum_;
        sum_ = next;
    }
    [[nodiscard]] double value() const { return sum_ + carry_; }
    [[nodiscard]] double rounded() const { return sum_; }
    [[nodiscard]] double rest() const { return carry_; }

private:
    double sum_ = 0, carry_ = 0;
};

}  // namespace qingliu
