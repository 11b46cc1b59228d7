#include "models/reports/goals_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "models/assessment/plan_goals.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

std::string title_of(const GoalState& state, Language language) {
    if (language == Language::zh) return std::string(state.title);
    constexpr std::array<std::pair<std::string_view, const char*>, 4> titles = {
        {{"sections_of_class_iii", "III or better"},
         {"sections_worse_than_v", ">V"},
         {"sections_of_ecological_flow", "eco-flow"},
         {"sections_black_odour", "black"}}};
    const auto found = std::ranges::find(titles, state.name, &std::pair<std::string_view, const char*>::first);
    return found == titles.end() ? std::string(state.name) : found->second;
}

std::string heading_of(const GoalState& state, Language language) {
    const std::string limit =
        state.share ? fmt::format("≥{:g}%", 100 * state.goal) : fmt::format("≤{:.0f}", state.goal);
    return fmt::format("{} {}", title_of(state, language), limit);
}

/// "71% (+1)", "2 (-2)".
std::string text_of(const GoalState& state, Language language) {
    if (!std::isfinite(state.value)) return "-";
    const std::string missed = state.met ? "" : language == Language::zh ? " 未达" : " missed";
    if (!state.share) return fmt::format("{:.0f} ({:+.0f}){}", state.value, state.distance, missed);
    // a goal missed by less than a tenth of a point is missed by that
    const double points = 100 * state.distance;
    const double shown = state.met ? std::floor(10 * points + 1e-9) / 10 : std::min(std::round(10 * points), -1.0) / 10;
    return fmt::format("{:.1f}% ({:+.1f}){}", 100 * state.goal + shown, shown, missed);
}

}  // namespace

std::string goals_table(const Case& specification, const RunRecord& record, const Verdict& verdict,
                        const TableStyle& style) {
    const bool zh = style.language == Language::zh;
    TextTable table;
    using Align = TextTable::Align;
    table.add_column(zh ? "规划目标 (距目标)" : "goals (how far)", Align::left, 24);
    bool headed = false;
    for (std::size_t s = 0; s < verdict.scenarios.size(); ++s) {
        const ScenarioVerdict& judged = verdict.scenarios[s];
        if (!judged.of.empty() || judged.failed) continue;
        const ScenarioRecord& scenario = record.scenarios[s];
        std::vector<TableCell> row{{zh && !scenario.title.empty() ? scenario.title : scenario.name}};
        for (const GoalState& state : goals_of(judged, specification.goals)) {
            if (!headed) table.add_column(heading_of(state, style.language), Align::right);
            row.push_back({text_of(state, style.language)});
        }
        headed = true;
        table.add_row(row);
    }
    return headed ? fmt::format("\n{}", table.render(style.colour)) : "";
}

std::string no_schedule_reaches_all(const Case& specification, const Verdict& verdict, Language language) {
    if (verdict.best < 0) return "";
    const auto reaches_all = [&](const ScenarioVerdict& judged) {
        if (!judged.of.empty() || judged.failed) return false;
        const auto goals = goals_of(judged, specification.goals);
        return std::ranges::all_of(goals, [](const GoalState& g) { return g.met || !std::isfinite(g.value); });
    };
    if (std::ranges::any_of(verdict.scenarios, reaches_all)) return "";
    return language == Language::zh ? "没有方案达到全部规划目标; ★ 为其中最优者\n"
                                    : "No schedule reaches every goal; the one marked ★ is the best of them\n";
}

}  // namespace qingliu
