#include "models/kinetics/process.hpp"

#include <stdexcept>

#include "engine/base/quantity.hpp"

namespace qingliu {

double ParametersOf::operator()(const std::string& parameter) const {
    const std::string name = description_.name + "." + parameter;
    for (const ParameterDeclaration& declaration : description_.parameters) {
        if (declaration.name != name) continue;
        const auto given = values_.find(name);
        return given != values_.end() ? given->second : declaration.default_value;
    }
    throw std::logic_error("undeclared kinetic parameter " + name);
}

ParameterDeclaration declare(const std::string& process, const std::string& parameter, const std::string& unit,
                             double default_value, double minimum, double maximum, const std::string& sentence,
                             const std::string& source) {
    return {process + "." + parameter,
            unit,
            to_si(default_value, unit),
            to_si(minimum, unit),
            to_si(maximum, unit),
            sentence,
            source};
}

ParameterDeclaration declare_choice(const std::string& process, const std::string& parameter,
                                    const std::vector<std::string>& choices, const std::string& sentence,
                                    const std::string& source) {
    auto declaration =
        declare(process, parameter, "1", 0, 0, static_cast<double>(choices.size() - 1), sentence, source);
    declaration.choices = choices;
    return declaration;
}

ParameterDeclaration declare_theta(const std::string& process, double default_value, const std::string& source) {
    return declare(process, "theta", "1", default_value, 0.9, 1.3,
                   "Temperature factor: the rate at T is the rate at 20 degC times theta^(T - 20).", source);
}

ParameterDeclaration declare_half_saturation(const std::string& process, double default_value,
                                             const std::string& source) {
    return declare(
        process, "oxygen_half_saturation", "mg/L", default_value, 0, 10,
        "Dissolved oxygen at which lack of oxygen halves the rate; below 0.05 mg/L the switch is nearly a step.",
        source);
}

}  // namespace qingliu
