// What the outside asks of a stage: the flow of every exchange, openings, levels at the ends of rivers, evaporation and
// seepage of all lanes at one time. It sets the stage's input and nothing else.
#pragma once

#include <array>

#include "models/hydraulics/forcing.hpp"
#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

template <int W>
class StageForcing {
public:
    using T = Lanes<W>;

    /// `forcing`: one per lane in use, 1 to W. References and what they point to must outlive it.
    StageForcing(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                 const std::vector<const Forcing*>& forcing);

    /// What does not change in time: seepage rates, surroundings.
    void prepare(NewtonStage<W>& stage) const;
    /// Everything at `time` (s since 1970Z, per lane). `end_of_step`: a step series still has its old value at a knot.
    void apply(const std::array<double, W>& time, bool end_of_step, NewtonStage<W>& stage);
    /// Flow of a source or of diffuse water as last applied, m3 s-1, >= 0; an abstraction as asked for.
    [[nodiscard]] T flow(std::size_t exchange) const {
        return (*exchanges_)[exchange].share * source_flow_[static_cast<std::size_t>(exchange_flow_[exchange])];
    }
    [[nodiscard]] bool abstracts(std::size_t exchange) const { return abstracts_[exchange] != 0; }
    /// Exchanges that are sources or diffuse water; the others are the stage's surroundings, in the same order.
    [[nodiscard]] std::size_t given() const { return exchange_flow_.size(); }

private:
    [[nodiscard]] Surroundings<W> surroundings(std::size_t exchange) const;

    const FlowGeometry* g_;
    const std::vector<Exchange>* exchanges_;
    std::vector<const Forcing*> forcing_;  // [lane]
    LaneField<W> source_flow_;             // m3 s-1 [source, then diffuse]
    std::vector<int> exchange_flow_;       // [given exchange] row of source_flow_
    std::vector<char> abstracts_;          // [exchange]
    std::vector<double> entering_area_;    // m2 [exchange] of the section through which it enters a river, or 0
    std::vector<double> values_;
};

extern template class StageForcing<1>;
extern template class StageForcing<4>;

}  // namespace qingliu
