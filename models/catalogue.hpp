// Everything the models offer by name: read this first.
#pragma once

#include <string>
#include <vector>

#include "models/kinetics/chemistry.hpp"

namespace qingliu {

struct CatalogueEntry {
    std::string name;
    std::string sentence;
};

/// "structures", "rules", "processes", "constituents", "parameters", "drivers", "dispersion", "reports", "standards".
std::vector<std::string> catalogue_kinds();
/// Constituents, processes and parameters are those of `chemistry`. Throws std::out_of_range for another kind, of
/// standards what known_standards() throws.
std::vector<CatalogueEntry> catalogue(const std::string& kind, const Chemistry& chemistry = known_chemistry());

}  // namespace qingliu
