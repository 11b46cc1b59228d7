// Where a cell lies and what acts on it: for messages and reports about single cells.
#pragma once

#include <string>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// "on 清河 at 3.02 km; nearest work: gate 城关闸, 0.2 km away (network.yaml:42); 渠首 enters here
/// (boundaries.yaml:12); section of 4.00 km (network.yaml:20)". What is not within `reach` of the cell is left out.
std::string describe_cell(const Case& specification, const Grid& grid, int cell);

/// How far works act on the levels around them, as far as messages are concerned, m along the rivers.
constexpr double reach_of_works = 5000;

/// The `most` cells with the largest counts above zero, largest first, of equals the first. `count`: [cell].
std::vector<WorstCell> worst_cells(const Case& specification, const Grid& grid, const std::vector<long>& count,
                                   std::size_t most = 5);

}  // namespace qingliu
