#include <fmt/format.h>

#include <memory>

#include "engine/commands.hpp"
#include "engine/config/explain.hpp"
#include "models/assessment/written_standard.hpp"

namespace qingliu {

namespace {

/// What the keys of cases, processes and standards say of one.
std::string reference_of(const std::string& key, const CaseVocabulary& vocabulary) {
    std::string of_standards = explain(key, {standard_record().description()});
    try {
        return explain_key(key, vocabulary) + of_standards;
    } catch (const InputError&) {
        if (of_standards.empty()) throw;
        return of_standards;
    }
}

}  // namespace

void add_schema_commands(CLI::App& program, Chosen& chosen) {
    auto* schema = program.add_subcommand("schema", "Print the JSON Schema of the files of a case");
    schema->callback([&chosen] {
        chosen = [] {
            fmt::print("{}", case_schema(model_vocabulary().structures));
            return static_cast<int>(done);
        };
    });
    auto key = std::make_shared<std::string>();
    auto* explain =
        program.add_subcommand("explain", "Explain one key of a case or a standard, or one kinetic parameter");
    explain->add_option("KEY", *key, "opening, structure, structure.opening, nitrification.rate ...")->required();
    auto file = std::make_shared<std::string>();
    explain->add_option("--case", *file, "A case, whose own processes are explained too");
    explain->callback([key, file, &chosen] {
        chosen = [key, file] {
            CaseVocabulary vocabulary = model_vocabulary();
            if (!file->empty()) {
                for (const auto& process : read_case(*file, vocabulary).own.processes)
                    vocabulary.parameters.insert(vocabulary.parameters.end(), process.declarations.begin(),
                                                 process.declarations.end());
            }
            fmt::print("{}", reference_of(*key, vocabulary));
            return static_cast<int>(done);
        };
    });
}

}  // namespace qingliu
