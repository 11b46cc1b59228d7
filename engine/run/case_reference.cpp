#include "engine/run/case_reference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/config/explain.hpp"
#include "engine/config/schema.hpp"
#include "engine/run/case_operation.hpp"
#include "engine/run/case_processes.hpp"
#include "engine/run/case_records.hpp"

namespace qingliu {
namespace {

std::vector<RecordDescription> documents(const std::vector<Constituent>& constituents,
                                         const std::vector<StructureKind>& structures) {
    return {case_record().description(),        network_record(structures).description(),
            coordinates_record().description(), boundaries_record(constituents).description(),
            sections_record().description(),    parameters_record().description(),
            operation_record().description(),   processes_record().description()};
}

std::string explain_parameter(const ParameterDeclaration& parameter) {
    if (!parameter.choices.empty())
        return fmt::format("{}\n    {}\n    takes:   {}\n    default: {} ({})\n", parameter.name, parameter.sentence,
                           join_words(parameter.choices, "or"),
                           parameter.choices.at(static_cast<std::size_t>(parameter.default_value)), parameter.source);
    const auto show = [&](double value) { return format_quantity(value, parameter.unit); };
    return fmt::format("{}\n    {}\n    takes:   {} in {}\n    bounds:  {} to {}\n    default: {} ({})\n",
                       parameter.name, parameter.sentence, with_article(quantity_name(parameter.unit)),
                       accepted_units(parameter.unit), show(parameter.minimum), show(parameter.maximum),
                       show(parameter.default_value), parameter.source);
}

}  // namespace

std::vector<RecordDescription> case_documents(const CaseVocabulary& vocabulary) {
    return documents(vocabulary.constituents, vocabulary.structures);
}

std::string case_schema(const std::vector<StructureKind>& structures) {
    return json_schema("Files of a qingliu case", documents({}, structures));
}

std::string explain_key(const std::string& key, const CaseVocabulary& vocabulary) {
    const std::vector<RecordDescription> files = documents(vocabulary.constituents, vocabulary.structures);
    std::string text = explain(key, files);
    std::vector<std::string> known = explainable_keys(files);
    for (const ParameterDeclaration& parameter : vocabulary.parameters) {
        known.push_back(parameter.name);
        if (key == parameter.name || parameter.name.starts_with(key + ".")) text += explain_parameter(parameter);
    }
    if (text.empty()) {
        // of a map whose name has several words, the last one may be all that is remembered
        const auto longer = std::ranges::find_if(known, [&](const auto& name) { return name.ends_with(" " + key); });
        Place place;
        place.file = "explain";
        throw InputError(Problem{place, fmt::format("there is no key \"{}\"", key),
                                 "a key of a case, a map, map.key, a process, or process.parameter",
                                 longer != known.end() ? *longer : closest_name(key, known)});
    }
    return text;
}

}  // namespace qingliu
