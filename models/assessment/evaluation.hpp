// Evaluation of one section by 地表水环境质量评价办法（试行）环办〔2011〕22号: means of each period, rounded once, held
// against the limits; the worst indicator decides; what pollutes most, and what the section is called.
//
//   const Standard standard = read_standard(file);
//   std::vector<Sample> samples = ...;                          // of one section
//   for (const Evaluation& month : evaluate_section(standard, samples, {.period = Period::month})) {
//       month.water_class;        // 4
//       month.main_pollutants;    // indices: chemical_oxygen_demand, ...
//       month.multiples[i];       // 0.3 = 30 % over class III
//   }
//
// Rules that are read here one way where the text leaves two:
// - The share of saturation by which oxygen may hold class I is that of the rounded oxygen in 468 / (31.6 + T) at the
//   mean water temperature; the limit itself is not rounded. Without a temperature 7.5 mg/L decides.
// - Cyanide and heavy metals over class III come first whatever their class, among themselves like the others.
#pragma once

#include <span>
#include <vector>

#include "models/assessment/classification.hpp"
#include "models/assessment/periods.hpp"
#include "models/assessment/rounding.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// What is done where an indicator of the scope has no value.
enum class Missing {
    judge_what_is_there,  ///< by the others; Evaluation::missing names it
    not_judged,           ///< the period has no class; Evaluation::missing says why
};

struct EvaluationSettings {
    Period period = Period::month;
    Rounding rounding = Rounding::evaluation;
    Missing missing = Missing::judge_what_is_there;
    Scope scope = Scope::full;
    BelowDetection below_detection = BelowDetection::half;
    int utc_offset_minutes = 480;  ///< of civil time
};

/// Three at most are named main pollutants.
constexpr int main_pollutants_named = 3;

/// One period of one section, or the mean of a few sections.
struct Evaluation {
    CivilPeriod span;
    int samples = 0;
    std::vector<double> means;      ///< [Standard::indicators], SI, not rounded; NaN = none
    std::vector<int> counts;        ///< [Standard::indicators], PeriodMeans::counts
    std::vector<int> below;         ///< [Standard::indicators], samples below detection
    std::vector<double> values;     ///< [Standard::indicators], SI, as judged: rounded, or the means
    std::vector<int> classes;       ///< [Standard::indicators], by its limits, judged or not; 0 = no value or no limits
    std::vector<double> multiples;  ///< [Standard::indicators], exceedance over III where > 0; NaN where not, and
                                    ///< always for oxygen, pH and temperature, which have none
    int water_class = 0;            ///< 1..Standard::beyond(); 0 = not judged
    int limiting = -1;              ///< indicator that decides the class, -1 where it is the best or there is none
    Rating rating = Rating::none;   ///< of that class
    std::vector<int> main_pollutants;  ///< three at most; empty where the class is acceptable (III or better)
    std::vector<int> missing;          ///< indicators of the scope that have limits and no value at all
    std::vector<int> too_few;          ///< those with values of fewer months than least_months(); they have no mean
    /// Limits depend on a water temperature or depth that is not known; the stricter ones were taken.
    bool conditions_unknown = false;
};

/// Every period that has a sample, ascending. Throws std::invalid_argument as period_means() does.
std::vector<Evaluation> evaluate_section(const Standard& standard, std::span<const Sample> samples,
                                         const EvaluationSettings& settings = {});

/// One period whose means are known (of a river: those of its sections).
Evaluation evaluate_means(const Standard& standard, const PeriodMeans& means, const EvaluationSettings& settings = {});

}  // namespace qingliu
