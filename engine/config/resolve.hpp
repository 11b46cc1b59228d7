// A document written out again with every default filled in, for the results.
#pragma once

#include <string>

#include "engine/config/description.hpp"
#include "engine/config/node.hpp"

namespace qingliu {

/// YAML of the map as it was given, in the record's order, with "# default" after each key that was left out.
/// Precondition: the map was read by that record without problems.
std::string resolved_yaml(const Node& map, const RecordDescription& record);

}  // namespace qingliu
