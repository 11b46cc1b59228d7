#include "models/hydraulics/measured_start.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/gravity.hpp"
#include "engine/base/index.hpp"

namespace qingliu {

namespace {

/// Values at chainages of one river: linear between, constant beyond, `otherwise` where there are none.
class Along {
public:
    explicit Along(double otherwise) : otherwise_(otherwise) {}
    void add(double chainage, double value) {
        points_.emplace_back(chainage, value);
        std::sort(points_.begin(), points_.end());
    }
    [[nodiscard]] double value(double chainage) const {
        if (points_.empty()) return otherwise_;
        const auto after = std::lower_bound(points_.begin(), points_.end(), chainage,
                                            [](const auto& point, double x) { return point.first < x; });
        if (after == points_.begin()) return after->second;
        const auto before = after - 1;
        if (after == points_.end()) return before->second;
        const double share = (chainage - before->first) / (after->first - before->first);
        return before->second + share * (after->second - before->second);
    }

private:
    double otherwise_;
    std::vector<std::pair<double, double>> points_;
};

}  // namespace

void pass_through(const FlowGeometry& g, const std::vector<MeasuredPoint>& measured, FlowState& state) {
    const auto& grid = *g.grid;
    const auto rivers = g.network->rivers.size();
    std::vector<Along> rise(rivers, Along(0)), share(rivers, Along(1)), more(rivers, Along(0));
    for (const auto& point : measured) {
        const auto river = at(point.at.river);
        if (point.water_level) {
            const auto cell = at(grid.cell_at(point.at));
            const double depth = state.level[cell] - g.cell_bed[cell], read = *point.water_level - g.cell_bed[cell];
            rise[river].add(point.at.chainage, std::max(read - depth, 0.0));
            share[river].add(point.at.chainage, std::min(std::max(read, 0.0) / std::max(depth, 1e-6), 1.0));
        }
        if (point.discharge)
            more[river].add(point.at.chainage, *point.discharge - state.discharge[at(grid.face_at(point.at))]);
    }
    for (std::size_t c = 0; c < state.level.size(); ++c) {
        const auto river = at(grid.cell_river[c]);
        const double x = grid.cell_chainage[c];
        const double depth = (state.level[c] - g.cell_bed[c]) * share[river].value(x) + rise[river].value(x);
        state.level[c] = g.cell_bed[c] + depth;
        state.volume[c] = g.cell_shape(static_cast<int>(c)).area(depth) * g.cell_length[c];
    }
    for (const int face : g.channel_faces) {
        const auto f = at(face);
        const double added = more[at(grid.face_river[f])].value(grid.face_chainage[f]);
        if (added == 0) continue;
        const double q = state.discharge[f] + added;
        const int upwind = q >= 0 ? grid.face_from[f] : grid.face_to[f];
        const double depth = std::max(state.level[at(upwind)] - g.face_bed[f], 0.0);
        const auto shape = g.cell_shape(upwind);
        const double area = shape.area(depth), fastest = std::sqrt(gravity * depth);
        state.velocity[f] = std::clamp(q / std::max(area, 1e-6), -fastest, fastest);
        state.discharge[f] = state.velocity[f] * area;
    }
}

}  // namespace qingliu
