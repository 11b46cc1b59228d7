#include "models/imports/line_ends.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "models/imports/line_network.hpp"

namespace qingliu {

namespace {

constexpr double radians = std::numbers::pi / 180;

/// m per degree of latitude and of longitude on WGS84.
VectorPoint metres_per_degree(double latitude) {
    constexpr double a = 6378137.0, flattening = 1 / 298.257223563, e2 = flattening * (2 - flattening);
    const double sine = std::sin(latitude * radians), w2 = 1 - e2 * sine * sine, w = std::sqrt(w2);
    return {a * (1 - e2) / (w2 * w) * radians, a / w * std::cos(latitude * radians) * radians};
}

struct Nearest {
    double distance = std::numeric_limits<double>::infinity();  // m
    double along = 0;                                           // share of the line's length above
};

Nearest nearest_on(const std::vector<VectorPoint>& line, const VectorPoint& point) {
    Nearest nearest;
    double whole = 0, at = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double dx = line[i + 1].first - line[i].first, dy = line[i + 1].second - line[i].second;
        const double length = std::hypot(dx, dy);
        const double share =
            length > 0 ? std::clamp(((point.first - line[i].first) * dx + (point.second - line[i].second) * dy) /
                                        (length * length),
                                    0.0, 1.0)
                       : 0.0;
        const double distance =
            std::hypot(point.first - line[i].first - share * dx, point.second - line[i].second - share * dy);
        if (distance < nearest.distance) {
            nearest.distance = distance;
            at = whole + share * length;
        }
        whole += length;
    }
    nearest.along = whole > 0 ? at / whole : 0;
    return nearest;
}

}  // namespace

double length_of(const std::vector<VectorPoint>& points) {
    double length = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto [north, east] = metres_per_degree(0.5 * (points[i].second + points[i + 1].second));
        length += std::hypot((points[i + 1].first - points[i].first) * east,
                             (points[i + 1].second - points[i].second) * north);
    }
    return length;
}

LineEnds::LineEnds(const std::vector<RiverLine>& lines, double tolerance) {
    double south = 90, north = -90;
    for (const RiverLine& line : lines) {
        for (const auto& [x, y] : line.points) {
            south = std::min(south, y);
            north = std::max(north, y);
        }
    }
    const auto [per_latitude, per_longitude] = metres_per_degree(0.5 * (south + north));
    std::vector<std::vector<VectorPoint>> plane;
    for (const RiverLine& line : lines) {
        std::vector<VectorPoint>& points = plane.emplace_back();
        for (const auto& [x, y] : line.points) points.emplace_back(x * per_longitude, y * per_latitude);
    }
    // end 2 i begins line i, end 2 i + 1 ends it
    const auto end_at = [&](std::size_t end) { return end % 2 == 0 ? plane[end / 2].front() : plane[end / 2].back(); };
    const auto distance = [&](std::size_t a, std::size_t b) {
        return std::hypot(end_at(a).first - end_at(b).first, end_at(a).second - end_at(b).second);
    };
    std::vector<std::size_t> group(2 * lines.size()), sorted(group.size());
    std::iota(group.begin(), group.end(), 0U);
    sorted = group;
    std::ranges::sort(sorted, {}, [&](std::size_t end) { return end_at(end).first; });
    const auto root = [&](std::size_t end) {
        while (group[end] != end) end = group[end] = group[group[end]];
        return end;
    };
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (std::size_t k = i + 1; k < sorted.size(); ++k) {
            if (end_at(sorted[k]).first - end_at(sorted[i]).first > tolerance) break;
            const double apart = distance(sorted[i], sorted[k]);
            if (apart > tolerance || sorted[i] / 2 == sorted[k] / 2) continue;
            group[std::max(root(sorted[i]), root(sorted[k]))] = std::min(root(sorted[i]), root(sorted[k]));
            farthest_ = std::max(farthest_, apart);
        }
    }
    // ends of one node that do not lie where its first does
    for (std::size_t end = 0; end < group.size(); ++end)
        if (root(end) != end && distance(root(end), end) > 0) ++moved_;
    std::vector<int> node_of(group.size(), -1);
    for (std::size_t end = 0; end < group.size(); ++end) {
        int& node = node_of[root(end)];
        if (node < 0) {
            node = static_cast<int>(nodes_.size());
            nodes_.emplace_back();
        }
        Node& at = nodes_[static_cast<std::size_t>(node)];
        (end % 2 == 0 ? at.out : at.in).push_back(static_cast<int>(end / 2));
    }
    for (Node& node : nodes_) {
        if (!node.in.empty() && !node.out.empty()) continue;
        const bool lower = node.out.empty();
        const std::vector<int>& of = lower ? node.in : node.out;
        const VectorPoint point = end_at(2 * static_cast<std::size_t>(of.front()) + (lower ? 1 : 0));
        Nearest best;
        int other = -1;
        for (std::size_t i = 0; i < plane.size(); ++i) {
            if (std::ranges::find(of, static_cast<int>(i)) != of.end()) continue;
            const Nearest nearest = nearest_on(plane[i], point);
            if (nearest.distance >= best.distance) continue;
            best = nearest;
            other = static_cast<int>(i);
        }
        if (best.distance <= tolerance) {
            node.on = other;
            node.along = best.along;
            if (best.distance > 0) ++moved_;
            farthest_ = std::max(farthest_, best.distance);
        } else if (best.distance <= 10 * tolerance) {
            near_misses_.push_back({of.front(), other, lower, best.distance});
        }
    }
}

}  // namespace qingliu
