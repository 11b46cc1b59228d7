#include "models/reports/result_layout.hpp"

#include <utility>

namespace qingliu {

ResultLayout make_layout(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                         const std::vector<double>& cell_x, const std::vector<double>& cell_y, ProgramStamp program) {
    ResultLayout layout{specification,
                        constituents,
                        make_mesh(grid, cell_x, cell_y),
                        grid.cell_chainage,
                        grid.cell_length,
                        grid.cell_river,
                        {},
                        {},
                        std::move(program)};
    // Boundary nodes were numbered in the order of the faces.
    for (std::size_t f = 0; f < grid.face_from.size(); ++f) {
        if (grid.is_inner(static_cast<int>(f))) continue;
        layout.node_chainage.push_back(grid.face_chainage[f]);
        layout.node_length.push_back(0.0);
        layout.node_river.push_back(grid.face_river[f]);
    }
    for (const ControlSection& section : specification.sections) {
        layout.section_cell.push_back(grid.cell_at(section.at));
        layout.section_face.push_back(grid.face_at(section.at));
    }
    return layout;
}

}  // namespace qingliu
