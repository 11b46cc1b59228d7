// A network as text.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "models/hydraulics/structures/catalogue.hpp"
#include "models/imports/yaml_parts.hpp"

namespace qingliu {
namespace {

constexpr const char* roughness = "s/m^(1/3)";

std::string point_text(const Network& network, const RiverPoint& point) {
    YamlMap map;
    put_point(map, network, point);
    return map.text();
}

std::string outlet_text(const Outlet& outlet) {
    YamlMap map;
    switch (outlet.kind) {
        case Outlet::Kind::normal_depth:
            map.put("kind", "normal_depth").put("slope", figure_text(outlet.slope, "1"));
            break;
        case Outlet::Kind::stage:
            map.put("kind", "stage").put("level", figure_text(outlet.stage, "m"));
            break;
        case Outlet::Kind::rating:
            map.put("kind", "rating").put_yaml("table", pairs_text(outlet.rating, "m", "m3/s"));
            break;
        case Outlet::Kind::closed:
            map.put("kind", "closed");
            break;
    }
    if (!outlet.provenance.source.empty() || !outlet.provenance.note.empty()) put_provenance(map, outlet.provenance);
    return map.text();
}

void put_parts(YamlMap& map, const CrossSection& section) {
    std::vector<std::string> levees, ineffective, blocked;
    for (const Levee& levee : section.levees) {
        YamlMap item;
        item.put("at", figure_text(levee.offset, "m")).put("crest", figure_text(levee.crest, "m"));
        levees.push_back(item.put("over", figure_text(levee.over, "m")).text());
    }
    for (const IneffectiveArea& area : section.ineffective) {
        YamlMap item;
        item.put("from", figure_text(area.from, "m")).put("to", figure_text(area.to, "m"));
        if (area.until) item.put("until", figure_text(*area.until, "m"));
        ineffective.push_back(item.put("over", figure_text(area.over, "m")).text());
    }
    for (const Obstruction& part : section.blocked) {
        YamlMap item;
        item.put("from", figure_text(part.from, "m")).put("to", figure_text(part.to, "m"));
        blocked.push_back(item.put("top", figure_text(part.top, "m")).text());
    }
    if (!levees.empty()) map.put_yaml("levees", yaml_list(levees));
    if (!ineffective.empty()) map.put_yaml("ineffective", yaml_list(ineffective));
    if (!blocked.empty()) map.put_yaml("blocked", yaml_list(blocked));
}

std::string section_text(const CrossSection& section) {
    YamlMap map;
    map.put("at", figure_text(section.chainage, "m"));
    if (!section.place.empty()) map.put("place", section.place);
    if (!section.survey.empty()) {
        map.put_yaml("survey", pairs_text(section.survey, "m", "m"));
    } else {
        map.put("bed", figure_text(section.bed_level, "m"));
        if (section.diameter > 0)
            map.put("diameter", figure_text(section.diameter, "m"));
        else
            map.put("width", figure_text(section.bottom_width, "m"))
                .put("side_slope", figure_text(section.side_slope, "1"));
    }
    map.put("n", figure_text(section.manning_n, roughness));
    const auto put = [&](const char* key, const std::optional<double>& value, const char* unit) {
        if (value) map.put(key, figure_text(*value, unit));
    };
    put("left_bank", section.left_bank, "m");
    put("right_bank", section.right_bank, "m");
    put("n_left", section.left_n, roughness);
    put("n_right", section.right_n, roughness);
    if (!section.n_by_offset.empty()) map.put_yaml("n_by_offset", pairs_text(section.n_by_offset, "m", roughness));
    if (!section.n_by_depth.empty()) map.put_yaml("n_by_depth", pairs_text(section.n_by_depth, "m", roughness));
    put_parts(map, section);
    if (section.pilot) {
        YamlMap pilot;
        pilot.put("width", figure_text(section.pilot->width, "m")).put("depth", figure_text(section.pilot->depth, "m"));
        map.put_yaml("pilot", pilot.put("side_slope", figure_text(section.pilot->side_slope, "1")).text());
    }
    if (!section.provenance.source.empty() || !section.provenance.note.empty()) put_provenance(map, section.provenance);
    return map.text();
}

/// Keys of a river or a storage, one a line, the first after "  - ".
class Block {
public:
    void key(const std::string& name, const std::string& yaml) {
        text_ += (text_.empty() ? "  - " : "    ") + name + ": " + yaml + "\n";
    }
    void scalar(const std::string& name, const std::string& text) { key(name, yaml_scalar(text)); }
    void ends(const Network& network, const River& river) {
        if (river.leaves) key("leaves", point_text(network, *river.leaves));
        if (river.joins) key("joins", point_text(network, *river.joins));
        if (river.outlet && !river.joins) key("outlet", outlet_text(*river.outlet));
    }
    void provenance(const Provenance& provenance) {
        const char* words[] = {"verified", "general", "estimate"};
        if (!provenance.source.empty()) scalar("source", provenance.source);
        scalar("confidence", words[static_cast<int>(provenance.confidence)]);
        if (!provenance.note.empty()) scalar("note", provenance.note);
    }
    void items(const std::string& name, const std::vector<std::string>& lines) {
        text_ += "    " + name + ":\n";
        for (const std::string& line : lines) text_ += "      - " + line + "\n";
    }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::string river_text(const Network& network, const River& river) {
    Block block;
    block.scalar("name", river.name);
    block.scalar("code", river.code);
    if (!river.english.empty()) block.scalar("english", river.english);
    block.key("from", figure_text(river.from, "m"));
    block.key("to", figure_text(river.to, "m"));
    block.key("max_cell", figure_text(river.max_cell, "m"));
    block.ends(network, river);
    block.provenance(river.provenance);
    std::vector<std::string> lines;
    for (const CrossSection& section : river.sections) lines.push_back(section_text(section));
    block.items("sections", lines);
    return block.text();
}

/// Surfaces where one layer goes over into the next, volumes where they are boxes.
std::string storage_text(const Network& network, const River& river) {
    Block block;
    block.scalar("name", river.name);
    block.scalar("code", river.code);
    if (!river.english.empty()) block.scalar("english", river.english);
    std::vector<std::pair<double, double>> rows;
    const bool boxes =
        std::ranges::all_of(river.storage, [](const StorageLayer& layer) { return layer.widening == 0; });
    double volume = 0;
    for (std::size_t i = 0; i < river.storage.size(); ++i) {
        const StorageLayer& layer = river.storage[i];
        if (i > 0) volume += river.storage[i - 1].area * (layer.level - river.storage[i - 1].level);
        rows.emplace_back(layer.level, boxes ? volume : layer.area);
    }
    if (rows.size() < 2) throw std::logic_error("a storage of an imported case needs two levels");
    block.key(boxes ? "volumes" : "areas", pairs_text(rows, "m", boxes ? "m3" : "m2"));
    block.key("length", figure_text(river.to, "m"));
    block.ends(network, river);
    block.provenance(river.provenance);
    return block.text();
}

std::string structure_text(const Network& network, const Structure& structure,
                           const std::vector<StructureKind>& kinds) {
    const auto kind = std::ranges::find(kinds, structure.kind, &StructureKind::name);
    if (kind == kinds.end()) throw std::logic_error("no work of kind " + structure.kind);
    YamlMap map;
    map.put("name", structure.name).put("kind", structure.kind);
    put_point(map, network, structure.at);
    if (structure.until) map.put("until", figure_text(*structure.until, "m"));
    if (structure.to) map.put_yaml("to", point_text(network, *structure.to));
    for (const auto& [key, word] : structure.words) map.put(key, word);
    for (const auto& [key, value] : structure.values) {
        const StructureParameter* parameter = kind->parameter(key);
        if (parameter == nullptr) throw std::logic_error(structure.kind + " takes no " + key);
        map.put(key, figure_text(value, parameter->unit));
    }
    if (structure.setting)
        map.put(structure.setting->key, figure_text(structure.setting->value, structure.setting->unit));
    for (const StructureTable& table : kind->tables) {
        const auto curve = structure.tables.find(table.key);
        if (curve != structure.tables.end())
            map.put_yaml(table.key, pairs_text(curve->second, table.x_unit, table.y_unit));
    }
    put_provenance(map, structure.provenance);
    return map.text();
}

}  // namespace

std::string network_text(const Network& network) {
    if (!network.banks.empty() || !network.storage_zones.empty())
        throw std::logic_error("banks and storage zones are not written of an imported case");
    std::string out = "network: " + yaml_scalar(network.name) + "\n";
    if (!network.datum.empty()) out += "datum: " + yaml_scalar(network.datum) + "\n";
    if (!network.map_points.empty()) out += "coordinates: coordinates.yaml\n";
    out += "sources:\n";
    for (const Source& source : network.sources) {
        YamlMap map;
        map.put("title", source.title);
        if (!source.address.empty()) map.put("address", source.address);
        out += "  " + yaml_scalar(source.key) + ": " + map.text() + "\n";
    }
    std::string rivers, storages;
    for (const River& river : network.rivers)
        (river.storage.empty() ? rivers : storages) +=
            river.storage.empty() ? river_text(network, river) : storage_text(network, river);
    out += "rivers:\n" + rivers;
    if (!storages.empty()) out += "storages:\n" + storages;
    const std::vector<StructureKind> kinds = structure_kinds();
    std::vector<std::string> works, seepage;
    for (const Structure& structure : network.structures) works.push_back(structure_text(network, structure, kinds));
    for (const Seepage& stretch : network.seepage) {
        YamlMap map;
        map.put("river", network.rivers.at(static_cast<std::size_t>(stretch.river)).name);
        map.put("from", figure_text(stretch.from, "m")).put("to", figure_text(stretch.to, "m"));
        map.put("rate", figure_text(stretch.rate, "mm/d"));
        put_provenance(map, stretch.provenance);
        seepage.push_back(map.text());
    }
    return out + list_block("structures", works) + list_block("seepage", seepage);
}

std::string coordinates_text(const Network& network) {
    std::vector<std::string> points;
    for (const MapPoint& point : network.map_points) {
        YamlMap map;
        put_point(map, network, point.at);
        map.put("lon", fmt::format("{:.10g}", point.longitude)).put("lat", fmt::format("{:.10g}", point.latitude));
        put_provenance(map, point.provenance);
        points.push_back(map.text());
    }
    return list_block("points", points);
}

}  // namespace qingliu
