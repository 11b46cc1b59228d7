// The keys of a structure, put together from what the kinds of works declare: a key that several kinds declare alike is
// one key that goes with all of them.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

/// One declaration and the kinds that make it.
template <class T>
struct Shared {
    T declared;
    std::vector<std::string> kinds;
};

template <class T, class Same>
void share(std::vector<Shared<T>>& all, const T& declared, const std::string& kind, const Same& same) {
    const auto found =
        std::ranges::find_if(all, [&](const Shared<T>& other) { return same(other.declared, declared); });
    if (found == all.end())
        all.push_back({declared, {kind}});
    else
        found->kinds.push_back(kind);
}

bool alike(const StructureParameter& a, const StructureParameter& b) {
    return a.key == b.key && a.unit == b.unit && a.minimum == b.minimum && a.maximum == b.maximum &&
           a.default_value == b.default_value && a.optional == b.optional && a.sentence == b.sentence;
}

std::string full_sentence(const StructureParameter& parameter) {
    return parameter.source.empty() ? parameter.sentence
                                    : fmt::format("{} Default: {}.", parameter.sentence, parameter.source);
}

void add_parameter(Record<Structure>& record, const StructureParameter& parameter) {
    record.entry<double>(parameter.key, quantity(parameter.unit).between(parameter.minimum, parameter.maximum),
                         full_sentence(parameter),
                         [key = parameter.key](Structure& structure, double value) { structure.values[key] = value; });
    if (parameter.default_value)
        record.fallback(format_quantity(to_si(*parameter.default_value, parameter.unit), parameter.unit));
    else if (parameter.optional)
        record.optional();
}

void add_choice(Record<Structure>& record, const StructureChoice& words) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& word : words.words) pairs.emplace_back(word, word);
    record
        .entry<std::string>(
            words.key, choice<std::string>(std::move(pairs)), words.sentence,
            [key = words.key](Structure& structure, std::string word) { structure.words[key] = std::move(word); })
        .fallback(words.words.front());
}

Record<WorkReaeration> work_reaeration_record() {
    const std::vector<std::string> of_the_fall{"butts_evans", "gameson_nakasone", "gameson"};
    std::vector<std::pair<std::string, std::string>> words;
    for (const char* word : {"butts_evans", "gameson_nakasone", "gameson", "mascaret", "ratio", "efficiency"})
        words.emplace_back(word, word);
    return Record<WorkReaeration>("reaeration", "How the water that a work passes exchanges gases with the air.")
        .field("formula", &WorkReaeration::formula, choice<std::string>(words),
               "Formula of the deficit ratio r: C_down = Cs (1 - 1 / r) + C_up / r.")
        .field("water_quality", &WorkReaeration::water_quality, number().between(0, 3),
               "Factor a: 0.65 grossly polluted, 1.0 moderately, 1.6 slightly, 1.8 clean water.")
        .fallback("1")
        .only_for("formula", of_the_fall)
        .field("aeration_coefficient", &WorkReaeration::aeration_coefficient, number().between(0, 5),
               "Factor b of the kind of fall: 0.05 under a sluice, 0.7 to 1.3 over weirs.")
        .only_for("formula", of_the_fall)
        .field("width", &WorkReaeration::width, quantity("m").above(0),
               "Width the water falls over; left out: the width of the work.")
        .only_for("formula", {"gameson_nakasone"})
        .field("ratio", &WorkReaeration::ratio, number().at_least(1), "Deficit above over deficit below.")
        .only_for("formula", {"ratio"})
        .field("efficiency", &WorkReaeration::efficiency, number().between(0, 1), "Share of the deficit made good.")
        .only_for("formula", {"efficiency"});
}

}  // namespace

Record<Structure> structure_record(const std::vector<StructureKind>& kinds) {
    std::vector<std::pair<std::string, std::string>> names;
    std::vector<Shared<StructureParameter>> parameters;
    std::vector<Shared<StructureChoice>> choices;
    std::vector<Shared<StructureTable>> tables;
    for (const StructureKind& kind : kinds) {
        names.emplace_back(kind.name, kind.name);
        for (const auto& parameter : kind.parameters) share(parameters, parameter, kind.name, alike);
        for (const auto& words : kind.choices)
            share(choices, words, kind.name, [](const StructureChoice& a, const StructureChoice& b) {
                return a.key == b.key && a.words == b.words && a.sentence == b.sentence;
            });
        for (const auto& table : kind.tables)
            share(tables, table, kind.name, [](const StructureTable& a, const StructureTable& b) {
                return a.key == b.key && a.x_unit == b.x_unit && a.y_unit == b.y_unit && a.sentence == b.sentence;
            });
    }
    Record<Structure> record("structure", "A work in a river; works at the same place stand side by side.");
    record.field("name", &Structure::name, text(), "Name, unique.")
        .field("kind", &Structure::kind, choice<std::string>(names), "What it is.")
        .embed(&Structure::at, river_point_record("of the structure"));
    const auto limit_to = [&](const std::vector<std::string>& some) {
        if (some.size() < kinds.size()) record.only_for("kind", some);
    };
    for (const auto& [words, some] : choices) {
        add_choice(record, words);
        limit_to(some);
    }
    for (const auto& [parameter, some] : parameters) {
        add_parameter(record, parameter);
        limit_to(some);
    }
    for (const auto& [table, some] : tables) {
        record.entry<Structure::Table>(table.key, points(table.x_unit, table.y_unit), table.sentence,
                                       [key = table.key](Structure& structure, Structure::Table curve) {
                                           structure.tables[key] = std::move(curve);
                                       });
        limit_to(some);
    }
    std::vector<std::string> lateral;
    for (const StructureKind& kind : kinds) {
        if (kind.lateral) lateral.push_back(kind.name);
    }
    if (!lateral.empty()) {
        record
            .field("until", &Structure::until, quantity("km"),
                   "Design chainage of its downstream end; left out: all of it at one place.")
            .only_for("kind", lateral)
            .field("to", &Structure::to, plain_record_of(river_point_record("where it leads")),
                   "The river point or storage it leads to; left out: water leaves the network, freely.")
            .only_for("kind", lateral);
    }
    record.field("reaeration", &Structure::reaeration, plain_record_of(work_reaeration_record()),
                 "Exchange of gases with the air at the work; left out: none.");
    return record.embed(&Structure::provenance, provenance_record(false));
}

}  // namespace qingliu
