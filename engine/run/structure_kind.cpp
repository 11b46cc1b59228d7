#include "engine/run/structure_kind.hpp"

#include <algorithm>

namespace qingliu {

const StructureParameter* StructureKind::parameter(const std::string& key) const {
    const auto found = std::ranges::find(parameters, key, &StructureParameter::key);
    return found == parameters.end() ? nullptr : &*found;
}

}  // namespace qingliu
