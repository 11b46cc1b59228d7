#include "models/observations/group_ratings.hpp"

#include <algorithm>
#include <map>

namespace qingliu {

namespace {

const std::string& group_of(const Station& station, GroupBy by) {
    static const std::string everything;
    return by == GroupBy::basin ? station.basin : by == GroupBy::province ? station.province : everything;
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
    std::vector<std::map<CivilPeriod, std::vector<Evaluation>, bool (*)(const CivilPeriod&, const CivilPeriod&)>>
        evaluations;
    for (std::size_t s = 0; s < observations.stations.size(); ++s) {
        const Station& station = observations.stations[s];
        const std::string& name = group_of(station, by);
        auto group = std::ranges::find(groups, name, &Group::name);
        if (group == groups.end()) {
            group = groups.insert(groups.end(), Group{name, 0, {}, {}});
            evaluations.emplace_back(by_span);
        }
        ++group->stations;
        const Standard& standard = lakes.holds(station.name) ? lake : river;
        for (Evaluation& one : evaluate_periods(observations, static_cast<int>(s), standard, settings))
            evaluations[static_cast<std::size_t>(group - groups.begin())][one.span].push_back(std::move(one));
    }
    std::optional<Standard> limits;
    if (rule != nullptr) limits = limits_of(*rule);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const auto& [span, sections] : evaluations[g]) {
            GroupPeriod period{span, evaluate_river(river, sections, settings.evaluation), {}, unknown_value};
            if (limits) period.city_index = city_index(*rule, *limits, period.river.mean.means).index;
            if (!groups[g].periods.empty()) {
                const RiverEvaluation& before = groups[g].periods.back().river;
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
