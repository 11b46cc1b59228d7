#include "models/reports/result_layout.hpp"

#include <utility>

#include "engine/network/map.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

MeshGeometry mesh_on_map(const Network& network, const Grid& grid) {
    const CellMap map = map_cells(network, grid);
    MeshGeometry mesh = make_mesh(grid, map.longitude, map.latitude);
    if (map.longitude.empty()) return mesh;
    mesh.comment = "along the known points of each river, in proportion to chainage";
    std::string schematic;
    for (const int river : map.schematic)
        schematic += (schematic.empty() ? "" : ", ") + network.rivers[static_cast<std::size_t>(river)].name;
    if (!schematic.empty())
        mesh.comment += "; rivers without known points are drawn south of the others and are not there: " + schematic;
    return mesh;
}

}  // namespace

std::string source_of(const ProgramStamp& program) {
    return "qingliu " + program.version + (program.commit.empty() ? "" : " (commit " + program.commit + ")");
}

std::string history_of(const ProgramStamp& program) {
    return format_instant(program.started, 0) + " " + program.command;
}

ResultLayout make_layout(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                         const std::vector<Constituent>& bed, ProgramStamp program) {
    ResultLayout layout{specification,
                        constituents,
                        bed,
                        mesh_on_map(specification.network, grid),
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
    for (const int section : specification.arrivals) {
        const std::vector<char> above = upstream_of(grid, layout.section_cell[static_cast<std::size_t>(section)]);
        std::vector<int>& releases = layout.releases_upstream.emplace_back();
        for (std::size_t i = 0; i < specification.sources.size(); ++i) {
            const PointSource& source = specification.sources[i];
            if (source.kind == PointSource::Kind::release &&
                above[static_cast<std::size_t>(grid.cell_at(source.at))] != 0)
                releases.push_back(static_cast<int>(i));
        }
    }
    return layout;
}

}  // namespace qingliu
