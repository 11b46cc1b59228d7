// A file of constituents and processes of a case's own as it is written. Formulas and parameters stay text until it is
// known what they may name and in which unit they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/run/case_sense.hpp"

namespace qingliu {

struct OwnConstituentText {
    std::string name, title, unit, sentence;
    bool bed = false;
    std::vector<Named<double>> elements;
};
struct OwnParameterText {
    std::string name, value, sentence;
    std::vector<std::string> range;
    std::optional<double> theta;
    Provenance provenance;
};
struct OwnProcessText {
    std::string name, title, sentence, rate;
    std::vector<Written<OwnParameterText>> parameters;
    std::vector<Named<std::string>> row, outside;
    Provenance provenance;
};
struct OwnChemistryText {
    std::vector<Named<Source>> sources;
    std::vector<Written<OwnConstituentText>> constituents;
    std::vector<Written<OwnProcessText>> processes;
};
Record<OwnChemistryText> processes_record();

/// The constituents a file brings along, those with a sound name and unit.
std::vector<OwnConstituent> own_constituents(const OwnChemistryText& text, const Reading& reading);

/// Reads the formulas and checks all that the file names; fills in Case::own. `carried` is what the case carries, and
/// `climate` the node of its weather.
void check_processes(CaseSense& sense, const Node& file, OwnChemistryText& text, const CaseVocabulary& vocabulary,
                     const std::vector<Constituent>& carried, const Node& climate);

}  // namespace qingliu
