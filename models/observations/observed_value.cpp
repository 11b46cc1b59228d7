#include "models/observations/observed_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "engine/base/text.hpp"
#include "models/observations/variables.hpp"

namespace qingliu {
namespace {

using Kind = ObservedValue::Kind;

// in the form of plain_name(), which leaves out blanks, hyphens and underscores: "--" is empty there
constexpr std::array<std::string_view, 14> missing_words{"",    "—",    "——",   "/",  "*",    "na",   "n/a",
                                                         "nan", "null", "none", "无", "未测", "缺测", "未监测"};
constexpr std::array<std::string_view, 5> undetected_words{"nd", "未检出", "bdl", "l", "<dl"};

/// All of the text as a decimal number.
std::optional<double> decimal(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || (digits.front() != '.' && (digits.front() < '0' || digits.front() > '9')))
        return std::nullopt;  // from_chars would take nan and inf
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// With plain letters for full-width ones.
std::string half_width(std::string_view text) {
    std::string plain;
    for (const char32_t point : code_points(text)) {
        if (point >= 0xFF01 && point <= 0xFF5E)
            plain += static_cast<char>(point - 0xFEE0);
        else if (point == 0x2264)
            plain += '<';  // no larger than
        else if (point == 0x2212)
            plain += '-';  // the minus sign
        else if (point < 0x80)
            plain += static_cast<char>(point);
        else
            plain += '?';
    }
    return plain;
}

}  // namespace

ObservedValue parse_observed_value(std::string_view text) {
    if (const auto value = decimal(text)) return {Kind::number, *value};
    const std::string word = plain_name(text);
    if (std::ranges::find(missing_words, word) != missing_words.end()) return {};
    if (std::ranges::find(undetected_words, word) != undetected_words.end()) return {Kind::below_detection};
    const std::string half = half_width(text);
    std::string_view rest = trimmed(half);
    Kind kind = Kind::number;
    if (rest.starts_with('<')) {
        kind = Kind::below_detection;
        rest = trimmed(rest.substr(rest.starts_with("<=") ? 2 : 1));
    } else if (rest.starts_with('>')) {
        kind = Kind::above_scale;
        rest = trimmed(rest.substr(rest.starts_with(">=") ? 2 : 1));
    }
    if (kind != Kind::above_scale && (rest.ends_with('L') || rest.ends_with('l'))) {
        kind = Kind::below_detection;
        rest = trimmed(rest.substr(0, rest.size() - 1));
    }
    const auto value = decimal(rest);
    if (!value || (kind == Kind::below_detection && *value <= 0)) return {Kind::unreadable};
    return {kind, *value};
}

}  // namespace qingliu
