// Grades of sampling points and of the water between them by shares of the data, as black and odorous urban waters are
// graded (城市黑臭水体整治工作指南, 2015). The shares are data of the standard (`points`).
//
// The guide has the shares for the worst grade and calls what is left of a water known to be black and odorous light.
// Here the same shares tell each grade from the one before it, so that a point may also be neither.
#pragma once

#include <span>
#include <vector>

#include "models/assessment/periods.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// One sampling point.
struct PointGrade {
    int grade = 0;                     ///< 1..Standard::beyond(); 0 = no data
    int samples = 0;                   ///< that have a value
    bool enough = false;               ///< as many samples as the standard asks for
    std::vector<double> worst_shares;  ///< [Standard::indicators], 1, share of its data beyond the last grade
    bool operator==(const PointGrade&) const = default;
};

/// A water of points in the order of the flow.
struct WaterGrade {
    int grade = 0;        ///< the worst that the share of points named in the standard has; 0 = no point has data
    bool enough = false;  ///< as many points with enough samples as the standard asks for
    struct Stretch {
        int first = 0, last = 0;  ///< indices of points, both included
    };
    std::vector<Stretch> worst_stretches;  ///< between points in a row beyond the last grade
};

/// Grade of one point: the worst grade g for which one indicator has that grade or a worse one in a share
/// `one_indicator` of its data, or two have it in `two_indicators`. Every sample is held against the limits of its own
/// depth. Throws std::logic_error where the standard has no `points`.
PointGrade grade_point(const Standard& standard, std::span<const Sample> samples);

/// Grade of the water out of its points.
WaterGrade grade_water(const Standard& standard, std::span<const PointGrade> points);

}  // namespace qingliu
