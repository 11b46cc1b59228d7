#include "engine/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace qingliu {
namespace {

/// Length and value of the code point at `at`; length 0 where the bytes are not UTF-8.
std::pair<std::size_t, char32_t> decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {1, lead};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {0, 0};
    char32_t value = static_cast<char32_t>(lead & (0x7F >> length));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return {0, 0};
        value = (value << 6) | static_cast<char32_t>(byte(at + i) & 0x3F);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return {0, 0};
    return {length, value};
}

struct Range {
    char32_t first, last;
};

// Unicode 15, UAX #11 classes W and F, joined where nothing but unassigned points lies between.
constexpr std::array wide_ranges{
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x23E9, 0x23EC},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0xA4CF},   Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6F},
    Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF},
    Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};
constexpr std::array zero_ranges{
    Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x2060, 0x2064}, Range{0x20D0, 0x20FF},
    Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF},
};

template <class Ranges>
bool in_any(const Ranges& ranges, char32_t point) {
    return std::ranges::any_of(ranges,
                               [point](const Range& range) { return point >= range.first && point <= range.last; });
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

}  // namespace

std::u32string code_points(std::string_view utf8) {
    std::u32string points;
    points.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto [length, value] = decode(utf8, at);
        points.push_back(length == 0 ? U'\uFFFD' : value);
        at += std::max<std::size_t>(length, 1);
    }
    return points;
}

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = decode(text, at).first;
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string valid_utf8(std::string_view text) {
    std::string valid;
    while (!text.empty()) {
        const std::size_t bad = std::min(first_invalid_utf8(text), text.size());
        valid.append(text.substr(0, bad));
        if (bad < text.size()) valid.append("\uFFFD");
        text.remove_prefix(std::min(bad + 1, text.size()));
    }
    return valid;
}

int display_width(std::string_view utf8) {
    int width = 0;
    for (const char32_t point : code_points(utf8)) {
        if (in_any(zero_ranges, point)) continue;
        width += in_any(wide_ranges, point) ? 2 : 1;
    }
    return width;
}

std::string pad_right(std::string_view utf8, int width) {
    std::string padded(utf8);
    const int missing = width - display_width(utf8);
    if (missing > 0) padded.append(static_cast<std::size_t>(missing), ' ');
    return padded;
}

int edit_distance(std::string_view left, std::string_view right) {
    const std::u32string a = code_points(left), b = code_points(right);
    std::vector<int> before_last(b.size() + 1), last(b.size() + 1), current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before_last[j - 2] + 1);
            }
        }
        std::swap(before_last, last);
        std::swap(last, current);
    }
    return last[b.size()];
}

std::string closest_name(std::string_view name, const std::vector<std::string>& candidates) {
    const std::string wanted = lower_case(name);
    const int size = static_cast<int>(code_points(wanted).size());
    int best_distance = std::max(1, size / 3) + 1;
    std::string best;
    for (const std::string& candidate : candidates) {
        const int distance = edit_distance(wanted, lower_case(candidate));
        // A name of one or two characters has nothing left to recognise once all of it has changed.
        if (distance < best_distance && distance < size) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

std::string join_words(const std::vector<std::string>& words, std::string_view last_link) {
    std::string joined;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0 && i + 1 == words.size()) {
            joined.append(" ").append(last_link).append(" ");
        } else if (i > 0) {
            joined.append(", ");
        }
        joined += words[i];
    }
    return joined;
}

std::string with_article(std::string_view noun) {
    const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return std::string(vowel ? "an " : "a ").append(noun);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace qingliu
