#include "models/assessment/river_rating.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numeric>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

/// Shares are compared as whole sections, n / N >= share, so that 9 of 10 are 0.9 whatever their doubles are.
bool at_least(int sections, int of, int percent) { return 100 * sections >= percent * of; }

int acceptable_sections(const Standard& standard, const std::vector<int>& count) {
    return std::accumulate(count.begin(), count.begin() + standard.acceptable, 0);
}

Rating rating_of(int acceptable, int beyond, int judged) {
    if (judged == 0) return Rating::none;
    if (at_least(acceptable, judged, 90)) return Rating::excellent;
    if (at_least(acceptable, judged, 75)) return Rating::good;
    if (!at_least(beyond, judged, 20)) return Rating::light_pollution;
    return at_least(beyond, judged, 40) ? Rating::heavy_pollution : Rating::moderate_pollution;
}

/// Means over the judged sections; each section counts once.
PeriodMeans mean_of_sections(const Standard& standard, std::span<const Evaluation> sections) {
    PeriodMeans mean;
    for (const Evaluation& section : sections) {
        if (section.water_class == 0) continue;
        if (mean.samples == 0) mean.span = section.span;
        mean.samples += section.samples;
    }
    std::vector<double> known;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        known.clear();
        int below = 0;
        for (const Evaluation& section : sections) {
            if (section.water_class == 0 || std::isnan(section.means[i])) continue;
            known.push_back(section.means[i]);
            below += section.below[i];
        }
        mean.means.push_back(mean_value(standard.indicators[i], known));
        mean.counts.push_back(static_cast<int>(known.size()));
        mean.below.push_back(below);
    }
    return mean;
}

/// Indicators by the share of sections over the acceptable class, then by their largest exceedance.
void find_pollutants(const Standard& standard, std::span<const Evaluation> sections, Scope scope,
                     RiverEvaluation& river) {
    struct Found {
        int index;
        double share, largest;
    };
    std::vector<Found> found;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        int known = 0, over = 0;
        double largest = 0;
        for (const Evaluation& section : sections) {
            if (section.water_class == 0 || section.classes[i] == 0) continue;
            ++known;
            if (section.classes[i] <= standard.acceptable) continue;
            ++over;
            largest = std::fmax(largest, section.multiples[i]);
        }
        const double share = known > 0 ? static_cast<double>(over) / known : unknown;
        river.shares_over.push_back(share);
        if (over > 0 && takes_part(standard.indicators[i], scope))
            found.push_back({static_cast<int>(i), share, largest});
    }
    if (!river.by_shares) return;
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return a.share != b.share ? a.share > b.share : a.largest > b.largest;
    });
    for (const Found& pollutant : found) river.main_pollutants.push_back(pollutant.index);
    if (river.main_pollutants.size() > main_pollutants_named) river.main_pollutants.resize(main_pollutants_named);
}

struct ChangeWords {
    std::string_view title, name;
};
// As Change.
constexpr std::array<ChangeWords, 5> change_words{{{"无明显变化", "no clear change"},
                                                   {"有所好转", "somewhat better"},
                                                   {"有所变差", "somewhat worse"},
                                                   {"明显好转", "clearly better"},
                                                   {"明显变差", "clearly worse"}}};

Change change_of(bool better, bool clear) {
    if (clear) return better ? Change::much_better : Change::much_worse;
    return better ? Change::better : Change::worse;
}

}  // namespace

std::string_view change_title(Change change) { return change_words[static_cast<std::size_t>(change)].title; }
std::string_view change_name(Change change) { return change_words[static_cast<std::size_t>(change)].name; }

double ClassShares::share(int grade) const {
    if (judged == 0) return 0;
    return static_cast<double>(count.at(static_cast<std::size_t>(grade - 1))) / judged;
}

ClassShares class_shares(const Standard& standard, std::span<const int> classes) {
    ClassShares shares;
    shares.count.assign(standard.grades.size(), 0);
    for (const int water_class : classes) {
        if (water_class < 1) {
            ++shares.not_judged;
            continue;
        }
        ++shares.judged;
        ++shares.count.at(static_cast<std::size_t>(water_class - 1));
    }
    if (shares.judged == 0) return shares;
    shares.acceptable = static_cast<double>(acceptable_sections(standard, shares.count)) / shares.judged;
    shares.beyond = shares.share(standard.beyond());
    return shares;
}

Rating rating_of_shares(const ClassShares& shares) {
    if (shares.judged == 0) return Rating::none;
    const auto sections = [&](double share) { return static_cast<int>(std::lround(share * shares.judged)); };
    return rating_of(sections(shares.acceptable), sections(shares.beyond), shares.judged);
}

RiverEvaluation evaluate_river(const Standard& standard, std::span<const Evaluation> sections,
                               const EvaluationSettings& settings) {
    RiverEvaluation river;
    std::vector<int> classes;
    for (const Evaluation& section : sections) classes.push_back(section.water_class);
    river.shares = class_shares(standard, classes);
    river.by_shares = river.shares.judged >= sections_for_shares;
    find_pollutants(standard, sections, settings.scope, river);
    river.mean = evaluate_means(standard, mean_of_sections(standard, sections), settings);
    if (river.by_shares) {
        river.rating = rating_of_shares(river.shares);
        // the mean of many sections has no class of its own
        river.mean.water_class = 0;
        river.mean.limiting = -1;
        river.mean.rating = Rating::none;
        river.mean.main_pollutants.clear();
        return river;
    }
    river.rating = river.mean.rating;
    river.main_pollutants = river.mean.main_pollutants;
    return river;
}

Change compare_ratings(Rating before, Rating after) {
    if (before == Rating::none || after == Rating::none || before == after) return Change::none;
    const int levels = static_cast<int>(after) - static_cast<int>(before);
    return change_of(levels < 0, std::abs(levels) >= 2);
}

Change compare_shares(const ClassShares& before, const ClassShares& after) {
    if (before.judged == 0 || after.judged == 0) return Change::none;
    // In whole sections: X = 100 (n / N - m / M), so that exactly 10 and 20 points are what they are.
    const auto sections = [](const ClassShares& shares) {
        return std::lround((shares.acceptable - shares.beyond) * shares.judged);
    };
    const long points = 100 * (sections(after) * before.judged - sections(before) * after.judged);  // X N M
    const long of = static_cast<long>(before.judged) * after.judged;
    if (std::abs(points) <= 10 * of) return Change::none;
    return change_of(points > 0, std::abs(points) > 20 * of);
}

}  // namespace qingliu
