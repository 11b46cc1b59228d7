#include "models/imports/hecras_geometry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace qingliu {
namespace {

HecrasPoints pairs_of(const std::vector<std::optional<double>>& values) {
    HecrasPoints points;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2)
        points.emplace_back(values[i].value_or(0), values[i + 1].value_or(0));
    return points;
}

HecrasJunction::End end_of(const std::vector<HecrasField>& fields) {
    return {std::string(fields[0].text), fields.size() > 1 ? std::string(fields[1].text) : std::string()};
}

class GeometryReader {
public:
    GeometryReader(std::string text, const std::string& file, Problems& problems)
        : text_(std::move(text), file, problems) {}

    HecrasGeometry read() {
        while (text_.next()) {
            if (text_.key() == "BEGIN DESCRIPTION:") {
                skip_description();
            } else if (!read_frame() && !read_node_key() && !is_figures()) {
                leave_out(geometry_.left, text_.key(), text_.line());
            }
        }
        for (const HecrasReach& reach : geometry_.reaches) check(reach);
        check_junctions();
        geometry_.lines = text_.size();
        return std::move(geometry_);
    }

private:
    enum class Part { head, reach, junction, storage, other };

    void skip_description() {
        const int begin = text_.line();
        while (text_.next()) {
            if (text_.key() == "END DESCRIPTION:") return;
        }
        text_.fault(text_.place_of_line(begin), "this description has no end", "a line \"END DESCRIPTION:\"");
    }

    /// A line of figures under a key that is not taken belongs to that key.
    [[nodiscard]] bool is_figures() const {
        return text_.value().empty() && text_.key().find_first_not_of("0123456789.,+-eE \t") == std::string_view::npos;
    }

    /// Keys that begin a part of the file, and those of reaches, junctions and storage areas.
    bool read_frame() {
        const std::string_view key = text_.key();
        if (key == "Geom Title") return geometry_.title = text_.value(), true;
        if (key == "Program Version") return geometry_.version = text_.value(), true;
        if (key == "River Reach") return begin_reach(), true;
        if (key == "Junct Name") {
            part_ = Part::junction;
            geometry_.junctions.push_back({text_.value(), text_.line(), {}, {}, {}, {}, {}});
            return true;
        }
        if (key == "Storage Area") {
            part_ = Part::storage;
            geometry_.storage_areas.push_back(
                {std::string(text_.fields().front().text), text_.line(), {}, {}, {}, false});
            return true;
        }
        if (key == "Connection" || key == "BreakLine Name" || key == "BC Line Name" || key == "Pump Station") {
            part_ = Part::other;
            return false;
        }
        if (part_ == Part::junction) return read_junction_key();
        if (part_ == Part::storage) return read_storage_key();
        if (part_ != Part::reach) return false;
        if (key == "Reach XY") {
            geometry_.reaches.back().course = pairs_of(text_.table(2 * text_.count(), {16, 4}));
            return true;
        }
        if (key == "Type RM Length L Ch R") return begin_node(), true;
        return false;
    }

    void begin_reach() {
        part_ = Part::reach;
        const auto end = end_of(text_.fields());
        const std::string &river = end.first, &reach = end.second;
        const auto same = std::ranges::find_if(
            geometry_.reaches, [&](const HecrasReach& other) { return other.river == river && other.reach == reach; });
        if (same != geometry_.reaches.end()) {
            text_.fault(text_.place_of_line(text_.line()), fmt::format("reach \"{}, {}\" is here twice", river, reach),
                        "another name: rivers and reaches make a pair only once");
        }
        geometry_.reaches.push_back({river, reach, text_.line(), {}, {}});
    }

    void begin_node() {
        const auto fields = text_.fields();
        HecrasNode node;
        node.line = text_.line();
        const int kind = static_cast<int>(text_.needed(fields, 0, "the kind of the node"));
        std::string_view station = fields.size() > 1 ? fields[1].text : std::string_view{};
        const bool interpolated = station.ends_with('*');
        if (interpolated) station.remove_suffix(1);
        node.station = station;
        const auto number = hecras_number(station);
        if (!number)
            text_.fault(fields.size() > 1 ? text_.place(fields[1]) : text_.place_of_line(node.line),
                        fmt::format("\"{}\" is no river station", station), "a number that falls downstream");
        node.number = number.value_or(0);
        if (kind == 1) {
            auto& section = node.section.emplace();
            section.interpolated = interpolated;
            const auto length = [&](std::size_t i) {
                return i < fields.size() ? text_.number(fields[i]) : std::nullopt;
            };
            section.left_length = length(2);
            section.length = length(3);
            section.right_length = length(4);
        } else if (kind >= 2 && kind <= 6) {
            node.work.emplace().kind = static_cast<HecrasWork::Kind>(kind);
        } else {
            text_.fault(text_.place(fields[0]), fmt::format("\"{}\" is no kind of node", fields[0].text),
                        "1 a cross-section, 2 a culvert, 3 a bridge, 4 several openings, 5 an inline structure or 6 a "
                        "lateral structure");
            node.work.emplace();
        }
        geometry_.reaches.back().nodes.push_back(std::move(node));
    }

    bool read_node_key() {
        if (part_ != Part::reach || geometry_.reaches.back().nodes.empty()) return false;
        HecrasNode& node = geometry_.reaches.back().nodes.back();
        if (node.section) return read_hecras_cross_section(text_, *node.section);
        if (text_.key() == "Node Name") return node.work->name = text_.value(), true;
        return read_hecras_work(text_, *node.work);
    }

    bool read_junction_key() {
        HecrasJunction& junction = geometry_.junctions.back();
        const std::string_view key = text_.key();
        if (key == "Up River,Reach") {
            junction.above.push_back(end_of(text_.fields()));
            junction.above_lines.push_back(text_.line());
        } else if (key == "Dn River,Reach") {
            junction.below.push_back(end_of(text_.fields()));
            junction.below_lines.push_back(text_.line());
        } else if (key == "Junc L&A") {
            junction.lengths.push_back(text_.number(text_.fields().front()).value_or(0));
        } else {
            return false;
        }
        return true;
    }

    bool read_storage_key() {
        HecrasStorageArea& area = geometry_.storage_areas.back();
        const std::string_view key = text_.key();
        if (key == "Storage Area Vol Elev" || key == "Storage Area Elev Volume") {
            area.volumes = pairs_of(text_.table(2 * text_.count()));
        } else if (key == "Storage Area Area") {
            area.area = text_.number(text_.fields().front());
        } else if (key == "Storage Area Min Elev") {
            area.lowest = text_.number(text_.fields().front());
        } else if (key == "Storage Area Is2D") {
            area.two_dimensional = text_.value().starts_with("-1");
        } else if (key == "Storage Area Surface Line") {
            leave_out(geometry_.left, key, text_.line());
            text_.table(2 * text_.count(), {16, 2});
        } else {
            return false;
        }
        return true;
    }

    void check(const HecrasReach& reach) {
        const HecrasNode* above = nullptr;
        std::size_t sections = 0;
        for (const HecrasNode& node : reach.nodes) {
            if (above && node.number >= above->number) {
                text_.fault(text_.place_of_line(node.line),
                            fmt::format("river station {} does not lie downstream of {}, which stands before it",
                                        node.station, above->station),
                            "stations that fall from one node to the next, as HEC-RAS writes them");
            }
            above = &node;
            if (!node.section) continue;
            ++sections;
            check_hecras_cross_section(text_, node);
        }
        if (sections == 0)
            text_.fault(text_.place_of_line(reach.line),
                        fmt::format("reach \"{}, {}\" has no cross-section", reach.river, reach.reach),
                        "at least one node of kind 1");
    }

    void check_junctions() {
        const auto known = [&](const HecrasJunction::End& end, int line) {
            if (std::ranges::any_of(geometry_.reaches, [&](const HecrasReach& reach) {
                    return reach.river == end.first && reach.reach == end.second;
                }))
                return;
            text_.fault(text_.place_of_line(line), fmt::format("there is no reach \"{}, {}\"", end.first, end.second),
                        "a river and a reach of this file");
        };
        for (const HecrasJunction& junction : geometry_.junctions) {
            for (std::size_t i = 0; i < junction.above.size(); ++i) known(junction.above[i], junction.above_lines[i]);
            for (std::size_t i = 0; i < junction.below.size(); ++i) known(junction.below[i], junction.below_lines[i]);
            if (junction.above.empty() || junction.below.empty())
                text_.fault(text_.place_of_line(junction.line),
                            fmt::format("junction \"{}\" joins nothing", junction.name),
                            "at least one reach above and one below");
        }
        if (geometry_.reaches.empty())
            text_.fault({text_.file(), 0, 0, {}}, "this file has no reach",
                        "a geometry of HEC-RAS: \"River Reach=...\" with cross-sections");
    }

    HecrasText text_;
    HecrasGeometry geometry_;
    Part part_ = Part::head;
};

}  // namespace

void leave_out(std::vector<HecrasLeft>& left, std::string_view key, int line) {
    const auto same = std::ranges::find(left, key, &HecrasLeft::key);
    if (same != left.end()) {
        same->lines.push_back(line);
    } else {
        left.push_back({std::string(key), {line}});
    }
}

HecrasGeometry read_hecras_geometry(std::string text, const std::string& file, Problems& problems) {
    return GeometryReader(std::move(text), file, problems).read();
}

}  // namespace qingliu
