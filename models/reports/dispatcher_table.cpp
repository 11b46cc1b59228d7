#include "models/reports/dispatcher_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/base/unknown.hpp"
#include "engine/run/certification.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/goals_table.hpp"
#include "models/reports/numerical_errors.hpp"
#include "models/reports/text_table.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

/// Everything the parts of the page look at.
struct DispatcherPage {
    const ResultLayout& layout;
    const RunRecord& record;
    const Verdict& verdict;
    const Standard& standard;
    const TableStyle& style;

    /// The text of the page's language.
    [[nodiscard]] std::string say(const char* zh, const char* en) const {
        return style.language == Language::zh ? zh : en;
    }
    [[nodiscard]] std::string title(std::size_t s) const {
        const ScenarioRecord& scenario = record.scenarios[s];
        return style.language == Language::zh && !scenario.title.empty() ? scenario.title : scenario.name;
    }
};

std::string flow(double value) { return std::isfinite(value) ? fmt::format("{:.2f}", value) : "-"; }

TableCell class_cell(const DispatcherPage& page, int water_class) {
    constexpr std::array<const char*, 6> names = {"-", "I", "II", "III", "IV", "V"};
    return {water_class == 6 ? page.say("劣V", ">V") : names.at(static_cast<std::size_t>(water_class)), water_class};
}

std::string indicator_title(const DispatcherPage& page, int indicator) {
    if (indicator < 0) return "-";
    return indicator_title(page.standard.indicators.at(static_cast<std::size_t>(indicator)), page.style.language);
}

std::string schedules(const DispatcherPage& page) {
    TextTable table;
    using Align = TextTable::Align;
    table.add_column(page.say("调度方案", "schedule"), Align::left, 24);
    table.add_column(page.say("引水 万m3", "diverted 1e4m3"), Align::right);
    table.add_column(page.say("费用 万元", "cost 1e4yuan"), Align::right);
    table.add_column(page.say("III类及以上", "III or better"), Align::right);
    table.add_column(page.say("劣V断面", ">V"), Align::right);
    table.add_column(page.say("生态流量达标", "eco-flow met"), Align::right);
    // decisions are counted where there is somebody to decide
    const std::vector<Scenario>& scenarios = page.layout.specification.scenarios;
    const bool operated = std::ranges::any_of(scenarios, [](const Scenario& s) { return s.operation >= 0; });
    if (operated) table.add_column(page.say("决策", "decisions"), Align::right);
    table.add_column("  ", Align::left);
    for (std::size_t s = 0; s < page.verdict.scenarios.size(); ++s) {
        const ScenarioVerdict& judged = page.verdict.scenarios[s];
        if (!judged.of.empty()) continue;  // members speak through the probabilities of their scenario
        const bool best = static_cast<int>(s) == page.verdict.best;
        std::vector<TableCell> row{{page.title(s)}};
        if (judged.failed) {
            row.insert(row.end(), {{"-"}, {"-"}, {"-"}, {"-"}, {"-"}});
        } else {
            row.insert(row.end(), {{fmt::format("{:.1f}", judged.diverted_m3 / ten_thousand)},
                                   {fmt::format("{:.1f}", judged.cost_yuan / ten_thousand)},
                                   {judged.sections_judged > 0 ? percent(judged.share_sections_class_iii) : "-"},
                                   {fmt::format("{}", judged.sections_worse_than_v)},
                                   {judged.key_sections_judged > 0 ? percent(judged.share_ecological_flow_met) : "-"}});
        }
        if (operated) {
            const bool decides = scenarios[s].operation >= 0;
            row.push_back({decides ? fmt::format("{}", page.record.scenarios[s].decisions.size()) : "-"});
        }
        row.push_back({judged.failed ? page.say("失败", "failed") : best ? "★" : ""});
        table.add_row(row);
    }
    return table.render(page.style.colour);
}

std::string days_met(double share, int days) {
    return days > 0 ? fmt::format("{}/{}", std::lround(share * days), days) : "-";
}

/// The mark of what the numerical error could change.
std::string doubt(bool in_doubt) { return in_doubt ? "?" : ""; }

TableCell class_cell(const DispatcherPage& page, int water_class, const ClassRange& range) {
    TableCell cell = class_cell(page, water_class);
    cell.text += doubt(range.in_doubt());
    return cell;
}

/// Whether a day's ecological flow at a section is met or missed by less than the numerical error.
bool flow_in_doubt(const DispatcherPage& page, std::size_t scenario, std::size_t section) {
    const ScenarioRecord& record = page.record.scenarios[scenario];
    for (std::size_t day = 0; day < record.discharge_error.size(); ++day) {
        if (in_doubt(page.layout.specification.sections[section], page.record.day_start[day],
                     page.layout.specification.utc_offset_minutes, record.daily_discharge[day].at(section),
                     record.discharge_error[day].at(section)))
            return true;
    }
    return false;
}

/// Mean over the days on which members were judged, NaN where on none.
double mean_of(const std::vector<MemberShares>& days, int MemberShares::*judged,
               const std::function<double(const MemberShares&)>& read) {
    double sum = 0;
    int count = 0;
    for (const MemberShares& day : days) {
        if (day.*judged == 0) continue;
        sum += read(day);
        ++count;
    }
    return count > 0 ? sum / count : unknown;
}

std::string sections(const DispatcherPage& page, std::size_t scenario) {
    TextTable table;
    using Align = TextTable::Align;
    table.add_column(page.say("断面", "section"), Align::left, 14);
    table.add_column(page.say("目标", "goal"), Align::left);
    table.add_column(page.say("全期", "mean"), Align::left);
    const std::vector<SectionVerdict>& judged = page.verdict.scenarios[scenario].sections;
    const bool ensemble = std::ranges::any_of(judged, [](const SectionVerdict& s) { return !s.members.empty(); });
    if (!ensemble) table.add_column(page.say("最差", "worst"), Align::left);
    table.add_column(page.say("限制指标", "limited by"), Align::left, 12);
    table.add_column(page.say("达标天数", "days met"), Align::right);
    if (ensemble) table.add_column(page.say("概率", "prob."), Align::right);
    table.add_column(page.say("最小流量", "min flow"), Align::right);
    table.add_column(page.say("生态目标", "eco goal"), Align::right);
    table.add_column(page.say("达标天数", "days met"), Align::right);
    if (ensemble) table.add_column(page.say("概率", "prob."), Align::right);
    for (std::size_t k = 0; k < judged.size(); ++k) {
        const ControlSection& section = page.layout.specification.sections[k];
        const SectionVerdict& verdict = judged[k];
        const int days = static_cast<int>(verdict.days.size()) - verdict.days_without_class;
        const bool has_target = verdict.ecological_target > 0;
        const bool estimate = section.ecological_provenance.confidence == Confidence::estimate;
        std::vector<TableCell> row = {{section.name},
                                      class_cell(page, section.target_class),
                                      class_cell(page, verdict.period_class, verdict.certainty.period)};
        if (!ensemble) row.push_back(class_cell(page, verdict.worst_class, verdict.certainty.worst));
        row.push_back({indicator_title(page, verdict.limiting)});
        row.push_back(
            {days_met(verdict.share_days_meeting_target, days) + doubt(verdict.certainty.days_meeting_in_doubt > 0)});
        const auto target_met = [&](const MemberShares& m) { return m.at_least(section.target_class); };
        const auto flow_met = [](const MemberShares& m) { return m.flow_met; };
        if (ensemble) row.push_back({percent(mean_of(verdict.members, &MemberShares::judged, target_met))});
        row.push_back({flow(verdict.min_daily_discharge)});
        row.push_back({has_target ? fmt::format("{}{}", estimate ? "~" : "", flow(verdict.ecological_target)) : "-"});
        row.push_back({has_target ? days_met(verdict.share_days_flow_met, verdict.days_flow_judged) +
                                        doubt(flow_in_doubt(page, scenario, k))
                                  : "-"});
        if (ensemble) row.push_back({percent(mean_of(verdict.members, &MemberShares::flow_judged, flow_met))});
        table.add_row(row);
    }
    return table.render(page.style.colour);
}

/// "01-15 08:00".
std::string day_and_hour(const DispatcherPage& page, double instant) {
    const std::string text =
        format_instant(std::round(instant / 60) * 60, page.layout.specification.utc_offset_minutes);
    return text.substr(5, 11);
}

std::string pulses(const DispatcherPage& page, const std::vector<SectionArrivals>& arrivals) {
    if (arrivals.empty()) return "";
    const Case& specification = page.layout.specification;
    TextTable table;
    using Align = TextTable::Align;
    table.add_column(page.say("调度方案", "schedule"), Align::left, 16);
    table.add_column(page.say("断面", "section"), Align::left, 14);
    table.add_column(page.say("来水", "water"), Align::left, 14);
    table.add_column(page.say("开始放水", "released"), Align::left);
    table.add_column(page.say("到达", "arrived"), Align::left);
    table.add_column(page.say("历时 h", "travel h"), Align::right);
    int scenario = -1, place = -1;
    for (const SectionArrivals& at : arrivals) {
        const Water& water = specification.waters[static_cast<std::size_t>(at.water)];
        // What is the same as in the line above is not said again.
        if (at.scenario != scenario) place = -1;
        std::string schedule = at.scenario == scenario ? "" : page.title(static_cast<std::size_t>(at.scenario));
        std::string section =
            at.section == place ? "" : specification.sections[static_cast<std::size_t>(at.section)].name;
        std::string of = page.style.language == Language::zh ? water.title : water.name;
        scenario = at.scenario;
        place = at.section;
        for (const PulseArrival& pulse : at.pulses) {
            const bool seen = std::isfinite(pulse.arrival);
            table.add_row(
                {{std::exchange(schedule, "")},
                 {std::exchange(section, "")},
                 {std::exchange(of, "")},
                 {day_and_hour(page, pulse.release_start)},
                 {seen ? day_and_hour(page, pulse.arrival) : "-"},
                 {seen ? fmt::format("{}{:.0f}", pulse.still_rising ? ">" : "", pulse.travel_time / 3600) : "-"}});
        }
    }
    return fmt::format("\n{}\n{}",
                       page.say("放水到达 (来水占比升至增幅的50%; > 期末仍在上升)",
                                "Arrival of releases (share of the water at 50 % of its rise; > still rising)"),
                       table.render(page.style.colour));
}

std::string names_where(const DispatcherPage& page, const std::vector<bool>& chosen, bool headline) {
    std::string names;
    for (std::size_t i = 0; i < page.standard.indicators.size(); ++i) {
        const Indicator& indicator = page.standard.indicators[i];
        if (!indicator.judged || indicator.headline != headline || i >= chosen.size() || !chosen[i]) continue;
        names += (names.empty() ? "" : page.say("、", ", ")) + indicator_title(page, static_cast<int>(i));
    }
    return names;
}

/// Sections of a schedule that lie where what enters above them is not yet mixed over the width.
std::string unmixed(const DispatcherPage& page, int scenario) {
    if (scenario < 0) return "";
    const Case& specification = page.layout.specification;
    const auto& judged = page.verdict.scenarios[static_cast<std::size_t>(scenario)].sections;
    std::string names;
    for (std::size_t k = 0; k < judged.size(); ++k) {
        const SectionMixing& mixing = judged[k].mixing;
        if (!mixing.incomplete()) continue;
        names += fmt::format("{}{} ({}, {:.1f}/{:.1f} km)", names.empty() ? "" : page.say("、", ", "),
                             specification.sections[k].name,
                             specification.sources[static_cast<std::size_t>(mixing.source)].name,
                             mixing.distance / 1000, mixing.length / 1000);
    }
    if (names.empty()) return "";
    return wrapped(page.say("断面未及横向混匀, 以断面平均评判偏差较大 (上游排口, 距离/混合长度): ",
                            "Not yet mixed over the width, so a mean over the section says less (outfall above, "
                            "distance/mixing length): ") +
                       names,
                   page_width);
}

std::string notes(const DispatcherPage& page) {
    const Case& specification = page.layout.specification;
    std::string text;
    if (specification.sections.empty()) {
        text +=
            wrapped(page.say("案例没有控制断面, 上表无从评判; 沿程结果见 forecast.nc",
                             "The case has no control sections, so nothing is judged; forecast.nc has the profiles"),
                    page_width);
    }
    if (const std::string headline = names_where(page, page.verdict.simulated, true); !headline.empty()) {
        text += wrapped(page.say("类别按自动站指标判定: ", "Classes by what automatic stations measure: ") + headline,
                        page_width);
    }
    const std::string further = names_where(page, page.verdict.simulated, false);
    if (!further.empty()) {
        text +=
            wrapped(page.say("另含 ", "With ") + further +
                        page.say(" 的判定见 sections.csv 的 full_class 列", " too: column full_class of sections.csv"),
                    page_width);
    }
    std::string estimated = names_where(page, page.verdict.estimated, true);
    const std::string estimated_further = names_where(page, page.verdict.estimated, false);
    if (!estimated.empty() && !estimated_further.empty()) estimated += page.say("、", ", ");
    estimated += estimated_further;
    if (!estimated.empty()) {
        text += wrapped(
            page.say("部分来水浓度为估计值的指标: ", "Indicators some of whose inflow concentrations are estimates: ") +
                estimated,
            page_width);
    }
    if (certified(page.record)) {
        text += wrapped(page.say("标 ? 的类别或天数: 离限值不超过数值误差, 可能因此改变",
                                 "Classes and days marked ?: nearer to a limit than the numerical error, which could "
                                 "change them"),
                        page_width);
    }
    const auto is_estimate = [](const auto& figure) { return figure.provenance.confidence == Confidence::estimate; };
    const auto members = std::ranges::count_if(page.verdict.scenarios, [](const auto& s) { return !s.of.empty(); });
    if (members > 0) {
        text += wrapped(page.say("概率: 每个方案及其集合成员中达标者所占份额 (逐日平均); 成员共 ",
                                 "prob.: share of the schedule and its members that meet the goal, mean over days; "
                                 "members in all: ") +
                            std::to_string(members),
                        page_width);
    }
    const auto sources = std::count_if(specification.sources.begin(), specification.sources.end(), is_estimate);
    const auto diffuse = std::count_if(specification.diffuse.begin(), specification.diffuse.end(), is_estimate);
    const auto targets =
        std::count_if(specification.sections.begin(), specification.sections.end(), [](const ControlSection& s) {
            return s.ecological_provenance.confidence == Confidence::estimate &&
                   std::any_of(s.ecological_flow.begin(), s.ecological_flow.end(), [](double q) { return q > 0; });
        });
    if (specification.sources.empty() && specification.diffuse.empty()) {  // read back: they are not told
        if (targets > 0)
            text += page.say("标 ~ 的生态流量目标为估计值\n", "Ecological-flow goals marked ~ are estimates\n");
    } else if (sources + diffuse + targets > 0) {
        const std::string counts =
            page.style.language == Language::zh
                ? fmt::format(
                      "估计值: 点源 {}/{}, 面源 {}/{}, 生态流量目标 {} 个(标 ~); 逐项见 qingliu check {} --estimates",
                      sources, specification.sources.size(), diffuse, specification.diffuse.size(), targets,
                      specification.file.generic_string())
                : fmt::format(
                      "Estimates: {}/{} point sources, {}/{} diffuse sources, {} ecological-flow goals (marked ~); "
                      "each is listed by "
                      "qingliu check {} --estimates",
                      sources, specification.sources.size(), diffuse, specification.diffuse.size(), targets,
                      specification.file.generic_string());
        text += wrapped(counts, page_width);
    }
    return text;
}

}  // namespace

std::string indicator_title(const Indicator& indicator, Language language) {
    if (language == Language::zh && !indicator.title.empty()) return indicator.title;
    constexpr std::array<std::pair<std::string_view, const char*>, 8> short_names = {{
        {"dissolved_oxygen", "DO"},
        {"permanganate_index", "CODMn"},
        {"chemical_oxygen_demand", "COD"},
        {"biochemical_oxygen_demand", "BOD5"},
        {"ammonia_nitrogen", "NH3-N"},
        {"total_phosphorus", "TP"},
        {"total_nitrogen", "TN"},
        {"fluoride", "F"},
    }};
    for (const auto& [name, short_name] : short_names) {
        if (name == indicator.name) return short_name;
    }
    return indicator.name;
}

int do_nothing_scenario(const Verdict& verdict) {
    int least = -1;
    for (std::size_t s = 0; s < verdict.scenarios.size(); ++s) {
        if (verdict.scenarios[s].failed || !verdict.scenarios[s].of.empty()) continue;
        if (least < 0 ||
            verdict.scenarios[s].diverted_m3 < verdict.scenarios[static_cast<std::size_t>(least)].diverted_m3)
            least = static_cast<int>(s);
    }
    return least;
}

std::string dispatcher_table(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                             const Standard& standard, const std::vector<SectionArrivals>& arrivals,
                             const TableStyle& style) {
    const DispatcherPage page{layout, record, verdict, standard, style};
    const Case& specification = layout.specification;
    std::string text =
        (style.language == Language::zh && !specification.title.empty() ? specification.title : specification.name) +
        "  " + format_instant(specification.start, specification.utc_offset_minutes).substr(0, 16) +
        page.say(" 至 ", " to ") + format_instant(specification.end, specification.utc_offset_minutes) + "\n";
    if (!record.complete) {
        text += page.say("运行中断, 以下为至 ", "Interrupted; what follows ends at ") +
                format_instant(record.end, specification.utc_offset_minutes) + page.say(" 的结果\n", "\n");
    }
    text += '\n';
    text += schedules(page);
    text += no_schedule_reaches_all(specification, verdict, style.language);
    for (const ScenarioRecord& scenario : record.scenarios) {
        if (scenario.failed)
            text += wrapped(page.say("失败: ", "failed: ") + scenario.name + ": " + scenario.failure, page_width);
    }
    text += goals_table(specification, record, verdict, style);
    text += pulses(page, arrivals);
    const int nothing = do_nothing_scenario(verdict);
    const auto add_sections = [&](int scenario, const std::string& heading) {
        text += fmt::format("\n{}{}{}\n", heading, page.title(static_cast<std::size_t>(scenario)),
                            page.say("  (流量 m3/s)", "  (flows in m3/s)"));
        text += sections(page, static_cast<std::size_t>(scenario));
    };
    if (verdict.best >= 0 && !specification.sections.empty())
        add_sections(verdict.best, page.say("★ 最优方案: ", "★ best schedule: "));
    if (nothing >= 0 && nothing != verdict.best && !specification.sections.empty()) {
        add_sections(nothing, page.say("对照方案: ", "compared with: "));
    }
    text += '\n';
    return text + notes(page) + unmixed(page, verdict.best >= 0 ? verdict.best : nothing);
}

}  // namespace qingliu
