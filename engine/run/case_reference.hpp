// What can be told about a case's keys without a case, for pages.
#pragma once

#include <string>
#include <vector>

#include "engine/config/description.hpp"
#include "engine/run/case_reader.hpp"

namespace qingliu {

/// The files of a case, as data: case, network, coordinates, boundaries, sections, parameters, operation, processes.
std::vector<RecordDescription> case_documents(const CaseVocabulary& vocabulary);

}  // namespace qingliu
