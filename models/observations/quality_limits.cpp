#include "models/observations/quality_limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "engine/network/network.hpp"

namespace qingliu {
namespace {

struct WrittenSource {
    std::string title;
    std::optional<std::string> address;
};

/// Where a figure comes from.
struct WrittenOrigin {
    std::string source;
    Confidence confidence = Confidence::general;
    std::optional<std::string> note;
};

/// Its amounts stay nodes until the variable, and so the unit, is known.
struct WrittenChange {
    Node least;
    double share = 0, within = 0;
};

struct WrittenStuck {
    int readings = 0;
    double span = 0;
};

struct WrittenVariable {
    std::string variable;
    Node lowest, highest;
    std::optional<Written<WrittenChange>> spike, jump;
    std::optional<Written<WrittenStuck>> stuck;
    WrittenOrigin origin;
};

struct WrittenPart : PartOfWhole {
    WrittenOrigin origin;
};

struct WrittenNeighbours : NeighbourPair {
    WrittenOrigin origin;
};

struct WrittenSaturation {
    double lowest = 0, highest = 0;
    WrittenOrigin origin;
};

struct WrittenLimits {
    std::string title;
    std::vector<Named<Written<WrittenSource>>> sources;
    std::optional<Written<WrittenSaturation>> saturation;
    std::vector<Written<WrittenVariable>> variables;
    std::vector<Written<WrittenPart>> parts;
    std::vector<Written<WrittenNeighbours>> neighbours;
};

/// Kept as a node: its unit is that of another key's value.
Value<Node> amount() {
    return {ValueDescription{.kind = ValueDescription::Kind::other,
                             .phrase = "an amount in a unit of the variable",
                             .example = "2 mg/L",
                             .schema = R"({"type": ["string", "number"]})"},
            [](const Node& node, const ValueDescription& what, Reading& reading, Node& kept) {
                if (!node.is(Node::Kind::text)) return report_wrong_kind(node, what, reading);
                kept = node;
            }};
}

Record<WrittenOrigin> origin_record() {
    return Record<WrittenOrigin>("origin", "Where figures come from.")
        .field("source", &WrittenOrigin::source, name_of("a source of this file"), "Where the figures were read.")
        .field("confidence", &WrittenOrigin::confidence,
               choice<Confidence>({{"verified", Confidence::verified},
                                   {"general", Confidence::general},
                                   {"estimate", Confidence::estimate}}),
               "How far they can be trusted.")
        .fallback("general")
        .field("note", &WrittenOrigin::note, text(), "Remark; compulsory for an estimate.");
}

Record<WrittenChange> change_record() {
    return Record<WrittenChange>("change", "A change that is too large.")
        .field("least", &WrittenChange::least, amount(), "Smallest change that counts.")
        .field("share", &WrittenChange::share, number().at_least(0), "Share of what stood before that it must pass.")
        .fallback("0")
        .field("within", &WrittenChange::within, quantity("h").above(0), "Longest time between readings.");
}

Record<WrittenLimits> limits_record() {
    const auto source = Record<WrittenSource>("source", "Where figures come from.")
                            .field("title", &WrittenSource::title, text(), "Title.")
                            .field("address", &WrittenSource::address, text(), "Address.");
    const auto stuck = Record<WrittenStuck>("stuck", "When equal readings are too many.")
                           .field("readings", &WrittenStuck::readings, integer().at_least(2), "How many in a row.")
                           .field("span", &WrittenStuck::span, quantity("h").at_least(0), "From first to last.");
    const auto variable =
        Record<WrittenVariable>("variable", "Limits of one variable.")
            .field("variable", &WrittenVariable::variable, text(), "Word name of the variable.")
            .field("lowest", &WrittenVariable::lowest, amount(), "Lowest value such water can have.")
            .optional()
            .field("highest", &WrittenVariable::highest, amount(), "Highest value such water can have.")
            .optional()
            .field("spike", &WrittenVariable::spike, record_of(change_record()), "A single reading apart from others.")
            .field("jump", &WrittenVariable::jump, record_of(change_record()), "A change that stays.")
            .field("stuck", &WrittenVariable::stuck, record_of(stuck), "When equal readings are too many.")
            .embed(&WrittenVariable::origin, origin_record());
    const auto part =
        Record<WrittenPart>("part", "A part that cannot be larger than its whole.")
            .field("part", &WrittenPart::part, text(), "Variable.")
            .field("whole", &WrittenPart::whole, text(), "Variable it is counted in.")
            .field("tolerance", &WrittenPart::tolerance, number().at_least(0), "Share of the whole for both errors.")
            .embed(&WrittenPart::origin, origin_record());
    const auto neighbour =
        Record<WrittenNeighbours>("neighbour", "Two stations that see the same water.")
            .field("station", &WrittenNeighbours::station, text(), "One station.")
            .field("of", &WrittenNeighbours::neighbour, text(), "The other.")
            .field("variables", &WrittenNeighbours::variables, list_of(text()), "What they are compared by.")
            .field("factor", &WrittenNeighbours::factor, number().above(1), "By which one may read more.")
            .field("within", &WrittenNeighbours::within, quantity("h").above(0), "Between their readings.")
            .embed(&WrittenNeighbours::origin, origin_record());
    const auto saturation = Record<WrittenSaturation>("saturation", "Oxygen as a share of its saturation.")
                                .field("lowest", &WrittenSaturation::lowest, number().at_least(0), "Lowest share.")
                                .field("highest", &WrittenSaturation::highest, number().above(0), "Highest share.")
                                .embed(&WrittenSaturation::origin, origin_record());
    return Record<WrittenLimits>("limits", "What quality control holds against observations.")
        .field("title", &WrittenLimits::title, text(), "Title.")
        .field("sources", &WrittenLimits::sources, map_of(record_of(source)), "Sources by key.")
        .field("saturation", &WrittenLimits::saturation, record_of(saturation), "Oxygen against its saturation.")
        .field("variables", &WrittenLimits::variables, list_of(record_of(variable)), "Limits by variable.")
        .field("inconsistent", &WrittenLimits::parts, list_of(record_of(part)), "Parts and their wholes.")
        .optional()
        .field("neighbours", &WrittenLimits::neighbours, list_of(record_of(neighbour)), "Stations side by side.")
        .optional();
}

/// What the whole file says together is checked here: names of variables and sources, units, the order of bounds.
class Checker {
public:
    Checker(const WrittenLimits& written, Reading& reading) : written_(written), reading_(reading) {}

    QualityLimits checked() {
        QualityLimits limits;
        for (const auto& variable : written_.variables) {
            check_origin(variable.origin, variable.node);
            if (const ObservedVariable* known = known_variable(variable.variable, variable.node, "variable"))
                limits.variables.push_back(limits_of(variable, *known));
        }
        if (written_.saturation) {
            check_origin(written_.saturation->origin, written_.saturation->node);
            limits.saturation_lowest = written_.saturation->lowest;
            limits.saturation_highest = written_.saturation->highest;
        }
        for (const auto& part : written_.parts) {
            check_origin(part.origin, part.node);
            known_variable(part.part, part.node, "part");
            known_variable(part.whole, part.node, "whole");
            limits.parts.push_back(part);
        }
        for (const auto& pair : written_.neighbours) {
            check_origin(pair.origin, pair.node);
            for (const std::string& name : pair.variables) known_variable(name, pair.node, "variables");
            limits.neighbours.push_back(pair);
        }
        return limits;
    }

private:
    const ObservedVariable* known_variable(const std::string& name, const Node& map, const char* key) {
        const auto& known = known_observed_variables();
        const auto found = std::ranges::find(known, name, &ObservedVariable::name);
        if (found != known.end()) return &*found;
        std::vector<std::string> names;
        for (const ObservedVariable& one : known) names.push_back(one.name);
        if (!name.empty()) {
            reading_.fault(map.find(key), fmt::format("there is no observed variable \"{}\"", name), {},
                           closest_name(name, names));
        }
        return nullptr;
    }

    void check_origin(const WrittenOrigin& origin, const Node& node) {
        const bool known = std::ranges::any_of(written_.sources,
                                               [&](const auto& source) { return source.key.text() == origin.source; });
        if (!known && !origin.source.empty())
            reading_.fault(node.find("source"), fmt::format("there is no source \"{}\" in this file", origin.source));
        if (origin.confidence == Confidence::estimate && !origin.note)
            reading_.fault(node, "these figures are an estimate without a note", "note: the reasoning");
    }

    void read_amount(const Node& node, const ObservedVariable& variable, double& value) {
        if (!node.present()) return;
        // turbidity counts as a pure number; its unit is the custom of tables
        const std::string unit = variable.shown_unit == "NTU" ? "1" : variable.shown_unit;
        read_quantity(node, quantity(unit).description, reading_, value);
    }

    ChangeLimit change_of(const std::optional<Written<WrittenChange>>& change, const ObservedVariable& variable) {
        ChangeLimit limit;
        if (!change) return limit;
        read_amount(change->least, variable, limit.least);
        limit.share = change->share;
        limit.within = change->within;
        return limit;
    }

    VariableLimits limits_of(const Written<WrittenVariable>& written, const ObservedVariable& variable) {
        VariableLimits limits;
        limits.variable = variable.name;
        read_amount(written.lowest, variable, limits.lowest);
        read_amount(written.highest, variable, limits.highest);
        if (limits.lowest >= limits.highest)
            reading_.fault(written.node.find("highest"), "this is no range", "a highest above the lowest");
        limits.spike = change_of(written.spike, variable);
        limits.jump = change_of(written.jump, variable);
        if (written.stuck) {
            limits.stuck_readings = written.stuck->readings;
            limits.stuck_span = written.stuck->span;
        }
        return limits;
    }

    const WrittenLimits& written_;
    Reading& reading_;
};

}  // namespace

const VariableLimits* QualityLimits::find(const std::string& variable) const {
    const auto found = std::ranges::find(variables, variable, &VariableLimits::variable);
    return found == variables.end() ? nullptr : &*found;
}

std::filesystem::path usual_quality_limits() { return QINGLIU_QUALITY_LIMITS; }

RecordDescription quality_limits_description() { return limits_record().description(); }

QualityLimits read_quality_limits(const std::filesystem::path& file) {
    Reading reading;
    WrittenLimits written;
    limits_record().read(read_document(file, reading), reading, written);
    QualityLimits limits = Checker(written, reading).checked();
    reading.problems.throw_if_any();
    return limits;
}

}  // namespace qingliu
