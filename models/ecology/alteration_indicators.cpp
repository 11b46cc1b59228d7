#include "models/ecology/alteration_indicators.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <stdexcept>

#include "engine/base/unknown.hpp"
#include "models/ecology/plotting_position.hpp"
#include "models/ecology/seven_day_low_flow.hpp"

namespace qingliu {

namespace {

constexpr double year_length = 365.25;  // d

/// Lengths of the runs of days that hold.
std::vector<double> runs(std::span<const double> discharge, const std::function<bool(double)>& holds) {
    std::vector<double> lengths;
    bool before = false;
    for (const double flow : discharge) {
        const bool now = holds(flow);
        if (now && !before) lengths.push_back(0);
        if (now) ++lengths.back();
        before = now;
    }
    return lengths;
}

/// Changes from day to day of one sign, as positive figures; a day that is not known has none.
std::vector<double> changes(std::span<const double> discharge, double sign) {
    std::vector<double> found;
    for (std::size_t day = 1; day < discharge.size(); ++day) {
        const double change = sign * (discharge[day] - discharge[day - 1]);
        if (change > 0) found.push_back(change);
    }
    return found;
}

double reversals(std::span<const double> discharge) {
    double direction = 0, count = 0;
    for (std::size_t day = 1; day < discharge.size(); ++day) {
        const double change = discharge[day] - discharge[day - 1];
        if (change == 0) continue;
        if (direction * change < 0) ++count;
        direction = change > 0 ? 1 : -1;
    }
    return count;
}

double number_in_year(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return static_cast<double>((day - std::chrono::sys_days(date.year() / 1 / 1)).count() + 1);
}

/// Mean direction and circular deviation sqrt(2 (1 - R)) of days on the circle of a year (Batschelet 1981).
void summarise_dates(AlterationIndicator& indicator) {
    double x = 0, y = 0;
    const double days_to_angle = 2 * std::numbers::pi / year_length;
    for (const double day : indicator.annual) {
        x += std::cos(day * days_to_angle) / static_cast<double>(indicator.annual.size());
        y += std::sin(day * days_to_angle) / static_cast<double>(indicator.annual.size());
    }
    const double angle = std::atan2(y, x);
    indicator.mean = (angle < 0 ? angle + 2 * std::numbers::pi : angle) / days_to_angle;
    indicator.median = unknown;
    indicator.variation = std::sqrt(2 * std::max(0.0, 1 - std::hypot(x, y))) / days_to_angle;
    if (indicator.annual.empty()) indicator.mean = indicator.variation = unknown;
}

void summarise(AlterationIndicator& indicator) {
    std::vector<double> known;
    for (const double value : indicator.annual)
        if (!std::isnan(value)) known.push_back(value);
    indicator.mean = mean_of(known);
    indicator.median = median_of(known);
    indicator.variation = deviation_of(known) / indicator.mean;
}

RecordRate rate_of(const std::vector<double>& found) { return {mean_of(found), deviation_of(found) / mean_of(found)}; }

/// Reads one figure of each year.
using OfYear = std::function<double(const FlowYear&, std::span<const double>)>;

class Builder {
public:
    Builder(const DailyFlows& flows, const FlowYears& years, AlterationIndicators& all)
        : flows_(&flows), years_(&years), all_(&all) {}

    AlterationIndicator& add(int group, std::string name, std::string title, std::string english, std::string unit,
                             const OfYear& read) {
        AlterationIndicator indicator;
        indicator.name = std::move(name);
        indicator.title = std::move(title);
        indicator.english = std::move(english);
        indicator.unit = std::move(unit);
        indicator.group = group;
        for (const FlowYear& year : years_->complete) indicator.annual.push_back(read(year, year.of(*flows_)));
        summarise(indicator);
        return all_->indicators.emplace_back(std::move(indicator));
    }
    void add_date(std::string name, std::string title, std::string english,
                  const std::function<std::size_t(std::span<const double>)>& find) {
        summarise_dates(add(3, std::move(name), std::move(title), std::move(english), "d",
                            [&](const FlowYear& year, std::span<const double> discharge) {
                                const std::size_t day = year.first + find(discharge);
                                return number_in_year(flows_->first + std::chrono::days(static_cast<int>(day)));
                            }));
    }

private:
    const DailyFlows* flows_;
    const FlowYears* years_;
    AlterationIndicators* all_;
};

void add_monthly_means(Builder& build) {
    constexpr std::array months{"january", "february", "march",     "april",   "may",      "june",
                                "july",    "august",   "september", "october", "november", "december"};
    for (std::size_t month = 0; month < months.size(); ++month) {
        std::string english = std::string("mean flow of ") + months.at(month);
        english.at(13) = static_cast<char>(std::toupper(english.at(13)));
        build.add(1, std::string("mean_flow_") + months.at(month), std::to_string(month + 1) + "月平均流量", english,
                  "m3 s-1", [month](const FlowYear& year, auto) { return year.monthly_mean.at(month); });
    }
}

void add_extremes(Builder& build, double zero_flow) {
    for (const bool lowest : {true, false}) {
        for (const std::size_t days : {1U, 3U, 7U, 30U, 90U}) {
            const std::string span = std::to_string(days);
            build.add(2, (lowest ? "minimum_" : "maximum_") + span + (days == 1 ? "_day" : "_days"),
                      "年" + std::string(lowest ? "最小" : "最大") + span + "日平均流量",
                      std::string(lowest ? "annual minimum, " : "annual maximum, ") + span + "-day mean", "m3 s-1",
                      [=](const FlowYear&, std::span<const double> discharge) {
                          return lowest ? lowest_mean(discharge, days) : highest_mean(discharge, days);
                      });
        }
    }
    build.add(2, "zero_flow_days", "断流天数", "days without flow", "d",
              [=](const FlowYear&, std::span<const double> discharge) {
                  return static_cast<double>(
                      std::ranges::count_if(discharge, [=](double flow) { return std::fabs(flow) <= zero_flow; }));
              });
    build.add(
        2, "base_flow_index", "基流指数", "base-flow index: 7-day minimum over annual mean", "1",
        [](const FlowYear& year, std::span<const double> discharge) { return lowest_mean(discharge, 7) / year.mean; });
}

void add_dates(Builder& build) {
    const auto index = [](auto found, std::span<const double> discharge) {
        return static_cast<std::size_t>(found - discharge.begin());
    };
    build.add_date(
        "date_of_minimum", "年最小流量日序", "day of the year of the minimum",
        [=](std::span<const double> discharge) { return index(std::ranges::min_element(discharge), discharge); });
    build.add_date(
        "date_of_maximum", "年最大流量日序", "day of the year of the maximum",
        [=](std::span<const double> discharge) { return index(std::ranges::max_element(discharge), discharge); });
}

void add_pulses(Builder& build, double low, double high) {
    for (const bool below : {true, false}) {
        const auto pulses = [=](std::span<const double> discharge) {
            return runs(discharge, [=](double flow) { return below ? flow < low : flow > high; });
        };
        build.add(4, below ? "low_pulse_count" : "high_pulse_count", below ? "低流量脉冲次数" : "高流量脉冲次数",
                  below ? "low pulses" : "high pulses", "1", [=](const FlowYear&, std::span<const double> discharge) {
                      return static_cast<double>(pulses(discharge).size());
                  });
        build.add(4, below ? "low_pulse_duration" : "high_pulse_duration", below ? "低流量脉冲历时" : "高流量脉冲历时",
                  below ? "mean duration of low pulses" : "mean duration of high pulses", "d",
                  [=](const FlowYear&, std::span<const double> discharge) { return mean_of(pulses(discharge)); });
    }
}

void add_changes(Builder& build) {
    build.add(5, "rise_rate", "涨水率", "mean rise from day to day", "m3 s-1 d-1",
              [](const FlowYear&, std::span<const double> discharge) { return mean_of(changes(discharge, 1)); });
    build.add(5, "fall_rate", "退水率", "mean fall from day to day", "m3 s-1 d-1",
              [](const FlowYear&, std::span<const double> discharge) { return mean_of(changes(discharge, -1)); });
    build.add(5, "reversals", "涨落转换次数", "reversals between rise and fall", "1",
              [](const FlowYear&, std::span<const double> discharge) { return reversals(discharge); });
}

}  // namespace

AlterationIndicators alteration_indicators(const DailyFlows& flows, const FlowYears& years, double zero_flow) {
    AlterationIndicators all;
    std::vector<double> used;  // m3 s-1
    for (const FlowYear& year : years.complete) {
        all.years.push_back(year.name);
        const auto discharge = year.of(flows);
        used.insert(used.end(), discharge.begin(), discharge.end());
    }
    all.years_left_out = years.incomplete;
    all.low_pulse = exceeded_by(used, 0.75);
    all.high_pulse = exceeded_by(used, 0.25);
    all.rise = rate_of(changes(flows.discharge, 1));
    all.fall = rate_of(changes(flows.discharge, -1));
    Builder build(flows, years, all);
    add_monthly_means(build);
    add_extremes(build, zero_flow);
    add_dates(build);
    add_pulses(build, all.low_pulse, all.high_pulse);
    add_changes(build);
    return all;
}

const AlterationIndicator& indicator_named(const AlterationIndicators& all, const std::string& name) {
    const auto found = std::ranges::find(all.indicators, name, &AlterationIndicator::name);
    if (found == all.indicators.end()) throw std::out_of_range("no indicator of alteration " + name);
    return *found;
}

}  // namespace qingliu
