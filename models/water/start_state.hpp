// The state a case begins from, read and checked before anything is written.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/state/checkpoint.hpp"
#include "models/water/assembly.hpp"

namespace qingliu {

/// Lets every scenario of the case begin from its namesake in `file`, whatever the case says of its start.
void go_on_from(Case& specification, const std::filesystem::path& file);

/// The checkpoint the case names, fit for it; nothing where it begins from a steady flow. Throws InputError.
std::optional<Checkpoint> read_start(const Case& specification, const Grid& grid, const Assembly& assembly);

}  // namespace qingliu
