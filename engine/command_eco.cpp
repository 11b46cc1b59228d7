#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "models/ecology/daily_flow_file.hpp"
#include "models/ecology/driest_month.hpp"
#include "models/ecology/flow_duration.hpp"
#include "models/ecology/r2_cross.hpp"
#include "models/ecology/section_hydraulics.hpp"
#include "models/ecology/seven_day_low_flow.hpp"
#include "models/ecology/tennant.hpp"
#include "models/ecology/wetted_perimeter.hpp"
#include "models/reports/ecology_report.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

struct EcoArguments {
    std::vector<std::string> files;
    FlowColumns columns;
    std::string plan, target, case_file, section, slope, bank_depth, folder, format = "table", language = "zh";
    int year_begins = 1;
};

/// The quantity given with an option, SI.
double quantity_of(const std::string& option, const std::string& text, const std::string& unit) {
    const ParsedQuantity parsed = parse_quantity(text, unit);
    if (!parsed.ok()) throw argument_error(fmt::format("{} {}: {}", option, text, parsed.fault), parsed.expected);
    if (parsed.value <= 0) throw argument_error(fmt::format("{} {} is not more than 0", option, text), "more than 0");
    return parsed.value;
}

std::optional<FlowPlan> plan_of(const EcoArguments& arguments) {
    if (!arguments.plan.empty()) return read_flow_plan(arguments.plan);
    if (arguments.target.empty()) return std::nullopt;
    FlowPlan plan;
    plan.name = arguments.target;
    plan.base_flow.fill(quantity_of("--target", arguments.target, "m3/s"));
    return plan;
}

/// Targets by every method that needs a record.
std::vector<FlowTarget> targets_of_record(const DailyFlows& flows, const FlowYears& years) {
    std::vector<FlowTarget> targets;
    const auto add = [&](std::vector<FlowTarget>&& some) { std::ranges::move(some, std::back_inserter(targets)); };
    add(tennant_targets(years));
    add(driest_month_targets(years));
    add(flow_duration_targets(flows, years));
    add({normal_years_target(flows, years)});
    add(seven_day_low_flow_targets(flows, years));
    return targets;
}

EcologyFindings table_findings(const std::string& file, const EcoArguments& arguments,
                               const std::optional<FlowPlan>& plan) {
    FlowTable table = read_flow_table(file, arguments.columns);
    EcologyFindings found;
    found.name = fmt::format("{} {}", std::filesystem::path(file).stem().string(), table.column);
    found.flows = std::move(table.flows);
    found.years = years_of(found.flows, arguments.year_begins);
    found.targets = targets_of_record(found.flows, found.years);
    found.indicators = alteration_indicators(found.flows, found.years);
    found.plan = plan;
    if (!plan) return found;
    if (plan->excuse_low_inflow && table.inflow.empty())
        throw argument_error("the plan excuses days of low inflow, and no inflow is given",
                             "--inflow with the column of the natural inflow");
    found.compliance = judge_plan(found.flows, *plan, table.inflow);
    return found;
}

std::vector<EcologyFindings> forecast_findings(const std::string& file, const EcoArguments& arguments,
                                               const std::optional<FlowPlan>& plan) {
    if (plan && plan->excuse_low_inflow)
        throw argument_error(fmt::format("the plan excuses days of low inflow, and {} knows no natural inflow", file),
                             "a plan without excuse_low_inflow, or a table with --inflow");
    std::vector<EcologyFindings> all;
    std::vector<std::string> sections;
    for (ForecastFlows& one : read_forecast_flows(file)) {
        if (std::ranges::find(sections, one.section) == sections.end()) sections.push_back(one.section);
        if (!arguments.section.empty() && one.section != arguments.section) continue;
        const bool asked = std::ranges::any_of(one.target, [](double target) { return target > 0; });
        if (!asked && !plan) continue;
        EcologyFindings found;
        found.name = one.section;
        found.scenario = one.scenario;
        found.title = one.title;
        found.plan = plan;
        found.compliance =
            plan ? judge_plan(one.flows, *plan) : PlanCompliance{judge_targets(one.flows, one.target), {}, {}};
        found.flows = std::move(one.flows);
        all.push_back(std::move(found));
    }
    if (all.empty() && !arguments.section.empty() && std::ranges::find(sections, arguments.section) == sections.end())
        throw argument_error(fmt::format("no control section \"{}\" in {}", arguments.section, file),
                             join_words(sections, "or"), closest_name(arguments.section, sections));
    if (all.empty())
        throw argument_error(fmt::format("no section of {} has an ecological flow", file),
                             "--plan or --target, or ecological_flow in the sections of the case");
    return all;
}

/// Targets of the hydraulic methods at a control section of a case.
std::vector<FlowTarget> targets_of_section(const EcoArguments& arguments) {
    const Case specification = read_case(arguments.case_file, model_vocabulary());
    std::vector<std::string> names;
    for (const auto& section : specification.sections) names.push_back(section.name);
    const auto section = std::ranges::find(specification.sections, arguments.section, &ControlSection::name);
    if (section == specification.sections.end())
        throw argument_error(fmt::format("no control section \"{}\" in {}", arguments.section, arguments.case_file),
                             join_words(names, "or"), closest_name(arguments.section, names));
    const River& river = specification.network.rivers.at(static_cast<std::size_t>(section->at.river));
    if (!river.storage.empty())
        throw argument_error(fmt::format("{} lies in still water", section->name), "a section on a river");
    const double chainage = section->at.chainage;
    const double slope =
        arguments.slope.empty() ? bed_slope_at(river, chainage) : quantity_of("--slope", arguments.slope, "1");
    if (slope <= 0)
        throw argument_error(fmt::format("the bed of {} does not fall at {}", river.name, section->name),
                             "--slope with the slope of the water, such as 0.0002");
    const double bank = arguments.bank_depth.empty() ? bank_depth_at(river, chainage)
                                                     : quantity_of("--bank-depth", arguments.bank_depth, "m");
    if (bank <= 0)
        throw argument_error(fmt::format("the section of {} at {} has no banks", river.name, section->name),
                             "--bank-depth with the depth at which the water is up to its banks, such as \"3 m\"");
    const SectionHydraulics hydraulics = section_hydraulics(river, chainage, slope, bank);
    std::vector<FlowTarget> targets = wetted_perimeter_targets(hydraulics);
    std::ranges::move(r2_cross_targets(hydraulics), std::back_inserter(targets));
    for (FlowTarget& target : targets) {
        const std::string where =
            fmt::format("{} {:.2f} km, S {:.3g}, {:.2f} m", river.name, hydraulics.chainage / 1000, slope, bank);
        target.remark = where + (target.remark.empty() ? "" : "; ") + target.remark;
        target.english_remark = where + (target.english_remark.empty() ? "" : "; ") + target.english_remark;
    }
    return targets;
}

bool is_forecast(const std::string& file) { return file.ends_with(".nc"); }

/// Options that go with nothing that is given. Throws CLI::ValidationError.
void check_options(const EcoArguments& arguments) {
    const bool forecast = std::ranges::any_of(arguments.files, is_forecast);
    const bool table = !std::ranges::all_of(arguments.files, is_forecast);
    if (arguments.files.empty() && arguments.case_file.empty())
        throw CLI::ValidationError("FILE", "a record or a forecast is needed, or --case with --section");
    if (!arguments.section.empty() && arguments.case_file.empty() && !forecast)
        throw CLI::ValidationError("--section", "needs --case, or a forecast");
    for (const auto& [option, value] : {std::pair("--column", arguments.columns.discharge),
                                        {"--unit", arguments.columns.unit},
                                        {"--inflow", arguments.columns.inflow}})
        if (!value.empty() && !table) throw CLI::ValidationError(option, "goes with a table of daily means");
    if (arguments.files.empty() && !(arguments.plan + arguments.target).empty())
        throw CLI::ValidationError("--plan or --target", "goes with a record or a forecast");
}

int eco(const EcoArguments& arguments) {
    const std::optional<FlowPlan> plan = plan_of(arguments);
    if (!arguments.columns.inflow.empty() && !(plan && plan->excuse_low_inflow))
        throw argument_error("--inflow is given, and no plan excuses days of low inflow",
                             "--plan with a plan that says excuse_low_inflow: true");
    std::vector<EcologyFindings> all;
    Problems problems;
    for (const std::string& file : arguments.files) {
        try {
            if (is_forecast(file))
                std::ranges::move(forecast_findings(file, arguments, plan), std::back_inserter(all));
            else
                all.push_back(table_findings(file, arguments, plan));
        } catch (const InputError& error) {
            problems.add(error.problems());
        }
    }
    problems.throw_if_any();
    if (!arguments.case_file.empty()) {
        std::vector<FlowTarget> targets = targets_of_section(arguments);
        const auto of_record = std::ranges::find_if(all, [](const auto& found) { return !found.targets.empty(); });
        if (of_record == all.end()) {
            all.emplace_back().name = arguments.section;
            all.back().targets = std::move(targets);
        } else {
            std::ranges::move(targets, std::back_inserter(of_record->targets));
        }
    }
    if (!arguments.folder.empty()) {
        const std::filesystem::path folder = arguments.folder;
        make_output_folder(folder);
        write_text_file(folder / "eco.json", ecology_json(all));
        for (const Spreadsheet& sheet : ecology_spreadsheets(all)) write_text_file(folder / sheet.name, sheet.text);
    }
    if (arguments.format == "json")
        fmt::print("{}", ecology_json(all));
    else
        fmt::print("{}", ecology_page(
                             all, {arguments.language == "zh" ? Language::zh : Language::en, terminal_has_colour(1)}));
    return done;
}

}  // namespace

void add_eco_command(CLI::App& program, Chosen& chosen) {
    auto arguments = std::make_shared<EcoArguments>();
    auto* command = program.add_subcommand(
        "eco", "Ecological flow: targets by every method, compliance, indicators of hydrologic alteration");
    command->add_option("FILE", arguments->files,
                        "Daily means (.csv: date,discharge [m3/s]), or a forecast (.nc) with its sections' targets");
    command->add_option("--column", arguments->columns.discharge, "Column of the discharge, where there are several");
    command->add_option("--unit", arguments->columns.unit, "Unit of columns whose header tells none");
    command->add_option("--inflow", arguments->columns.inflow,
                        "Column of the natural inflow, for plans that excuse days of low inflow");
    auto* plan = command->add_option("--plan", arguments->plan, "A guarantee plan (YAML) to judge by");
    command->add_option("--target", arguments->target, "One flow for all days to judge by, such as \"1.7 m3/s\"")
        ->excludes(plan);
    command->add_option("--year-begins", arguments->year_begins, "Month the years of the methods begin with")
        ->check(CLI::Range(1, 12))
        ->capture_default_str();
    auto* case_file = command->add_option("--case", arguments->case_file,
                                          "A case; with --section: hydraulic methods at that cross-section");
    auto* section = command->add_option("--section", arguments->section, "A control section of the case or forecast");
    case_file->needs(section);
    command->add_option("--slope", arguments->slope, "Slope of the water there; that of the bed if left out")
        ->needs(case_file);
    command->add_option("--bank-depth", arguments->bank_depth, "Depth at its banks; those of the survey if left out")
        ->needs(case_file);
    command->add_option("--out", arguments->folder, "Folder for eco.json and tables (.csv)");
    command->add_option("--format", arguments->format, "What is printed")
        ->check(CLI::IsMember({"table", "json"}))
        ->capture_default_str();
    command->add_option("--lang", arguments->language, "Language of the tables")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
    command->callback([arguments, &chosen] {
        check_options(*arguments);
        chosen = [arguments] { return eco(*arguments); };
    });
}

}  // namespace qingliu
