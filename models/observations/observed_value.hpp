// One cell of a table of observations: a number, nothing, or the word that the value lay below what can be detected.
#pragma once

#include <string_view>

#include "engine/base/unknown.hpp"

namespace qingliu {

struct ObservedValue {
    enum class Kind {
        number,           ///< `value` as written
        missing,          ///< "", "--", "/", "NA", "无", ...
        below_detection,  ///< "<0.025", "0.025L", "ND", "未检出"; `value` is the limit, NaN where it is not told
        above_scale,      ///< ">20": `value` is the end of the scale
        unreadable,
    };
    Kind kind = Kind::missing;
    double value = unknown;
};

/// Understands a cell; full-width digits and signs count as the plain ones. A number may have leading zeros, no
/// separators of thousands; nan, inf and hexadecimals are unreadable.
ObservedValue parse_observed_value(std::string_view text);

}  // namespace qingliu
