// The one door to YAML: a file becomes a tree of text with places. What YAML would guess (numbers, booleans, dates)
// stays text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/config/node.hpp"
#include "engine/config/reading.hpp"

namespace qingliu {

/// Parses one YAML document; `path` is what places show. Faults (not UTF-8, tabs that indent, syntax, a key given
/// twice, anchors, a second document) go to `reading`; the result is an absent node where nothing can be made of the
/// text.
Node parse_document(std::string_view bytes, const std::filesystem::path& path, Reading& reading);

/// Reads the file a node names. Absent, with a fault at that node, where it cannot be read.
Node read_document(const Node& named_by, Reading& reading);

/// Reads a file nobody names. Throws FileError where it cannot be read.
Node read_document(const std::filesystem::path& path, Reading& reading);

}  // namespace qingliu
