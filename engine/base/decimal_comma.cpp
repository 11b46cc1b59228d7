#include "engine/base/decimal_comma.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qingliu {

std::optional<DecimalComma> decimal_comma(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    const std::size_t first = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::size_t comma = std::min(text.find_first_not_of(digits, first), text.size());
    if (comma == first || comma >= text.size() || text[comma] != ',') return std::nullopt;
    const std::size_t end = std::min(text.find_first_not_of(digits, comma + 1), text.size());
    if (end == comma + 1) return std::nullopt;
    const std::string_view whole = text.substr(0, comma), rest = text.substr(comma + 1);
    std::string expected = fmt::format("{}.{}, with a decimal point", whole, rest);
    if (end == comma + 4) expected += fmt::format(", or {}{}", whole, rest);  // it may part thousands
    return DecimalComma{comma, fmt::format("\"{}\" has a comma in its number", text), std::move(expected)};
}

}  // namespace qingliu
