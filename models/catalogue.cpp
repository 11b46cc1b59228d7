#include "models/catalogue.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>

#include "models/assessment/known_standards.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/kinetics/drivers.hpp"
#include "models/kinetics/work_reaeration.hpp"
#include "models/transport/dispersion_formulas.hpp"

namespace qingliu {

namespace {

std::vector<CatalogueEntry> structures(const Chemistry& /*chemistry*/) {
    std::vector<CatalogueEntry> list;
    for (const auto& work : works())
        list.push_back({work.kind.name, fmt::format("{}. {}", work.kind.title, work.kind.sentence)});
    return list;
}

std::vector<CatalogueEntry> rules(const Chemistry& /*chemistry*/) {
    return {{"rule",
             "sets structures, releases and withdrawals while conditions hold, with hysteresis, ramp, season and "
             "priority (operation/rule_state.hpp)"},
            {"condition",
             "water_level, discharge, any constituent or class at a section, structure or river point, above "
             "or below a threshold (operation/instrument.hpp)"},
            {"controller", "holds a level or a discharge by a PID controller (operation/pid_controller.hpp)"},
            {"withdrawals",
             "give way to a reserve by priority; a shortage is shared in_proportion, equally or by_order "
             "(operation/sharing.hpp)"}};
}

std::vector<CatalogueEntry> processes(const Chemistry& chemistry) {
    std::vector<CatalogueEntry> list;
    for (const auto& process : chemistry.processes)
        list.push_back({process.description.name, process.description.sentence});
    list.push_back(
        {reaeration_at_works,
         "at works with the key reaeration: C_down = Cs (1 - 1 / r) + C_up / r (kinetics/work_reaeration.hpp)"});
    return list;
}

std::vector<CatalogueEntry> constituents(const Chemistry& chemistry) {
    std::vector<CatalogueEntry> list;
    for (const auto& c : chemistry.constituents)
        list.push_back({c.name, fmt::format("{} [{}] {}", c.title, c.unit, c.long_name)});
    list.push_back({"fraction_<water>", "share of each water of the case [1]"});
    for (const auto& group : constituent_groups())
        list.push_back({group.name, fmt::format("group: {}", group.sentence)});
    return list;
}

std::vector<CatalogueEntry> parameters(const Chemistry& chemistry) {
    std::vector<CatalogueEntry> list;
    for (const auto& process : chemistry.processes) {
        for (const auto& p : process.description.parameters) list.push_back({p.name, p.sentence});
    }
    return list;
}

std::vector<CatalogueEntry> drivers(const Chemistry& /*chemistry*/) {
    std::vector<CatalogueEntry> list;
    for (const auto& driver : named_drivers())
        list.push_back(
            {driver.declaration.name, fmt::format("[{}] {}", driver.declaration.unit, driver.declaration.sentence)});
    return list;
}

std::vector<CatalogueEntry> dispersion(const Chemistry& /*chemistry*/) {
    std::vector<CatalogueEntry> list;
    for (const auto& f : dispersion_formulas())
        list.push_back(
            {std::string(f.name), fmt::format("{} ({}){}", f.equation, f.source,
                                              f.confirmed ? "" : "; uncertain: its form was not confirmed")});
    return list;
}

std::vector<CatalogueEntry> reports(const Chemistry& /*chemistry*/) {
    return {
        {"table", "the dispatcher's table on the terminal (reports/dispatcher_table.hpp)"},
        {"forecast.nc", "all scenarios, CF-1.11 and UGRID-1.0 (reports/forecast_file.hpp)"},
        {"scenarios/NAME.nc", "one scenario as a mesh (reports/scenario_file.hpp)"},
        {"summary.json", "the verdict for programs (reports/summary.hpp)"},
        {"sections.csv", "one row per scenario, day and section (reports/section_days.hpp)"},
        {"assess", "classes of observations: table, CSV and JSON (reports/observed_page.hpp)"},
        {"processes.csv", "one row per scenario, day, river, constituent and process (reports/process_amounts.hpp)"},
        {"report.html", "the bulletin, one self-contained page (reports/bulletin/page.hpp)"}};
}

std::vector<CatalogueEntry> standards(const Chemistry& /*chemistry*/) {
    std::vector<CatalogueEntry> list;
    for (const KnownStandard& standard : known_standards()) {
        std::string of =
            standard.rows > 0 ? fmt::format("{} rows", standard.rows) : "an index by another standard's limits";
        if (standard.not_verified > 0)
            of += standard.not_verified == standard.rows ? ", NOT VERIFIED"
                                                         : fmt::format(", {} not verified", standard.not_verified);
        list.push_back({standard.key, fmt::format("{} {} ({})", standard.name, standard.title, of)});
    }
    return list;
}

const std::map<std::string, std::function<std::vector<CatalogueEntry>(const Chemistry&)>> kinds{
    {"structures", structures},     {"rules", rules},           {"processes", processes},
    {"constituents", constituents}, {"parameters", parameters}, {"drivers", drivers},
    {"dispersion", dispersion},     {"reports", reports},       {"standards", standards}};

}  // namespace

std::vector<std::string> catalogue_kinds() {
    std::vector<std::string> names;
    for (const auto& [name, list] : kinds) names.push_back(name);
    return names;
}

std::vector<CatalogueEntry> catalogue(const std::string& kind, const Chemistry& chemistry) {
    return kinds.at(kind)(chemistry);
}

}  // namespace qingliu
