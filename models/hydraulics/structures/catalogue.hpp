// Every kind of work by name: read this first.
#pragma once

#include <memory>
#include <vector>

#include "models/hydraulics/structures/work.hpp"

namespace qingliu {

/// All kinds of works.
const std::vector<WorkEntry>& works();

/// What they take, for the reader of cases.
std::vector<StructureKind> structure_kinds();

/// The law of one structure. Throws std::logic_error for a kind that is not in the catalogue.
template <int W>
std::unique_ptr<Work<W>> make_work(const Structure& structure, const WorkSite& site);

extern template std::unique_ptr<Work<1>> make_work<1>(const Structure&, const WorkSite&);
extern template std::unique_ptr<Work<4>> make_work<4>(const Structure&, const WorkSite&);

}  // namespace qingliu
