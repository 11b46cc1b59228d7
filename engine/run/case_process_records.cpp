#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/run/case_processes.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

/// A name that formulas and files can have.
Value<std::string> word_name() {
    Value<std::string> plain = text();
    ValueDescription description = plain.description;
    description.phrase = "a name of small Latin letters, digits and _ that begins with a letter";
    return {std::move(description),
            [plain](const Node& node, const ValueDescription& what, Reading& reading, std::string& value) {
                const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
                const auto allowed = [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '_'; };
                plain.read(node, reading, value);
                if (!reading.sound(node)) return;
                if (!small(node.text().front()) || !std::ranges::all_of(node.text(), allowed))
                    reading.fault(node, "formulas cannot use this name", what.phrase);
            }};
}

/// The unit a constituent is told in; results have it in SI.
Value<std::string> constituent_unit() {
    Value<std::string> plain = text();
    ValueDescription description = plain.description;
    description.phrase = "a unit, such as mg/L, 1/L or degC; of what lies on the bed g/m2";
    return {std::move(description),
            [plain](const Node& node, const ValueDescription& what, Reading& reading, std::string& value) {
                plain.read(node, reading, value);
                if (!reading.sound(node)) return;
                const std::optional<Unit> unit = parse_unit(node.text());
                if (!unit) return reading.fault(node, "there is no such unit", what.phrase);
                const bool conducts = unit->dimension == declared_unit("uS cm-1").dimension;
                value = conducts ? "uS cm-1" : unit_text(unit->dimension);
            }};
}

Record<OwnConstituentText> own_constituent_record() {
    return Record<OwnConstituentText>("own constituent", "A substance that the case brings along.")
        .field("name", &OwnConstituentText::name, word_name(), "Name in files and formulas.")
        .field("title", &OwnConstituentText::title, text(), "Name in tables; without it the other one.")
        .optional()
        .field("sentence", &OwnConstituentText::sentence, text(), "What it is, for the long name in results.")
        .optional()
        .field("unit", &OwnConstituentText::unit, constituent_unit(), "What it is told in.")
        .fallback("mg/L")
        .field("bed", &OwnConstituentText::bed, boolean(), "true: it lies on or in the bed, where no water moves it.")
        .fallback("false")
        .field("elements", &OwnConstituentText::elements, map_of(number()),
               "What a gram of it holds of nitrogen, phosphorus, oxygen (demand is negative), carbon, sulfur and "
               "silicon in g, "
               "of charge in equivalents; the rows of all processes are checked by it.")
        .optional();
}

Record<OwnParameterText> own_parameter_record() {
    return Record<OwnParameterText>("own parameter", "A number of a process that the case brings along.")
        .field("name", &OwnParameterText::name, word_name(), "Name in the formula.")
        .field("value", &OwnParameterText::value, text(), "Its value, with unit; at 20 degC where it has a theta.")
        .field("range", &OwnParameterText::range, list_of(text()), "The least and the greatest it may be, with units.")
        .field("theta", &OwnParameterText::theta, number().between(0.9, 1.3),
               "Temperature factor: it is value times theta^(T - 20).")
        .field("sentence", &OwnParameterText::sentence, text(), "What it is.")
        .optional()
        .embed(&OwnParameterText::provenance, provenance_record(true));
}

Record<OwnProcessText> own_process_record() {
    return Record<OwnProcessText>("own process", "A reaction that the case brings along.")
        .field("name", &OwnProcessText::name, word_name(), "Name in the ledger; its parameters are NAME.PARAMETER.")
        .field("title", &OwnProcessText::title, text(), "Name in tables; without it the other one.")
        .optional()
        .field("sentence", &OwnProcessText::sentence, text(), "What it is; without it the formula.")
        .optional()
        .field("parameters", &OwnProcessText::parameters, list_of(record_of(own_parameter_record())),
               "The numbers of the formula.")
        .optional()
        .field("rate", &OwnProcessText::rate, text(),
               "Formula of the rate, in the unit of the row's constituents per time: parameters, constituents and what "
               "`qingliu list drivers` tells, + - * / ^, exp, log, sqrt, min, max, monod(x, half), smooth_step(x, "
               "from, to), numbers with units as in 2[m]. It must go to zero with each constituent the row takes away.")
        .field("row", &OwnProcessText::row, map_of(text()),
               "What a unit of the rate makes (+) or takes (-) of each constituent: numbers, or formulas of numbers.")
        .field("outside", &OwnProcessText::outside, map_of(text()),
               "Likewise of what is outside the water: atmospheric_oxygen, nitrogen_gas, bed and others.")
        .optional()
        .embed(&OwnProcessText::provenance, provenance_record(false));
}

}  // namespace

Record<OwnChemistryText> processes_record() {
    return file_of_figures<OwnChemistryText>("processes file", "Constituents and processes that a case brings along.")
        .field("sources", &OwnChemistryText::sources, map_of(plain_record_of(source_record())),
               "What the keys of sources stand for.")
        .optional()
        .field("constituents", &OwnChemistryText::constituents, list_of(record_of(own_constituent_record())),
               "Substances the models do not know; all of them are carried.")
        .optional()
        .field("processes", &OwnChemistryText::processes, list_of(record_of(own_process_record())), "What reacts.")
        .optional();
}

std::vector<OwnConstituent> own_constituents(const OwnChemistryText& text, const Reading& reading) {
    std::vector<OwnConstituent> list;
    for (const Written<OwnConstituentText>& one : text.constituents) {
        const Node unit = one.node.find("unit");
        if (!reading.sound(one.node, "name") || (unit.present() && !reading.sound(unit))) continue;
        OwnConstituent own;
        own.name = one.name;
        own.title = one.title.empty() ? one.name : one.title;
        own.unit = one.unit;
        own.long_name = one.sentence.empty() ? one.name : one.sentence;
        own.bed = one.bed;
        own.reactive = true;
        for (const Named<double>& element : one.elements) own.elements[element.key.text()] = element.value;
        list.push_back(std::move(own));
    }
    return list;
}

}  // namespace qingliu
