// What only shows when a network is read: works stand where water can pass, settings are within their limits, curves
// rise.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {
namespace {

/// A work at an open end of a river must know the water on its other side.
void check_place(CaseSense& sense, const Structure& structure, const Node& at) {
    const River& river = sense.result.network.rivers[static_cast<std::size_t>(structure.at.river)];
    Reading& reading = sense.reading;
    const Node& ends = sense.river_nodes[static_cast<std::size_t>(structure.at.river)];
    if (!reading.sound(ends, "from") || !reading.sound(ends, "to")) return;
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

}  // namespace

void check_structures(CaseSense& sense, std::vector<Written<Structure>>& structures,
                      const std::vector<StructureKind>& kinds) {
    for (Written<Structure>& structure : structures) {
        structure.at.river = check_point(sense, structure.node, structure.at.chainage);
        check_provenance(sense, structure.node, "structure " + structure.name, structure.provenance);
        const Node at = structure.node.find("at");
        if (structure.at.river >= 0 && sense.reading.sound(at)) check_place(sense, structure, at);
        const auto kind = std::ranges::find(kinds, structure.kind, &StructureKind::name);
        if (kind != kinds.end()) {
            check_setting(sense, structure, *kind);
            for (const StructureTable& table : kind->tables)
                check_table(sense, structure, table, structure.node.find(table.key));
        }
        sense.structure_nodes.push_back(structure.node);
        sense.result.network.structures.push_back(structure);
    }
}

}  // namespace qingliu
