#include "engine/run/case_sense.hpp"

#include <fmt/format.h>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

std::vector<std::string> split_keys(std::string_view text) {
    std::vector<std::string> keys;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;"), text.size());
        if (const std::string_view key = trimmed(text.substr(0, end)); !key.empty()) keys.emplace_back(key);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return keys;
}

}  // namespace

void Names::add(const std::string& name, const Node& node, Reading& reading) {
    const int next = static_cast<int>(names_.size());
    names_.push_back(name);
    nodes_.push_back(node);
    if (!reading.sound(node)) return;
    const auto [known, fresh] = index_.try_emplace(name, next);
    if (fresh) return;
    reading.fault(node, fmt::format("there is already {} \"{}\"", with_article(what_), name), "names that differ", {},
                  Related{nodes_[static_cast<std::size_t>(known->second)].place(), "the first one"});
}

int Names::find(const Node& node, Reading& reading) const {
    if (!reading.sound(node) || !list_.present()) return -1;
    const auto found = index_.find(node.text());
    if (found != index_.end()) return found->second;
    const std::string guess = closest_name(node.text(), names_);
    reading.fault(node, fmt::format("there is no {} \"{}\"", what_, node.text()),
                  guess.empty() ? join_words(names_, "or") : "", guess,
                  Related{list_.place(), fmt::format("each {} is listed here", what_)});
    return -1;
}

void check_provenance(CaseSense& sense, const Node& node, const std::string& name, Provenance& provenance,
                      const Provenance* above, const std::string& prefix) {
    Reading& reading = sense.reading;
    const Node confidence = node.find(prefix + "confidence"), source = node.find(prefix + "source");
    if (reading.sound(source)) {
        for (const std::string& key : split_keys(provenance.source)) {
            if (source.text() == key)
                sense.citations.find(source, reading);
            else
                sense.citations.find(Node::of_text(key, source), reading);
        }
    }
    const Place place = node.place();
    const auto keep_place = [&] { provenance.written = fmt::format("{}:{}", place.file, place.line); };
    keep_place();
    if (!confidence.present()) {
        if (above != nullptr && !source.present())
            provenance = *above;
        else if (above != nullptr)
            provenance.confidence = above->confidence;
        keep_place();
        return;
    }
    if (!reading.sound(confidence)) return;
    const std::string note = provenance.note.empty() && above != nullptr ? above->note : provenance.note;
    if (provenance.confidence == Confidence::verified && provenance.source.empty()) {
        reading.fault(confidence, fmt::format("{} is said to be verified but names no source", name),
                      fmt::format("{}source: where it was read", prefix));
    }
    if (provenance.confidence == Confidence::estimate && note.empty() && !node.find(prefix + "note").present()) {
        reading.fault(confidence, fmt::format("{} is an estimate without a note", name),
                      fmt::format("{}note: how it was reasoned", prefix));
    }
    if (provenance.confidence != Confidence::verified && sense.estimates != nullptr) {
        sense.estimates->push_back({confidence.place(), name, provenance.confidence, note});
    }
}

namespace {

bool inside(CaseSense& sense, int river, const Node& node, double chainage) {
    const auto r = static_cast<std::size_t>(river);
    const Node& river_node = sense.river_nodes[r];
    if (!sense.reading.sound(node) || !sense.reading.sound(river_node, "from") ||
        !sense.reading.sound(river_node, "to"))
        return true;
    const River& line = sense.result.network.rivers[r];
    if (line.from >= line.to || (chainage >= line.from && chainage <= line.to)) return true;
    sense.reading.fault(node, fmt::format("{} lies beyond {}", node.text(), line.name),
                        fmt::format("{} to {}", format_quantity(line.from, "km"), format_quantity(line.to, "km")), {},
                        Related{river_node.find(chainage < line.from ? "from" : "to").place(), "the river ends here"});
    return false;
}

}  // namespace

int check_point(CaseSense& sense, const Node& map, double chainage) {
    const int river = sense.rivers.find(map.find("river"), sense.reading);
    if (river >= 0) inside(sense, river, map.find("at"), chainage);
    return river;
}

int check_stretch(CaseSense& sense, const Node& map, double from, double to) {
    const int river = sense.rivers.find(map.find("river"), sense.reading);
    const Node from_node = map.find("from"), to_node = map.find("to");
    if (river >= 0) {
        const bool both = static_cast<int>(inside(sense, river, from_node, from)) +
                              static_cast<int>(inside(sense, river, to_node, to)) ==
                          2;
        if (!both) return river;
    }
    if (sense.reading.sound(from_node) && sense.reading.sound(to_node) && from >= to) {
        sense.reading.fault(to_node, "this stretch has no length: \"to\" is not beyond \"from\"",
                            fmt::format("more than {}", from_node.text()));
    }
    return river;
}

void check_ways(CaseSense& sense) {
    Reading& reading = sense.reading;
    const std::vector<River>& rivers = sense.result.network.rivers;
    // Follows the links of each river; a way longer than there are rivers leads in a circle.
    const auto circle = [&](std::size_t start, auto link) {
        std::vector<std::size_t> way{start};
        for (std::size_t step = 0; step <= rivers.size(); ++step) {
            const std::optional<RiverPoint>& next = link(rivers[way.back()]);
            if (!next || next->river < 0) return std::vector<std::size_t>{};
            way.push_back(static_cast<std::size_t>(next->river));
            if (way.back() == start) return way;
        }
        return std::vector<std::size_t>{};
    };
    const auto report = [&](const char* key, auto link, const std::string& what, const std::string& expected) {
        std::vector<bool> reported(rivers.size(), false);
        for (std::size_t r = 0; r < rivers.size(); ++r) {
            const std::vector<std::size_t> way = reported[r] ? std::vector<std::size_t>{} : circle(r, link);
            if (way.empty()) continue;
            std::string names;
            for (const std::size_t river : way) {
                reported[river] = true;
                names += (names.empty() ? "" : " -> ") + rivers[river].name;
            }
            const Node here = sense.river_nodes[r].find(key).find("river");
            if (!reading.sound(here)) continue;
            if (way.size() == 2) {
                reading.fault(here, fmt::format("{} {} itself", rivers[r].name, key), "another river");
            } else {
                reading.fault(here, what + ": " + names, expected, {},
                              Related{sense.river_nodes[way[1]].find(key).find("river").place(), "and on from here"});
            }
        }
    };
    report(
        "joins", [](const River& river) -> const std::optional<RiverPoint>& { return river.joins; },
        "these rivers flow in a circle and reach no outlet", "an outlet for one of them");
    report(
        "leaves", [](const River& river) -> const std::optional<RiverPoint>& { return river.leaves; },
        "these offtakes feed each other in a circle", "one of them that begins by itself");
}

}  // namespace qingliu
