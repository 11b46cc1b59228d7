#include "models/hydraulics/flow_geometry.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/gravity.hpp"
#include "engine/base/index.hpp"

namespace qingliu {

namespace {

std::vector<RiverSections> sections_of(const Network& network) {
    std::vector<RiverSections> sections;
    for (const auto& river : network.rivers) sections.emplace_back(river);
    return sections;
}

}  // namespace

FlowGeometry::FlowGeometry(const Network& n, const Grid& g)
    : network(&n), grid(&g), cell_length(g.cell_length), face_distance(g.face_distance) {
    const auto of_river = sections_of(n);
    for (int c = 0; c < g.cells(); ++c) {
        const auto shape = of_river[at(g.cell_river[at(c)])].at(g.cell_chainage[at(c)]);
        cell_bed.push_back(shape.bed_level);
        cell_manning.push_back(shape.manning_n);
        cell_flow.push_back(sections.add_flow(shape));
        cell_stored.push_back(shape.stored.empty() ? cell_flow.back() : sections.add(shape.stored));
        cell_has_dead_water.push_back(shape.stored.empty() ? 0 : 1);
    }
    std::vector<std::pair<int, int>> couplings;
    std::vector<std::vector<int>> in(at(g.cells())), out(at(g.cells()));
    for (int f = 0; f < g.faces(); ++f) {
        const int a = g.face_from[at(f)], b = g.face_to[at(f)];
        const auto shape = of_river[at(g.face_river[at(f)])].at(g.face_chainage[at(f)]);
        face_section.push_back(sections.add_flow(shape));
        face_friction.push_back(gravity * shape.manning_n * shape.manning_n);
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
            outlet_bed.push_back(shape.bed_level);
        } else {
            channel_faces.push_back(f);
        }
    }
    for (const double distance : face_distance) per_distance.push_back(1 / distance);
    elimination = EliminationOrder(g.cells(), couplings);
    const auto neighbour = [](const std::vector<int>& faces) {
        return faces.empty() ? none : faces.size() == 1 ? faces.front() : several;
    };
    for (int f = 0; f < g.faces(); ++f) {
        const int a = g.face_from[at(f)], b = g.face_to[at(f)];
        face_before.push_back(g.cell_still[at(a)] ? still : neighbour(in[at(a)]));
        face_after.push_back(b == Grid::outside ? none : g.cell_still[at(b)] ? still : neighbour(out[at(b)]));
        joins_confluence.push_back(b != Grid::outside && in[at(b)].size() > 1 ? 1 : 0);
    }
    for (int f = 0; f < g.faces(); ++f) {
        const int a = g.face_from[at(f)], b = g.face_to[at(f)];
        look_beyond(f, in[at(a)], b == Grid::outside ? std::vector<int>{} : out[at(b)]);
        const bool leaves = g.cell_river[at(a)] != g.face_river[at(f)];
        const int other = leaves || b == Grid::outside ? a : b;
        divide_distance(f, in[at(other)], out[at(other)]);
    }
    find_crossings(in, out);
    for (const auto& x : crossings) {
        const int below = g.face_to[at(x.out)];
        crossing_coupling.push_back(below == Grid::outside ? none : static_cast<int>(couplings.size()));
        if (below != Grid::outside) couplings.emplace_back(g.face_from[at(x.in)], below);
    }
    wide_elimination = EliminationOrder(g.cells(), couplings);
}

void FlowGeometry::find_crossings(const std::vector<std::vector<int>>& in, const std::vector<std::vector<int>>& out) {
    const auto& g = *grid;
    simple_in.assign(cell_bed.size(), none);
    simple_out = simple_in;
    const auto works = [&](int f) { return f >= 0 && g.face_structure[at(f)] != Grid::none; };
    for (int c = 0; c < g.cells(); ++c) {
        if (g.cell_still[at(c)] != 0) continue;
        const auto& above = in[at(c)];
        const auto& below = out[at(c)];
        if (above.size() + below.size() == 1) {
            const int face = above.empty() ? below.front() : above.front();
            if (works(face) || g.face_to[at(face)] == Grid::outside) continue;
            ends.push_back({c, face});
            (above.empty() ? simple_out : simple_in)[at(c)] = face;
        } else if (above.size() == 1 && below.size() == 1) {
            const int p = above.front(), i = below.front();
            // works spend the momentum of what they pass
            const int before = works(p) || works(i) ? several : face_before[at(p)];
            const int after = works(p) || works(i) ? several : face_after[at(i)];
            const auto ratio = [&](int cell) { return cell_length[at(c)] / cell_length[at(cell)]; };
            crossings.push_back({c, p, i, works(before) ? several : before, works(after) ? several : after,
                                 ratio(g.face_from[at(p)]),
                                 g.face_to[at(i)] == Grid::outside ? 1.0 : ratio(g.face_to[at(i)])});
            simple_in[at(c)] = p;
            simple_out[at(c)] = i;
        }
    }
}

/// The friction between the centres of two cells of different rivers: half a cell of the face's own river, and in the
/// other one the way from its centre to the mouth (offtake).
void FlowGeometry::divide_distance(int face, const std::vector<int>& in, const std::vector<int>& out) {
    const auto& g = *grid;
    own_share.push_back(1);
    other_share.push_back(0);
    other_face.push_back(none);
    // works and open ends have no friction of their own
    if (g.face_between_rivers[at(face)] == 0 || g.face_structure[at(face)] != Grid::none || !g.is_inner(face)) return;
    const int a = g.face_from[at(face)], b = g.face_to[at(face)];
    const bool leaves = g.cell_river[at(a)] != g.face_river[at(face)];
    const int own = leaves ? b : a, other = leaves ? a : b;
    const auto& river = network->rivers[at(g.face_river[at(face)])];
    // from the mouth down to the centre, or from the centre down to the offtake
    const double down = leaves ? river.leaves->chainage - g.cell_chainage[at(other)]
                               : g.cell_chainage[at(other)] - river.joins->chainage;
    own_share.back() = 0.5 * cell_length[at(own)] / face_distance[at(face)];
    other_share.back() = down / face_distance[at(face)];
    // the face of the other river on the side of the mouth; at an end of that river the only one there is
    const auto of_river = [&](const std::vector<int>& faces) {
        for (const int f : faces) {
            const bool channel = g.is_inner(f) && g.face_structure[at(f)] == Grid::none;
            if (channel && g.face_river[at(f)] == g.cell_river[at(other)] && g.face_between_rivers[at(f)] == 0)
                return f;
        }
        return none;
    };
    const int upper = of_river(in), lower = of_river(out);
    const bool mouth_above = (down > 0) != leaves;
    other_face.back() = (mouth_above && upper >= 0) || lower < 0 ? upper : lower;
}

/// The slope of the depth goes on along the river; at a confluence or an offtake along the widest branch, since the
/// levels of all meet there. Works end it.
void FlowGeometry::look_beyond(int face, const std::vector<int>& in, const std::vector<int>& out) {
    const auto& g = *grid;
    constexpr double depth = 1;  // m, where branches are compared
    const auto width = [&](int f) {
        const auto& place = face_section[at(f)];
        if (place.pieces == 0) return sections.trapezoids[at(place.begin)].width;
        return piece_at(sections.table(place), depth).width_at(depth);
    };
    const auto goes_on = [&](const std::vector<int>& faces) {
        int best = none;
        for (const int f : faces) {
            if (!g.is_inner(f) || g.face_structure[at(f)] != Grid::none) continue;
            const auto rank = [&](int k) { return std::pair(g.face_river[at(k)] == g.face_river[at(face)], width(k)); };
            if (best == none || rank(f) > rank(best)) best = f;
        }
        return best;
    };
    const bool channel = g.is_inner(face) && g.face_structure[at(face)] == Grid::none;
    const int up = channel ? goes_on(in) : none, down = channel ? goes_on(out) : none;
    const auto ratio = [&](int beyond) { return beyond < 0 ? 1 : face_distance[at(face)] / face_distance[at(beyond)]; };
    face_beyond_up.push_back(up);
    face_beyond_down.push_back(down);
    distance_ratio_up.push_back(ratio(up));
    distance_ratio_down.push_back(ratio(down));
    const double length = cell_length[at(g.face_from[at(face)])];
    share_of_up.push_back(channel ? length / (length + cell_length[at(g.face_to[at(face)])]) : 0.5);
}

SectionShape FlowGeometry::cell_shape(int cell) const {
    SectionShape shape;
    shape.bed_level = cell_bed[at(cell)];
    shape.manning_n = cell_manning[at(cell)];
    const auto flow = cell_flow[at(cell)];
    if (flow.pieces == 0) {
        shape.trapezoid = sections.trapezoids[at(flow.begin)];
        return shape;
    }
    const auto table = sections.table(flow);
    shape.flow.assign(table.begin(), table.end());
    if (cell_has_dead_water[at(cell)] != 0) {
        const auto stored = sections.table(cell_stored[at(cell)]);
        shape.stored.assign(stored.begin(), stored.end());
    }
    return shape;
}

WorkSite FlowGeometry::site_of(int face) const {
    const int a = grid->face_from[at(face)], b = grid->face_to[at(face)];
    const double down = b == Grid::outside ? cell_bed[at(a)] : cell_bed[at(b)];
    return {cell_bed[at(a)], down, face_distance[at(face)],
            interpolate_section(network->rivers[at(grid->face_river[at(face)])], grid->face_chainage[at(face)])};
}

}  // namespace qingliu
