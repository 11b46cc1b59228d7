// What is observed in rivers: names, units, and the many ways headers of tables write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qingliu {

struct ObservedVariable {
    std::string name;        ///< word name, that of the constituent where there is one (ammonia_nitrogen)
    std::string title;       ///< Chinese (氨氮)
    std::string unit;        ///< in memory: SI with the gram, conductivity uS cm-1, turbidity NTU as a pure number
    std::string shown_unit;  ///< of tables, and what a header without unit is taken for (mg/L)
    std::vector<std::string> also_called = {};  ///< further names, in any case and spacing (NH3-N)
    bool may_be_negative = false;
};

/// The variables the readers know of themselves.
const std::vector<ObservedVariable>& known_observed_variables();

/// A name without what its writers vary: letter case, blanks, underscores, hyphens, full-width forms, subscripts.
std::string plain_name(std::string_view text);

/// Index of the variable of that name, title or further name; -1 where there is none.
int find_variable(const std::vector<ObservedVariable>& variables, std::string_view text);

/// SI value = number * factor / divisor + offset, of a unit as tables write it ("μS/cm", "mg·L-1", "cells/L", "NTU",
/// "无量纲", "ft3/s").
struct WrittenUnit {
    bool known = false;
    bool fits = false;  ///< measures what the variable is measured in
    double factor = 1, divisor = 1, offset = 0;
    [[nodiscard]] double si(double number) const { return number * factor / divisor + offset; }
};
WrittenUnit parse_written_unit(std::string_view text, const ObservedVariable& variable);

/// How a header of that variable is written: "氨氮 ammonia_nitrogen [mg/L]".
std::string described(const ObservedVariable& variable);

}  // namespace qingliu
