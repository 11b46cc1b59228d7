// From values to a class: each indicator has the best class whose limit it holds, the worst indicator decides (single
// factor rule, GB 3838-2002 and 环办〔2011〕22号). Values are compared with the limits as they are, without rounding; a
// value on a limit holds it.
#pragma once

#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// Which indicators decide.
enum class Scope {
    headline,  ///< what automatic stations measure
    full,      ///< every indicator that is judged
    every,     ///< every indicator that has limits, also those the evaluation practice leaves out
};

/// One rule's judgement of the values of one place and time.
struct Judgement {
    int water_class = 0;  ///< grade 1..Standard::beyond(): 1..6 = I .. worse than V; 0 = nothing to judge
    int limiting =
        -1;  ///< index into Standard::indicators of the one that decides, -1 where the class is I or there is none
    double margin = 0;  ///< 1, smallest of class_margin over the indicators that have a value; NaN where there is none
};

/// Whether an indicator decides on a class of that scope.
bool takes_part(const Indicator& indicator, Scope scope);

/// Best class whose limit `value` holds, the one beyond the last (6 of GB 3838) if none; neighbouring classes that
/// share a limit thus give the better one. 0 where the value is NaN or the indicator has no part in the class.
/// `oxygen_saturation` (g m-3, NaN = not known) serves the rule that class I also holds from a share of saturation on.
int class_of(const Indicator& indicator, double value, double oxygen_saturation = unknown);

/// The same whether the indicator has a part in the class or not (total nitrogen of lakes is told beside it); 0 where
/// it has no limits.
int class_by_limits(const Indicator& indicator, double value, double oxygen_saturation = unknown);

/// Distance of `value` to the limit of `water_class` relative to that limit, positive where the limit holds: 0.1 = a
/// tenth of the limit left. For what is beyond the last class (6) the (negative) distance to the last limit. Lower
/// limits are reversed; a range takes its nearer end. NaN where nothing is asked for.
double class_margin(const Indicator& indicator, double value, int water_class, double oxygen_saturation = unknown);

/// Smallest class_margin of the indicators that have a value; NaN where none has one.
double smallest_margin(const Standard& standard, std::span<const double> values, Scope scope, int water_class,
                       double oxygen_saturation = unknown);

/// How far `value` exceeds the limit of the acceptable class (III) relative to it (0.3 = 30 % over), <= 0 where it does
/// not; lower limits reversed, ranges by the nearer end. The evaluation rules print no multiple for oxygen and pH; here
/// it only ranks indicators.
double exceedance(const Indicator& indicator, double value);

/// Class of one place and time. `values` [Standard::indicators], NaN = not known. Of several indicators with the
/// deciding class the limiting one exceeds most: class III's limit where the class is worse than III, else the limit of
/// the next better class.
Judgement judge(const Standard& standard, std::span<const double> values, Scope scope,
                double oxygen_saturation = unknown);

/// Indicators worse than the acceptable class (III): cyanide and heavy metals, then worst class first, then by
/// exceedance: the main pollution indicators (环办〔2011〕22号; take the first three).
std::vector<int> worse_than_iii(const Standard& standard, std::span<const double> values, Scope scope = Scope::full);

/// Observed values by name or Chinese title as `values` of judge(); names the standard does not know are left out.
std::vector<double> values_of(const Standard& standard, const std::map<std::string, double>& observed);

/// Mean over time of one indicator's values, NaN left out; pH is averaged as hydrogen-ion concentration. NaN where
/// there is none.
double mean_value(const Indicator& indicator, std::span<const double> values);

/// Oxygen saturation of rivers, g m-3, T in degC: 468 / (31.6 + T) (HJ 2.3-2018, the formula Chinese assessments use).
double assessment_oxygen_saturation(double water_temperature);

}  // namespace qingliu
