#include "models/imports/yaml_parts.hpp"

#include <fmt/format.h>

#include "engine/base/quantity.hpp"

namespace qingliu {

std::string figure_text(double si_amount, const std::string& unit) {
    const std::string number = fmt::format("{:.10g}", from_si(si_amount, unit));
    return unit == "1" || unit.empty() ? number : number + " " + unit;
}

void put_provenance(YamlMap& map, const Provenance& provenance, const std::string& prefix) {
    if (!provenance.source.empty()) map.put(prefix + "source", provenance.source);
    const char* words[] = {"verified", "general", "estimate"};
    map.put(prefix + "confidence", words[static_cast<int>(provenance.confidence)]);
    if (!provenance.note.empty()) map.put(prefix + "note", provenance.note);
}

void put_point(YamlMap& map, const Network& network, const RiverPoint& point) {
    map.put("river", network.rivers.at(static_cast<std::size_t>(point.river)).name);
    map.put("at", figure_text(point.chainage, "m"));
}

std::string pairs_text(const std::vector<std::pair<double, double>>& pairs, const std::string& x_unit,
                       const std::string& y_unit) {
    std::vector<std::string> items;
    for (const auto& [x, y] : pairs) items.push_back(yaml_list({figure_text(x, x_unit), figure_text(y, y_unit)}));
    return yaml_list(items);
}

std::string list_block(const std::string& key, const std::vector<std::string>& items) {
    if (items.empty()) return {};
    std::string text = key + ":\n";
    for (const std::string& item : items) text.append("  - ").append(item).append("\n");
    return text;
}

}  // namespace qingliu
