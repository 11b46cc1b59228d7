// Numbers alike to the last bit.
#pragma once

#include <cstring>
#include <vector>

namespace qingliu {

/// All bits: a dry cell has no concentration, and that is no number.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace qingliu
