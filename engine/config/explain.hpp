// The reference of a configuration, for the terminal.
#pragma once

#include <string>
#include <vector>

#include "engine/config/description.hpp"

namespace qingliu {

/// Everything about a key: which map it is in, what it is, unit, bounds, default. `key` may be a key ("sill"), a path
/// ("structure.sill") or a record's name ("structure"); every place that has such a key is told. Empty where there is
/// none.
std::string explain(const std::string& key, const std::vector<RecordDescription>& documents);

/// Every key and record name, for guessing.
std::vector<std::string> explainable_keys(const std::vector<RecordDescription>& documents);

}  // namespace qingliu
