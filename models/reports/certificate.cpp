#include "models/reports/certificate.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/run/certification.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

/// The largest of a table [day][section], and where.
struct Largest {
    double value = 0;
    std::size_t day = 0, section = 0;
};

Largest largest_of(const std::vector<std::vector<double>>& table) {
    Largest most;
    for (std::size_t day = 0; day < table.size(); ++day) {
        for (std::size_t s = 0; s < table[day].size(); ++s) {
            if (std::fabs(table[day][s]) > std::fabs(most.value)) most = {table[day][s], day, s};
        }
    }
    return most;
}

}  // namespace

std::string certificate(const ResultLayout& layout, const RunRecord& record, Language language) {
    const Case& c = layout.specification;
    const bool chinese = language == Language::zh;
    const auto date = [&](std::size_t day) { return format_date(record.day_start[day], c.utc_offset_minutes); };
    std::string text;
    for (const auto& scenario : record.scenarios) {
        if (!scenario.not_certified.empty()) {
            text += fmt::format(fmt::runtime(chinese ? "{}：数值误差未能核定：{}\n" : "{}: not certified: {}\n"),
                                scenario.name, scenario.not_certified);
            continue;
        }
        const auto flow = largest_of(scenario.discharge_error), depth = largest_of(scenario.depth_error);
        text += fmt::format(
            fmt::runtime(chinese ? "{}：数值误差最大：日均流量 {:.2g} m3/s（{}，{}），日均水位 {:.2g} mm（{}，{}）\n"
                                 : "{}: largest numerical error of a daily mean: discharge {:.2g} m3/s ({}, {}), level "
                                   "{:.2g} mm ({}, {})\n"),
            scenario.name, flow.value, c.sections[flow.section].name, date(flow.day), 1000 * depth.value,
            c.sections[depth.section].name, date(depth.day));
        for (std::size_t day = 0; day < scenario.discharge_error.size(); ++day) {
            for (std::size_t s = 0; s < c.sections.size(); ++s) {
                const double discharge = scenario.daily_discharge[day][s], error = scenario.discharge_error[day][s];
                if (!in_doubt(c.sections[s], record.day_start[day], c.utc_offset_minutes, discharge, error)) continue;
                text += fmt::format(
                    fmt::runtime(chinese
                                     ? "  {}，{}：日均流量 {:.4f} m3/s 与生态流量目标之差小于数值误差 {:.2g} m3/s\n"
                                     : "  {}, {}: the mean discharge {:.4f} m3/s is nearer to the ecological target "
                                       "than its numerical error of {:.2g} m3/s\n"),
                    c.sections[s].name, date(day), discharge, std::fabs(error));
            }
        }
    }
    return text;
}

}  // namespace qingliu
