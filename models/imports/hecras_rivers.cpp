#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "models/imports/hecras_translation.hpp"

namespace qingliu {
namespace {

/// Cells between two surveys of mean distance, and their limits in m: enough that levels differ by millimetres from
/// those on cells half as long (validation/import-hecras).
constexpr double cells_a_survey = 8, shortest_cell = 20, longest_cell = 100;
/// What stands for a way that the file gives as nothing, m.
constexpr double least_way = 1;

class RiverMaker {
public:
    explicit RiverMaker(HecrasTranslation& t)
        : t_(t), count_(t.geometry.reaches.size()), next_(count_, -1), previous_(count_, -1), gap_(count_, 0) {}

    void make() {
        t_.places.resize(count_);
        t_.chainages.resize(count_);
        for (const HecrasJunction& junction : t_.geometry.junctions) link(junction);
        std::size_t placed = 0;
        for (std::size_t r = 0; r < count_; ++r)
            if (previous_[r] < 0) placed += add_river(r);
        if (placed < count_) {
            for (std::size_t r = 0; r < count_; ++r)
                if (t_.places[r].river < 0)
                    return t_.fault(t_.text.geometry_file, t_.geometry.reaches[r].line, "the reaches flow in a circle",
                                    "a junction that one of them does not return to");
        }
        for (const HecrasJunction& junction : t_.geometry.junctions) join(junction);
    }

private:
    [[nodiscard]] const HecrasReach& reach(std::size_t r) const { return t_.geometry.reaches[r]; }

    [[nodiscard]] std::vector<std::size_t> indices(const std::vector<HecrasJunction::End>& ends) const {
        std::vector<std::size_t> found;
        for (const auto& [river, name] : ends) {
            const int r = t_.reach(river, name);
            if (r >= 0) found.push_back(static_cast<std::size_t>(r));
        }
        return found;
    }

    /// Way of one branch through a junction (m): they are given for those above where several meet, else for those
    /// below.
    [[nodiscard]] double way(const HecrasJunction& junction, std::size_t above, std::size_t below) const {
        const std::size_t at = junction.above.size() > 1 ? above : below;
        return at < junction.lengths.size() ? t_.scale.length(junction.lengths[at]) : 0;
    }

    /// One reach above and one below become one river: of the same name where there are such, else the first ones.
    void link(const HecrasJunction& junction) {
        const auto above = indices(junction.above), below = indices(junction.below);
        std::optional<std::pair<std::size_t, std::size_t>> main;
        for (std::size_t u = 0; u < above.size(); ++u) {
            for (std::size_t d = 0; d < below.size(); ++d) {
                if (next_[above[u]] >= 0 || previous_[below[d]] >= 0 || above[u] == below[d]) continue;
                const bool same = reach(above[u]).river == reach(below[d]).river;
                const bool had_same = main && reach(above[main->first]).river == reach(below[main->second]).river;
                if (!main || (same && !had_same)) main = {u, d};
            }
        }
        if (!main) return;
        const std::size_t up = above[main->first], down = below[main->second];
        next_[up] = static_cast<int>(down);
        previous_[down] = static_cast<int>(up);
        gap_[up] = way(junction, main->first, main->second);
        if (gap_[up] <= 0) {
            gap_[up] = least_way;
            t_.imported.report.assume(t_.at(junction.line),
                                      fmt::format("the way through this junction is {} m", least_way),
                                      "the file gives none");
        }
    }

    [[nodiscard]] std::string name_of(std::size_t head) const {
        const std::string& river = reach(head).river;
        const auto heads =
            std::ranges::count_if(t_.geometry.reaches, [&, r = std::size_t{0}](const HecrasReach& other) mutable {
                return previous_[r++] < 0 && other.river == river;
            });
        const std::string& name = reach(head).reach;
        return heads == 1 || name.empty() ? river : river + " " + name;
    }

    std::size_t add_river(std::size_t head) {
        River river;
        river.name = name_of(head);
        river.code = latin_code(river.name, "river", t_.codes);
        river.english = river.name;
        river.provenance = in_file();
        const int index = static_cast<int>(t_.network().rivers.size());
        double at = 0;
        std::size_t placed = 0;
        for (int r = static_cast<int>(head); r >= 0; r = next_[static_cast<std::size_t>(r)]) {
            const auto here = static_cast<std::size_t>(r);
            ReachPlace& place = t_.places[here];
            place.river = index;
            place.first = here == head;
            place.last = next_[here] < 0;
            place.from = at;
            add_sections(here, at, river);
            place.to = at;
            if (!place.last) at += gap_[here];
            ++placed;
        }
        river.to = at;
        if (river.sections.size() < 2 && river.to <= river.from) {
            river.to = river.from + 100;
            t_.imported.report.assume(t_.at(reach(head).line), "the river is 100 m long",
                                      "one cross-section alone has no length");
        }
        const double mean = river.to / static_cast<double>(std::max<std::size_t>(river.sections.size(), 2) - 1);
        river.max_cell = std::clamp(HecrasScale::rounded(mean / cells_a_survey, 1), shortest_cell, longest_cell);
        t_.network().rivers.push_back(std::move(river));
        return placed;
    }

    /// Puts the sections of a reach at their chainages; works stand between them.
    void add_sections(std::size_t r, double& at, River& river) {
        const auto& nodes = reach(r).nodes;
        auto& chainages = t_.chainages[r];
        chainages.assign(nodes.size(), at);
        const HecrasNode* above = nullptr;
        std::size_t above_index = 0;
        const auto first = static_cast<std::size_t>(
            std::ranges::find_if(nodes, [](const HecrasNode& node) { return node.section.has_value(); }) -
            nodes.begin());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const HecrasNode& node = nodes[i];
            if (!node.section) continue;
            if (above) {
                double length = t_.scale.length(above->section->length.value_or(0));
                if (length <= 0) {
                    t_.fault(
                        t_.text.geometry_file, above->line,
                        fmt::format("cross-section {} has no way to {}, the next one", above->station, node.station),
                        "a length of the channel above 0, as the fourth value");
                    length = least_way;
                }
                for (std::size_t w = above_index + 1; w < i; ++w) {
                    const double middle = t_.scale.length(nodes[w].work->distance + 0.5 * nodes[w].work->width);
                    chainages[w] = at + std::clamp(middle, 0.1 * length, 0.9 * length);
                }
                at = HecrasScale::rounded(at + length, 1e4);
            }
            chainages[i] = at;
            river.sections.push_back(hecras_cross_section(t_, node, at));
            above = &node;
            above_index = i;
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const bool after = above && i > above_index;
            if (!nodes[i].work || (!after && i > first)) continue;
            t_.fault(t_.text.geometry_file, nodes[i].line,
                     fmt::format("the work at station {} stands {} of its reach", nodes[i].station,
                                 after ? "below the last cross-section" : "above the first cross-section"),
                     "a work between two cross-sections");
        }
    }

    /// What is not the main way through a junction joins it or leaves it.
    void join(const HecrasJunction& junction) {
        const auto above = indices(junction.above), below = indices(junction.below);
        const auto main_up = std::ranges::find_if(above, [&](std::size_t up) {
            return next_[up] >= 0 && std::ranges::count(below, static_cast<std::size_t>(next_[up])) > 0;
        });
        if (main_up == above.end()) {
            if (!above.empty() && !below.empty())
                t_.fault(t_.text.geometry_file, junction.line,
                         fmt::format("no reach leads on through junction \"{}\"", junction.name),
                         "a reach above and one below that no other junction has");
            return;
        }
        const auto main_down = static_cast<std::size_t>(next_[*main_up]);
        for (std::size_t u = 0; u < above.size(); ++u) {
            if (above[u] == *main_up) continue;
            River& river = t_.network().rivers[static_cast<std::size_t>(t_.places[above[u]].river)];
            river.to += way(junction, u, 0);
            river.joins = RiverPoint{t_.places[main_down].river, t_.places[main_down].from};
            t_.places[above[u]].last = false;
        }
        for (std::size_t d = 0; d < below.size(); ++d) {
            if (below[d] == main_down) continue;
            River& river = t_.network().rivers[static_cast<std::size_t>(t_.places[below[d]].river)];
            river.from -= way(junction, 0, d);
            river.leaves = RiverPoint{t_.places[*main_up].river, t_.places[*main_up].to};
            t_.places[below[d]].first = false;
        }
    }

    HecrasTranslation& t_;
    std::size_t count_;
    std::vector<int> next_, previous_;  // [reach], -1 none
    std::vector<double> gap_;           // m [reach], to the next one
};

void add_storage_areas(HecrasTranslation& t) {
    for (const HecrasStorageArea& area : t.geometry.storage_areas) {
        if (area.two_dimensional) {
            t.imported.report.leave(t.at(area.line), fmt::format("2D flow area \"{}\"", area.name),
                                    "this program knows rivers and storages, no areas of two dimensions");
            continue;
        }
        River storage;
        storage.name = area.name;
        storage.code = latin_code(area.name, "storage", t.codes);
        storage.english = area.name;
        storage.to = storage.max_cell = 100;
        storage.provenance = in_file();
        storage.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, in_file()};
        for (std::size_t i = 0; i + 1 < area.volumes.size(); ++i) {
            const double z0 = t.scale.length(area.volumes[i].first), z1 = t.scale.length(area.volumes[i + 1].first);
            const double v0 = t.scale.volume(area.volumes[i].second), v1 = t.scale.volume(area.volumes[i + 1].second);
            if (z1 > z0 && v1 > v0) storage.storage.push_back({z0, (v1 - v0) / (z1 - z0), 0});
        }
        // Above the table the banks are upright.
        if (!storage.storage.empty())
            storage.storage.push_back({t.scale.length(area.volumes.back().first), storage.storage.back().area, 0});
        if (storage.storage.empty() && area.area && area.lowest && *area.area > 0)
            storage.storage = {{t.scale.length(*area.lowest), t.scale.area(*area.area), 0},
                               {t.scale.length(*area.lowest) + 10, t.scale.area(*area.area), 0}};
        if (storage.storage.empty()) {
            t.imported.report.leave(t.at(area.line), fmt::format("storage area \"{}\"", area.name),
                                    "it has neither volumes by level nor an area and a lowest level");
            continue;
        }
        t.storages[area.name] = static_cast<int>(t.network().rivers.size());
        t.network().rivers.push_back(std::move(storage));
    }
}

}  // namespace

void add_hecras_rivers(HecrasTranslation& translation) {
    RiverMaker(translation).make();
    add_storage_areas(translation);
}

int HecrasTranslation::reach(std::string_view river, std::string_view name) const {
    const auto found = std::ranges::find_if(
        geometry.reaches, [&](const HecrasReach& other) { return other.river == river && other.reach == name; });
    return found == geometry.reaches.end() ? -1 : static_cast<int>(found - geometry.reaches.begin());
}

int HecrasTranslation::node(int reach_index, std::string_view station) const {
    const auto& nodes = geometry.reaches[static_cast<std::size_t>(reach_index)].nodes;
    const auto number = hecras_number(station);
    const auto found = std::ranges::find_if(nodes, [&](const HecrasNode& other) {
        return other.station == station || (number && other.number == *number);
    });
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

RiverPoint HecrasTranslation::point(int reach_index, int node_index) const {
    const auto r = static_cast<std::size_t>(reach_index);
    return {places[r].river, chainages[r][static_cast<std::size_t>(node_index)]};
}

}  // namespace qingliu
