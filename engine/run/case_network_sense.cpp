#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/quantity.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {
namespace {

void check_cross_sections(CaseSense& sense, River& river, const Node& river_node) {
    Reading& reading = sense.reading;
    const Node list = river_node.find("sections");
    if (list.is(Node::Kind::list) && list.items().empty())
        reading.fault(list, "a river needs a cross-section", "at least one");
    // Under a misspelt key the sections were read, but their places are not to be had.
    if (list.items().size() != river.sections.size()) return;
    const bool ends_known =
        reading.sound(river_node, "from") && reading.sound(river_node, "to") && river.from < river.to;
    for (std::size_t i = 0; i < river.sections.size(); ++i) {
        CrossSection& section = river.sections[i];
        const Node& node = list.items()[i];
        if (!node.is(Node::Kind::map)) continue;
        const Node at = node.find("at");
        check_provenance(sense, node, fmt::format("cross-section of {} at {}", river.name, at.text()),
                         section.provenance, &river.provenance);
        check_shape(sense, node, section);
        if (!reading.sound(at)) continue;
        if (ends_known && (section.chainage < river.from || section.chainage > river.to)) {
            reading.fault(at, fmt::format("this section lies beyond {}", river.name),
                          fmt::format("{} to {}", format_quantity(river.from, "km"), format_quantity(river.to, "km")));
        } else if (i > 0 && reading.sound(list.items()[i - 1], "at") &&
                   section.chainage <= river.sections[i - 1].chainage) {
            reading.fault(at, "this section is not downstream of the one before",
                          fmt::format("more than {}", list.items()[i - 1].find("at").text()), {},
                          Related{list.items()[i - 1].find("at").place(), "the section before"});
        }
    }
}

void check_end(CaseSense& sense, River& river, const Node& node) {
    Reading& reading = sense.reading;
    const Node joins = node.find("joins"), outlet = node.find("outlet");
    const bool misspelt =
        std::ranges::any_of(node.entries(), [&](const Node::Entry& entry) { return !reading.sound(entry.key); });
    if (joins.present() && outlet.present()) {
        reading.fault(node.key_node("outlet"), fmt::format("{} both joins a river and has an outlet", river.name),
                      "one of the two", {}, Related{node.key_node("joins").place(), "it joins a river here"});
    } else if (!joins.present() && !outlet.present() && !misspelt) {
        reading.fault(node, fmt::format("{} flows nowhere", river.name), "joins: {river, at}, or an outlet");
    }
    if (!river.outlet) return;
    check_outlet(sense, outlet, river);
}

}  // namespace

void check_outlet(CaseSense& sense, const Node& outlet, River& river) {
    Reading& reading = sense.reading;
    check_provenance(sense, outlet, "outlet of " + river.name, river.outlet->provenance, &river.provenance);
    const Node table = outlet.find("table");
    if (river.outlet->kind != Outlet::Kind::rating || !reading.sound(table)) return;
    if (river.outlet->rating.size() < 2) reading.fault(table, "a rating curve needs two points", "at least 2");
    for (std::size_t i = 1; i < river.outlet->rating.size(); ++i) {
        const auto& [level, discharge] = river.outlet->rating[i];
        const auto& [level_before, discharge_before] = river.outlet->rating[i - 1];
        if (level > level_before && discharge >= discharge_before) continue;
        reading.fault(table.items()[i], "this point is not above the one before",
                      "levels and discharges in ascending order");
        break;
    }
}

void check_coordinates(CaseSense& sense, CoordinatesText& text) {
    Reading& reading = sense.reading;
    std::map<int, std::map<double, Node>> known;  // [river][chainage]
    for (Written<MapPoint>& point : text.points) {
        const Node at = point.node.find("at");
        point.at.river = check_point(sense, point.node, point.at.chainage);
        check_provenance(sense, point.node,
                         fmt::format("place of {} at {}", point.node.find("river").text(), at.text()),
                         point.provenance);
        sense.result.network.map_points.push_back(point);
        if (point.at.river < 0 || !reading.sound(at)) continue;
        const auto [other, fresh] = known[point.at.river].try_emplace(point.at.chainage, at);
        if (!fresh)
            reading.fault(at, "this chainage has a point already", "one point at one chainage", {},
                          Related{other->second.place(), "the other one"});
    }
    for (const auto& [river, points] : known) {
        if (points.size() > 1) continue;
        reading.fault(points.begin()->second,
                      fmt::format("{} has this one point only, which gives it a place but no direction",
                                  sense.result.network.rivers[static_cast<std::size_t>(river)].name),
                      "at least two points on the same river");
    }
}

void check_network(CaseSense& sense, const Node& file, NetworkText& text, const std::vector<StructureKind>& kinds) {
    Reading& reading = sense.reading;
    Network& network = sense.result.network;
    network.name = text.name;
    network.datum = text.datum;
    add_names(sense.rivers, file.find("rivers"), text.rivers, reading);
    add_names(sense.structures, file.find("structures"), text.structures, reading);
    // A network without structures still has a list: an empty one, at the file itself.
    if (file.present() && !file.find("structures").present()) sense.structures.listed(file);
    for (const Written<StorageText>& storage : text.storages)
        sense.rivers.add(storage.name, storage.node.find("name"), reading);
    Names codes("river with code");
    for (Written<River>& river : text.rivers) {
        codes.add(river.code, river.node.find("code"), reading);
        sense.river_nodes.push_back(river.node);
        network.rivers.push_back(river);
    }
    for (const Written<StorageText>& storage : text.storages) {
        codes.add(storage.code, storage.node.find("code"), reading);
        sense.river_nodes.push_back(storage.node);
        network.rivers.push_back(storage);
    }
    if (reading.sound(file, "rivers") && text.rivers.empty())
        reading.fault(file.find("rivers"), "a network needs a river");
    for (std::size_t r = 0; r < text.rivers.size(); ++r) {
        River& river = network.rivers[r];
        const Node node = sense.river_nodes[r];
        if (!node.is(Node::Kind::map)) continue;
        check_provenance(sense, node, "river " + river.name, river.provenance);
        if (reading.sound(node, "from") && reading.sound(node, "to") && river.from >= river.to) {
            reading.fault(node.find("to"), "this river has no length: \"to\" is not beyond \"from\"",
                          fmt::format("more than {}", node.find("from").text()));
        }
        if (river.leaves) river.leaves->river = check_point(sense, node.find("leaves"), river.leaves->chainage);
        if (river.joins) river.joins->river = check_point(sense, node.find("joins"), river.joins->chainage);
        check_end(sense, river, node);
        check_cross_sections(sense, river, node);
    }
    check_storages(sense, text);
    check_ways(sense);
    check_structures(sense, text.structures, kinds);
    const auto check_stretches = [&](auto& list, const char* what, auto& kept) {
        for (auto& stretch : list) {
            stretch.river = check_stretch(sense, stretch.node, stretch.from, stretch.to);
            check_provenance(sense, stretch.node,
                             fmt::format("{} of {} from {}", what, stretch.node.find("river").text(),
                                         stretch.node.find("from").text()),
                             stretch.provenance);
            kept.push_back(stretch);
        }
    };
    check_stretches(text.seepage, "seepage", network.seepage);
    check_stretches(text.banks, "bank storage", network.banks);
    check_stretches(text.storage_zones, "storage zone", network.storage_zones);
}

}  // namespace qingliu
