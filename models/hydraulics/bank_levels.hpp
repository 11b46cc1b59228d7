// The levels of the banks beside a pack's rivers, which follow those of the rivers.
#pragma once

#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

template <int W>
class BankLevels {
public:
    using T = Lanes<W>;

    explicit BankLevels(const NewtonStage<W>& stage) {
        for (std::size_t k = 0; k < stage.surroundings.size(); ++k) {
            if (stage.surroundings[k].kind == Exchange::Kind::banks) place_.push_back(k);
        }
        level_.assign(place_.size(), T(0.0));
    }
    /// A first stage starts from the levels kept.
    void start(NewtonStage<W>& stage) const {
        for (std::size_t b = 0; b < place_.size(); ++b) stage.surroundings[place_[b]].level = level_[b];
    }
    /// A second stage starts `again` times as far from there as the first came in `tau` (s).
    void start_again(NewtonStage<W>& stage, double again, const T& tau) const {
        for (const auto k : place_) {
            auto& s = stage.surroundings[k];
            s.level -= again * tau * s.settled * (1.0 / s.storage);
        }
    }
    /// What passed in a step, m3 [exchange] into the river.
    void keep(const NewtonStage<W>& stage, const LaneField<W>& exchange_volume, const Mask<W>& accepted) {
        for (std::size_t b = 0; b < place_.size(); ++b) {
            const auto& s = stage.surroundings[place_[b]];
            const T after = level_[b] - exchange_volume[static_cast<std::size_t>(s.exchange)] * (1.0 / s.storage);
            level_[b] = select(accepted, after, level_[b]);
        }
    }
    [[nodiscard]] std::vector<double> of(int lane) const {
        std::vector<double> levels;
        for (const auto& level : level_) levels.push_back(level[lane]);
        return levels;
    }
    /// From a state; the level of the river where it knows none of the banks.
    void set(int lane, const FlowState& state, const NewtonStage<W>& stage) {
        for (std::size_t b = 0; b < place_.size(); ++b) {
            const auto cell = static_cast<std::size_t>(stage.surroundings[place_[b]].cell);
            level_[b].set(lane, state.bank_level.empty() ? state.level[cell] : state.bank_level[b]);
        }
    }
    void carry(StateCarrier& carrier, int lane) { carrier.carry_lane<W>("bank_level", level_, lane); }

private:
    std::vector<std::size_t> place_;  // among the surroundings of the stage
    LaneField<W> level_;              // m
};

}  // namespace qingliu
