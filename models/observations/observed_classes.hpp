// Classes of observations: each reading by itself, as the real-time publication judges, or by civil periods, as the
// evaluation rules do (evaluation.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/assessment/evaluation.hpp"
#include "models/observations/lakes.hpp"
#include "models/observations/observations.hpp"

namespace qingliu {

struct ObservedSettings {
    std::optional<Period> period = {};   ///< none: each reading by itself
    EvaluationSettings evaluation = {};  ///< its period is that above
    bool leave_out_flagged = false;      ///< values with a flag are not judged
};

/// One section in one period, or one reading of it.
struct ObservedClass {
    int station = -1;         ///< index into Observations::stations
    std::size_t row = 0;      ///< of the reading, or the first of the period
    CivilPeriod span;         ///< of a reading it begins and ends at its time
    int samples = 1;          ///< readings in it
    bool lake = false;        ///< judged by the lake column
    bool incomplete = false;  ///< some indicator of the scope has no value
    int water_class = 0;      ///< 1..6, 0 = not judged
    int limiting = -1;        ///< Evaluation::limiting
    int published_class = 0;  ///< of a reading, 1..6, 0 = none; 0 of periods
    Rating rating = Rating::none;
    std::uint16_t flags = 0;                              ///< all that its values bear
    std::vector<std::pair<int, double>> main_pollutants;  ///< indicators and multiples, NaN = none
    std::vector<double> values;  ///< [Observations::variables] of a period, SI, as judged; empty of a reading
};

struct ObservedClasses {
    std::vector<ObservedClass> all;  ///< by station, then time
    std::vector<int> indicator;  ///< [Observations::variables] index into Standard::indicators, -1 = not judged by it
    std::size_t flagged = 0;     ///< values with a flag that the standard judges
    std::size_t left_out = 0;    ///< of them not judged
    std::size_t without_limit = 0;  ///< values below a detection limit that is not told: not judged
};

/// Judges by `river` or `lake`, the same standard read for either; of a section in a lake by `lake`. Variables whose
/// name is that of an indicator take part. Throws std::invalid_argument where the two differ in their indicators.
ObservedClasses classify(const Observations& observations, const Standard& river, const Standard& lake,
                         const LakeList& lakes, const ObservedSettings& settings);

/// Evaluations of one station, period by period. Throws std::invalid_argument where the settings have no period.
std::vector<Evaluation> evaluate_periods(const Observations& observations, int station, const Standard& standard,
                                         const ObservedSettings& settings);

/// The evaluation of one reading, with all its values.
Evaluation evaluate_reading(const Observations& observations, std::size_t row, const Standard& standard,
                            const ObservedSettings& settings);

/// The variables of a standard, for a reader that is to know them all.
std::vector<ObservedVariable> variables_of(const Standard& standard);

}  // namespace qingliu
