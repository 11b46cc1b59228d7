// The concentration that water has where it passes a face, at an instant: the profile of profile.hpp in the cell it
// comes from, taken at the end where it leaves. It is what the fluxes of advection.hpp become as their step vanishes,
// so that both differ by their steps and not by their idea of a river; as a scheme in space alone (method of lines) it
// is that of Colella & Sekora (2008) and McCorquodale & Colella (2011): fourth-order edges, limited parabolas.
//
// Still cells, and cells that know no neighbour on one side, pass on their mean. The water that enters the head of a
// river is the edge value there.
#pragma once

#include <span>
#include <vector>

#include "engine/network/grid.hpp"
#include "models/transport/flow_directions.hpp"
#include "models/transport/profile.hpp"

namespace qingliu {

class FaceValues {
public:
    FaceValues(const Grid& grid, std::size_t blocks);

    /// Takes the face volumes of a step [face], m3: which way the water goes and where from.
    void begin(std::span<const double> face_volume);
    [[nodiscard]] const FlowDirections& directions() const { return directions_; }
    /// The face whose value all that leaves a cell has, or none where that is the mean of the cell.
    [[nodiscard]] int near_face(int cell) const;

    /// Writes the concentration of what passes each face into `values` [face * blocks], 0 where nothing does. `volume`
    /// m3 [cell]; `concentration` [cell * blocks] and, where `entering_volume` [cell] (m3 in the step) says that water
    /// enters a cell from outside, that of it, `entering` [cell * blocks].
    void compute(std::span<const double> volume, const OctetField& concentration,
                 std::span<const double> entering_volume, const OctetField& entering, OctetField& values);

private:
    /// Cells and faces beyond the two ends of a cell's profile; upstream is where most comes from.
    struct Ends {
        int near_face = Grid::none, far_face = Grid::none;
        int downstream = Grid::none, upstream = Grid::none;
    };
    [[nodiscard]] Ends ends_of(int cell) const;
    [[nodiscard]] bool is_two_ended(int cell) const;
    void compute_edges(std::span<const double> volume, const OctetField& concentration);

    const Grid* grid_;
    std::size_t blocks_;
    FlowDirections directions_;
    std::vector<double> face_volume_;  // m3 [face], >= 0
    std::vector<Ends> ends_;           // [cell]
    OctetField edge_;                  // [face * blocks]
};

}  // namespace qingliu
