// What every file of a run is laid out by: the case, its grid, what the water carries, where the cells lie, who made
// it.
#pragma once

#include <string>
#include <vector>

#include "engine/io/mesh.hpp"
#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/case_reader.hpp"
#include "engine/state/constituent.hpp"

namespace qingliu {

/// The program that made the results.
struct ProgramStamp {
    std::string version;  ///< 0.1.0
    std::string commit;   ///< of git, may be empty
    std::string command;  ///< as given
    double started = 0;   ///< s since 1970Z, wall clock
};

/// The attributes source ("qingliu 0.1.0 (commit ...)") and history ("TIME COMMAND") of every file.
std::string source_of(const ProgramStamp& program);
std::string history_of(const ProgramStamp& program);

/// References must outlive the layout.
struct ResultLayout {
    const Case& specification;
    const std::vector<Constituent>& constituents;
    const std::vector<Constituent>& bed;  ///< what lies in and on the bed
    MeshGeometry mesh;
    std::vector<double> node_chainage;  ///< m [node], of its river
    std::vector<double> node_length;    ///< m [node], 0 at boundary nodes
    std::vector<int> node_river;        ///< [node] index into Network::rivers
    std::vector<int> section_cell;      ///< [Case::sections]
    std::vector<int> section_face;      ///< [Case::sections]
    ProgramStamp program;
    /// [Case::arrivals] the releases that lie upstream of the section: indices into Case::sources, ascending.
    std::vector<std::vector<int>> releases_upstream = {};
    std::vector<Estimate> estimates = {};  ///< figures of the case that were not read in a source
};

/// The mesh lies where the network's map points say, or is a scheme where it has none.
ResultLayout make_layout(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                         const std::vector<Constituent>& bed, ProgramStamp program);

}  // namespace qingliu
