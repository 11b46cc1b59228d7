#include "models/reports/certificate.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "engine/base/unknown.hpp"
#include "engine/run/certification.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

/// Everything the parts of the certificate look at.
struct CertificatePage {
    const ResultLayout& layout;
    const RunRecord& record;
    const Verdict& verdict;
    const Standard& standard;
    Language language;

    [[nodiscard]] std::string say(const char* zh, const char* en) const { return language == Language::zh ? zh : en; }
    [[nodiscard]] std::string title(std::size_t s) const {
        const ScenarioRecord& scenario = record.scenarios[s];
        return language == Language::zh && !scenario.title.empty() ? scenario.title : scenario.name;
    }
    [[nodiscard]] std::string date(std::size_t day) const {
        return format_date(record.day_start[day], layout.specification.utc_offset_minutes);
    }
};

/// An error or a value of one day at one section of one schedule, NaN where it is not known.
using ErrorOf = std::function<double(std::size_t scenario, std::size_t day, std::size_t section)>;

struct Spread {
    double largest = unknown, square = 0;
    int count = 0;
    std::size_t scenario = 0, day = 0, section = 0;  // of the largest
};

Spread spread_of(const CertificatePage& page, const ErrorOf& error) {
    Spread spread;
    for (std::size_t s = 0; s < page.record.scenarios.size(); ++s) {
        for (std::size_t day = 0; day < page.record.day_start.size(); ++day) {
            for (std::size_t k = 0; k < page.layout.specification.sections.size(); ++k) {
                const double found = error(s, day, k);
                if (std::isnan(found)) continue;
                ++spread.count;
                spread.square += found * found;
                if (std::fabs(found) <= std::fabs(spread.largest)) continue;
                spread.largest = found;
                spread.scenario = s;
                spread.day = day;
                spread.section = k;
            }
        }
    }
    return spread;
}

void add_row(const CertificatePage& page, TextTable& table, const std::string& quantity, const ErrorOf& error,
             const ErrorOf& value) {
    const Spread spread = spread_of(page, error);
    if (spread.count == 0) return;
    table.add_row({{quantity},
                   {fmt::format("{:+.2g}", spread.largest)},
                   {fmt::format("{:.4g}", value(spread.scenario, spread.day, spread.section))},
                   {fmt::format("{:.2g}", std::sqrt(spread.square / spread.count))},
                   {page.layout.specification.sections[spread.section].name},
                   {page.date(spread.day).substr(5)},
                   {page.title(spread.scenario)}});
}

std::string errors(const CertificatePage& page) {
    TextTable table;
    using Align = TextTable::Align;
    table.add_column(page.say("日均值", "daily mean"), Align::left, 20);
    table.add_column(page.say("最大误差", "largest"), Align::right);
    table.add_column(page.say("当日值", "of"), Align::right);
    table.add_column(page.say("均方根", "rms"), Align::right);
    table.add_column(page.say("断面", "section"), Align::left, 12);
    table.add_column(page.say("日期", "date"), Align::left);
    table.add_column(page.say("调度方案", "schedule"), Align::left, 14);
    const auto& scenarios = page.record.scenarios;
    const auto from = [&](std::vector<std::vector<double>> ScenarioRecord::*values, double factor) -> ErrorOf {
        return [&scenarios, values, factor](std::size_t s, std::size_t day, std::size_t k) {
            const auto& found = scenarios[s].*values;
            return day < found.size() ? factor * found[day].at(k) : unknown;
        };
    };
    add_row(page, table, page.say("流量 m3/s", "discharge m3/s"), from(&ScenarioRecord::discharge_error, 1),
            from(&ScenarioRecord::daily_discharge, 1));
    add_row(page, table, page.say("水位 mm (水深)", "level mm (depth)"), from(&ScenarioRecord::water_level_error, 1000),
            from(&ScenarioRecord::daily_depth, 1000));
    const SimulatedValues simulated(page.layout.specification, page.layout.constituents, page.standard);
    const std::size_t width = page.layout.constituents.size();
    for (std::size_t i = 0; i < page.standard.indicators.size(); ++i) {
        const Indicator& indicator = page.standard.indicators[i];
        if (!indicator.judged || !simulated.simulated()[i]) continue;
        const auto of = [&](std::vector<std::vector<double>> ScenarioRecord::*values) -> ErrorOf {
            return [&, values](std::size_t s, std::size_t day, std::size_t k) {
                const auto& found = scenarios[s].*values;
                if (day >= found.size()) return unknown;
                return simulated.values(std::span(found[day]).subspan(k * width, width))[i];
            };
        };
        add_row(page, table, indicator_title(indicator, page.language) + " " + indicator.unit,
                of(&ScenarioRecord::concentration_error), of(&ScenarioRecord::daily_concentration));
    }
    return table.render(false);
}

/// How many classes of a day the errors could change.
std::string doubts(const CertificatePage& page) {
    std::string text;
    for (std::size_t s = 0; s < page.verdict.scenarios.size(); ++s) {
        int days = 0, headline = 0, full = 0;
        for (const SectionVerdict& section : page.verdict.scenarios[s].sections) {
            days += section.certainty.days;
            headline += section.certainty.days_in_doubt;
            full += section.certainty.full_days_in_doubt;
        }
        if (days == 0) continue;
        text += wrapped(fmt::format(fmt::runtime(page.say(
                                        "{}: {} 断面日中 {} 个类别存疑 (按全部指标 {} 个)",
                                        "{}: of {} section-days {} have a class in doubt ({} by every indicator)")),
                                    page.title(s), days, headline, full),
                        page_width);
    }
    return text;
}

std::string ecological_doubts(const CertificatePage& page) {
    const Case& c = page.layout.specification;
    std::string text;
    for (std::size_t s = 0; s < page.record.scenarios.size(); ++s) {
        const ScenarioRecord& scenario = page.record.scenarios[s];
        for (std::size_t day = 0; day < scenario.discharge_error.size(); ++day) {
            for (std::size_t k = 0; k < c.sections.size(); ++k) {
                const double discharge = scenario.daily_discharge[day][k], error = scenario.discharge_error[day][k];
                if (!in_doubt(c.sections[k], page.record.day_start[day], c.utc_offset_minutes, discharge, error))
                    continue;
                text += wrapped(
                    fmt::format(fmt::runtime(page.say(
                                    "{}, {}, {}: 日均流量 {:.4f} m3/s 与生态流量目标之差小于数值误差 {:.2g} m3/s",
                                    "{}, {}, {}: the mean discharge {:.4f} m3/s is nearer to the ecological "
                                    "target than its numerical error of {:.2g} m3/s")),
                                page.title(s), c.sections[k].name, page.date(day), discharge, std::fabs(error)),
                    page_width);
            }
        }
    }
    return text;
}

}  // namespace

std::string certificate(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                        const Standard& standard, Language language) {
    const CertificatePage page{layout, record, verdict, standard, language};
    std::string text = "\n";
    bool some = false;
    for (const auto& scenario : record.scenarios) some = some || scenario.not_certified.empty();
    if (some) {
        text += record.certified_cells
                    ? page.say("数值误差 (由单元与时间步均减半的重算估计)",
                               "Numerical errors (estimated from a repeat with half the cells and steps)")
                    : page.say("数值误差 (从检查点起算, 单元不变: 仅时间步的误差)",
                               "Numerical errors (from a checkpoint, on its cells: of the steps alone)");
        text += fmt::format(", {:.0f} s\n{}", record.certification_wall_s, errors(page));
        text += doubts(page) + ecological_doubts(page);
    }
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        const auto& scenario = record.scenarios[s];
        if (!scenario.not_certified.empty())
            text +=
                wrapped(page.title(s) + page.say(": 数值误差未能核定: ", ": not certified: ") + scenario.not_certified,
                        page_width);
        if (!scenario.steps_not_certified.empty() && scenario.steps_not_certified != scenario.not_certified)
            text += wrapped(page.title(s) + page.say(": 参考积分器未算成: ", ": the reference integrator failed: ") +
                                scenario.steps_not_certified,
                            page_width);
    }
    return text;
}

}  // namespace qingliu
