#include "models/reports/ecology_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.hpp"
#include "models/reports/text_table.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

using Align = TextTable::Align;

struct EcologyPage {
    const TableStyle& style;
    [[nodiscard]] std::string say(const std::string& zh, const std::string& en) const {
        return style.language == Language::zh ? zh : en;
    }
    [[nodiscard]] std::string scenario(const EcologyFindings& found) const {
        return style.language == Language::zh && !found.title.empty() ? found.title : found.scenario;
    }
    [[nodiscard]] std::string place(const EcologyFindings& found) const {
        return found.scenario.empty() ? found.name : fmt::format("{}, {}", scenario(found), found.name);
    }
};

/// Three significant digits.
std::string figure(double value) {
    if (!std::isfinite(value)) return "-";
    if (std::fabs(value) >= 99.95) return fmt::format("{:.0f}", value);
    if (std::fabs(value) >= 9.995) return fmt::format("{:.1f}", value);
    return fmt::format("{:.{}f}", value, std::fabs(value) >= 0.9995 || value == 0 ? 2 : 3);
}

std::string heading(const EcologyPage& page, const EcologyFindings& found) {
    std::string text = page.place(found);
    if (found.flows.discharge.empty()) return text + "\n";
    const auto known = std::ranges::count_if(found.flows.discharge, [](double flow) { return std::isfinite(flow); });
    text += page.say(fmt::format("：{} 至 {}，{} 日有值", date_text(found.flows.date(0)),
                                 date_text(found.flows.date(found.flows.discharge.size() - 1)), known),
                     fmt::format(": {} to {}, {} days known", date_text(found.flows.date(0)),
                                 date_text(found.flows.date(found.flows.discharge.size() - 1)), known));
    const auto gaps = static_cast<std::ptrdiff_t>(found.flows.discharge.size()) - known;
    if (gaps > 0) text += page.say(fmt::format("，{} 日缺测", gaps), fmt::format(", {} not", gaps));
    if (!found.targets.empty())
        text +=
            page.say(fmt::format("；完整年 {} 年，缺测弃用 {} 年", found.years.complete.size(), found.years.incomplete),
                     fmt::format("; {} complete years, {} left out for their gaps", found.years.complete.size(),
                                 found.years.incomplete));
    return wrapped(text, 100);
}

std::string targets_of(const EcologyPage& page, const EcologyFindings& found) {
    TextTable table;
    table.add_column(page.say("生态流量 m3/s", "ecological flow, m3/s"), Align::left);
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (std::size_t month = 0; month < 12; ++month)
        table.add_column(page.say(fmt::format("{}月", month + 1), months[month]), Align::right);
    table.add_column(page.say("年数", "years"), Align::right);
    std::string notes;
    bool some_short = false;
    for (const FlowTarget& target : found.targets) {
        std::vector<TableCell> row{{page.say(target.title, target.english)}};
        for (const double flow : target.by_month) row.push_back({figure(flow)});
        const bool of_record = target.years_needed > 0;
        row.push_back({of_record ? fmt::format("{}{}", target.years_used, target.short_record() ? "*" : "") : "-"});
        some_short = some_short || target.short_record();
        table.add_row(std::move(row));
        if (!target.remark.empty())
            notes += wrapped(fmt::format("{}: {}", page.say(target.title, target.english),
                                         page.say(target.remark, target.english_remark)),
                             100);
    }
    std::string text = table.render(page.style.colour);
    if (some_short) text += page.say("* 资料年数少于该方法的要求\n", "* fewer years than the method asks for\n");
    return text + notes;
}

std::string requirement_title(const EcologyPage& page, const StepCompliance& step) {
    return step.requirement == "base_flow" ? page.say("生态基流", "base flow") : step.requirement;
}

std::string step_title(const EcologyPage& page, JudgedStep step) {
    if (step == JudgedStep::day) return page.say("日", "day");
    return step == JudgedStep::ten_days ? page.say("旬", "ten days") : page.say("月", "month");
}

std::string compliance_of(const EcologyPage& page, const std::vector<EcologyFindings>& all) {
    TextTable table;
    const bool forecast = std::ranges::any_of(all, [](const auto& found) { return !found.scenario.empty(); });
    // what is nowhere is no column, so that a line fits a terminal
    const auto somewhere = [&all](int FlowCompliance::*count) {
        return std::ranges::any_of(all, [count](const EcologyFindings& found) {
            return found.compliance &&
                   std::ranges::any_of(found.compliance->steps,
                                       [count](const StepCompliance& step) { return step.found.*count > 0; });
        });
    };
    const bool skipped = somewhere(&FlowCompliance::days_skipped), excused = somewhere(&FlowCompliance::days_excused);
    if (forecast) table.add_column(page.say("方案", "schedule"), Align::left, 10);
    table.add_column(page.say("断面", "place"), Align::left, forecast ? 10 : 20);
    table.add_column(page.say("目标", "goal"), Align::left, 10);
    table.add_column(page.say("时段", "step"), Align::left);
    table.add_column(page.say("达标", "met"), Align::right);
    table.add_column(page.say("达标率", "share"), Align::right);
    if (skipped) table.add_column(page.say("缺测", "unknown"), Align::right);
    if (excused) table.add_column(page.say("豁免", "excused"), Align::right);
    table.add_column(page.say("缺万m3", "1e4m3"), Align::right);
    table.add_column(page.say("最长", "spell"), Align::right);
    table.add_column(page.say("断流", "dry"), Align::right);
    table.add_column(page.say("最小", "least"), Align::right);
    double below_guarantee = -1;  // 1, the guarantee some place does not reach
    for (const EcologyFindings& found : all) {
        if (!found.compliance) continue;
        for (const StepCompliance& step : found.compliance->steps) {
            const FlowCompliance& c = step.found;
            if (c.days_judged + c.days_excused == 0 && step.step != JudgedStep::day) continue;
            std::vector<TableCell> row;
            if (forecast) row.push_back({page.scenario(found)});
            const bool guaranteed = !found.plan || c.days_judged == 0 || c.share_days_met >= found.plan->guarantee;
            if (!guaranteed) below_guarantee = found.plan->guarantee;
            const std::string share = c.days_judged > 0 ? percent(c.share_days_met, 1) : "-";
            row.insert(row.end(), {{found.name},
                                   {requirement_title(page, step)},
                                   {step_title(page, step.step)},
                                   {fmt::format("{}/{}", c.days_met, c.days_judged)},
                                   {share + (guaranteed ? "" : "!")}});
            if (skipped) row.push_back({std::to_string(c.days_skipped)});
            if (excused) row.push_back({std::to_string(c.days_excused)});
            row.insert(row.end(), {{figure(c.deficit / ten_thousand)},
                                   {std::to_string(c.longest_spell_below)},
                                   {std::to_string(c.zero_flow_days)},
                                   {figure(c.min_daily)}});
            table.add_row(std::move(row));
        }
    }
    std::string text = table.render(page.style.colour);
    text += page.say("缺水量以万m3计, 最长连续不达标与断流以时段与天计, 最小日均流量以 m3/s 计\n",
                     "water short in 1e4 m3, spell below and dry days, least daily mean in m3/s\n");
    if (below_guarantee >= 0)
        text += page.say(fmt::format("! 低于保证率 {}\n", percent(below_guarantee, 1)),
                         fmt::format("! below the guarantee of {}\n", percent(below_guarantee, 1)));
    return text;
}

std::string volumes_of(const EcologyPage& page, const PlanCompliance& compliance) {
    if (compliance.volumes.empty()) return "";
    TextTable table;
    table.add_column(page.say("水量", "volume"), Align::left);
    table.add_column(page.say("年", "year"), Align::right);
    table.add_column(page.say("目标 万m3", "target 1e4m3"), Align::right);
    table.add_column(page.say("下泄 万m3", "passed 1e4m3"), Align::right);
    table.add_column(page.say("达标", "met"), Align::left);
    for (const VolumeCompliance& volume : compliance.volumes) {
        const bool known = std::isfinite(volume.volume);
        table.add_row({{volume.name},
                       {std::to_string(volume.year)},
                       {figure(volume.target / ten_thousand)},
                       {figure(volume.volume / ten_thousand)},
                       {known ? (volume.met() ? page.say("是", "yes") : page.say("否", "no")) : "-"}});
    }
    return table.render(page.style.colour);
}

std::string warnings_of(const EcologyPage& page, const FlowPlan& plan, const PlanCompliance& compliance) {
    if (plan.warnings.empty()) return "";
    TextTable table;
    table.add_column(page.say("预警", "warning"), Align::left);
    table.add_column(page.say("流量/目标 不超过", "at most x target"), Align::right);
    table.add_column(page.say("连续天数", "days in a row"), Align::right);
    table.add_column(page.say("次数", "times"), Align::right);
    table.add_column(page.say("天数", "days"), Align::right);
    table.add_column(page.say("最近一次", "last began"), Align::left);
    for (std::size_t level = 0; level < plan.warnings.size(); ++level) {
        int times = 0, days = 0;
        std::string last = "-";
        for (const WarningSpell& spell : compliance.warnings) {
            if (spell.level != static_cast<int>(level)) continue;
            ++times;
            days += spell.days;
            last = date_text(spell.first);
        }
        const WarningLevel& warning = plan.warnings[level];
        table.add_row({{warning.name},
                       {fmt::format("{:g}", warning.at_most)},
                       {std::to_string(warning.days)},
                       {std::to_string(times)},
                       {std::to_string(days)},
                       {last}});
    }
    return table.render(page.style.colour);
}

std::string indicators_of(const EcologyPage& page, const AlterationIndicators& all) {
    TextTable table;
    table.add_column(page.say("水文改变指标（IHA）", "indicator of hydrologic alteration"), Align::left);
    table.add_column(page.say("单位", "unit"), Align::left);
    table.add_column(page.say("均值", "mean"), Align::right);
    table.add_column(page.say("中位数", "median"), Align::right);
    table.add_column(page.say("离散", "variation"), Align::right);
    for (const AlterationIndicator& indicator : all.indicators) {
        const bool date = indicator.group == 3;
        table.add_row({{page.say(indicator.title, indicator.english)},
                       {indicator.unit},
                       {figure(indicator.mean)},
                       {figure(indicator.median)},
                       {date ? fmt::format("{} d", figure(indicator.variation)) : figure(indicator.variation)}});
    }
    return table.render(page.style.colour) +
           page.say(fmt::format("{} 个完整年，{} 年缺测弃用；低流量脉冲 < {} m3/s，高流量脉冲 > {} m3/s\n",
                                all.years.size(), all.years_left_out, figure(all.low_pulse), figure(all.high_pulse)),
                    fmt::format("{} complete years, {} left out; low pulses below {} m3/s, high ones above {} m3/s\n",
                                all.years.size(), all.years_left_out, figure(all.low_pulse), figure(all.high_pulse)));
}

}  // namespace

const char* step_name(JudgedStep step) {
    if (step == JudgedStep::day) return "day";
    return step == JudgedStep::ten_days ? "ten_days" : "month";
}

std::string date_text(std::chrono::year_month_day date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string ecology_page(const std::vector<EcologyFindings>& all, const TableStyle& style) {
    const EcologyPage page{style};
    std::string text;
    const auto add = [&](const std::string& part) {
        if (!text.empty() && !part.empty()) text += '\n';
        text += part;
    };
    for (const EcologyFindings& found : all) {
        if (found.targets.empty() && !found.indicators) continue;
        add(heading(page, found));
        if (!found.targets.empty()) add(targets_of(page, found));
        if (found.indicators) add(indicators_of(page, *found.indicators));
    }
    if (std::ranges::any_of(all,
                            [](const auto& found) { return found.compliance && !found.compliance->steps.empty(); }))
        add(compliance_of(page, all));
    for (const EcologyFindings& found : all) {
        if (!found.compliance) continue;
        const std::string parts[] = {volumes_of(page, *found.compliance),
                                     found.plan ? warnings_of(page, *found.plan, *found.compliance) : ""};
        if (all.size() > 1 && !(parts[0] + parts[1]).empty()) add(fmt::format("{}\n", page.place(found)));
        for (const std::string& part : parts) add(part);
    }
    return text;
}

}  // namespace qingliu
