#include "models/observations/published_classes.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu {
namespace {

using Reason = Disagreement::Reason;

/// The indicator whose value stands on the limit of our class where the published one is the next or a later, -1 =
/// none: with one digit more it may have been beyond.
int on_the_limit(const Standard& standard, const Evaluation& evaluation, int ours, int published, Scope scope) {
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        const double value = evaluation.values[i];
        if (!takes_part(indicator, scope) || std::isnan(value)) continue;
        if (indicator.direction == Indicator::Direction::range) {
            const bool at_an_end = value == indicator.range_from || value == indicator.range_to;
            if (at_an_end && published == standard.beyond()) return static_cast<int>(i);
            continue;
        }
        // neighbours that share a limit: a value beyond is of the class after the last that has it
        for (std::size_t c = static_cast<std::size_t>(ours) - 1; c < indicator.limits.size(); ++c) {
            const bool last = c + 1 == indicator.limits.size() || indicator.limits[c + 1] != indicator.limits[c];
            if (last && value == indicator.limits[c] && static_cast<int>(c) + 2 == published)
                return static_cast<int>(i);
        }
    }
    return -1;
}

}  // namespace

Agreement compare_with_published(const Observations& observations, const ObservedClasses& classes,
                                 const Standard& river, const Standard& lake, const ObservedSettings& settings) {
    Agreement agreement;
    for (std::size_t at = 0; at < classes.all.size(); ++at) {
        const ObservedClass& one = classes.all[at];
        const int ours = one.water_class, published = one.published_class;
        if (ours == 0 || published == 0) {
            agreement.ours_alone += ours > 0 ? 1 : 0;
            agreement.published_alone += published > 0 ? 1 : 0;
            continue;
        }
        ++agreement.compared;
        if (ours == published) {
            ++agreement.agree;
            continue;
        }
        Disagreement other{at, ours, published};
        const Standard& own = one.lake ? lake : river;
        const Evaluation evaluation = evaluate_reading(observations, one.row, own, settings);
        const int limit = on_the_limit(own, evaluation, ours, published, settings.evaluation.scope);
        const Standard& otherwise = one.lake ? river : lake;
        if (evaluate_reading(observations, one.row, otherwise, settings).water_class == published) {
            other.reason = Reason::other_column;
            other.indicator = own.find("total_phosphorus");
        } else if (limit >= 0) {
            other.reason = Reason::on_a_limit;
            other.indicator = limit;
        } else if (one.flags != 0) {
            other.reason = Reason::flagged;
            other.indicator = one.limiting;
        }
        agreement.others.push_back(other);
    }
    return agreement;
}

}  // namespace qingliu
