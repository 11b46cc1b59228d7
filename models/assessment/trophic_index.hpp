// Comprehensive trophic level index of lakes and reservoirs (综合营养状态指数): TLI_j = 10 (intercept_j + slope_j ln
// x_j), TLI = sum of weight_j TLI_j. Coefficients, weights and bounds are data (configs/standards/tli.yaml).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

struct TrophicItem {
    std::string name, title;
    std::string unit;  ///< of x
    double intercept = 0, slope = 0, weight = 0;
    std::string article;
    Provenance provenance;
};

/// One state: up to its bound, the first below it.
struct TrophicState {
    std::string name, title;
    double bound = 0;  ///< infinite for the last
};

struct TrophicScale {
    std::string name, title;
    std::vector<Source> sources;
    std::vector<TrophicItem> items;
    std::vector<TrophicState> states;  ///< ascending
};

struct TrophicLevel {
    std::vector<double> levels;  ///< [TrophicScale::items], TLI_j; NaN where x is not known or not above zero
    double index = 0;            ///< NaN unless every item has a level: weights of fewer are not those of the rule
    int state = -1;              ///< index into TrophicScale::states, -1 without an index
    std::vector<int> missing;    ///< items without level
};

/// Reads and checks a scale: weights that do not add up to 1 and bounds that do not rise are errors. Throws InputError,
/// FileError.
TrophicScale read_trophic_scale(const std::filesystem::path& file);

/// `values` by name of the item or Chinese title, SI (chlorophyll in g m-3, transparency in m).
TrophicLevel trophic_level(const TrophicScale& scale, const std::map<std::string, double>& values);

}  // namespace qingliu
