// How fast the iterations of one lane converge, as its last stages saw it: a stage that is found in one iteration need
// not make another to know it (Hairer & Wanner 1996, IV.8).
#pragma once

#include <algorithm>

#include "engine/state/checkpoint.hpp"

namespace qingliu {

class NewtonPace {
public:
    /// A stage of `length` (s) begins. What earlier ones saw is trusted less each time, and less for a longer one;
    /// nothing is known after one that iterated by another law.
    void begin(double length, bool same_law) {
        const double longer = std::max(length / length_, 1.0);
        rate_ = same_law && length_ > 0 ? std::min(forgetting * longer * longer * rate_, 1.0) : 1.0;
        length_ = same_law ? length : 0.0;
        seen_ = false;
    }
    /// An iteration moved levels by `moved`, and the one before it in the same stage by `before` (m).
    void saw(double moved, double before) {
        const double rate = std::clamp(moved / before, least_rate, 1.0);
        rate_ = seen_ ? std::max(rate_, rate) : rate;
        seen_ = true;
    }
    /// What all further iterations would still move after one that moved by `moved`: the sum of a geometric series, but
    /// no more than that one.
    [[nodiscard]] double left(double moved) const { return moved * std::min(rate_ / (1 - std::min(rate_, 0.5)), 1.0); }
    void carry(StateCarrier& carrier) {
        carrier.carry("newton_rate", rate_);
        carrier.carry("newton_stage", length_);
    }

private:
    static constexpr double forgetting = 1.5, least_rate = 1e-3;

    double rate_ = 1;    // 1, by which a movement is smaller than the one before
    double length_ = 0;  // s, of the last stage; 0: none
    bool seen_ = false;  // in this stage
};

}  // namespace qingliu
