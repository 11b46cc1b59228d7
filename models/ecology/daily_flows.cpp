#include "models/ecology/daily_flows.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/ecology/plotting_position.hpp"

namespace qingliu {

namespace {

using std::chrono::sys_days;

sys_days first_of_month(int year, int month) {
    return std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / 1;
}

FlowYear complete_year(const DailyFlows& flows, int name, std::size_t first, std::size_t count) {
    FlowYear year{name, first, count, 0, {}};
    year.mean = mean_of(year.of(flows));
    for (std::size_t day = first; day < first + count;) {
        const std::size_t month = flows.month(day);
        std::size_t end = day;
        while (end < first + count && flows.month(end) == month) ++end;
        year.monthly_mean.at(month) = mean_of(std::span(flows.discharge).subspan(day, end - day));
        day = end;
    }
    return year;
}

}  // namespace

double FlowYear::driest_month() const { return *std::ranges::min_element(monthly_mean); }

FlowYears years_of(const DailyFlows& flows, int first_month) {
    if (first_month < 1 || first_month > 12) throw std::invalid_argument("years begin in a month from 1 to 12");
    FlowYears years;
    if (flows.discharge.empty()) return years;
    const sys_days end = flows.first + std::chrono::days(static_cast<int>(flows.discharge.size()));
    for (int begun = static_cast<int>(flows.date(0).year()) - 1;; ++begun) {
        const sys_days from = first_of_month(begun, first_month), to = first_of_month(begun + 1, first_month);
        if (to <= flows.first) continue;
        if (from >= end) return years;
        const auto index = [&](sys_days day) { return static_cast<std::size_t>((day - flows.first).count()); };
        const sys_days inside = std::max(from, flows.first), last = std::min(to, end);
        const auto days = std::span(flows.discharge).subspan(index(inside), index(last) - index(inside));
        const auto missing = std::ranges::count_if(days, [](double q) { return std::isnan(q); });
        if (inside == from && last == to && missing == 0)
            years.complete.push_back(
                complete_year(flows, first_month == 1 ? begun : begun + 1, index(from), days.size()));
        else if (static_cast<std::size_t>(missing) < days.size())
            ++years.incomplete;
    }
}

}  // namespace qingliu
