// How near a computed oxygen is to the measured one.
#pragma once

#include <cmath>
#include <vector>

#include "validation/diel-oxygen/metabolism.hpp"

namespace qingliu::validation {

class Score {
public:
    void add(const std::vector<double>& measured, const std::vector<double>& computed) {
        double mean = 0;
        for (const double o : measured) mean += o / static_cast<double>(measured.size());
        for (const double o : measured) within_ += (o - mean) * (o - mean);
        left_ += square_sum(measured, computed);
        all_.insert(all_.end(), measured.begin(), measured.end());
    }
    /// Nash and Sutcliffe (1970) against the mean of each day, which is the harder: days differ by their temperature,
    /// which is given.
    [[nodiscard]] double within_days() const { return 1 - left_ / within_; }
    /// Against the mean of all.
    [[nodiscard]] double overall() const {
        double mean = 0, spread = 0;
        for (const double o : all_) mean += o / static_cast<double>(all_.size());
        for (const double o : all_) spread += (o - mean) * (o - mean);
        return 1 - left_ / spread;
    }
    /// g m-3
    [[nodiscard]] double rms() const { return std::sqrt(left_ / static_cast<double>(all_.size())); }

private:
    double within_ = 0, left_ = 0;
    std::vector<double> all_;
};

}  // namespace qingliu::validation
