#include "models/hydraulics/newton_stage.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/structures/catalogue.hpp"

namespace qingliu {

namespace {

/// A step this much as long as the one before it, and back, is no progress; then steps are halved, down to this share.
constexpr double turning = 0.5, least_share = 0.125;

/// No water is faster than a fall of 50 m makes it, m s-1.
constexpr double fastest_water = 30;

}  // namespace

template <int W>
NewtonStage<W>::NewtonStage(const FlowGeometry& geometry, Coupling coupling)
    : g_(&geometry),
      order_(coupling == Coupling::wide ? &geometry.wide_elimination : &geometry.elimination),
      wide_(coupling == Coupling::wide) {
    const auto cells = geometry.cell_bed.size(), faces = geometry.face_bed.size();
    for (auto* field : {&level, &volume_start, &inflow, &withdrawal, &sink_share, &sink_area, &lateral,
                        &entering_velocity, &depth_, &own_weight_, &below_weight_}) {
        field->assign(cells, T(0.0));
    }
    for (auto* field : {&velocity, &discharge, &velocity_start}) field->assign(faces, T(0.0));
    held_up.fill(std::vector<long>(cells, 0));
    // all of these are numbers without a meaning of their own before the first iteration
    cells_.assign(cells, Cell{});
    rows_.assign(cells, Row{});
    edges_.assign(at(order_->edges()), Edge{});
    faces_.assign(faces, Face{});
    if (wide_) {
        far_faces_.assign(faces, FarFace{});
    }
    held_ = lane_pieces<W>(geometry.sections);
    roughness.assign(geometry.network->rivers.size(), T(1.0));
    seepage.assign(cells, 0.0);
    entering_depth.assign(cells, 0.0);
    outlet_level.assign(geometry.outlet_faces.size(), T(0.0));
    freedom_.assign(geometry.outlet_faces.size(), T(0.0));
    outlet_rise_.assign(geometry.outlet_faces.size(), T(0.0));
    for (const auto& work : geometry.grid->works)
        works_.push_back(make_work<W>(geometry.network->structures[at(work.structure)], geometry.site_of(work.face)));
    setting.assign(geometry.network->structures.size(), T(0.0));
    std::vector<char> owned(edges_.size(), 0);
    for (const int pair : geometry.face_coupling) {
        if (pair < 0) continue;
        const auto edge = at(order_->slot[at(pair)].edge);
        first_on_edge_.push_back(owned[edge] ? 0 : 1);
        owned[edge] = 1;
    }
    for (std::size_t e = 0; e < owned.size(); ++e) {
        if (!owned[e]) fill_edges_.push_back(static_cast<int>(e));
    }
}

/// Storage, sinks: the cell's own part of the matrix.
template <int W>
void NewtonStage<W>::cells(const T& tau) {
    const T zero(0.0), one(1.0);
    for (std::size_t c = 0; c < level.size(); ++c) {
        const T h = max(level[c] - g_->cell_bed[c], zero);
        const auto stored = g_->cell_stored[c], flow = g_->cell_flow[c];
        const auto w = wetted<W>(g_->sections, stored, h, held_[at(stored.table)]);
        cells_[c].area = w.area;
        if (g_->cell_has_dead_water[c] != 0)
            cells_[c].area = wetted<W>(g_->sections, flow, h, held_[at(flow.table)]).area;
        cells_[c].width = w.width;
        const double length = g_->cell_length[c];
        const T shallow = h * (1.0 / sink_depth);
        const auto fading = shallow < one;
        const T share = select(fading, shallow, one);
        const T share_by_depth = select(fading, T(1.0 / sink_depth), zero);
        const T loss = evaporation + seepage[c];
        const T surface = w.width * length;
        cells_[c].share = share;
        const T sink = (withdrawal[c] + loss * surface) * share;
        const T sink_by_depth = (withdrawal[c] + loss * surface) * share_by_depth;
        rows_[c].diagonal = surface + tau * sink_by_depth;
        rows_[c].rhs = volume_start[c] + tau * (inflow[c] - sink) - w.area * length;
    }
}

/// What ground water, banks and rain bring.
template <int W>
void NewtonStage<W>::surround(const T& tau) {
    for (auto& s : surroundings) {
        const auto c = at(s.cell);
        const T share_by_level = select(cells_[c].share < T(1.0), T(1.0 / sink_depth), T(0.0));
        s.evaluate(level[c], cells_[c].width, cells_[c].share, share_by_level, tau);
        rows_[c].diagonal -= tau * s.by_level;
        rows_[c].rhs += tau * s.flow;
    }
}

template <int W>
void NewtonStage<W>::eliminate(const T& tau) {
    const auto& order = *order_;
    for (const int e : fill_edges_) edges_[at(e)].upper = edges_[at(e)].lower = T(0.0);
    for (std::size_t i = 0; i < faces_.size(); ++i) {
        const Face& face = faces_[i];
        const T flow = tau * (face.flow + face.area * face.u_step), up = tau * face.by_up;
        const auto a = at(g_->grid->face_from[i]);
        rows_[a].diagonal += up;
        rows_[a].rhs -= flow;
        const int coupling = g_->face_coupling[i];
        if (coupling < 0) continue;
        const T down = tau * face.by_down;
        const auto b = at(g_->grid->face_to[i]);
        rows_[b].diagonal -= down;
        rows_[b].rhs += flow;
        const auto& slot = order.slot[at(coupling)];
        const auto e = at(slot.edge);
        const T u = slot.first_is_pivot ? down : -up, l = slot.first_is_pivot ? -up : down;
        if (first_on_edge_[at(coupling)]) {
            edges_[e].upper = u;
            edges_[e].lower = l;
        } else {
            edges_[e].upper += u;
            edges_[e].lower += l;
        }
    }
    if (wide_) add_far_couplings(tau);
    const auto pivots = order.pivot_cell.size();
    for (std::size_t k = 0; k < pivots; ++k) {
        const auto c = at(order.pivot_cell[k]);
        const T inverse = 1.0 / rows_[c].diagonal;
        const T r = rows_[c].rhs;
        for (int i = order.edge_begin[k]; i < order.edge_begin[k + 1]; ++i) {
            const auto e = at(i);
            const auto other = at(order.edge_other[e]);
            const T multiplier = edges_[e].lower * inverse;
            edges_[e].lower = multiplier;
            rows_[other].diagonal -= multiplier * edges_[e].upper;
            rows_[other].rhs -= multiplier * r;
        }
        for (int i = order.fill_begin[k]; i < order.fill_begin[k + 1]; ++i) {
            const auto& fill = order.fill[at(i)];
            Edge& edge = edges_[at(fill.target)];
            (fill.target_is_upper ? edge.upper : edge.lower) -=
                edges_[at(fill.edge_row)].lower * edges_[at(fill.edge_column)].upper;
        }
        rows_[c].diagonal = inverse;
    }
    for (std::size_t k = pivots; k-- > 0;) {
        const auto c = at(order.pivot_cell[k]);
        T x = rows_[c].rhs;
        for (int i = order.edge_begin[k]; i < order.edge_begin[k + 1]; ++i)
            x -= edges_[at(i)].upper * rows_[at(order.edge_other[at(i)])].rhs;
        rows_[c].rhs = x * rows_[c].diagonal;
    }
}

/// What a face's discharge owes to the levels beyond the cells beside it.
template <int W>
void NewtonStage<W>::add_far_couplings(const T& tau) {
    // adds `value` to the row of one cell of a coupling in the column of the other
    const auto add = [&](int coupling, bool row_is_first, const T& value) {
        const auto& slot = order_->slot[at(coupling)];
        Edge& edge = edges_[at(slot.edge)];
        (row_is_first == slot.first_is_pivot ? edge.upper : edge.lower) += value;
    };
    for (std::size_t k = 0; k < g_->crossings.size(); ++k) {
        const auto& x = g_->crossings[k];
        const auto p = at(x.in), i = at(x.out);
        const int pair = g_->crossing_coupling[k];
        // the lower face by the level above the upper one, and the other way round; a face's first cell is the upper
        const T lower_by_top = tau * far_faces_[i].by_up, upper_by_bottom = tau * far_faces_[p].by_down;
        add(g_->face_coupling[p], false, lower_by_top);
        if (pair < 0) continue;
        add(pair, false, -lower_by_top);
        add(g_->face_coupling[i], true, -upper_by_bottom);
        add(pair, true, upper_by_bottom);
    }
}

/// The largest movement of a level that is asked for.
template <int W>
Lanes<W> NewtonStage<W>::asked() const {
    T largest(0.0);
    for (const Row& row : rows_) largest = max(largest, abs(row.rhs));
    return largest;
}

/// Moves the active lanes, only `share` of the way where it is less than 1; returns the largest movement of a level per
/// lane, of the whole way (not finite where the step was not).
template <int W>
template <bool damped>
Lanes<W> NewtonStage<W>::update(const Mask<W>& active, const T& share) {
    const T zero(0.0);
    const auto& from = g_->grid->face_from;
    const auto& to = g_->grid->face_to;
    for (std::size_t i = 0; i < faces_.size(); ++i) {
        const T up = rows_[at(from[i])].rhs;
        const T down = to[i] == Grid::outside ? zero : rows_[at(to[i])].rhs;
        const Face& face = faces_[i];
        T faster = face.u_step - face.u_by_up * up - face.u_by_down * down;
        if constexpr (damped) faster = faster * share;
        velocity[i] = select(active, velocity[i] + faster, velocity[i]);
    }
    if (wide_) {
        for (const auto& x : g_->crossings) {
            const auto p = at(x.in), i = at(x.out);
            T top = rows_[at(from[p])].rhs;
            if constexpr (damped) top = top * share;
            velocity[i] = select(active, velocity[i] - far_faces_[i].u_by_up * top, velocity[i]);
            if (to[i] == Grid::outside) continue;
            T bottom = rows_[at(to[i])].rhs;
            if constexpr (damped) bottom = bottom * share;
            velocity[p] = select(active, velocity[p] - far_faces_[p].u_by_down * bottom, velocity[p]);
        }
    }
    T largest = zero, total = zero;
    moved_most_ = zero;
    for (std::size_t c = 0; c < level.size(); ++c) {
        const T bed(g_->cell_bed[c]);
        const T h = max(level[c] - bed, zero);
        const T asked = h + rows_[c].rhs;
        const T floor = 0.1 * h;
        const auto too_low = asked < floor;
        T reached = select(too_low, floor, asked);
        // a limited step in visible water is no convergence
        const T moved = abs(reached - h) + select(too_low & (h > T(1e-5)), T(1.0), zero);
        const auto most = moved > largest;
        largest = select(most, moved, largest);
        moved_most_ = select(most, T(static_cast<double>(c)), moved_most_);
        if constexpr (damped) reached = select(share < T(1.0), h + share * (reached - h), reached);
        total += rows_[c].rhs;
        level[c] = select(active, bed + reached, level[c]);
    }
    return largest + zero * total;
}

/// The discharge of a face at the levels found.
template <int W>
Lanes<W> NewtonStage<W>::found(std::size_t i) const {
    const int a = g_->grid->face_from[i], b = g_->grid->face_to[i];
    const Face& face = faces_[i];
    T q = face.flow + face.area * face.u_step + face.by_up * rows_[at(a)].rhs;
    if (b != Grid::outside) q += face.by_down * rows_[at(b)].rhs;
    if (!wide_) return q;
    if (const int in = g_->simple_in[at(a)]; in >= 0)
        q += far_faces_[i].by_up * rows_[at(g_->grid->face_from[at(in)])].rhs;
    if (b == Grid::outside) return q;
    const int out = g_->simple_out[at(b)];
    if (out >= 0 && g_->grid->face_to[at(out)] != Grid::outside)
        q += far_faces_[i].by_down * rows_[at(g_->grid->face_to[at(out)])].rhs;
    return q;
}

/// What lanes that are done leave beside levels and velocities: what the last iteration reckoned their volumes with.
template <int W>
void NewtonStage<W>::leave(const Mask<W>& done) {
    const T zero(0.0);
    for (std::size_t i = 0; i < faces_.size(); ++i) discharge[i] = select(done, found(i), discharge[i]);
    // what Newton makes of a velocity that moves no water has not been held against anything
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        velocity[i] =
            select(done & (faces_[i].area <= zero) & (abs(velocity[i]) > T(fastest_water)), zero, velocity[i]);
    }
    for (std::size_t c = 0; c < level.size(); ++c) {
        const Cell& cell = cells_[c];
        const T share = cell.share + select(cell.share < T(1.0), T(1.0 / sink_depth), zero) * rows_[c].rhs;
        sink_share[c] = select(done, share, sink_share[c]);
        sink_area[c] = select(done, cell.width * g_->cell_length[c] * share, sink_area[c]);
    }
    for (auto& s : surroundings) s.settled = select(done, s.flow + s.by_level * rows_[at(s.cell)].rhs, s.settled);
}

template <int W>
Mask<W> NewtonStage<W>::solve(const T& tau, Mask<W> active, FaceDepth face_depth, double tolerance, int max_iterations,
                              long* iterations) {
    if (!active.any()) return active;
    plain_ = face_depth == FaceDepth::upwind && !wide_;
    if (face_depth == FaceDepth::limited) {
        limit_slopes(active);
    } else {
        forget_slopes(active);
    }
    for (const int f : g_->outlet_faces) faces_[at(f)].flow = discharge[at(f)];
    Mask<W> converged = Mask<W>::all(false);
    for (int lane = 0; lane < W; ++lane) {
        if (active[lane]) pace_[at(lane)].begin(tau[lane], face_depth == FaceDepth::limited);
    }
    T before(0.0);  // m, what the last iteration moved
    // a lane whose levels go to and fro between two branches of a law goes only part of the way
    T share(1.0), last(0.0), last_cell(-1.0);
    for (int k = 0; k < max_iterations && active.any(); ++k) {
        cells(tau);
        surround(tau);
        channel_faces();
        work_faces(active);
        if (k == 0 && face_depth == FaceDepth::limited) weigh_velocities(active);
        if (wide_) {
            outlets<true>(tau, active);
            momentum<true>(tau);
        } else {
            outlets<false>(tau, active);
            momentum<false>(tau);
        }
        eliminate(tau);
        const bool damped = ((share < T(1.0)) & active).any();
        // the last step is whole: it is what the volumes are reckoned with
        const T whole = damped ? select(asked() < T(tolerance), T(1.0), share) : T(1.0);
        const T moved = damped ? update<true>(active, whole) : update<false>(active, whole);
        auto done = k + 1 == max_iterations ? active : Mask<W>::all(false);
        for (int lane = 0; lane < W; ++lane) {
            if (!active[lane]) continue;
            ++iterations[lane];
            auto& pace = pace_[at(lane)];
            if (k > 0) pace.saw(moved[lane], before[lane]);
            before.set(lane, moved[lane]);
            if (moved[lane] < tolerance || (whole[lane] >= 1 && pace.left(moved[lane]) < tolerance)) {
                active.set(lane, false);
                converged.set(lane, true);
                done.set(lane, true);
                continue;
            }
            moved_most[at(lane)] = static_cast<int>(moved_most_[lane]);
            ++held_up[at(lane)][at(moved_most[at(lane)])];
            if (!std::isfinite(moved[lane])) active.set(lane, false);
            const double step = rows_[at(moved_most[at(lane)])].rhs[lane];
            const bool turned = moved_most_[lane] == last_cell[lane] && step * last[lane] < 0 &&
                                std::fabs(step) > turning * std::fabs(last[lane]);
            share.set(lane, turned ? std::max(0.5 * share[lane], least_share) : std::min(2 * share[lane], 1.0));
            last.set(lane, step);
            last_cell.set(lane, moved_most_[lane]);
        }
        if (done.any()) leave(done);
        for (const int f : g_->outlet_faces) faces_[at(f)].flow = found(at(f));
    }
    return converged;
}

template class NewtonStage<1>;
template class NewtonStage<4>;

}  // namespace qingliu
