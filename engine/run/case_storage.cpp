// Storage nodes: their keys, and how they become rivers of one cell.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/run/case_sense.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {

Record<StorageText> storage_record() {
    return Record<StorageText>("storage", "A reservoir, lake or pond: one body of still water with one level.")
        .field("name", &StorageText::name, text(), "Name, unique among rivers too.")
        .field("code", &StorageText::code, latin_name(), "Latin code, unique.")
        .field("english", &StorageText::english, text(), "English name.")
        .optional()
        .field("areas", &StorageText::areas, points("m", "m2").at_least(0),
               "Levels from the bottom up and surfaces, straight in between; or else volumes.")
        .optional()
        .field("volumes", &StorageText::volumes, points("m", "m3").at_least(0),
               "Levels from the bottom up and volumes, straight in between; or else areas.")
        .optional()
        .field("length", &StorageText::to, quantity("m").between(1, 100000),
               "Way of the water through it, for distances; a work at its end stands at this chainage.")
        .fallback("100 m")
        .field("joins", &StorageText::joins, plain_record_of(river_point_record("where it spills")),
               "The river point it spills into over the work at its end.")
        .field("outlet", &StorageText::outlet, plain_record_of(outlet_record()),
               "How it spills out of the network: a rating, or over the work at its end to a stage; left out: nothing.")
        .embed(&StorageText::provenance, provenance_record(false));
}

namespace {

/// The table as layers; none where it is out of order.
void make_layers(CaseSense& sense, StorageText& storage, const Node& table, bool by_area) {
    const auto& rows = by_area ? storage.areas : storage.volumes;
    if (rows.size() < 2) {
        sense.reading.fault(table, "a storage needs two levels", "at least 2");
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool rises = i == 0 || (rows[i].first > rows[i - 1].first &&
                                      (by_area ? rows[i].second > 0 : rows[i].second > rows[i - 1].second));
        if (rises) continue;
        sense.reading.fault(table.items()[i], "this point is out of order",
                            by_area ? "levels ascending, surfaces above 0" : "levels and volumes ascending");
        return;
    }
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const double slope = (rows[i + 1].second - rows[i].second) / (rows[i + 1].first - rows[i].first);
        storage.storage.push_back(by_area
                                      ? StorageLayer{rows[i].first, std::max(rows[i].second, 0.05 * storage.to), slope}
                                      : StorageLayer{rows[i].first, slope, 0});
    }
    // above the table the banks are upright
    storage.storage.push_back({rows.back().first, by_area ? rows.back().second : storage.storage.back().area, 0});
}

void check_storage_end(CaseSense& sense, StorageText& storage, const Node& node) {
    const Node joins = node.find("joins"), outlet = node.find("outlet");
    if (storage.joins) storage.joins->river = check_point(sense, joins, storage.joins->chainage);
    if (joins.present() && outlet.present())
        sense.reading.fault(node.key_node("outlet"),
                            fmt::format("{} both joins a river and has an outlet", storage.name), "one of the two", {},
                            Related{node.key_node("joins").place(), "it joins a river here"});
    if (!storage.joins && !storage.outlet) storage.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, {}};
    if (!storage.outlet || !outlet.present()) return;
    check_outlet(sense, outlet, storage);
    if (sense.reading.sound(outlet, "kind") && storage.outlet->kind == Outlet::Kind::normal_depth)
        sense.reading.fault(outlet.find("kind"), "still water has no normal depth", "rating, stage or closed");
}

}  // namespace

void check_storages(CaseSense& sense, NetworkText& text) {
    for (std::size_t i = 0; i < text.storages.size(); ++i) {
        Written<StorageText>& storage = text.storages[i];
        const Node areas = storage.node.find("areas"), volumes = storage.node.find("volumes");
        check_provenance(sense, storage.node, "storage " + storage.name, storage.provenance);
        if (areas.present() == volumes.present())
            sense.reading.fault(storage.node, fmt::format("{} must have one table of its water", storage.name),
                                "areas or volumes");
        else if (sense.reading.sound(areas) || sense.reading.sound(volumes))
            make_layers(sense, storage, areas.present() ? areas : volumes, areas.present());
        storage.max_cell = storage.to;
        check_storage_end(sense, storage, storage.node);
        // where the table was at fault, something sound for the checks that follow
        if (storage.storage.empty()) storage.storage = {{0, 1, 0}};
        sense.result.network.rivers[text.rivers.size() + i] = storage;
    }
}

}  // namespace qingliu
