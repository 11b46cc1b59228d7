#include "models/ecology/flow_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>

#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {

namespace {

struct PlanText {
    std::string name;
    std::array<double, 12> base_flow{};
    std::vector<Written<SensitivePeriod>> sensitive_periods;
    std::vector<Written<VolumeTarget>> volumes;
    std::vector<Written<WarningLevel>> warnings;
    double guarantee = 0.9, zero_flow = 0.001;
    bool excuse_low_inflow = false;
};

template <class T>
Record<T> season_record(const std::string& name, const std::string& sentence) {
    return Record<T>(name, sentence)
        .field("name", &T::name, text(), "Name.")
        .field("from", &T::from, day_of_year(), "First day.")
        .field("to", &T::to, day_of_year(), "Last day; earlier than the first: of the next year.");
}

Record<PlanText> plan_record() {
    auto sensitive = season_record<SensitivePeriod>("sensitive period", "A season that needs more than the base flow.")
                         .field("flow", &SensitivePeriod::flow, quantity("m3/s").above(0), "Flow in it.");
    auto volume = season_record<VolumeTarget>("volume", "Water that must pass in a season.")
                      .field("volume", &VolumeTarget::volume, quantity("m3").above(0), "How much.");
    auto warning =
        Record<WarningLevel>("warning", "A level of warning.")
            .field("name", &WarningLevel::name, text(), "Name.")
            .field("at_most", &WarningLevel::at_most, number().above(0), "Share of the target that is not passed.")
            .field("days", &WarningLevel::days, integer().at_least(1), "Days in a row until it is given.")
            .fallback("1");
    return file_of_figures<PlanText>("plan", "What a guarantee plan asks of a section.")
        .field("plan", &PlanText::name, text(), "Name.")
        .field("base_flow", &PlanText::base_flow, monthly("m3/s").at_least(0), "Base flow by month or span of months.")
        .optional()
        .field("sensitive_periods", &PlanText::sensitive_periods, list_of(record_of(sensitive)),
               "Seasons that need more.")
        .optional()
        .field("volumes", &PlanText::volumes, list_of(record_of(volume)), "Water that must pass.")
        .optional()
        .field("guarantee", &PlanText::guarantee, number().between(0, 1), "Share of periods that must meet the target.")
        .fallback("90 %")
        .field("excuse_low_inflow", &PlanText::excuse_low_inflow, boolean(),
               "Whether days on which less comes than the target are not counted.")
        .fallback("false")
        .field("warnings", &PlanText::warnings, list_of(record_of(warning)), "Levels of warning, mildest first.")
        .optional()
        .field("zero_flow", &PlanText::zero_flow, quantity("m3/s").at_least(0), "No more than this is no flow.")
        .fallback("0.001 m3/s");
}

int month_day(std::chrono::year_month_day date) {
    return static_cast<int>(static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day()));
}

/// Names that come twice.
template <class T>
void check_names(const std::vector<Written<T>>& rows, Reading& reading) {
    std::set<std::string> seen;
    for (const auto& row : rows)
        if (reading.sound(row.node, "name") && !seen.insert(row.name).second)
            reading.fault(row.node.find("name"), fmt::format("\"{}\" is named twice", row.name), "names that differ");
}

void check_warnings(const PlanText& text, Reading& reading) {
    for (std::size_t i = 1; i < text.warnings.size(); ++i) {
        const auto &milder = text.warnings[i - 1], &level = text.warnings[i];
        if (!reading.sound(milder.node, "at_most") || !reading.sound(level.node, "at_most")) continue;
        if (level.at_most >= milder.at_most)
            reading.fault(level.node.find("at_most"),
                          fmt::format("\"{}\" is no more severe than the level before it", level.name),
                          fmt::format("less than {}, that of \"{}\"", milder.at_most, milder.name));
    }
}

}  // namespace

bool holds(const Season& season, std::chrono::year_month_day date) {
    const int day = month_day(date);
    return season.from <= season.to ? day >= season.from && day <= season.to : day >= season.from || day <= season.to;
}

double FlowPlan::target_on(std::chrono::year_month_day date) const {
    double target = base_flow.at(static_cast<unsigned>(date.month()) - 1);
    for (const SensitivePeriod& period : sensitive_periods)
        if (holds(period, date)) target = std::max(target, period.flow);
    return target;
}

RecordDescription flow_plan_description() { return plan_record().description(); }

FlowPlan read_flow_plan(const std::filesystem::path& path) {
    Reading reading;
    const Node document = read_document(path, reading);
    PlanText text;
    plan_record().read(document, reading, text);
    check_names(text.sensitive_periods, reading);
    check_names(text.volumes, reading);
    check_names(text.warnings, reading);
    check_warnings(text, reading);
    const bool has_base = std::ranges::any_of(text.base_flow, [](double flow) { return flow > 0; });
    if (reading.problems.empty() && !has_base && text.sensitive_periods.empty() && text.volumes.empty())
        reading.fault(document, "this plan asks for nothing", "base_flow, sensitive_periods or volumes");
    reading.problems.throw_if_any();
    FlowPlan plan{text.name, text.base_flow, {}, {}, text.guarantee, text.excuse_low_inflow, {}, text.zero_flow};
    plan.sensitive_periods.assign(text.sensitive_periods.begin(), text.sensitive_periods.end());
    plan.volumes.assign(text.volumes.begin(), text.volumes.end());
    plan.warnings.assign(text.warnings.begin(), text.warnings.end());
    return plan;
}

}  // namespace qingliu
