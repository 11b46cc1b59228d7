// The class of every piece of the rivers, day by day, out of the profiles of a forecast.nc: its values are means over
// the outputs of the day and the length of the piece, judged by the rule that judges sections. A day mean of outputs is
// not the mean over the steps that sections have; where the two are of one place they differ by what happens between
// outputs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"
#include "models/reports/forecast_verdict.hpp"
#include "models/reports/river_pieces.hpp"

namespace qingliu {

struct PieceDay {
    Judgement headline, full;
    std::vector<double> values;  ///< [Standard::indicators], NaN where not known
    double discharge = unknown;  ///< m3 s-1, mean over the faces of the piece, positive downstream
};

/// [scenario asked for][piece][day of the record]. A piece without water has class 0. `scenarios`: indices into those
/// of the forecast. Days have their means by day_shares.
std::vector<std::vector<std::vector<PieceDay>>> judge_pieces(const NetcdfReader& file, const ReadForecast& forecast,
                                                             const Standard& standard, const RiverPieces& pieces,
                                                             const std::vector<std::size_t>& scenarios);

}  // namespace qingliu
