#include "models/kinetics/chemistry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "models/kinetics/drivers.hpp"
#include "models/kinetics/own_process.hpp"
#include "models/kinetics/petersen.hpp"
#include "models/kinetics/work_reaeration.hpp"

namespace qingliu {
namespace {

ElementContent content_of(const OwnConstituent& own) {
    ElementContent content;
    for (const Element& element : elements()) {
        const auto found = own.elements.find(element.name);
        if (found != own.elements.end()) content.*element.content = found->second;
    }
    return content;
}

Chemistry constituents_with(const OwnChemistry& own) {
    Chemistry chemistry = known_chemistry();
    for (const OwnConstituent& one : own.constituents) {
        chemistry.constituents.push_back(one);
        chemistry.contents.push_back(content_of(one));
    }
    return chemistry;
}

/// What a row leaves open, in words; empty where it closes.
std::string imbalance_of(const OwnChemistry& own, const OwnProcess& process) {
    const Chemistry chemistry = constituents_with(own);
    const ProcessEntry entry = entry_of(process, chemistry.constituents, chemistry.contents);
    std::vector<std::string> parts;
    for (const auto& [element, amount] : completion_of(entry.description, chemistry.contents).open)
        parts.push_back(fmt::format("{:.6g} {} of {}", std::fabs(amount), element == "charge" ? "eq" : "g", element) +
                        (amount > 0 ? " too much" : " too little"));
    return join_words(parts);
}

}  // namespace

const Chemistry& known_chemistry() {
    static const Chemistry known{known_constituents(), element_contents(), kinetic_processes()};
    return known;
}

Chemistry chemistry_of(const OwnChemistry& own) {
    Chemistry chemistry = constituents_with(own);
    for (const OwnProcess& process : own.processes)
        chemistry.processes.push_back(entry_of(process, chemistry.constituents, chemistry.contents));
    return chemistry;
}

ProcessVocabulary process_vocabulary() {
    ProcessVocabulary vocabulary;
    for (const ProcessEntry& entry : kinetic_processes()) vocabulary.processes.push_back(entry.description.name);
    vocabulary.processes.emplace_back(reaeration_at_works);
    for (const NamedDriver& driver : named_drivers()) vocabulary.drivers.push_back(driver.declaration);
    for (const Element& element : elements()) vocabulary.elements.push_back(element.name);
    for (const Reservoir reservoir : all_reservoirs()) vocabulary.reservoirs.push_back(reservoir_name(reservoir));
    for (std::size_t i = 0; i < species::count; ++i) {
        if (may_be_negative(i) || known_constituents()[i].unit == "degC")
            vocabulary.unbounded.push_back(known_constituents()[i].name);
    }
    vocabulary.most_constituents = species::most_own;
    vocabulary.most_processes = 32;
    vocabulary.imbalance = imbalance_of;
    return vocabulary;
}

}  // namespace qingliu
