#include "engine/io/mesh.hpp"

#include <stdexcept>
#include <string>

namespace qingliu {

namespace {

constexpr double scheme_spacing = 10000;  // m between rivers of a scheme

/// Half a cell beyond `cell`, away from its neighbour on the same river; on the cell itself where it is the river's
/// only one.
double beyond(const std::vector<double>& x, const Grid& grid, int cell) {
    const auto river = static_cast<std::size_t>(grid.cell_river[static_cast<std::size_t>(cell)]);
    const int first = grid.first_cell[river];
    const int last = first + grid.cell_count[river] - 1;
    if (first == last) return x[static_cast<std::size_t>(cell)];
    const int neighbour = cell == first ? cell + 1 : cell - 1;
    return 1.5 * x[static_cast<std::size_t>(cell)] - 0.5 * x[static_cast<std::size_t>(neighbour)];
}

/// What longitude and latitude refer to, under the name by which QGIS (MDAL) looks for it.
void write_datum(NetcdfFile& file) {
    VariableDescription datum;
    datum.name = "wgs84";
    datum.type = NumberType::int32;
    datum.long_name = "World Geodetic System 1984";
    const int id = file.define(datum);
    file.set_attribute(id, "grid_mapping_name", "latitude_longitude");
    file.set_attribute(id, "epsg", 4326);
    file.put(id, 4326.0);
}

int define_coordinate(NetcdfFile& file, const MeshGeometry& mesh, const std::string& name, const std::string& dimension,
                      bool east) {
    VariableDescription description;
    description.name = name;
    description.type = NumberType::float64;
    description.dimensions = {dimension};
    description.fill = false;
    description.comment = mesh.comment;
    description.unit = mesh.geographic ? (east ? "degrees_east" : "degrees_north") : "m";
    if (mesh.geographic) {
        description.standard_name = east ? "longitude" : "latitude";
    } else {
        description.standard_name = east ? "projection_x_coordinate" : "projection_y_coordinate";
    }
    return file.define(description);
}

}  // namespace

MeshGeometry make_mesh(const Grid& grid, const std::vector<double>& cell_x, const std::vector<double>& cell_y) {
    const auto cells = static_cast<std::size_t>(grid.cells());
    MeshGeometry mesh;
    mesh.geographic = !cell_x.empty() || !cell_y.empty();
    if (mesh.geographic) {
        if (cell_x.size() != cells || cell_y.size() != cells)
            throw std::invalid_argument("coordinates do not match the cells");
        mesh.node_x = cell_x;
        mesh.node_y = cell_y;
    } else {
        for (std::size_t c = 0; c < cells; ++c) {
            mesh.node_x.push_back(grid.cell_chainage[c]);
            mesh.node_y.push_back(-scheme_spacing * grid.cell_river[c]);
        }
        mesh.comment = "schematic: chainage to the east, rivers one below the other";
    }
    for (int c = 0; c < grid.cells(); ++c) mesh.node_cell.push_back(c);

    const auto boundary_node = [&](int cell) {
        mesh.node_x.push_back(beyond(mesh.node_x, grid, cell));
        mesh.node_y.push_back(beyond(mesh.node_y, grid, cell));
        mesh.node_cell.push_back(cell);
        return static_cast<int>(mesh.node_x.size()) - 1;
    };
    for (std::size_t f = 0; f < grid.face_from.size(); ++f) {
        const int from = grid.face_from[f];
        const int to = grid.face_to[f];
        mesh.edge_nodes.push_back(from == Grid::outside ? boundary_node(to) : from);
        mesh.edge_nodes.push_back(to == Grid::outside ? boundary_node(from) : to);
        const auto a = static_cast<std::size_t>(mesh.edge_nodes[2 * f]);
        const auto b = static_cast<std::size_t>(mesh.edge_nodes[2 * f + 1]);
        mesh.face_x.push_back(0.5 * (mesh.node_x[a] + mesh.node_x[b]));
        mesh.face_y.push_back(0.5 * (mesh.node_y[a] + mesh.node_y[b]));
    }
    return mesh;
}

void write_mesh(NetcdfFile& file, const MeshGeometry& mesh) {
    file.define_dimension("cell", mesh.nodes());
    file.define_dimension("face", mesh.faces());
    file.define_dimension("two", 2);

    VariableDescription topology;
    topology.name = "mesh1d";
    topology.type = NumberType::int32;
    topology.long_name =
        "Topology of the river network: cells are nodes, faces are edges, boundary nodes follow the cells";
    const int mesh1d = file.define(topology);
    file.set_attribute(mesh1d, "cf_role", "mesh_topology");
    file.set_attribute(mesh1d, "topology_dimension", 1);
    file.set_attribute(mesh1d, "node_dimension", "cell");
    file.set_attribute(mesh1d, "edge_dimension", "face");
    file.set_attribute(mesh1d, "node_coordinates", "node_x node_y");
    file.set_attribute(mesh1d, "edge_coordinates", "face_x face_y");
    file.set_attribute(mesh1d, "edge_node_connectivity", "mesh1d_edge_nodes");
    file.put(mesh1d, 0.0);

    VariableDescription connectivity;
    connectivity.name = "mesh1d_edge_nodes";
    connectivity.type = NumberType::int32;
    connectivity.dimensions = {"face", "two"};
    connectivity.long_name = "Nodes a face leads from and to; discharge is positive in that direction";
    const int edge_nodes = file.define(connectivity);
    file.set_attribute(edge_nodes, "cf_role", "edge_node_connectivity");
    file.set_attribute(edge_nodes, "start_index", 0);
    file.put(edge_nodes, mesh.edge_nodes);

    file.put(define_coordinate(file, mesh, "node_x", "cell", true), mesh.node_x);
    file.put(define_coordinate(file, mesh, "node_y", "cell", false), mesh.node_y);
    file.put(define_coordinate(file, mesh, "face_x", "face", true), mesh.face_x);
    file.put(define_coordinate(file, mesh, "face_y", "face", false), mesh.face_y);
    if (mesh.geographic) write_datum(file);
}

}  // namespace qingliu
