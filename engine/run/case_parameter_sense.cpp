#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {

std::optional<double> read_parameter(const Node& name, const Node& value,
                                     const std::vector<ParameterDeclaration>& declared, Reading& reading, bool number) {
    const auto found = std::ranges::find(declared, name.text(), &ParameterDeclaration::name);
    if (found == declared.end()) {
        std::vector<std::string> names;
        for (const ParameterDeclaration& parameter : declared) names.push_back(parameter.name);
        const std::string guess = closest_name(name.text(), names);
        reading.fault(name, fmt::format("no process has a parameter \"{}\"", name.text()),
                      guess.empty() ? join_words(names, "or") : "", guess);
        return std::nullopt;
    }
    if (!reading.sound(value)) return std::nullopt;
    if (!found->choices.empty()) {
        if (number) {
            reading.fault(name, fmt::format("{} is given by words", name.text()), "a parameter that is a number");
            return std::nullopt;
        }
        const auto word = std::ranges::find(found->choices, value.text());
        if (word != found->choices.end()) return static_cast<double>(word - found->choices.begin());
        reading.fault(value, fmt::format("{} is none of what {} can be", value.text(), name.text()),
                      join_words(found->choices, "or"), closest_name(value.text(), found->choices));
        return std::nullopt;
    }
    ValueDescription what = quantity(found->unit).description;
    what.minimum = from_si(found->minimum, found->unit);
    what.maximum = from_si(found->maximum, found->unit);
    double read = 0;
    if (!read_quantity(value, what, reading, read)) return std::nullopt;
    return read;
}

void check_parameters(CaseSense& sense, ParametersText& text, const std::vector<ParameterDeclaration>& declared) {
    Names given("parameter");
    for (Written<ParameterText>& parameter : text.parameters) {
        const Node name = parameter.node.find("name");
        given.add(parameter.name, name, sense.reading);
        check_provenance(sense, parameter.node, "parameter " + parameter.name, parameter.provenance);
        if (!sense.reading.sound(name)) continue;
        if (const auto value = read_parameter(name, parameter.node.find("value"), declared, sense.reading))
            sense.result.kinetic_parameters[parameter.name].value = *value;
    }
}

}  // namespace qingliu
