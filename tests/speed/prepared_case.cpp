#include "tests/speed/prepared_case.hpp"

#include <algorithm>
#include <utility>

namespace qingliu::speed {

PreparedCase::PreparedCase(Case made)
    : specification(std::move(made)),
      grid(make_grid(specification.network)),
      geometry(specification.network, grid),
      exchanges(make_exchanges(specification, grid)),
      outlet_face(grid.outlet_face.back()),
      outlet_cell(grid.face_from[at(outlet_face)]) {
    for (const auto& scenario : specification.scenarios) forcing.emplace_back(specification, scenario);
}

std::unique_ptr<FlowPack> PreparedCase::pack(const std::vector<int>& scenarios, const FlowControl& control,
                                             const FlowState& start) const {
    std::vector<const Forcing*> of_lane;
    for (const int s : scenarios) of_lane.push_back(&forcing[at(s)]);
    auto made = make_flow_pack(geometry, exchanges, std::move(of_lane), control, specification.start);
    for (int lane = 0; lane < made->lanes(); ++lane) made->set_state(lane, start, specification.start);
    return made;
}

FlowState PreparedCase::uniform_flow(const std::vector<double>& depth, const std::vector<double>& discharge) const {
    FlowState state;
    for (int c = 0; c < grid.cells(); ++c) {
        const double h = depth[at(grid.cell_river[at(c)])];
        state.level.push_back(geometry.cell_bed[at(c)] + h);
        state.volume.push_back(geometry.cell_shape(c).area(h) * grid.cell_length[at(c)]);
    }
    for (int f = 0; f < grid.faces(); ++f) {
        const int cell = grid.face_from[at(f)];
        const double q = discharge[at(grid.face_river[at(f)])];
        const double h = std::max(state.level[at(cell)] - geometry.face_bed[at(f)], 0.0);
        state.discharge.push_back(q);
        state.velocity.push_back(q / std::max(geometry.cell_shape(cell).area(h), 1e-6));
    }
    return state;
}

FlowState tree_start(const Tree& tree, const PreparedCase& prepared) {
    std::vector<double> depth, discharge;
    uniform_start(tree, prepared.specification, depth, discharge);
    return prepared.uniform_flow(depth, discharge);
}

}  // namespace qingliu::speed
