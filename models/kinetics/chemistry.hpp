// What water may carry and what happens to it: what the models know, and what a case brings along.
#pragma once

#include <string>
#include <vector>

#include "engine/run/case_reader.hpp"
#include "models/kinetics/catalogue.hpp"

namespace qingliu {

struct Chemistry {
    std::vector<Constituent> constituents;  ///< [species]
    std::vector<ElementContent> contents;   ///< [species]
    std::vector<ProcessEntry> processes;    ///< in the order of the ledger
};

/// The known constituents and processes.
const Chemistry& known_chemistry();

/// Behind them those of a case.
Chemistry chemistry_of(const OwnChemistry& own);

/// What the file of a case's own processes may name.
ProcessVocabulary process_vocabulary();

}  // namespace qingliu
