#include "models/hydraulics/flow_geometry.hpp"

#include <algorithm>
#include <utility>

namespace qingliu {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

FlowGeometry::Stack store(std::vector<Trapezoid>& trapezoids, const SectionShape& shape) {
    const FlowGeometry::Stack stack{static_cast<int>(trapezoids.size()), static_cast<int>(shape.stack.size())};
    trapezoids.insert(trapezoids.end(), shape.stack.begin(), shape.stack.end());
    return stack;
}

}  // namespace

FlowGeometry::FlowGeometry(const Network& n, const Grid& g)
    : network(&n), grid(&g), cell_length(g.cell_length), face_distance(g.face_distance) {
    for (int c = 0; c < g.cells(); ++c) {
        const auto shape = interpolate_section(n.rivers[at(g.cell_river[at(c)])], g.cell_chainage[at(c)]);
        cell_bed.push_back(shape.bed_level);
        cell_manning.push_back(shape.manning_n);
        cell_stack.push_back(store(trapezoids, shape));
    }
    std::vector<std::pair<int, int>> couplings;
    std::vector<std::vector<int>> in(at(g.cells())), out(at(g.cells()));
    for (int f = 0; f < g.faces(); ++f) {
        const int a = g.face_from[at(f)], b = g.face_to[at(f)];
        const auto shape = interpolate_section(n.rivers[at(g.face_river[at(f)])], g.face_chainage[at(f)]);
        face_stack.push_back(store(trapezoids, shape));
        face_friction.push_back(9.81 * shape.manning_n * shape.manning_n);
        face_bed.push_back(b == Grid::outside ? cell_bed[at(a)] : std::max(cell_bed[at(a)], cell_bed[at(b)]));
        face_coupling.push_back(-1);
        if (g.is_inner(f)) {
            face_coupling.back() = static_cast<int>(couplings.size());
            couplings.emplace_back(a, b);
            coupling_face.push_back(f);
        }
        out[at(a)].push_back(f);
        if (b != Grid::outside) in[at(b)].push_back(f);
        if (g.face_structure[at(f)] != Grid::none) {
            structure_faces.push_back(f);
        } else if (b == Grid::outside) {
            outlet_faces.push_back(f);
        } else {
            channel_faces.push_back(f);
        }
    }
    elimination = EliminationOrder(g.cells(), couplings);
    const auto neighbour = [](const std::vector<int>& faces) {
        return faces.empty() ? none : faces.size() == 1 ? faces.front() : several;
    };
    for (int f = 0; f < g.faces(); ++f) {
        const int a = g.face_from[at(f)], b = g.face_to[at(f)];
        face_before.push_back(neighbour(in[at(a)]));
        face_after.push_back(b == Grid::outside ? none : neighbour(out[at(b)]));
        joins_confluence.push_back(b != Grid::outside && in[at(b)].size() > 1 ? 1 : 0);
    }
}

SectionShape FlowGeometry::cell_shape(int cell) const {
    const auto& s = cell_stack[at(cell)];
    return {cell_bed[at(cell)],
            cell_manning[at(cell)],
            {trapezoids.begin() + s.begin, trapezoids.begin() + s.begin + s.count}};
}

}  // namespace qingliu
