#include "bmi/driver_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "engine/run/case_reader.hpp"
#include "models/vocabulary.hpp"

namespace qingliu {

namespace {

struct DriverFile {
    std::string case_file, scenario;
};

Record<DriverFile> driver_record() {
    return Record<DriverFile>("driver", "What another program drives.")
        .field("case", &DriverFile::case_file, text(), "The case, a path seen from this file.")
        .field("scenario", &DriverFile::scenario, text(), "The scenario of it that is driven.");
}

std::vector<std::string> names_of_scenarios(const Case& specification) {
    std::vector<std::string> names;
    for (const Scenario& scenario : specification.scenarios) names.push_back(scenario.name);
    return names;
}

}  // namespace

ChosenScenario read_driver_file(const std::filesystem::path& file) {
    Reading reading;
    const Node root = read_document(file, reading);
    // a case has scenarios and no scenario
    if (!root.is(Node::Kind::map) || !root.find("scenario").present()) {
        ChosenScenario chosen{read_case(file, model_vocabulary()), 0};
        if (chosen.specification.scenarios.size() == 1) return chosen;
        Problem problem;
        problem.place.file = file.string();
        problem.message = "another program drives one scenario, and this case has several";
        problem.expected = fmt::format("a file of its own with the keys case and scenario, one of {}",
                                       fmt::join(names_of_scenarios(chosen.specification), ", "));
        throw InputError(problem);
    }
    DriverFile wanted;
    driver_record().read(root, reading, wanted);
    reading.problems.throw_if_any();
    const Node case_node = root.find("case"), scenario_node = root.find("scenario");
    if (!reading.read_file(case_node)) reading.problems.throw_if_any();
    ChosenScenario chosen{read_case(Reading::resolve(case_node), model_vocabulary()), 0};
    const auto names = names_of_scenarios(chosen.specification);
    const auto found = std::ranges::find(names, wanted.scenario);
    if (found == names.end())
        reading.fault(scenario_node, fmt::format("the case has no scenario \"{}\"", wanted.scenario),
                      fmt::format("{}", fmt::join(names, ", ")), closest_name(wanted.scenario, names));
    reading.problems.throw_if_any();
    chosen.scenario = static_cast<int>(found - names.begin());
    return chosen;
}

}  // namespace qingliu
