#include "models/hydraulics/stage_forcing.hpp"

#include <algorithm>

namespace qingliu {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

template <int W>
StageForcing<W>::StageForcing(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                              const std::vector<const Forcing*>& forcing)
    : g_(&geometry), exchanges_(&exchanges), forcing_(forcing) {
    const auto& any = *forcing_.front();
    any.discharges(any.start(), false, values_);
    source_flow_.assign(values_.size(), T(0.0));
    const int first_diffuse = static_cast<int>(values_.size()) - any.diffuse_count();
    for (const auto& e : exchanges) {
        const bool point = e.kind == Exchange::Kind::source;
        exchange_flow_.push_back(point ? e.index : first_diffuse + e.index);
        abstracts_.push_back(point && any.abstracts(e.index) ? 1 : 0);
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
    for (std::size_t i = 0; i < g_->structure_faces.size(); ++i) {
        const auto& structure = g_->network->structures[at(grid.face_structure[at(g_->structure_faces[i])])];
        stage.barriers[i].width = structure.width;
        stage.barriers[i].discharge_coefficient = structure.discharge_coefficient;
    }
}

template <int W>
void StageForcing<W>::set_works(std::size_t lane, double time, bool end_of_step, NewtonStage<W>& stage) const {
    const int l = static_cast<int>(lane);
    for (std::size_t i = 0; i < stage.barriers.size(); ++i) {
        const int index = g_->grid->face_structure[at(g_->structure_faces[i])];
        const auto& structure = g_->network->structures[at(index)];
        const double opening = forcing_[lane]->opening(index, time, end_of_step);
        const bool dam = structure.kind == Structure::Kind::rubber_dam, gate = structure.kind == Structure::Kind::gate;
        // a sill below the bed passes no water that lies in the bed
        const double sill = std::max(structure.sill_level, g_->face_bed[at(g_->structure_faces[i])]);
        stage.barriers[i].crest_level.set(l, sill + (dam ? opening : 0.0));
        stage.barriers[i].jet_height.set(
            l, gate && opening < structure.height ? structure.contraction_coefficient * opening : 1e6);
    }
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
        set_works(lane, time[lane], end_of_step, stage);
        for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o)
            stage.outlet_level[o].set(l, g_->outlet_of(at(g_->outlet_faces[o])).stage);
    }
    stage.evaporation = evaporation;
    std::fill(stage.inflow.begin(), stage.inflow.end(), T(0.0));
    std::fill(stage.withdrawal.begin(), stage.withdrawal.end(), T(0.0));
    for (std::size_t e = 0; e < exchanges_->size(); ++e) {
        auto& field = abstracts(e) ? stage.withdrawal : stage.inflow;
        field[at((*exchanges_)[e].cell)] += flow(e);
    }
}

template class StageForcing<1>;
template class StageForcing<4>;

}  // namespace qingliu
