// Lines joined to rivers: ends near one another are one place, ends near the middle of another line lie on it, and
// lines that follow one another under one name are one river.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/imports/import_report.hpp"
#include "models/imports/river_lines.hpp"

namespace qingliu {

/// A place on a river that was joined together.
struct LinePlace {
    int river = -1;       ///< index into LineNetwork::rivers
    double chainage = 0;  ///< m from its upper end
};

struct JoinedRiver {
    std::string name;                 ///< of its lines; may be empty
    std::vector<int> lines;           ///< indices into LineNetwork::lines, downstream
    std::vector<double> start;        ///< m [line] chainage at which it begins
    double length = 0;                ///< m
    std::optional<LinePlace> leaves;  ///< the river it starts from
    std::optional<LinePlace> joins;   ///< the river it ends in
    bool head = false;                ///< nothing flows to its upper end
};

struct LineNetwork {
    std::vector<RiverLine> lines;  ///< each from its upper to its lower end
    std::vector<double> length;    ///< m [line]
    std::vector<JoinedRiver> rivers;
};

/// m along a line of degrees, on the ellipsoid WGS84 by the radii of curvature at each piece's middle.
double length_of(const std::vector<VectorPoint>& points);

/// `tolerance` m. A line that rises is turned round. What is assumed (turned lines, ends that were moved, forks), and
/// ends that nearly meet another line, go to the report; `file` is how it names the layer's file. Throws InputError
/// where a line has no length or lines go in a circle.
LineNetwork join_lines(std::vector<RiverLine> lines, double tolerance, const std::string& file, ImportReport& report);

}  // namespace qingliu
