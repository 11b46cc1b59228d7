// Everything the models offer by name: read this first.
#pragma once

#include <string>
#include <vector>

namespace qingliu {

struct CatalogueEntry {
    std::string name;
    std::string sentence;
};

/// "structures", "rules", "processes", "constituents", "parameters", "dispersion", "reports".
std::vector<std::string> catalogue_kinds();
/// Throws std::out_of_range for another kind.
std::vector<CatalogueEntry> catalogue(const std::string& kind);

}  // namespace qingliu
