// Basins, provinces or all stations together, period by period: how the sections share out among the classes, what the
// water is called, how it changed, whether an indicator has a trend (环办〔2011〕22号; river_rating.hpp, trend.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/city_index.hpp"
#include "models/assessment/river_rating.hpp"
#include "models/assessment/trend.hpp"
#include "models/observations/observed_classes.hpp"

namespace qingliu {

enum class GroupBy { all, basin, province };

struct GroupPeriod {
    CivilPeriod span;
    RiverEvaluation river;
    /// Since the period before: by shares where both have five sections, else by ratings; none where that one was not
    /// judged or is not there.
    std::optional<Change> change;
    double city_index = unknown;  ///< NaN where an item has no value
};

/// One indicator's means over the sections, over the periods.
struct GroupTrend {
    int indicator = -1;
    SpearmanTrend trend;
    bool better = false;  ///< the way it goes, where it is significant
};

struct Group {
    std::string name;  ///< empty: all, or those that name none
    int stations = 0;
    std::vector<GroupPeriod> periods;
    std::vector<GroupTrend> trends;  ///< of indicators known in five periods or more
};

/// In the order of the stations. `settings` with a period; `rule` of the city index, or null. Throws
/// std::invalid_argument without a period.
std::vector<Group> rate_groups(const Observations& observations, const Standard& river, const Standard& lake,
                               const LakeList& lakes, const ObservedSettings& settings, GroupBy by,
                               const CityIndexRule* rule = nullptr);

}  // namespace qingliu
