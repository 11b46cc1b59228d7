// Where the standards of the repository are.
#pragma once

#include <filesystem>

namespace qingliu::validation {

inline const std::filesystem::path repository_standards = std::filesystem::path(QINGLIU_ROOT) / "configs/standards";

}  // namespace qingliu::validation
