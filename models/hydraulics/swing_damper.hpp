// Water that swings to and fro: in a pool with hardly any friction, or a jump between two cells. Error control would
// resolve every swing for as long as it lasts, with thousands of steps for what no forecast asks for. Where swings take
// steps shorter than a fiftieth of the longest, they are damped: for a while steps are those of backward Euler and
// long enough to calm them (it is L-stable: what is faster than the step dies out), twice as long each time they come
// back.
#pragma once

#include <algorithm>

#include "engine/state/checkpoint.hpp"

namespace qingliu {

class SwingDamper {
public:
    /// So long are steps that damp allowed to be whatever their error, and so short those that count, 1 in those of the
    /// longest.
    static constexpr double damping_step = 0.1, short_step = 0.02;

    [[nodiscard]] bool damps(double time) const { return time < until_; }

    /// A step of second order up to `time` was taken, of `dt` (s); `turned`: where its error was largest water went the
    /// other way than in the step before.
    void took(double time, double dt, double max_step, bool turned) {
        steps_ += 1;
        if (dt < short_step * max_step) {
            short_ += 1;
            turns_ += turned ? 1 : 0;
        }
        if (steps_ < looked_at) return;
        if (short_ >= mostly * steps_ && turns_ >= often * steps_) {
            const bool returned = time < until_ + 4 * length_;
            length_ = returned ? 2 * length_ : max_step;
            until_ = time + length_;
        }
        steps_ = short_ = turns_ = 0;
    }
    /// Backward Euler found no solution.
    void give_up(double time) { until_ = std::min(until_, time); }
    /// Water begins anew.
    void forget() { *this = {}; }

    void carry(StateCarrier& carrier) {
        carrier.carry("swing_steps", steps_);
        carrier.carry("swing_short_steps", short_);
        carrier.carry("swing_turns", turns_);
        carrier.carry("swing_damped_for", length_);
        carrier.carry("swing_damped_until", until_);
    }

private:
    static constexpr double looked_at = 60, mostly = 0.75, often = 0.1;

    double steps_ = 0, short_ = 0, turns_ = 0;  // since it was looked at
    double length_ = 0;                         // s, of the last damping
    double until_ = -1e300;                     // s since 1970Z, its end
};

}  // namespace qingliu
