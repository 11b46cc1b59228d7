#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/quantity.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/skill_page.hpp"
#include "models/reports/text_table.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

using Align = TextTable::Align;

std::string two_places(double value) { return std::isfinite(value) ? fmt::format("{:.2f}", value) : "-"; }

class SkillPageText {
public:
    SkillPageText(const SkillPage& page, const TableStyle& style)
        : page_(page), zh_(style.language == Language::zh), style_(style) {}

    std::string text() {
        std::string text =
            wrapped(fmt::format("{}  {} {}  {} {}, {} {}", page_.forecast_file, say("方案", "scenario"), page_.scenario,
                                say("起报", "issued"),
                                format_instant(page_.issued, page_.observed.utc_offset_minutes).substr(0, 16),
                                say("对照", "against"), page_.observation_file),
                    page_width);
        if (std::ranges::all_of(page_.series, [](const SeriesSkill& one) { return one.skill.pairs == 0; }))
            text += wrapped(say("没有任何断面的任何变量在预报期内既有观测又有预报",
                                "No variable of any section was both measured and foretold in the period"),
                            page_width);
        text += by_series() + by_lead() + classes() + probabilities();
        if (!page_.not_forecast.empty()) {
            std::string names;
            for (const std::string& name : page_.not_forecast) names += (names.empty() ? "" : say("、", ", ")) + name;
            text += fmt::format("\n{}",
                                wrapped(say("有观测而无预报: ", "Measured and not foretold: ") + names, page_width));
        }
        return text;
    }

private:
    [[nodiscard]] std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }

    [[nodiscard]] std::string variable(std::size_t index) const {
        const ObservedVariable& one = page_.observed.variables[index];
        return zh_ ? one.title : one.name;
    }

    /// A difference of an SI value in the unit tables show.
    [[nodiscard]] std::string error(std::size_t index, double si) const {
        if (!std::isfinite(si)) return "-";
        const std::string& unit = page_.observed.variables[index].shown_unit;
        return fmt::format("{:.3g}", unit == "NTU" ? si : from_si(si, unit) - from_si(0, unit));
    }

    [[nodiscard]] std::string by_series() const {
        TextTable table;
        table.add_column(say("断面", "section"), Align::left, 12);
        table.add_column(say("变量", "variable"), Align::left, 14);
        table.add_column(say("样本", "n"), Align::right);
        table.add_column("DC", Align::right);
        table.add_column("KGE", Align::right);
        table.add_column("PBIAS", Align::right);
        table.add_column("RSR", Align::right);
        table.add_column("R2", Align::right);
        table.add_column("RMSE", Align::right);
        table.add_column(say("合格", "passed"), Align::right);
        bool any = false;
        for (const SeriesSkill& one : page_.series) {
            if (one.station < 0 || one.lead != 0 || one.skill.pairs == 0) continue;
            any = true;
            const Skill& s = one.skill;
            table.add_row(
                {{page_.observed.stations[static_cast<std::size_t>(one.station)].name},
                 {variable(one.variable)},
                 {std::to_string(s.pairs)},
                 {two_places(s.efficiency)},
                 {two_places(s.kling_gupta_2009)},
                 {percent(s.pbias)},
                 {two_places(s.rsr)},
                 {two_places(s.determination())},
                 {error(one.variable, s.root_mean_square_error)},
                 {one.passed.forecasts > 0 ? fmt::format("{}/{}", one.passed.passed, one.passed.forecasts) : "-"}});
        }
        return any ? fmt::format("\n{}", table.render(style_.colour)) : "";
    }

    /// Errors of all sections together, lead by lead.
    [[nodiscard]] std::string by_lead() const {
        TextTable table;
        const std::string step = format_quantity(page_.lead_step, "d");
        table.add_column(fmt::format("{} ({})", say("预见期", "lead"), step), Align::left);
        table.add_column(say("变量", "variable"), Align::left, 20);
        table.add_column(say("样本", "n"), Align::right);
        table.add_column(say("平均误差", "mean error"), Align::right);
        table.add_column("RMSE", Align::right);
        bool any = false;
        for (const SeriesSkill& one : page_.series) {
            if (one.station >= 0 || one.lead == 0) continue;
            any = true;
            table.add_row({{std::to_string(one.lead)},
                           {variable(one.variable)},
                           {std::to_string(one.skill.pairs)},
                           {error(one.variable, one.skill.mean_error)},
                           {error(one.variable, one.skill.root_mean_square_error)}});
        }
        return any ? fmt::format("\n{}", table.render(style_.colour)) : "";
    }

    [[nodiscard]] std::string classes() const {
        if (page_.classes.all.pairs == 0) return "";
        constexpr std::array<const char*, water_classes> names = {"I", "II", "III", "IV", "V", ">V"};
        TextTable table;
        table.add_column(say("观测 \\ 预报", "measured \\ foretold"), Align::left);
        for (const char* name : names) table.add_column(name, Align::right);
        for (std::size_t seen = 0; seen < water_classes; ++seen) {
            std::vector<TableCell> row{{names.at(seen), static_cast<int>(seen) + 1}};
            for (const int count : page_.classes.all.table.at(seen))
                row.push_back({count > 0 ? std::to_string(count) : "."});
            table.add_row(std::move(row));
        }
        std::string text = fmt::format("\n{}", table.render(style_.colour));
        const ClassSkill& all = page_.classes.all;
        text +=
            wrapped(fmt::format("{} {} ({}/{}), {} {}, kappa {}", say("类别命中率", "classes hit"),
                                percent(all.hit_rate()), all.hits, all.pairs, say("相差不超过一类", "within one class"),
                                percent(all.near_rate()), two_places(all.kappa())),
                    page_width);
        std::string sections;
        for (const auto& section : page_.classes.sections)
            sections += fmt::format("{}{} {}/{}", sections.empty() ? "" : say("、", ", "), section.name,
                                    section.skill.hits, section.skill.pairs);
        return text + wrapped(sections, page_width);
    }

    [[nodiscard]] std::string probabilities() const {
        std::string text;
        const auto add = [&](const std::string& what, const std::optional<ProbabilityScore>& score) {
            if (!score) return;
            text += wrapped(
                fmt::format("{} {:.4f} ({} {:.4f}, {} {}; n {})", what, score->score, say("按频率", "by frequencies"),
                            score->reference, say("技巧", "skill"), two_places(score->skill()), score->forecasts),
                page_width);
        };
        add(say("类别 RPS", "RPS of classes"), page_.classes.ranked);
        add(say("达到目标类别 Brier", "Brier score of the target class"), page_.classes.target_met);
        add(say("生态流量达标 Brier", "Brier score of the ecological flow"), page_.classes.flow_met);
        return text.empty() ? text : fmt::format("\n{}", text);
    }

    const SkillPage& page_;
    bool zh_;
    TableStyle style_;
};

}  // namespace

std::string skill_table(const SkillPage& page, const TableStyle& style) { return SkillPageText(page, style).text(); }

}  // namespace qingliu
