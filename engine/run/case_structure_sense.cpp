// What only shows when a network is read: works stand where water can pass, settings are within their limits, curves
// rise.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/quantity.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {
namespace {

/// A work at an open end of a river must know the water on its other side.
void check_place(CaseSense& sense, const Structure& structure, const Node& at) {
    const River& river = sense.result.network.rivers[static_cast<std::size_t>(structure.at.river)];
    Reading& reading = sense.reading;
    if (!river.storage.empty() && structure.at.chainage < river.to - same_place)
        return reading.fault(at, fmt::format("{} lies in still water", structure.name),
                             fmt::format("the end of {}, {}", river.name, format_quantity(river.to, "m")));
    const Node& ends = sense.river_nodes[static_cast<std::size_t>(structure.at.river)];
    if (river.storage.empty() && (!reading.sound(ends, "from") || !reading.sound(ends, "to"))) return;
    if (structure.at.chainage < river.from + same_place && !river.leaves) {
        reading.fault(at, fmt::format("{} begins here by itself: no water comes to {}", river.name, structure.name),
                      "a place further downstream, or a river that leaves another");
    }
    if (structure.at.chainage > river.to - same_place && river.outlet && river.outlet->kind != Outlet::Kind::stage) {
        reading.fault(at,
                      fmt::format("{} ends here: {} must know the water level beyond it", river.name, structure.name),
                      "outlet: {kind: stage, level: ...}; a level below its crest for a free fall");
    }
}

/// What leaves a storage node goes over a work, by a rating, or down a river that leaves it.
void check_way_out(CaseSense& sense, std::size_t river_index) {
    const River& river = sense.result.network.rivers[river_index];
    const bool needs_work = river.joins || (river.outlet && river.outlet->kind == Outlet::Kind::stage);
    const bool has_work = std::ranges::any_of(sense.result.network.structures, [&](const Structure& structure) {
        return !structure.lateral && structure.at.river == static_cast<int>(river_index) &&
               structure.at.chainage > river.to - same_place;
    });
    if (river.storage.empty() || !needs_work || has_work) return;
    const Node node = sense.river_nodes[river_index];
    sense.reading.fault(node.find(river.joins ? "joins" : "outlet"),
                        fmt::format("nothing tells how {} spills", river.name),
                        fmt::format("a structure on {} at {}", river.name, format_quantity(river.to, "m")));
}

/// A lateral work: its stretch, and where it leads.
void check_stretch_of(CaseSense& sense, Structure& structure, const Node& node) {
    Reading& reading = sense.reading;
    const Node to = node.find("to"), until = node.find("until");
    if (structure.to) structure.to->river = check_point(sense, to, structure.to->chainage);
    if (structure.to && structure.to->river >= 0 && structure.to->river == structure.at.river)
        reading.fault(to.find("river"), fmt::format("{} leads back into its own river", structure.name),
                      "another river, a storage, or nothing: out of the network");
    if (structure.at.river < 0 || !reading.sound(until) || !reading.sound(node, "at")) return;
    const River& river = sense.result.network.rivers[static_cast<std::size_t>(structure.at.river)];
    if (*structure.until > structure.at.chainage && *structure.until <= river.to) return;
    reading.fault(until, fmt::format("{} has no length on {}", structure.name, river.name),
                  fmt::format("more than {} and at most {}", node.find("at").text(), format_quantity(river.to, "km")));
}

void check_setting(CaseSense& sense, Written<Structure>& structure, const StructureKind& kind) {
    const StructureParameter* moved = kind.parameter(kind.setting);
    if (moved == nullptr) return;
    Setting setting{kind.setting, moved->unit, structure.values[kind.setting], to_si(moved->minimum, moved->unit),
                    to_si(moved->maximum, moved->unit)};
    structure.values.erase(kind.setting);
    const Node node = structure.node.find(kind.setting);
    if (sense.reading.sound(structure.node, kind.setting_limit)) {
        setting.maximum = structure.values[kind.setting_limit];
        if (sense.reading.sound(node) && setting.value > setting.maximum)
            sense.reading.fault(
                node, fmt::format("the {} of {} is above its {}", kind.setting, structure.name, kind.setting_limit),
                fmt::format("at most {}", structure.node.find(kind.setting_limit).text()));
    }
    structure.setting = setting;
}

void check_table(CaseSense& sense, const Structure& structure, const StructureTable& table, const Node& node) {
    if (!sense.reading.sound(node)) return;
    const auto& curve = structure.tables.at(table.key);
    if (curve.size() < 2) return sense.reading.fault(node, "a curve needs two points", "at least 2");
    const bool rising = table.y_order == StructureTable::Order::rising;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const double step = curve[i].second - curve[i - 1].second;
        if (curve[i].first > curve[i - 1].first && (rising ? step >= 0 : step <= 0)) continue;
        return sense.reading.fault(node.items()[i], "this point is out of order",
                                   rising ? "both figures rising" : "the first figure rising, the second falling");
    }
}

/// Gases are exchanged with water that stays in the network, alike at works side by side, whose waters meet.
void check_reaeration(CaseSense& sense, const Structure& structure, const Node& node) {
    if (!structure.reaeration || structure.at.river < 0 || !sense.reading.sound(node, "at")) return;
    const Node place = node.find("reaeration");
    const River& river = sense.result.network.rivers[static_cast<std::size_t>(structure.at.river)];
    const bool leads_out =
        structure.lateral ? !structure.to : river.outlet && structure.at.chainage > river.to - same_place;
    if (leads_out)
        sense.reading.fault(
            place, fmt::format("{} leads out of the network: no river takes up the gases", structure.name), "nothing");
    const auto& given = *structure.reaeration;
    if (given.formula == "gameson_nakasone" && !given.width && !structure.values.contains("width"))
        sense.reading.fault(place, fmt::format("{} has no width for this formula", structure.name), "width: ...");
}

void check_reaeration_side_by_side(CaseSense& sense) {
    const auto& all = sense.result.network.structures;
    for (std::size_t s = 0; s < all.size(); ++s) {
        if (all[s].lateral || all[s].at.river < 0) continue;
        const auto beside =
            std::find_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(s), [&](const auto& other) {
                return !other.lateral && other.at.river == all[s].at.river &&
                       std::fabs(other.at.chainage - all[s].at.chainage) < same_place;
            });
        if (beside == all.begin() + static_cast<std::ptrdiff_t>(s) || beside->reaeration == all[s].reaeration) continue;
        sense.reading.fault(
            sense.structure_nodes[s],
            fmt::format("{} stands beside {}, whose water exchanges gases otherwise", all[s].name, beside->name),
            "the same reaeration for works side by side");
    }
}

}  // namespace

void check_structures(CaseSense& sense, std::vector<Written<Structure>>& structures,
                      const std::vector<StructureKind>& kinds) {
    for (Written<Structure>& structure : structures) {
        structure.at.river = check_point(sense, structure.node, structure.at.chainage);
        check_provenance(sense, structure.node, "structure " + structure.name, structure.provenance);
        const Node at = structure.node.find("at");
        const auto kind = std::ranges::find(kinds, structure.kind, &StructureKind::name);
        structure.lateral = kind != kinds.end() && kind->lateral;
        if (structure.lateral)
            check_stretch_of(sense, structure, structure.node);
        else if (structure.at.river >= 0 && sense.reading.sound(at))
            check_place(sense, structure, at);
        if (kind != kinds.end()) {
            check_setting(sense, structure, *kind);
            for (const StructureTable& table : kind->tables)
                check_table(sense, structure, table, structure.node.find(table.key));
        }
        check_reaeration(sense, structure, structure.node);
        sense.structure_nodes.push_back(structure.node);
        sense.result.network.structures.push_back(structure);
    }
    check_reaeration_side_by_side(sense);
    for (std::size_t r = 0; r < sense.result.network.rivers.size(); ++r) check_way_out(sense, r);
}

}  // namespace qingliu
