// The words of the models a case may use.
#pragma once

#include "engine/run/case_reader.hpp"

namespace qingliu {

CaseVocabulary model_vocabulary();

}  // namespace qingliu
