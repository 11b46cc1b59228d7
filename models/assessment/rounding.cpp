#include "models/assessment/rounding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <stdexcept>
#include <system_error>

#include "engine/base/quantity.hpp"

namespace qingliu {

namespace {

/// digits * 10^exponent; no leading zeros, no digits at all for zero.
struct Decimal {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};

Decimal parse_decimal(std::string_view text) {
    const auto refuse = [whole = text] {
        throw std::invalid_argument(fmt::format("\"{}\" is no decimal number", whole));
    };
    Decimal number;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        number.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    bool any = false, point = false;
    while (!text.empty() && text.front() != 'e' && text.front() != 'E') {
        const char letter = text.front();
        text.remove_prefix(1);
        if (letter == '.' && !point) {
            point = true;
            continue;
        }
        if (letter < '0' || letter > '9') refuse();
        any = true;
        if (point) --number.exponent;
        if (letter != '0' || !number.digits.empty()) number.digits += letter;
    }
    if (!any) refuse();
    if (!text.empty()) {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '+') text.remove_prefix(1);
        int power = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), power);
        if (error != std::errc() || end != text.data() + text.size() || std::abs(power) > 400) refuse();
        number.exponent += power;
    }
    return number;
}

/// Keeps the first `keep` digits, half to even; `keep` may be 0 or below. The exponent is that of the last digit kept.
void keep_digits(Decimal& number, int keep) {
    const int size = static_cast<int>(number.digits.size());
    if (keep >= size) return;
    const auto cut = static_cast<std::size_t>(std::max(keep, 0));
    const std::string dropped = number.digits.substr(cut);
    number.exponent += static_cast<int>(dropped.size());
    number.digits.resize(cut);
    // Below 0 digits the first dropped digit stands behind a zero: less than half.
    const bool half_or_more = keep >= 0 && dropped.front() >= '5';
    const bool exactly_half = dropped.front() == '5' && dropped.find_first_not_of('0', 1) == std::string::npos;
    const bool last_is_odd = !number.digits.empty() && (number.digits.back() - '0') % 2 == 1;
    if (!half_or_more || (exactly_half && !last_is_odd)) return;
    std::size_t at = number.digits.size();
    while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
    if (at > 0) {
        ++number.digits[at - 1];
    } else {
        number.digits.insert(number.digits.begin(), '1');
    }
}

/// Plain text with that many decimals; precondition: no digit stands behind them.
std::string plain_text(const Decimal& number, int decimals) {
    std::string digits = number.digits;
    if (!digits.empty()) digits.append(static_cast<std::size_t>(std::max(number.exponent + decimals, 0)), '0');
    const auto behind = static_cast<std::size_t>(decimals);
    if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
    std::string text = number.negative && number.digits.find_first_not_of('0') != std::string::npos ? "-" : "";
    text += digits.substr(0, digits.size() - behind);
    if (behind > 0) text.append(1, '.').append(digits, digits.size() - behind);
    return text;
}

/// Twelve significant digits of the value in the unit of the standard.
std::string written(const Indicator& indicator, double value) {
    return fmt::format("{:.11e}", from_si(value, indicator.unit));
}

double number_of(const std::string& text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

std::string round_half_even(std::string_view decimal, int decimals) {
    if (decimals < 0) throw std::invalid_argument("a number of decimals below zero");
    const Decimal number = parse_decimal(decimal);
    Decimal rounded = number;
    keep_digits(rounded, static_cast<int>(number.digits.size()) + number.exponent + decimals);
    if (rounded.digits.empty() && !number.digits.empty()) {
        rounded = number;
        keep_digits(rounded, 1);
        decimals = -rounded.exponent;
        // 0.096 with no decimals becomes "10" of its hundredths: one digit, a tenth
        if (rounded.digits.size() > 1) {
            --decimals;
            ++rounded.exponent;
            rounded.digits.pop_back();
        }
    }
    return plain_text(rounded, decimals);
}

double twelve_digits(double value) { return std::isfinite(value) ? number_of(fmt::format("{:.11e}", value)) : value; }

double rounded_for_evaluation(const Indicator& indicator, double value) {
    if (!std::isfinite(value) || indicator.decimals < 0) return value;
    const std::string text = round_half_even(written(indicator, value), indicator.decimals);
    return to_si(number_of(text), indicator.unit);
}

std::string evaluation_text(const Indicator& indicator, double value) {
    if (!std::isfinite(value)) return "-";
    if (indicator.decimals < 0) return fmt::format("{:.12g}", from_si(value, indicator.unit));
    return round_half_even(written(indicator, value), indicator.decimals);
}

}  // namespace qingliu
