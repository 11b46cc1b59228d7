#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {
namespace {

using Points = std::vector<std::pair<double, double>>;

void refuse(Reading& reading, const Node& node, const std::vector<const char*>& keys, const std::string& shape,
            const std::string& expected) {
    for (const char* key : keys) {
        if (node.find(key).present())
            reading.fault(node.key_node(key), fmt::format("\"{}\" does not go with {}", key, shape), expected);
    }
}

double ground_at(const Points& survey, double offset) {
    for (std::size_t i = 0; i + 1 < survey.size(); ++i) {
        const auto [x0, z0] = survey[i];
        const auto [x1, z1] = survey[i + 1];
        if (offset <= x1 && x1 > x0) return z0 + (z1 - z0) * std::max(0.0, offset - x0) / (x1 - x0);
    }
    return survey.back().second;
}

/// Reports an offset that is not on the survey; true where it is.
bool check_on_survey(Reading& reading, const Node& node, const char* what, double offset, const Points& survey) {
    if (!reading.sound(node)) return false;
    if (offset >= survey.front().first && offset <= survey.back().first) return true;
    reading.fault(
        node, fmt::format("{} is not on the survey", what),
        fmt::format("{} to {}", format_quantity(survey.front().first, "m"), format_quantity(survey.back().first, "m")));
    return false;
}

void check_ascending(Reading& reading, const Node& list, const Points& points, const char* what) {
    if (!reading.sound(list)) return;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points[i].first > points[i - 1].first) continue;
        return reading.fault(list.items()[i], fmt::format("this {} is not beyond the one before", what),
                             fmt::format("{}s in ascending order", what));
    }
}

void check_banks(Reading& reading, const Node& node, const CrossSection& section) {
    const Node left = node.find("left_bank"), right = node.find("right_bank");
    const auto known = [&](const Node& bank, const std::optional<double>& offset) {
        return check_on_survey(reading, bank, "this bank station", offset.value_or(0), section.survey);
    };
    const bool left_known = known(left, section.left_bank), right_known = known(right, section.right_bank);
    if (left_known && right_known && *section.left_bank >= *section.right_bank)
        reading.fault(right, "the right bank station is not right of the left one",
                      fmt::format("more than {}", left.text()), {}, Related{left.place(), "the left one"});
    for (const auto& [key, bank] : {std::pair("n_left", "left_bank"), std::pair("n_right", "right_bank")}) {
        if (node.find(key).present() && !node.find(bank).present())
            reading.fault(node.key_node(key), fmt::format("\"{}\" needs a \"{}\"", key, bank),
                          "the offset of that bank");
    }
    if (node.find("n_by_offset").present())
        refuse(reading, node, {"n_left", "n_right"}, "n_by_offset", "n by offset, or by side of the banks");
}

void check_works(Reading& reading, const Node& node, const CrossSection& section) {
    const Points& survey = section.survey;
    const Node levees = node.find("levees");
    for (std::size_t i = 0; i < std::min(section.levees.size(), levees.items().size()); ++i) {
        const Node& item = levees.items()[i];
        const Node crest = item.find("crest");
        if (!check_on_survey(reading, item.find("at"), "this levee", section.levees[i].offset, survey)) continue;
        const double ground = ground_at(survey, section.levees[i].offset);
        if (reading.sound(crest) && section.levees[i].crest <= ground)
            reading.fault(crest, "the crest of this levee is not above the ground",
                          fmt::format("more than {}", format_quantity(ground, "m")));
    }
    const auto check_part = [&](const Node& item, double from, double to, const char* what) {
        const bool known = check_on_survey(reading, item.find("from"), what, from, survey);
        if (check_on_survey(reading, item.find("to"), what, to, survey) && known && from >= to)
            reading.fault(item.find("to"), fmt::format("{} has no width: \"to\" is not beyond \"from\"", what),
                          fmt::format("more than {}", item.find("from").text()));
    };
    const Node ineffective = node.find("ineffective"), blocked = node.find("blocked");
    for (std::size_t i = 0; i < std::min(section.ineffective.size(), ineffective.items().size()); ++i) {
        const auto& part = section.ineffective[i];
        check_part(ineffective.items()[i], part.from, part.to, "this ineffective area");
    }
    for (std::size_t i = 0; i < std::min(section.blocked.size(), blocked.items().size()); ++i)
        check_part(blocked.items()[i], section.blocked[i].from, section.blocked[i].to, "this obstruction");
}

/// The lowest point where water flows, and every point that is deeper and not behind a levee: water would lie there for
/// ever, and depth could not be told from it.
void check_bed(Reading& reading, const Node& node, CrossSection& section) {
    const auto in_channel = [&](double x) {
        const bool between =
            (!section.left_bank || x >= *section.left_bank) && (!section.right_bank || x <= *section.right_bank);
        return (section.levees.empty() || between) &&
               std::ranges::none_of(section.ineffective, [x](const auto& a) { return x > a.from && x < a.to; });
    };
    double from = 0, to = 0, bed = 0;  // the lowest stretch, and its level
    bool found = false;
    for (const auto& [x, z] : section.survey) {
        if (!in_channel(x) || (found && z > bed)) continue;
        if (!found || z < bed) from = x;
        bed = z;
        to = x;
        found = true;
    }
    const double middle = 0.5 * (from + to);
    const Node survey = node.find("survey");
    if (!found) return reading.fault(survey, "no point of this survey is in the channel", "one that flows");
    section.bed_level = bed;
    for (std::size_t i = 0; i < section.survey.size(); ++i) {
        const double x = section.survey[i].first;
        const bool behind = std::ranges::any_of(section.levees, [&](const Levee& levee) {
            return levee.offset < middle ? x < levee.offset : x > levee.offset;
        });
        if (section.survey[i].second >= bed || behind) continue;
        return reading.fault(survey.items()[i], "this point is deeper than the bed of the channel",
                             fmt::format("at least {}, the lowest point that flows", format_quantity(bed, "m")));
    }
}

void check_survey(Reading& reading, const Node& node, CrossSection& section) {
    const Node survey = node.find("survey");
    refuse(reading, node, {"bed", "width", "side_slope", "diameter"}, "a survey", "either a trapezoid or a survey");
    if (!reading.sound(survey)) return;
    if (section.survey.size() < 3)
        return reading.fault(survey, fmt::format("a survey of {} points encloses no area", section.survey.size()),
                             "at least 3 points");
    for (std::size_t i = 1; i < section.survey.size(); ++i) {
        if (section.survey[i].first >= section.survey[i - 1].first) continue;
        return reading.fault(survey.items()[i], "this offset lies before the one above it",
                             "offsets in ascending order; two alike are a wall");
    }
    if (section.survey.front().first == section.survey.back().first)
        return reading.fault(survey, "this survey has no width", "offsets that differ");
    check_banks(reading, node, section);
    check_works(reading, node, section);
    check_ascending(reading, node.find("n_by_offset"), section.n_by_offset, "offset");
    check_bed(reading, node, section);
}

void check_needs(Reading& reading, const Node& node, const std::vector<const char*>& keys, const std::string& shape) {
    // Any fault of this map may be a misspelt key, whose error says enough.
    const bool misspelt =
        std::ranges::any_of(node.entries(), [&](const Node::Entry& entry) { return !reading.sound(entry.key); });
    for (const char* key : keys) {
        if (!node.find(key).present() && !misspelt)
            reading.problems.add({node.place(), fmt::format("this cross-section has no \"{}\"", key), shape});
    }
}

}  // namespace

void check_shape(CaseSense& sense, const Node& node, CrossSection& section) {
    Reading& reading = sense.reading;
    check_ascending(reading, node.find("n_by_depth"), section.n_by_depth, "depth");
    if (node.find("survey").present()) return check_survey(reading, node, section);
    refuse(reading, node,
           {"left_bank", "right_bank", "n_left", "n_right", "n_by_offset", "levees", "ineffective", "blocked"},
           "a shape without a survey", "a survey");
    if (node.find("diameter").present()) {
        refuse(reading, node, {"width", "side_slope", "pilot", "n_by_depth"}, "a circle", "bed and diameter alone");
        return check_needs(reading, node, {"bed"}, "bed and diameter");
    }
    check_needs(reading, node, {"bed", "width", "side_slope"}, "bed, width and side_slope, or a survey");
    const bool whole = reading.sound(node, "bed") && reading.sound(node, "width") && reading.sound(node, "side_slope");
    if (whole && section.bottom_width <= 0 && section.side_slope <= 0)
        reading.fault(node.find("width"), "this cross-section has no area", "a width or a side slope above 0");
}

}  // namespace qingliu
