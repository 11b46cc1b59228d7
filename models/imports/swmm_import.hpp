// A model of EPA SWMM 5 as a case.
#pragma once

#include <filesystem>

#include "models/imports/imported_case.hpp"

namespace qingliu {

/// Reads an input file (.inp) and what it names. `utc_offset_minutes`: of its times, which have none. Throws InputError
/// with every fault of the file, FileError where it cannot be read.
ImportedCase import_swmm(const std::filesystem::path& file, int utc_offset_minutes);

}  // namespace qingliu
