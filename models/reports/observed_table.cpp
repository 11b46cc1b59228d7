#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/time/civil_time.hpp"
#include "models/reports/observed_page.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

using Align = TextTable::Align;

class ObservedPageText {
public:
    ObservedPageText(const ObservedPage& page, const TableStyle& style)
        : page_(page), o_(page.observations), zh_(style.language == Language::zh), style_(style) {}

    std::string text() {
        std::string text = heading();
        text += '\n';
        text += page_.classes.all.size() <= page_.rows ? each() : by_station();
        text += '\n';
        return text + totals() + published() + flagged() + notes();
    }

private:
    [[nodiscard]] std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }

    [[nodiscard]] std::string indicator(int index) const {
        if (index < 0) return "-";
        return indicator_title(page_.standard.indicators.at(static_cast<std::size_t>(index)), style_.language);
    }

    [[nodiscard]] TableCell class_cell(int water_class) const {
        if (water_class == 0) return {"-"};
        const Grade& grade = page_.standard.grades.at(static_cast<std::size_t>(water_class) - 1);
        return {zh_ ? grade.title : grade.name, page_.standard.grades.size() == 6 ? water_class : 0};
    }

    [[nodiscard]] std::string heading() const {
        const auto [first, last] = std::ranges::minmax_element(o_.time);
        const auto shown = [&](double time) { return format_instant(time, o_.utc_offset_minutes).substr(0, 16); };
        return wrapped(fmt::format("{}  {} {}  {} {}, {} {}  {} {} {}{}", page_.file, page_.standard.name,
                                   zh_ ? page_.standard.title : "", o_.stations.size(), say("断面", "sections"),
                                   o_.rows(), say("条", "readings"), shown(*first), say("至", "to"), shown(*last),
                                   o_.encoding.empty() ? "" : "  " + o_.encoding),
                       page_width);
    }

    [[nodiscard]] std::string pollutants(const ObservedClass& one) const {
        std::string names;
        for (const auto& [index, multiple] : one.main_pollutants) {
            names += (names.empty() ? "" : say("、", ", ")) + indicator(index);
            if (!std::isnan(multiple)) names += fmt::format("({:.2g})", multiple);
        }
        return names;
    }

    /// One line a reading or period.
    std::string each() const {
        TextTable table;
        // the parts of a line add up to eighty columns
        table.add_column(say("断面", "section"), Align::left, 14);
        table.add_column(page_.settings.period ? say("时段", "period") : say("时间", "time"), Align::left);
        if (page_.settings.period) table.add_column(say("样本", "samples"), Align::right);
        table.add_column(say("类别", "class"), Align::left);
        if (!page_.settings.period) table.add_column(say("公布", "told"), Align::left);
        table.add_column(say("限制指标", "limited"), Align::left, 10);
        table.add_column(say("主要污染(倍数)", "over III (times)"), Align::left, 17);
        table.add_column(say("标记", "flags"), Align::left, 9);
        for (const ObservedClass& one : page_.classes.all) {
            std::vector<TableCell> cells{{label(one)}, {span_label(page_, one)}};
            if (page_.settings.period) cells.push_back({fmt::format("{}", one.samples)});
            cells.push_back(class_cell(one.water_class));
            if (!page_.settings.period) cells.push_back(class_cell(one.published_class));
            cells.insert(cells.end(), {{indicator(one.limiting)}, {pollutants(one)}, {flag_text(one.flags)}});
            table.add_row(cells);
        }
        return table.render(style_.colour);
    }

    [[nodiscard]] std::string label(const ObservedClass& one) const {
        return station_label(o_, one.station) + (one.lake ? say(" 湖", " lake") : "");
    }

    /// One line a station: how often which class. Worst first where there are too many.
    std::string by_station() const {
        const std::size_t grades = page_.standard.grades.size();
        struct Line {
            const ObservedClass* first = nullptr;
            std::vector<long> count;  // [class]
            std::map<int, long> limiting;
            std::uint16_t flags = 0;
            [[nodiscard]] std::vector<long> rank() const { return {count.rbegin(), count.rend()}; }
        };
        std::vector<Line> lines;
        for (const ObservedClass& one : page_.classes.all) {
            if (lines.empty() || lines.back().first->station != one.station)
                lines.push_back({&one, std::vector<long>(grades + 1, 0), {}, 0});
            ++lines.back().count[static_cast<std::size_t>(one.water_class)];
            if (one.limiting >= 0) ++lines.back().limiting[one.limiting];
            lines.back().flags |= one.flags;
        }
        std::string more;
        if (lines.size() > page_.rows) {
            std::stable_sort(lines.begin(), lines.end(),
                             [](const Line& a, const Line& b) { return a.rank() > b.rank(); });
            more = fmt::format(fmt::runtime(say("最差的 {} 个断面, 另有 {} 个(全部见 --out)\n",
                                                "the worst {}; {} more (--out has all)\n")),
                               page_.rows, lines.size() - page_.rows);
            lines.resize(page_.rows);
        }
        TextTable table;
        table.add_column(say("断面", "section"), Align::left, 20);
        for (std::size_t c = 1; c <= grades; ++c) table.add_column(class_cell(static_cast<int>(c)).text, Align::right);
        table.add_column(say("未评", "none"), Align::right);
        table.add_column(say("限制指标", "limited by"), Align::left, 14);
        table.add_column(say("标记", "flags"), Align::left);
        for (const Line& line : lines) {
            std::vector<TableCell> cells{{label(*line.first)}};
            for (std::size_t c = 1; c <= grades; ++c) {
                const bool some = line.count[c] > 0;
                cells.push_back({some ? fmt::format("{}", line.count[c]) : "",
                                 some ? class_cell(static_cast<int>(c)).water_class : 0});
            }
            cells.push_back({line.count[0] > 0 ? fmt::format("{}", line.count[0]) : ""});
            const auto most =
                std::ranges::max_element(line.limiting, {}, [](const auto& entry) { return entry.second; });
            cells.push_back({indicator(most == line.limiting.end() ? -1 : most->first)});
            cells.push_back({flag_text(line.flags)});
            table.add_row(cells);
        }
        return table.render(style_.colour) + more;
    }

    std::string totals() const {
        const std::size_t grades = page_.standard.grades.size();
        std::vector<long> count(grades + 1, 0);
        for (const ObservedClass& one : page_.classes.all) ++count[static_cast<std::size_t>(one.water_class)];
        const long judged = std::accumulate(count.begin() + 1, count.end(), 0L);
        std::string text = page_.settings.period ? say("时段", "periods") : say("读数", "readings");
        for (std::size_t c = 1; c <= grades; ++c)
            text += fmt::format("  {} {}", class_cell(static_cast<int>(c)).text, count[c]);
        if (count[0] > 0) text += fmt::format("  {} {}", say("未评", "not judged"), count[0]);
        if (judged > 0 && page_.standard.acceptable > 0) {
            const long good = std::accumulate(count.begin() + 1, count.begin() + 1 + page_.standard.acceptable, 0L);
            text += fmt::format(
                "  {} {:.1f} %",
                fmt::format(fmt::runtime(say("{}及以上", "{} or better")), class_cell(page_.standard.acceptable).text),
                100.0 * static_cast<double>(good) / static_cast<double>(judged));
        }
        return wrapped(text, page_width);
    }

    [[nodiscard]] std::string reason(const Disagreement& other) const {
        switch (other.reason) {
            case Disagreement::Reason::other_column:
                return page_.classes.all[other.at].lake ? say("按河流限值一致", "the river column agrees")
                                                        : say("按湖库限值一致", "the lake column agrees");
            case Disagreement::Reason::on_a_limit:
                return indicator(other.indicator) + say(" 恰在限值上", " stands on the limit");
            case Disagreement::Reason::flagged:
                return say("限制指标的数据存疑", "what decides is flagged");
            case Disagreement::Reason::unexplained:
                break;
        }
        return say("原因不明", "unexplained");
    }

    std::string published() const {
        const Agreement& a = page_.agreement;
        if (a.compared == 0) return "";
        std::string text = fmt::format("{} {}/{}", say("与公布类别一致", "as published"), a.agree, a.compared);
        if (a.ours_alone + a.published_alone > 0)
            text += fmt::format(fmt::runtime(say("; 另有 {} 条未公布类别, {} 条不能判定",
                                                 "; {} more have no published class, {} none of ours")),
                                a.ours_alone, a.published_alone);
        text = wrapped(text, page_width);
        if (a.others.empty()) return text;
        TextTable table;
        table.add_column(say("断面", "section"), Align::left, 20);
        table.add_column(say("时间", "time"), Align::left);
        table.add_column(say("判定", "ours"), Align::left);
        table.add_column(say("公布", "published"), Align::left);
        table.add_column(say("原因", "reason"), Align::left);
        for (std::size_t i = 0; i < std::min(a.others.size(), page_.rows); ++i) {
            const ObservedClass& one = page_.classes.all[a.others[i].at];
            table.add_row({{label(one)},
                           {span_label(page_, one)},
                           class_cell(a.others[i].ours),
                           class_cell(a.others[i].published),
                           {reason(a.others[i])}});
        }
        return text + table.render(style_.colour) + further(a.others.size());
    }

    [[nodiscard]] std::string further(std::size_t all) const {
        return all > page_.rows ? fmt::format(fmt::runtime(say("另有 {} 条\n", "{} more\n")), all - page_.rows) : "";
    }

    std::string flagged() const {
        const FlagCounts counts = count_flags(o_);
        if (counts.values == 0) return "";
        std::string text = fmt::format(fmt::runtime(say("质控标记 {} 个数据", "{} values bear a flag")), counts.values);
        for (std::size_t f = 0; f < flag_names().size(); ++f) {
            if (counts.of_flag[f] > 0) text += fmt::format(", {} {}", flag_names()[f].second, counts.of_flag[f]);
        }
        text += page_.settings.leave_out_flagged
                    ? fmt::format(fmt::runtime(say("; 其中 {} 个未参与评价", "; {} of them are not judged")),
                                  page_.classes.left_out)
                    : say("; 仍参与评价(--without-flagged 可剔除)",
                          "; they are judged all the same (--without-flagged leaves them out)");
        text = wrapped(text, page_width);
        TextTable table;
        table.add_column(say("断面", "section"), Align::left, 20);
        table.add_column(say("时间", "time"), Align::left);
        table.add_column(say("指标", "variable"), Align::left, 14);
        table.add_column(say("数值", "value"), Align::right);
        table.add_column(say("标记", "flags"), Align::left);
        std::size_t listed = 0;
        for (std::size_t row = 0; row < o_.rows() && listed < page_.rows; ++row) {
            for (std::size_t k = 0; k < o_.variables.size() && listed < page_.rows; ++k) {
                const std::size_t at = o_.at(row, k);
                if (o_.flags[at] == 0) continue;
                const ObservedVariable& variable = o_.variables[k];
                table.add_row({{station_label(o_, o_.station[row])},
                               {format_instant(o_.time[row], o_.utc_offset_minutes).substr(0, 16)},
                               {zh_ ? variable.title : variable.name},
                               {shown_value(variable, o_.values[at])},
                               {flag_text(o_.flags[at])}});
                ++listed;
            }
        }
        return text + table.render(style_.colour) + further(counts.values);
    }

    std::string notes() const {
        std::string text;
        if (page_.classes.without_limit > 0) {
            text += wrapped(fmt::format(fmt::runtime(say("{} 个未检出数据未给出检出限, 未参与评价",
                                                         "{} values below a detection limit that is not told are not "
                                                         "judged")),
                                        page_.classes.without_limit),
                            page_width);
        }
        std::string names;
        for (std::size_t k = 0; k < o_.variables.size(); ++k) {
            const int i = page_.classes.indicator[k];
            if (i < 0 ||
                !takes_part(page_.standard.indicators[static_cast<std::size_t>(i)], page_.settings.evaluation.scope))
                names += (names.empty() ? "" : say("、", ", ")) + (zh_ ? o_.variables[k].title : o_.variables[k].name);
        }
        if (!names.empty()) text += wrapped(say("不参与评价: ", "not judged: ") + names, page_width);
        const auto incomplete = std::ranges::count_if(page_.classes.all, &ObservedClass::incomplete);
        if (incomplete > 0) {
            text += wrapped(fmt::format(fmt::runtime(say("{} 条缺少部分参评指标, 按已有指标评价",
                                                         "{} lack some indicators and are judged by what is there")),
                                        incomplete),
                            page_width);
        }
        for (const ReadingNote& note : o_.notes) text += note.text + "\n";
        return text;
    }

    const ObservedPage& page_;
    const Observations& o_;
    bool zh_;
    const TableStyle& style_;
};

}  // namespace

std::string observed_table(const ObservedPage& page, const TableStyle& style) {
    return ObservedPageText(page, style).text();
}

}  // namespace qingliu
