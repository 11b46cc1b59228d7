// Which ends of lines are one place.
#pragma once

#include <vector>

#include "models/imports/river_lines.hpp"

namespace qingliu {

/// Metres of a plane that touches the ellipsoid WGS84 in the middle of all lines; good to 2 % of a distance over the
/// width of a province, for distances of some metres.
class LineEnds {
public:
    /// Lines that meet: those that end here, those that begin here; or, where none does the other, the line in whose
    /// middle they lie (`on`, else -1) and the share of its length above (`along`).
    struct Node {
        std::vector<int> in, out;
        int on = -1;
        double along = 0;
    };
    /// An end that nothing meets, though another line is not far (within ten times the tolerance).
    struct NearMiss {
        int line, other;
        bool lower;       ///< its lower end
        double distance;  ///< m
    };

    LineEnds(const std::vector<RiverLine>& lines, double tolerance);

    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] const std::vector<NearMiss>& near_misses() const { return near_misses_; }
    /// How many ends did not lie exactly where those they meet do, and the farthest of them (m).
    [[nodiscard]] std::size_t moved() const { return moved_; }
    [[nodiscard]] double farthest() const { return farthest_; }

private:
    std::vector<Node> nodes_;
    std::vector<NearMiss> near_misses_;
    std::size_t moved_ = 0;
    double farthest_ = 0;
};

}  // namespace qingliu
