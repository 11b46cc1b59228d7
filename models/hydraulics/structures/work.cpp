#include "models/hydraulics/structures/work.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/quantity.hpp"

namespace qingliu {

namespace {

std::logic_error undeclared(const StructureKind& kind, const std::string& key) {
    return std::logic_error("the kind " + kind.name + " declares no " + key);
}

}  // namespace

double Figures::operator()(const std::string& key) const {
    const StructureParameter* parameter = kind_.parameter(key);
    if (parameter == nullptr) throw undeclared(kind_, key);
    const auto given = structure_.values.find(key);
    if (given != structure_.values.end()) return given->second;
    if (!parameter->default_value) throw std::logic_error(structure_.name + " has no " + key);
    return to_si(*parameter->default_value, parameter->unit);
}

double Figures::value_or(const std::string& key, double otherwise) const {
    if (kind_.parameter(key) == nullptr) throw undeclared(kind_, key);
    const auto given = structure_.values.find(key);
    return given == structure_.values.end() ? otherwise : given->second;
}

const std::string& Figures::word(const std::string& key) const {
    const auto given = structure_.words.find(key);
    if (given != structure_.words.end()) return given->second;
    const auto declared = std::ranges::find(kind_.choices, key, &StructureChoice::key);
    if (declared == kind_.choices.end()) throw undeclared(kind_, key);
    return declared->words.front();
}

const Structure::Table& Figures::table(const std::string& key) const {
    const auto given = structure_.tables.find(key);
    if (given == structure_.tables.end()) throw undeclared(kind_, key);
    return given->second;
}

}  // namespace qingliu
