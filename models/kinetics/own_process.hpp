// A process whose rate a case has written down as a formula.
#pragma once

#include <vector>

#include "engine/run/own_chemistry.hpp"
#include "models/kinetics/process.hpp"

namespace qingliu {

/// As one of the catalogue; `constituents` and `contents` are by species and hold all that it names. Making it throws
/// InputError where its parameters leave a constant part of the rate without a value, and where the rate has too many
/// operations.
ProcessEntry entry_of(const OwnProcess& process, const std::vector<Constituent>& constituents,
                      const std::vector<ElementContent>& contents);

}  // namespace qingliu
