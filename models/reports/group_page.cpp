#include "models/reports/group_page.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/reports/spreadsheet.hpp"
#include "models/reports/text_table.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

/// A class that has the official colour of a rating.
int class_of_rating(Rating rating) {
    constexpr std::array<int, 6> classes = {0, 1, 3, 4, 5, 6};
    return classes.at(static_cast<std::size_t>(rating));
}

/// One decimal, as shares are published: none is rounded across the limit of a rating it does not have.
const Indicator& indicator_at(const GroupPage& page, int index) {
    return page.standard.indicators.at(static_cast<std::size_t>(index));
}

std::string names(const GroupPage& page, const std::vector<int>& indicators, Language language, const char* between) {
    std::string text;
    for (const int i : indicators) {
        if (!text.empty()) text += between;
        text += indicator_title(indicator_at(page, i), language);
    }
    return text;
}

std::string word_names(const GroupPage& page, const std::vector<int>& indicators) {
    std::string text;
    for (const int i : indicators) text += (text.empty() ? "" : "; ") + indicator_at(page, i).name;
    return text;
}

std::string label(const GroupPage& page, const GroupPeriod& period) {
    return period_label(period.span, page.period, page.utc_offset_minutes);
}

std::string trends(const GroupPage& page, const Group& group, Language language) {
    const bool zh = language == Language::zh;
    std::string text;
    for (const GroupTrend& one : group.trends) {
        if (!one.trend.significant) continue;
        const char* way = one.trend.trend == Trend::rising ? (zh ? "上升" : "rising") : (zh ? "下降" : "falling");
        const char* good = one.better ? (zh ? "好转" : "better") : (zh ? "变差" : "worse");
        text += fmt::format("{}{} {} ({}, r_s {:.2f}, N {})",
                            text.empty() ? ""
                            : zh         ? "、"
                                         : ", ",
                            indicator_title(indicator_at(page, one.indicator), language), way, good, one.trend.r_s,
                            one.trend.periods);
    }
    if (group.trends.empty()) return "";
    const std::string heading = zh ? "趋势 (Spearman, 0.05): " : "Trends (Spearman, 0.05): ";
    return wrapped(heading + (text.empty() ? (zh ? "均不显著" : "none significant") : text), page_width);
}

}  // namespace

std::string group_table(const GroupPage& page, const TableStyle& style) {
    const bool zh = style.language == Language::zh;
    std::string text = wrapped(page.file + "  " + page.standard.name, page_width);
    for (const Group& group : page.groups) {
        const std::string nameless =
            page.by == GroupBy::all ? (zh ? "全部断面" : "all sections") : (zh ? "未注明" : "none named");
        const std::string name = group.name.empty() ? nameless : group.name;
        text += fmt::format("\n{}  {} {}\n", name, group.stations, zh ? "断面" : "sections");
        using Align = TextTable::Align;
        TextTable table;
        table.add_column(zh ? "时段" : "period", Align::left);
        table.add_column(zh ? "评价断面" : "judged", Align::right);
        table.add_column(zh ? "Ⅰ~Ⅲ" : "I-III", Align::right);
        table.add_column(zh ? "劣Ⅴ" : ">V", Align::right);
        table.add_column(zh ? "水质状况" : "rating", Align::left);
        table.add_column(zh ? "主要污染指标" : "main pollutants", Align::left, 24);
        table.add_column(zh ? "变化" : "change", Align::left);
        for (const GroupPeriod& period : group.periods) {
            const RiverEvaluation& river = period.river;
            const bool judged = river.shares.judged > 0;
            table.add_row(
                {{label(page, period)},
                 {std::to_string(river.shares.judged)},
                 {judged ? percent(river.shares.acceptable, 1) : "-"},
                 {judged ? percent(river.shares.beyond, 1) : "-"},
                 {std::string(zh ? rating_title(river.rating) : rating_name(river.rating)),
                  class_of_rating(river.rating)},
                 {names(page, river.main_pollutants, style.language, zh ? "、" : ", ")},
                 {!period.change ? "-"
                                 : std::string(zh ? change_title(*period.change) : change_name(*period.change))}});
        }
        text += table.render(style.colour) + trends(page, group, style.language);
    }
    if (!page.remarks.empty()) text += '\n';
    for (const std::string& remark : page.remarks) text += wrapped(remark, page_width);
    return text;
}

std::string group_csv(const GroupPage& page) {
    std::string csv(byte_order_mark);
    csv += "group,stations,period,judged,not_judged";
    for (const Grade& grade : page.standard.grades) csv += fmt::format(",{}", spreadsheet_cell(grade.name));
    csv += ",share_acceptable,share_beyond,by_shares,rating,colour,main_pollutants,change,city_index\r\n";
    for (const Group& group : page.groups) {
        for (const GroupPeriod& period : group.periods) {
            const RiverEvaluation& river = period.river;
            csv += fmt::format("{},{},{},{},{}", spreadsheet_cell(group.name), group.stations, label(page, period),
                               river.shares.judged, river.shares.not_judged);
            for (const int count : river.shares.count) csv += fmt::format(",{}", count);
            const bool judged = river.shares.judged > 0;
            const auto share = [judged](double value) { return judged ? fmt::format("{:.4f}", value) : std::string(); };
            csv +=
                fmt::format(",{},{},{},{},{},{},{},{}\r\n", share(river.shares.acceptable), share(river.shares.beyond),
                            river.by_shares ? "yes" : "no", judged ? rating_name(river.rating) : "",
                            rating_colour(river.rating), spreadsheet_cell(word_names(page, river.main_pollutants)),
                            period.change ? change_name(*period.change) : "",
                            std::isfinite(period.city_index) ? fmt::format("{:.4f}", period.city_index) : "");
        }
    }
    return csv;
}

std::string group_json(const GroupPage& page) {
    Json document = {{"file", page.file}, {"standard", page.standard.name}, {"groups", Json::array()}};
    const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    for (const Group& group : page.groups) {
        Json periods = Json::array(), trend_list = Json::array();
        for (const GroupPeriod& period : group.periods) {
            const RiverEvaluation& river = period.river;
            const bool judged = river.shares.judged > 0;
            Json count = Json::object(), pollutants = Json::array();
            for (std::size_t g = 0; g < river.shares.count.size(); ++g)
                count[page.standard.grades[g].name] = river.shares.count[g];
            for (const int i : river.main_pollutants) pollutants.push_back(indicator_at(page, i).name);
            periods.push_back({{"period", label(page, period)},
                               {"judged", river.shares.judged},
                               {"not_judged", river.shares.not_judged},
                               {"sections", std::move(count)},
                               {"share_acceptable", judged ? Json(river.shares.acceptable) : Json(nullptr)},
                               {"share_beyond", judged ? Json(river.shares.beyond) : Json(nullptr)},
                               {"by_shares", river.by_shares},
                               {"rating", judged ? Json(rating_name(river.rating)) : Json(nullptr)},
                               {"colour", judged ? Json(rating_colour(river.rating)) : Json(nullptr)},
                               {"main_pollutants", std::move(pollutants)},
                               {"change", period.change ? Json(change_name(*period.change)) : Json(nullptr)},
                               {"city_index", number(period.city_index)}});
        }
        for (const GroupTrend& one : group.trends) {
            trend_list.push_back({{"indicator", indicator_at(page, one.indicator).name},
                                  {"periods", one.trend.periods},
                                  {"r_s", number(one.trend.r_s)},
                                  {"critical", number(one.trend.critical)},
                                  {"significant", one.trend.significant},
                                  {"better", one.trend.significant ? Json(one.better) : Json(nullptr)}});
        }
        document["groups"].push_back({{"name", group.name},
                                      {"stations", group.stations},
                                      {"periods", std::move(periods)},
                                      {"trends", std::move(trend_list)}});
    }
    document["remarks"] = page.remarks;
    return document.dump(2) + "\n";
}

}  // namespace qingliu
