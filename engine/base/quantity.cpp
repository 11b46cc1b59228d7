#include "engine/base/quantity.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/base/decimal_comma.hpp"
#include "engine/base/full_width.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::size_t digits_from(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

/// Bytes at the start of the text that make a number, well formed or not.
std::size_t number_length(std::string_view text) {
    std::size_t at = 0;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    while (at < text.size() && (is_digit(text[at]) || text[at] == '.')) ++at;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
        const std::size_t end = digits_from(text, exponent);
        if (end > exponent) at = end;
    }
    return at;
}

bool has_leading_zero(std::string_view text) {
    const std::size_t first = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    return first + 1 < text.size() && text[first] == '0' && is_digit(text[first + 1]);
}

bool well_formed(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::size_t whole_end = digits_from(text, at);
    if (whole_end == at || has_leading_zero(text)) return false;
    at = whole_end;
    if (at < text.size() && text[at] == '.') {
        const std::size_t end = digits_from(text, at + 1);
        if (end == at + 1) return false;
        at = end;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        at += at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? 2 : 1;
        const std::size_t end = digits_from(text, at);
        if (end == at) return false;
        at = end;
    }
    return at == text.size();
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    if (!well_formed(text)) return std::nullopt;
    if (text[0] == '+') text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<int> parse_integer(std::string_view text) {
    if (text.empty() || has_leading_zero(text)) return std::nullopt;
    if (text.starts_with("+-")) return std::nullopt;
    if (text.starts_with("+")) text.remove_prefix(1);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string number_fault(std::string_view text) {
    if (has_leading_zero(text)) {
        return fmt::format("\"{}\" begins with a zero, which some programs read as octal: write it without", text);
    }
    if (well_formed(text)) return fmt::format("\"{}\" is too large or too small a number", text);
    if (const auto comma = decimal_comma(text)) return comma->fault;
    if (const auto sign = first_full_width(text))
        return fmt::format("\"{}\" is not a number: {}", text, describe(*sign));
    return fmt::format("\"{}\" is not a number", text);
}

std::string_view unit_of_quantity(std::string_view text) {
    const std::string_view bare = trimmed(text);
    return trimmed(bare.substr(number_length(bare)));
}

ParsedQuantity parse_quantity(std::string_view whole, std::string_view unit_text) {
    const Unit wanted = declared_unit(unit_text);
    const bool pure = wanted.dimension == Dimension{};
    const std::string_view text = trimmed(whole);
    const std::size_t length = number_length(text);
    const std::string_view number = text.substr(0, length);
    const std::string_view unit = trimmed(text.substr(length));

    ParsedQuantity parsed;
    parsed.expected = pure ? "a number without unit, or with %"
                           : fmt::format("{} in {}", with_article(quantity_name(unit_text)), accepted_units(unit_text));
    if (const auto comma = decimal_comma(text)) {
        parsed = {0, comma->fault, comma->expected,
                  static_cast<std::size_t>(text.data() - whole.data()) + comma->offset};
        return parsed;
    }
    if (const auto sign = first_full_width(text)) {
        parsed.fault = fmt::format("\"{}\" cannot be read: {}", text, describe(*sign));
        parsed.offset = static_cast<std::size_t>(text.data() - whole.data()) + sign->offset;
        return parsed;
    }
    if (length == 0) {
        parsed.fault = fmt::format("\"{}\" is not a number{}", text, pure ? "" : " with a unit");
        return parsed;
    }
    const std::optional<double> value = parse_number(number);
    if (!value) {
        parsed.fault = number_fault(number);
        return parsed;
    }
    if (!pure && unit.empty()) {
        parsed.fault = fmt::format("\"{}\" has no unit", text);
        parsed.offset = length;
        return parsed;
    }
    const std::optional<Unit> given = parse_unit(unit);
    parsed.offset = static_cast<std::size_t>(unit.data() - whole.data());
    if (!given) {
        parsed.fault = fmt::format("there is no unit \"{}\"", unit);
        return parsed;
    }
    if (given->dimension != wanted.dimension) {
        parsed.fault = pure ? fmt::format("\"{}\" has a unit, but this is a pure number", text)
                            : fmt::format("\"{}\" is {}, not {}", text, with_article(quantity_name(unit)),
                                          with_article(quantity_name(unit_text)));
        return parsed;
    }
    parsed.value = *value * given->factor / given->divisor + given->offset;
    parsed.offset = 0;
    return parsed;
}

double from_si(double si_amount, std::string_view unit_text) {
    const Unit unit = declared_unit(unit_text);
    return (si_amount - unit.offset) * unit.divisor / unit.factor;
}

double to_si(double number, std::string_view unit_text) {
    const Unit unit = declared_unit(unit_text);
    return number * unit.factor / unit.divisor + unit.offset;
}

std::string format_quantity(double si_amount, std::string_view unit) {
    const double number = from_si(si_amount, unit);
    // Fifteen digits hide the round-off of the conversion; all seventeen only where fewer would not read back the same
    // value.
    std::string text = fmt::format("{:.15g}", number);
    if (to_si(parse_number(text).value_or(number), unit) != si_amount) text = fmt::format("{}", number);
    return unit.empty() || unit == "1" ? text : fmt::format("{} {}", text, unit);
}

}  // namespace qingliu
