// The JSON Schema (draft 2020-12) of a record, for editors that complete and check YAML.
#pragma once

#include <string>
#include <vector>

#include "engine/config/description.hpp"

namespace qingliu {

/// A schema whose `$defs` hold every record reached from the given ones, each once by its name; a document is any one
/// of them.
std::string json_schema(const std::string& title, const std::vector<RecordDescription>& documents);

}  // namespace qingliu
