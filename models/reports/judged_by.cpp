#include "models/reports/judged_by.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <cmath>
#include <utility>

#include "models/assessment/simulated_values.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/day_variables.hpp"

namespace qingliu {

namespace {

void write_indicators(NetcdfFile& file, const ResultLayout& layout, const Standard& standard) {
    // every constituent may be an indicator of some other standard
    Standard asked;
    asked.indicators = standard.indicators;
    for (const Constituent& constituent : layout.constituents) {
        if (asked.find(constituent.name) >= 0) continue;
        Indicator& indicator = asked.indicators.emplace_back();
        indicator.name = constituent.name;
    }
    const SimulatedValues simulated(layout.specification, layout.constituents, asked);
    std::vector<std::string> names, parts;
    std::vector<int> given, estimated;
    for (std::size_t i = 0; i < asked.indicators.size(); ++i) {
        names.push_back(asked.indicators[i].name);
        std::vector<std::string> of;
        for (const std::size_t part : simulated.parts()[i]) of.push_back(layout.constituents[part].name);
        parts.push_back(fmt::format("{}", fmt::join(of, " ")));
        given.push_back(simulated.simulated()[i] ? 1 : 0);
        estimated.push_back(simulated.estimated()[i] ? 1 : 0);
    }
    if (names.empty()) return;
    file.define_dimension("indicator", names.size());
    file.put(file.define(describe("indicator_name", NumberType::text, {"indicator"}, "",
                                  "What water is judged by: an indicator of a standard", "评价指标")),
             names);
    file.put(file.define(describe("indicator_parts", NumberType::text, {"indicator"}, "",
                                  "Constituents that add up to the indicator", "指标组成")),
             parts);
    const auto put_flag = [&](const std::string& name, const std::string& long_name, const std::string& title,
                              const std::vector<int>& values) {
        VariableDescription flag = describe(name, NumberType::int8, {"indicator"}, "", long_name, title);
        flag.flags = {"no", "yes"};
        flag.coordinates = "indicator_name indicator_parts";
        file.put(file.define(flag), values);
    };
    put_flag("indicator_simulated", "The run has a value of the indicator", "指标是否模拟", given);
    put_flag("indicator_estimated", "Some of the figures it is simulated from are estimates", "指标来水含估计值",
             estimated);
}

void write_sections(NetcdfFile& file, const std::vector<ControlSection>& sections) {
    const auto put_flag = [&](const std::string& name, const std::string& long_name, const std::string& title,
                              auto&& read) {
        VariableDescription flag = describe(name, NumberType::int8, {"section"}, "", long_name, title);
        flag.flags = {"no", "yes"};
        flag.coordinates = "section_name section_x section_y";
        std::vector<int> values;
        for (const ControlSection& section : sections) values.push_back(read(section) ? 1 : 0);
        file.put(file.define(flag), values);
    };
    put_flag("section_national", "The section is one of the national network", "国控断面",
             [](const ControlSection& s) { return s.national; });
    put_flag("section_ecological_key", "The section counts in the share with ecological flow met", "生态流量重点断面",
             [](const ControlSection& s) { return s.ecological_key; });
    put_flag("section_ecological_estimate", "The ecological flow asked of the section is an estimate",
             "生态流量目标为估计值",
             [](const ControlSection& s) { return s.ecological_provenance.confidence == Confidence::estimate; });
    constexpr std::size_t months = 12;
    file.define_dimension("month", months);
    VariableDescription flow =
        describe("section_ecological_flow", NumberType::float64, {"month", "section"}, "m3 s-1",
                 "Ecological flow asked of the section in each civil month, 0 where none is", "断面各月生态流量目标");
    flow.coordinates = "section_name";
    std::vector<double> values;
    for (std::size_t month = 0; month < months; ++month) {
        for (const ControlSection& section : sections) values.push_back(section.ecological_flow[month]);
    }
    file.put(file.define(flow), values);
}

}  // namespace

void write_judged_by(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record, const Standard& standard) {
    const Case& specification = layout.specification;
    file.set_attribute(NetcdfFile::global, "standard", standard.name);
    const PlanGoals& goals = specification.goals;
    file.set_attribute(NetcdfFile::global, "goal_sections_of_class_iii", goals.sections_of_class_iii);
    file.set_attribute(NetcdfFile::global, "goal_sections_worse_than_v", goals.sections_worse_than_v);
    file.set_attribute(NetcdfFile::global, "goal_sections_of_ecological_flow", goals.sections_of_ecological_flow);
    file.set_attribute(NetcdfFile::global, "goal_days_of_ecological_flow", goals.days_of_ecological_flow);
    write_indicators(file, layout, standard);
    VariableDescription operated = describe("scenario_operated", NumberType::int8, {"scenario"}, "",
                                            "Operators decide in the schedule", "自动调度");
    operated.flags = {"no", "yes"};
    operated.coordinates = "scenario_name scenario_title scenario_member_of";
    std::vector<int> operates;
    std::vector<std::string> of;
    for (const Scenario& scenario : specification.scenarios) {
        operates.push_back(scenario.operation >= 0 ? 1 : 0);
        of.push_back(scenario.of);
    }
    file.put(file.define(describe("scenario_member_of", NumberType::text, {"scenario"}, "",
                                  "The schedule this one is a member of, empty: it runs as the case is written",
                                  "所属方案")),
             of);
    file.put(file.define(operated), operates);
    if (!record.day_start.empty()) {
        std::vector<std::vector<double>> of_scenario;
        for (const Scenario& scenario : specification.scenarios)
            of_scenario.push_back(daily_oxygen_saturation(specification, scenario.name, record.day_start));
        std::vector<double> values;
        for (std::size_t day = 0; day < record.day_start.size(); ++day) {
            for (const std::vector<double>& days : of_scenario)
                values.push_back(std::isfinite(days[day]) ? days[day] : missing_double);
        }
        VariableDescription saturation =
            describe("day_oxygen_saturation", NumberType::float64, {"day", "scenario"}, "g m-3",
                     "Saturation of oxygen that the class is judged with", "评价用饱和溶解氧");
        saturation.coordinates = "scenario_name scenario_title";
        file.put(file.define(saturation), values);
    }
    if (!specification.sections.empty()) write_sections(file, specification.sections);
}

}  // namespace qingliu
