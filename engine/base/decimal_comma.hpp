// Numbers with a comma in them, which could mean a decimal point or thousands.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace qingliu {

struct DecimalComma {
    std::size_t offset = 0;  ///< byte of the comma
    std::string fault, expected;
};

/// What to say of a text that begins with digits, a comma and a digit ("1,6 m3/s"); nothing of any other text.
std::optional<DecimalComma> decimal_comma(std::string_view text);

}  // namespace qingliu
