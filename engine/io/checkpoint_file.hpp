// checkpoint.nc: the state of every scenario at one time, each row of numbers a variable (scenario, number), exact to
// the bit.
#pragma once

#include <filesystem>
#include <string>

#include "engine/state/checkpoint.hpp"

namespace qingliu {

/// Version of the names and meanings of the rows: what another version wrote cannot be gone on from.
constexpr int checkpoint_format = 3;

/// Writes beside `file` and renames. `source` and `history` as in the other results; a row may differ in length between
/// scenarios, or be kept by some alone. Throws OutputError.
void write_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint, const std::string& source,
                      const std::string& history);

/// Throws ReadError where the file is none, is not complete or has another format.
Checkpoint read_checkpoint(const std::filesystem::path& file);

}  // namespace qingliu
