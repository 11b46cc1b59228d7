// What is no fault of a case and probably not meant.
#pragma once

#include <string>
#include <vector>

#include "engine/run/case.hpp"

namespace qingliu {

/// One sentence each, without full stop, on beds that rise downstream by more than `steep_rise` from one section to the
/// next, and on constituents that qualities tell and the case does not carry (`carried`).
std::vector<std::string> case_notes(const Case& specification, const std::vector<Constituent>& carried);

/// m. Pools of lowland rivers are less deep than this below the riffles under them, and a level mistyped in its metres
/// makes more; an estimate.
constexpr double steep_rise = 2;

}  // namespace qingliu
