// The same waters on shorter cells with shorter steps: what a run is repeated as to tell its numerical error.
#pragma once

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// Steps of half the length: the longest, and what the error control allows, whose measure grows with the square of
/// the step. After the control sections of the case come two points for each of them, see FinerReading.
Case finer_case(const Case& specification, const Grid& grid, const Grid& finer);

/// What a run on a grid made with refinement 1 or 2 tells of the control sections of the run on `grid`: the shorter
/// cell above and the one below share the section's cell, and between their centres values are interpolated, so that
/// the place of a section within its cell counts. Where the cell was not cut (refinement 1, storages) both are it.
class FinerReading {
public:
    /// Chainages of the two centres, and the weight of the lower one at the section.
    struct Point {
        double above = 0, below = 0;  ///< m, of the same river
        double weight = 0;            ///< 1
    };
    FinerReading(const Case& specification, const Grid& grid, const Grid& finer);

    /// [section]
    [[nodiscard]] const std::vector<Point>& points() const { return points_; }
    // daily means at section `section` in the record of a run of finer_case(); NaN where there is none
    [[nodiscard]] double discharge(const ScenarioRecord& record, std::size_t day, std::size_t section) const;
    /// `bed` m [cell of the finer grid].
    [[nodiscard]] double water_level(const ScenarioRecord& record, const std::vector<double>& bed, std::size_t day,
                                     std::size_t section) const;
    [[nodiscard]] double concentration(const ScenarioRecord& record, std::size_t day, std::size_t section,
                                       std::size_t constituent, std::size_t constituents) const;

private:
    [[nodiscard]] double between(std::size_t section, double above, double below) const;

    std::vector<Point> points_;
    std::vector<int> cell_above_, cell_below_;  // [section], of the finer grid
};

}  // namespace qingliu
