#include <fmt/format.h>

#include <memory>

#include "engine/commands.hpp"
#include "engine/config/explain.hpp"
#include "engine/config/reference_page.hpp"
#include "engine/run/case_reference.hpp"
#include "models/assessment/written_standard.hpp"
#include "models/ecology/flow_plan.hpp"
#include "models/observations/lakes.hpp"
#include "models/observations/quality_limits.hpp"

namespace qingliu {

namespace {

/// The files beside a case.
std::vector<RecordDescription> other_files() {
    return {standard_record().description(), flow_plan_description(), quality_limits_description(),
            lake_list_description()};
}

/// Every file the program reads, one page each.
std::string all_pages() {
    std::string pages = reference_pages(case_documents(model_vocabulary()));
    for (const RecordDescription& file : other_files()) pages += "\n" + reference_pages({file});
    return pages;
}

/// What the keys of cases, processes, standards and plans say of one.
std::string reference_of(const std::string& key, const CaseVocabulary& vocabulary) {
    std::string of_others;
    for (const RecordDescription& file : other_files()) of_others += explain(key, {file});
    try {
        return explain_key(key, vocabulary) + of_others;
    } catch (const InputError&) {
        if (of_others.empty()) throw;
        return of_others;
    }
}

}  // namespace

void add_schema_commands(CLI::App& program, Chosen& chosen) {
    auto* schema = program.add_subcommand("schema", "Print the JSON Schema of the files of a case");
    auto markdown = std::make_shared<bool>(false);
    schema->add_flag("--markdown", *markdown, "Print the reference of all files instead, each a page of Markdown");
    schema->callback([markdown, &chosen] {
        chosen = [markdown] {
            fmt::print("{}", *markdown ? all_pages() : case_schema(model_vocabulary().structures));
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
