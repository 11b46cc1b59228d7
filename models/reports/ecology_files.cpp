// What programs and spreadsheets read of the findings on ecological flow.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "models/reports/ecology_report.hpp"
#include "models/reports/spreadsheet.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

constexpr const char* month_names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec"};

Json record_json(const EcologyFindings& found) {
    const DailyFlows& flows = found.flows;
    if (flows.discharge.empty()) return nullptr;
    int known = 0;
    for (const double flow : flows.discharge) known += std::isfinite(flow) ? 1 : 0;
    Json years = Json::array();
    for (const FlowYear& year : found.years.complete) years.push_back(year.name);
    return {{"first", date_text(flows.date(0))},
            {"last", date_text(flows.date(flows.discharge.size() - 1))},
            {"days_known", known},
            {"days_unknown", static_cast<int>(flows.discharge.size()) - known},
            {"complete_years", std::move(years)},
            {"years_left_out", found.years.incomplete}};
}

Json target_json(const FlowTarget& target) {
    Json by_month = Json::object();
    for (std::size_t month = 0; month < 12; ++month) by_month[month_names[month]] = number(target.by_month.at(month));
    return {{"method", target.method},
            {"title", target.title},
            {"source", target.source},
            {"m3s", std::move(by_month)},
            {"years_used", target.years_used},
            {"years_needed", target.years_needed},
            {"short_record", target.short_record()},
            {"remark", target.english_remark}};
}

Json step_json(const StepCompliance& step) {
    const FlowCompliance& found = step.found;
    return {{"requirement", step.requirement},
            {"step", step_name(step.step)},
            {"judged", found.days_judged},
            {"met", found.days_met},
            {"share_met", found.days_judged > 0 ? Json(found.share_days_met) : Json(nullptr)},
            {"unknown", found.days_skipped},
            {"excused", found.days_excused},
            {"deficit_m3", found.deficit},
            {"longest_spell_below", found.longest_spell_below},
            {"zero_flow", found.zero_flow_days},
            {"least_m3s", number(found.min_daily)},
            {"largest_target_m3s", found.largest_target}};
}

Json compliance_json(const PlanCompliance& compliance, const std::optional<FlowPlan>& plan) {
    Json steps = Json::array(), volumes = Json::array(), warnings = Json::array();
    for (const StepCompliance& step : compliance.steps) {
        steps.push_back(step_json(step));
        if (plan)
            steps.back()["guarantee_met"] =
                step.found.days_judged > 0 ? Json(step.found.share_days_met >= plan->guarantee) : Json(nullptr);
    }
    for (const VolumeCompliance& volume : compliance.volumes) {
        const bool known = std::isfinite(volume.volume);
        volumes.push_back({{"name", volume.name},
                           {"year", volume.year},
                           {"target_m3", volume.target},
                           {"volume_m3", number(volume.volume)},
                           {"met", known ? Json(volume.met()) : Json(nullptr)}});
    }
    for (const WarningSpell& spell : compliance.warnings) {
        warnings.push_back({{"level", plan->warnings.at(static_cast<std::size_t>(spell.level)).name},
                            {"first", date_text(spell.first)},
                            {"days", spell.days},
                            {"least_m3s", spell.lowest}});
    }
    return {{"plan", plan ? Json(plan->name) : Json(nullptr)},
            {"guarantee", plan ? Json(plan->guarantee) : Json(nullptr)},
            {"steps", std::move(steps)},
            {"volumes", std::move(volumes)},
            {"warnings", std::move(warnings)}};
}

Json indicators_json(const AlterationIndicators& all) {
    Json list = Json::array();
    for (const AlterationIndicator& indicator : all.indicators) {
        Json annual = Json::array();
        for (const double value : indicator.annual) annual.push_back(number(value));
        list.push_back({{"name", indicator.name},
                        {"group", indicator.group},
                        {"unit", indicator.unit},
                        {"mean", number(indicator.mean)},
                        {"median", number(indicator.median)},
                        {indicator.group == 3 ? "variation_d" : "variation", number(indicator.variation)},
                        {"annual", std::move(annual)}});
    }
    return {{"years", all.years},
            {"years_left_out", all.years_left_out},
            {"low_pulse_m3s", number(all.low_pulse)},
            {"high_pulse_m3s", number(all.high_pulse)},
            {"indicators", std::move(list)}};
}

/// Rows under a header; "place" and "scenario" come first.
class Sheet {
public:
    Sheet(std::string name, const std::string& header)
        : name_(std::move(name)), text_(std::string(byte_order_mark) + "place,scenario," + header + "\r\n") {}
    void row(const EcologyFindings& found, const std::string& cells) {
        text_ += fmt::format("{},{},{}\r\n", spreadsheet_cell(found.name), spreadsheet_cell(found.scenario), cells);
        filled_ = true;
    }
    void into(std::vector<Spreadsheet>& sheets) const {
        if (filled_) sheets.push_back({name_, text_});
    }

private:
    std::string name_, text_;
    bool filled_ = false;
};

const char* yes_or_no(bool known, bool yes) { return known ? (yes ? "yes" : "no") : ""; }

}  // namespace

std::string ecology_json(const std::vector<EcologyFindings>& all) {
    Json list = Json::array();
    for (const EcologyFindings& found : all) {
        Json one{{"place", found.name},
                 {"scenario", found.scenario.empty() ? Json(nullptr) : Json(found.scenario)},
                 {"scenario_title", found.title.empty() ? Json(nullptr) : Json(found.title)},
                 {"record", record_json(found)}};
        if (!found.targets.empty()) {
            one["targets"] = Json::array();
            for (const FlowTarget& target : found.targets) one["targets"].push_back(target_json(target));
        }
        if (found.compliance) one["compliance"] = compliance_json(*found.compliance, found.plan);
        if (found.indicators) one["alteration"] = indicators_json(*found.indicators);
        list.push_back(std::move(one));
    }
    return Json{{"places", std::move(list)}}.dump(2) + "\n";
}

std::vector<Spreadsheet> ecology_spreadsheets(const std::vector<EcologyFindings>& all) {
    Sheet targets("targets.csv", fmt::format("method,title,source,years_used,years_needed,{} [m3/s],remark",
                                             fmt::join(month_names, " [m3/s],")));
    Sheet compliance("compliance.csv",
                     "requirement,step,judged,met,share_met [1],guarantee_met,unknown,excused,deficit [m3],"
                     "longest_spell_below,zero_flow,least [m3/s]");
    Sheet periods("periods.csv", "requirement,step,first,days,discharge [m3/s],target [m3/s],met,excused");
    Sheet volumes("volumes.csv", "name,year,target [m3],volume [m3],met");
    Sheet warnings("warnings.csv", "level,first,days,least [m3/s]");
    Sheet indicators("indicators.csv", "group,indicator,title,unit,mean,median,variation");
    for (const EcologyFindings& found : all) {
        for (const FlowTarget& target : found.targets) {
            std::string row = fmt::format("{},{},{},{},{}", target.method, spreadsheet_cell(target.title),
                                          spreadsheet_cell(target.source), target.years_used, target.years_needed);
            for (const double flow : target.by_month) row += fmt::format(",{}", cell(flow));
            targets.row(found, fmt::format("{},{}", row, spreadsheet_cell(target.english_remark)));
        }
        if (found.indicators)
            for (const AlterationIndicator& one : found.indicators->indicators)
                indicators.row(found,
                               fmt::format("{},{},{},{},{},{},{}", one.group, one.name, spreadsheet_cell(one.title),
                                           one.unit, cell(one.mean), cell(one.median), cell(one.variation)));
        if (!found.compliance) continue;
        for (const StepCompliance& step : found.compliance->steps) {
            const FlowCompliance& c = step.found;
            const bool judged = c.days_judged > 0;
            compliance.row(
                found,
                fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}", spreadsheet_cell(step.requirement),
                            step_name(step.step), c.days_judged, c.days_met, judged ? cell(c.share_days_met) : "",
                            yes_or_no(found.plan && judged, found.plan && c.share_days_met >= found.plan->guarantee),
                            c.days_skipped, c.days_excused, cell(c.deficit), c.longest_spell_below, c.zero_flow_days,
                            cell(c.min_daily)));
            for (const PlanPeriod& period : step.periods)
                periods.row(
                    found,
                    fmt::format("{},{},{},{},{},{},{},{}", spreadsheet_cell(step.requirement), step_name(step.step),
                                date_text(period.first), period.days, cell(period.discharge), cell(period.target),
                                yes_or_no(std::isfinite(period.discharge), period.discharge >= period.target),
                                period.excused ? "yes" : "no"));
        }
        for (const VolumeCompliance& volume : found.compliance->volumes)
            volumes.row(found,
                        fmt::format("{},{},{},{},{}", spreadsheet_cell(volume.name), volume.year, cell(volume.target),
                                    cell(volume.volume), yes_or_no(std::isfinite(volume.volume), volume.met())));
        for (const WarningSpell& spell : found.compliance->warnings)
            warnings.row(
                found,
                fmt::format("{},{},{},{}",
                            spreadsheet_cell(found.plan->warnings.at(static_cast<std::size_t>(spell.level)).name),
                            date_text(spell.first), spell.days, cell(spell.lowest)));
    }
    std::vector<Spreadsheet> sheets;
    for (const Sheet* sheet : {&targets, &compliance, &periods, &volumes, &warnings, &indicators}) sheet->into(sheets);
    return sheets;
}

}  // namespace qingliu
