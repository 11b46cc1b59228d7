// Rounding of evaluated values: half to even (GB/T 8170-2008, 四舍六入五成双) on decimal text, to the decimals the
// standard's file states for each indicator.
//
// A tie is a tie of the decimal digits people wrote, which a binary double may miss by its last bit on either side
// (2.675 is stored as 2.67499999999999982236431605997495353221893310546875). So a number is first written with twelve
// significant digits. That is enough to keep apart what differs: a mean of n values of d decimals that is no tie is at
// least 1 / (2 n 10^d) away from one, which a value below 100 with d = 5 and n = 8784 (the hours of a year) shows in
// its eleventh digit. And it is few enough to drop the noise of adding up, some n 1e-16: a mean of 0.24 and 0.25 is
// 0.245, where the shortest text that reads back the same double may be 0.24500000000000002 and would go up.
//
// A value is rounded once (GB/T 8170-2008, 3.3: not in succession): means are taken of values as they were measured.
#pragma once

#include <string>
#include <string_view>

#include "models/assessment/standard.hpp"

namespace qingliu {

/// Whether values are rounded before they are compared with limits.
enum class Rounding {
    none,        ///< real-time classes: published digits as they are
    evaluation,  ///< classes of months, quarters and years: to Indicator::decimals
};

/// A decimal number as text ("12.345", "-1.2e-3") rounded half to even to that many decimals, as plain text with all of
/// them ("12.34"). Where everything is rounded away, one significant digit is kept ("0.00012" with 3 decimals is
/// "0.0001"); zero stays zero. Throws std::invalid_argument where the text is no decimal number or `decimals` is
/// negative.
std::string round_half_even(std::string_view decimal, int decimals);

/// The double nearest to the twelve significant digits of a value: what people mean by 40 % of 0.20.
double twelve_digits(double value);

/// A value (SI) rounded as Indicator::decimals says, in the unit of the standard, and as double again (SI): the one
/// nearest to the decimal text, so that it equals a limit written with the same digits. Unchanged where it is not
/// finite or the indicator states no decimals.
double rounded_for_evaluation(const Indicator& indicator, double value);

/// The digits it is told with: rounded as above, or the twelve significant digits where no decimals are stated; "-" for
/// what is not known. In the unit of the standard.
std::string evaluation_text(const Indicator& indicator, double value);

}  // namespace qingliu
