#include "engine/run/case_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

void add_rises(const River& river, std::vector<std::string>& notes) {
    for (std::size_t i = 1; i < river.sections.size(); ++i) {
        const CrossSection &above = river.sections[i - 1], &below = river.sections[i];
        const double rise = below.bed_level - above.bed_level;
        if (!(rise > steep_rise)) continue;
        notes.push_back(fmt::format(
            "the bed of {} rises downstream by {:.2f} m, from {:.2f} m at {:g} km to {:.2f} m at {:g} km", river.name,
            rise, above.bed_level, above.chainage / 1000, below.bed_level, below.chainage / 1000));
        if (!below.provenance.written.empty()) notes.back() += fmt::format(" ({})", below.provenance.written);
    }
}

}  // namespace

std::vector<std::string> case_notes(const Case& specification, const std::vector<Constituent>& carried) {
    std::vector<std::string> notes;
    for (const River& river : specification.network.rivers) add_rises(river, notes);
    std::set<std::string> idle;
    for (const Quality& quality : specification.qualities) {
        for (const auto& [name, series] : quality.concentration) {
            if (std::ranges::find(carried, name, &Constituent::name) == carried.end()) idle.insert(name);
        }
    }
    if (!idle.empty())
        notes.push_back(fmt::format("qualities tell {}, which this case does not carry",
                                    join_words(std::vector<std::string>(idle.begin(), idle.end()))));
    return notes;
}

}  // namespace qingliu
