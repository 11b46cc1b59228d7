#include "models/vocabulary.hpp"

#include "models/assessment/black_odour.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/assessment/standard.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/kinetics/chemistry.hpp"
#include "models/transport/dispersion_formulas.hpp"

namespace qingliu {

namespace {

std::vector<std::string> dispersion_names() {
    std::vector<std::string> names;
    for (const auto& formula : dispersion_formulas()) names.emplace_back(formula.name);
    return names;
}

}  // namespace

CaseVocabulary model_vocabulary() {
    return {known_constituents(),
            kinetic_parameters(),
            structure_kinds(),
            [](const std::filesystem::path& file) { require_classes(read_standard(file)); },
            [](const std::filesystem::path& file) { require_points(read_standard(file)); },
            constituent_groups(),
            dispersion_names(),
            process_vocabulary(),
            known_standard_file};
}

}  // namespace qingliu
