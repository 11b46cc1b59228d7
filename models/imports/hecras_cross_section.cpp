#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/imports/hecras_geometry.hpp"

namespace qingliu {
namespace {

/// Rows of three columns, three to a line.
constexpr HecrasColumns of_three{8, 9};

/// Ineffective areas and obstructions. The second value of the key tells how they are given: 0, one at each end of the
/// survey, whose outer station may be left blank; else blocks anywhere, both stations given.
std::vector<HecrasPart> read_parts(HecrasText& text) {
    const auto fields = text.fields();
    const bool at_ends = fields.size() < 2 || fields[1].text == "0" || fields[1].text.empty();
    const int line = text.line();
    const std::size_t count = text.count();
    const auto values = text.table(3 * count, of_three);
    std::vector<HecrasPart> parts;
    for (std::size_t i = 0; i < count; ++i) {
        HecrasPart part{values[3 * i], values[3 * i + 1], values[3 * i + 2].value_or(0), false, line};
        // A side that has none is blanks.
        if (!values[3 * i + 2]) continue;
        if (at_ends) {
            // The one at the left end comes first; one alone at the right end leaves its outer station blank.
            (i == 0 && part.to ? part.from : part.to).reset();
        } else if (!part.from || !part.to) {
            text.fault(text.place_of_line(line), fmt::format("block {} has no station at one end", i + 1),
                       "where it begins, where it ends, and its level");
            continue;
        }
        parts.push_back(part);
    }
    return parts;
}

void read_permanent(HecrasText& text, HecrasCrossSection& section, std::size_t count) {
    if (count == 0) return;
    const auto flags = text.words(count);
    for (std::size_t i = 0; i < std::min(flags.size(), section.ineffective.size()); ++i)
        section.ineffective[i].permanent = flags[i].starts_with('T') || flags[i].starts_with('t');
}

void read_levees(HecrasText& text, HecrasCrossSection& section) {
    const auto fields = text.fields();
    for (std::size_t side = 0; side < 2; ++side) {
        if (fields.size() < 3 * side + 3 || fields[3 * side].text != "-1") continue;
        const double station = text.needed(fields, 3 * side + 1, "the station of this levee");
        section.levees.push_back(
            {station, station, text.needed(fields, 3 * side + 2, "the level of this levee"), false, text.line()});
    }
}

}  // namespace

namespace {

bool read_key(HecrasText& text, HecrasCrossSection& section) {
    const std::string_view key = text.key();
    const int line = text.line();
    if (key == "#Sta/Elev") {
        const std::size_t faults = text.faults();
        const auto values = text.table(2 * text.count());
        for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
            if (values[i] && values[i + 1]) {
                section.survey.emplace_back(*values[i], *values[i + 1]);
            } else {
                // A number that could not be read was told already.
                if (text.faults() == faults)
                    text.fault(text.place_of_line(line), fmt::format("point {} has no station or no level", i / 2 + 1),
                               "two numbers for every point");
                break;
            }
        }
    } else if (key == "#Mann") {
        const auto values = text.table(3 * text.count(), of_three);
        for (std::size_t i = 0; i + 2 < values.size(); i += 3)
            section.roughness.emplace_back(values[i].value_or(0), values[i + 1].value_or(0));
    } else if (key == "Vertical n Elevations") {
        section.vertical_points = text.count();
        text.table(section.vertical_points);
    } else if (key == "Vertical n for Station") {
        const double station = text.needed(text.fields(), 0, "the station of this n");
        for (const auto& n : text.table(section.vertical_points))
            section.vertical_roughness[station].push_back(n.value_or(0));
    } else if (key == "Vertical n Flow") {
        // Whether the points are levels or discharges: of neither is more than the mean taken.
        return true;
    } else if (key == "Bank Sta") {
        const auto fields = text.fields();
        section.left_bank = text.number(fields.front());
        if (fields.size() > 1) section.right_bank = text.number(fields[1]);
    } else if (key == "#XS Ineff") {
        const auto fields = text.fields();
        const auto count = static_cast<std::size_t>(hecras_number(fields.front().text).value_or(0));
        section.ineffective = read_parts(text);
        // The flags stand in the line after, one for every area, those that are blank too.
        const std::size_t kept = section.ineffective.size();
        if (text.next()) {
            if (text.key() == "Permanent Ineff") {
                if (kept == count) {
                    read_permanent(text, section, count);
                } else {
                    // One side alone: its flag is the one in its column.
                    const auto flags = text.words(count);
                    for (HecrasPart& part : section.ineffective) {
                        const std::size_t column = part.from ? count - 1 : 0;
                        part.permanent = column < flags.size() && flags[column].starts_with('T');
                    }
                }
            } else {
                text.back();
            }
        }
    } else if (key == "#Block Obstruct") {
        section.blocked = read_parts(text);
    } else if (key == "Levee") {
        read_levees(text, section);
    } else if (key == "Exp/Cntr") {
        const auto fields = text.fields();
        section.expansion = text.number(fields.front());
        if (fields.size() > 1) section.contraction = text.number(fields[1]);
    } else {
        return false;
    }
    section.lines.emplace(key, line);
    return true;
}

}  // namespace

bool read_hecras_cross_section(HecrasText& text, HecrasCrossSection& section) {
    const std::size_t faults = text.faults();
    const bool taken = read_key(text, section);
    if (text.faults() > faults) section.sound = false;
    return taken;
}

void check_hecras_cross_section(HecrasText& text, const HecrasNode& node) {
    const HecrasCrossSection& section = *node.section;
    if (!section.sound) return;
    const auto fault = [&](const char* key, std::string message, std::string expected) {
        const auto at = section.lines.find(key);
        text.fault(text.place_of_line(at == section.lines.end() ? node.line : at->second),
                   fmt::format("cross-section {}: {}", node.station, message), std::move(expected));
    };
    if (section.survey.size() < 3)
        return fault("#Sta/Elev", fmt::format("{} points enclose no area", section.survey.size()),
                     "at least 3 points under #Sta/Elev");
    for (std::size_t i = 1; i < section.survey.size(); ++i) {
        if (section.survey[i].first >= section.survey[i - 1].first) continue;
        return fault("#Sta/Elev",
                     fmt::format("point {} at station {} lies before the one above it", i + 1, section.survey[i].first),
                     "stations in ascending order");
    }
    if (section.roughness.empty()) fault("#Mann", "no Manning's n is given", "stations with n under #Mann");
    const auto none = [](const auto& entry) { return entry.second <= 0; };
    if (section.vertical_roughness.empty() && std::ranges::any_of(section.roughness, none))
        fault("#Mann", "Manning's n is not above 0", "n of every stretch");
    for (std::size_t i = 1; i < section.roughness.size(); ++i) {
        if (section.roughness[i].first > section.roughness[i - 1].first) continue;
        fault("#Mann", fmt::format("n number {} does not begin beyond the one before", i + 1),
              "stations in ascending order");
    }
    if (section.left_bank && section.right_bank && *section.left_bank >= *section.right_bank)
        fault("Bank Sta", "the right bank station is not right of the left one", "left, then right");
}

}  // namespace qingliu
