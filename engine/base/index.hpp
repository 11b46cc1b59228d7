// Cells, faces, reaches and lanes are counted in int, since -1 says "none"; containers are asked with std::size_t.
#pragma once

#include <cstddef>

namespace qingliu {

/// The index of a container that `index`, not negative, is.
constexpr std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace qingliu
