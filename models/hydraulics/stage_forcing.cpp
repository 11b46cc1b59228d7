#include "models/hydraulics/stage_forcing.hpp"

#include <algorithm>

#include "engine/base/index.hpp"

namespace qingliu {

template <int W>
StageForcing<W>::StageForcing(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                              const std::vector<const Forcing*>& forcing)
    : g_(&geometry), exchanges_(&exchanges), forcing_(forcing) {
    const auto& any = *forcing_.front();
    any.discharges(any.start(), false, values_);
    source_flow_.assign(values_.size(), T(0.0));
    const int first_diffuse = static_cast<int>(values_.size()) - any.diffuse_count();
    for (const auto& e : exchanges) {
        if (e.kind != Exchange::Kind::source && e.kind != Exchange::Kind::diffuse) break;
        const bool point = e.kind == Exchange::Kind::source;
        exchange_flow_.push_back(point ? e.index : first_diffuse + e.index);
        abstracts_.push_back(point && any.abstracts(e.index) ? 1 : 0);
        const auto& river = geometry.network->rivers[at(geometry.grid->cell_river[at(e.cell)])];
        entering_area_.push_back(e.depth > 0 ? interpolate_section(river, river.from).area(e.depth) : 0.0);
    }
}

template <int W>
void StageForcing<W>::prepare(NewtonStage<W>& stage) const {
    const auto& grid = *g_->grid;
    for (const auto& s : g_->network->seepage) {
        const int first = grid.first_cell[at(s.river)], last = first + grid.cell_count[at(s.river)];
        for (int c = first; c < last; ++c) {
            if (grid.cell_chainage[at(c)] >= s.from && grid.cell_chainage[at(c)] <= s.to)
                stage.seepage[at(c)] += s.rate;
        }
    }
    for (const auto& e : *exchanges_) {
        if (e.at_upstream_end && e.depth > 0) stage.entering_depth[at(e.cell)] = e.depth;
    }
    for (std::size_t e = given(); e < exchanges_->size(); ++e) stage.surroundings.push_back(surroundings(e));
}

template <int W>
Surroundings<W> StageForcing<W>::surroundings(std::size_t exchange) const {
    const auto& e = (*exchanges_)[exchange];
    const auto c = at(e.cell);
    Surroundings<W> s;
    s.exchange = static_cast<int>(exchange);
    s.cell = e.cell;
    s.kind = e.kind;
    s.index = e.index;
    s.length = e.share;
    if (e.kind == Exchange::Kind::ground_water) {
        const auto& ground = forcing_.front()->ground_water(e.index);
        s.conductance = ground.conductance;
        s.lowest = g_->cell_bed[c] - ground.bed_thickness;
    } else if (e.kind == Exchange::Kind::banks) {
        const auto& banks = g_->network->banks[at(e.index)];
        s.storage = 2 * banks.width * banks.specific_yield * s.length;
        s.rate = 1 / banks.response_time;
    } else {
        s.length = g_->cell_length[c];
    }
    return s;
}

template <int W>
void StageForcing<W>::apply(const std::array<double, W>& time, bool end_of_step, NewtonStage<W>& stage) {
    T evaporation(0.0);
    for (std::size_t lane = 0; lane < forcing_.size(); ++lane) {
        const int l = static_cast<int>(lane);
        const auto& forcing = *forcing_[lane];
        forcing.discharges(time[lane], end_of_step, values_);
        for (std::size_t s = 0; s < values_.size(); ++s) source_flow_[s].set(l, values_[s]);
        evaporation.set(l, forcing.evaporation(time[lane], end_of_step));
        for (std::size_t r = 0; r < stage.roughness.size(); ++r)
            stage.roughness[r].set(l, forcing.roughness(static_cast<int>(r), time[lane], end_of_step));
        for (std::size_t i = 0; i < stage.setting.size(); ++i)
            stage.setting[i].set(l, forcing.opening(static_cast<int>(i), time[lane], end_of_step));
        for (auto& s : stage.surroundings) {
            if (s.kind == Exchange::Kind::rain) s.rain.set(l, forcing.rain(time[lane], end_of_step));
            if (s.kind == Exchange::Kind::ground_water)
                s.level.set(l, forcing.ground_level(s.index, time[lane], end_of_step));
        }
        for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o)
            stage.outlet_level[o].set(
                l, forcing.end_level(g_->grid->face_river[at(g_->outlet_faces[o])], time[lane], end_of_step));
    }
    stage.evaporation = evaporation;
    std::fill(stage.inflow.begin(), stage.inflow.end(), T(0.0));
    std::fill(stage.withdrawal.begin(), stage.withdrawal.end(), T(0.0));
    std::fill(stage.lateral.begin(), stage.lateral.end(), T(0.0));
    for (std::size_t e = 0; e < given(); ++e) {
        auto& field = abstracts(e) ? stage.withdrawal : stage.inflow;
        const auto c = at((*exchanges_)[e].cell);
        field[c] += flow(e);
        if (abstracts(e)) continue;
        if (!(*exchanges_)[e].at_upstream_end) {
            stage.lateral[c] += flow(e);
        } else if (entering_area_[e] > 0) {
            stage.entering_velocity[c] = (stage.inflow[c] - stage.lateral[c]) * (1.0 / entering_area_[e]);
        }
    }
}

template class StageForcing<1>;
template class StageForcing<4>;

}  // namespace qingliu
