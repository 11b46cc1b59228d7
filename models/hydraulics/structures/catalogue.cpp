#include "models/hydraulics/structures/catalogue.hpp"

#include <algorithm>
#include <stdexcept>

#include "models/hydraulics/structures/kinds.hpp"

namespace qingliu {

const std::vector<WorkEntry>& works() {
    static const std::vector<WorkEntry> list{weir(),    lateral_weir(), gate(),    radial_gate(),     rubber_dam(),
                                             orifice(), flap_gate(),    culvert(), inverted_siphon(), pump(),
                                             drop(),    bridge(),       rating()};
    return list;
}

std::vector<StructureKind> structure_kinds() {
    std::vector<StructureKind> kinds;
    for (const WorkEntry& entry : works()) kinds.push_back(entry.kind);
    return kinds;
}

template <int W>
std::unique_ptr<Work<W>> make_work(const Structure& structure, const WorkSite& site) {
    const auto entry = std::ranges::find_if(works(), [&](const WorkEntry& e) { return e.kind.name == structure.kind; });
    if (entry == works().end())
        throw std::logic_error(structure.name + ": there is no kind of work called " + structure.kind);
    const Figures figures(entry->kind, structure);
    if constexpr (W == 1) {
        return entry->make_one(figures, site);
    } else {
        return entry->make_four(figures, site);
    }
}

template std::unique_ptr<Work<1>> make_work<1>(const Structure&, const WorkSite&);
template std::unique_ptr<Work<4>> make_work<4>(const Structure&, const WorkSite&);

}  // namespace qingliu
