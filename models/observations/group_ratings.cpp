#include "models/observations/group_ratings.hpp"

#include <algorithm>
#include <map>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

const std::string& group_of(const Station& station, GroupBy by) {
    static const std::string everything;
    return by == GroupBy::basin ? station.basin : by == GroupBy::province ? station.province : everything;
}

/// A river is rated by shares of all its sections. Too few of them are averaged, and a mean is held against the column
/// of its water: of river sections and of lakes each by itself, the worse of the two being the rating.
RiverEvaluation evaluate(const Standard& river, const Standard& lake, const std::vector<Evaluation>& in_rivers,
                         const std::vector<Evaluation>& in_lakes, const EvaluationSettings& settings) {
    if (in_lakes.empty()) return evaluate_river(river, in_rivers, settings);
    if (in_rivers.empty()) return evaluate_river(lake, in_lakes, settings);
    std::vector<Evaluation> all = in_rivers;
    all.insert(all.end(), in_lakes.begin(), in_lakes.end());
    RiverEvaluation together = evaluate_river(river, all, settings);
    if (together.by_shares) return together;
    const RiverEvaluation rivers = evaluate_river(river, in_rivers, settings),
                          lakes = evaluate_river(lake, in_lakes, settings);
    const RiverEvaluation& deciding = rivers.rating >= lakes.rating ? rivers : lakes;
    together.rating = deciding.rating;
    together.main_pollutants = deciding.main_pollutants;
    together.mean.water_class = deciding.mean.water_class;
    together.mean.limiting = deciding.mean.limiting;
    together.mean.rating = deciding.mean.rating;
    together.mean.main_pollutants = deciding.mean.main_pollutants;
    return together;
}

bool by_span(const CivilPeriod& a, const CivilPeriod& b) { return a.start < b.start; }

/// Trends of the means over the sections.
std::vector<GroupTrend> trends_of(const Standard& standard, const std::vector<GroupPeriod>& periods) {
    std::vector<GroupTrend> trends;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        std::vector<double> values;
        for (const GroupPeriod& period : periods) values.push_back(period.river.mean.means[i]);
        GroupTrend one{static_cast<int>(i), spearman_trend(values), false};
        if (one.trend.periods < 5) continue;
        using Direction = Indicator::Direction;
        const Direction direction = standard.indicators[i].direction;
        if (direction != Direction::upper && direction != Direction::lower) continue;
        one.better = one.trend.trend == (direction == Direction::upper ? Trend::falling : Trend::rising);
        trends.push_back(one);
    }
    return trends;
}

}  // namespace

std::vector<Group> rate_groups(const Observations& observations, const Standard& river, const Standard& lake,
                               const LakeList& lakes, const ObservedSettings& settings, GroupBy by,
                               const CityIndexRule* rule) {
    std::vector<Group> groups;
    struct Sections {
        std::vector<Evaluation> in_rivers, in_lakes;
    };
    std::vector<std::map<CivilPeriod, Sections, bool (*)(const CivilPeriod&, const CivilPeriod&)>> evaluations;
    for (std::size_t s = 0; s < observations.stations.size(); ++s) {
        const Station& station = observations.stations[s];
        const std::string& name = group_of(station, by);
        auto group = std::ranges::find(groups, name, &Group::name);
        if (group == groups.end()) {
            group = groups.insert(groups.end(), Group{name, 0, {}, {}});
            evaluations.emplace_back(by_span);
        }
        ++group->stations;
        const bool in_lake = lakes.holds(station.name);
        for (Evaluation& one : evaluate_periods(observations, static_cast<int>(s), in_lake ? lake : river, settings)) {
            Sections& sections = evaluations[static_cast<std::size_t>(group - groups.begin())][one.span];
            (in_lake ? sections.in_lakes : sections.in_rivers).push_back(std::move(one));
        }
    }
    std::optional<Standard> river_limits, lake_limits;
    if (rule != nullptr) {
        river_limits = limits_of(*rule);
        lake_limits = limits_of(*rule, Waterbody::lake);
    }
    const auto index_of = [&](const Standard& limits, const Standard& standard,
                              const std::vector<Evaluation>& sections) {
        if (sections.empty()) return unknown;
        return city_index(*rule, limits, evaluate_river(standard, sections, settings.evaluation).mean.means).index;
    };
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const auto& [span, sections] : evaluations[g]) {
            const auto& [in_rivers, in_lakes] = sections;
            GroupPeriod period{span, evaluate(river, lake, in_rivers, in_lakes, settings.evaluation), {}, unknown};
            if (rule != nullptr) {
                period.city_index =
                    joined_city_index(index_of(*river_limits, river, in_rivers), static_cast<int>(in_rivers.size()),
                                      index_of(*lake_limits, lake, in_lakes), static_cast<int>(in_lakes.size()));
            }
            if (!groups[g].periods.empty()) {
                const GroupPeriod& last = groups[g].periods.back();
                const RiverEvaluation& before = last.river;
                const bool next = last.span.end == span.start;
                if (next && before.shares.judged > 0 && period.river.shares.judged > 0)
                    period.change = before.by_shares && period.river.by_shares
                                        ? compare_shares(before.shares, period.river.shares)
                                        : compare_ratings(before.rating, period.river.rating);
            }
            groups[g].periods.push_back(std::move(period));
        }
        groups[g].trends = trends_of(river, groups[g].periods);
    }
    return groups;
}

}  // namespace qingliu
