#include "engine/base/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

/// The part of the line before the place, as shown (a tab is shown as one space).
std::string_view before_place(const Place& place) {
    const std::size_t bytes = place.column > 0 ? static_cast<std::size_t>(place.column - 1) : 0;
    return std::string_view(place.text).substr(0, std::min(bytes, place.text.size()));
}

auto sort_key(const Problem& problem) { return std::tie(problem.place.file, problem.place.line, problem.place.column); }

struct Palette {
    std::string_view place, error, note, caret, plain;
};
constexpr Palette no_colours{"", "", "", "", ""};
constexpr Palette colours{"\033[1m", "\033[1;31m", "\033[1;36m", "\033[1;32m", "\033[0m"};

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

/// Without characters that would steer the terminal: a tab is one space, every other control character a question mark.
std::string printable(std::string text) {
    std::ranges::replace(text, '\t', ' ');
    std::ranges::replace_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) < 0x20 && byte != '\n') || byte == 0x7F; }, '?');
    return text;
}

/// The line around the place, and the columns before the place. Lines too long for a terminal would wrap and carry the
/// caret away, so they are cut on both sides.
std::pair<std::string, std::size_t> excerpt(const Place& place) {
    constexpr int widest = 120, widest_before = 70;
    constexpr std::string_view cut = "...";
    std::string_view before = before_place(place);
    std::string_view after = std::string_view(place.text).substr(before.size());
    std::string left, right;
    if (display_width(place.text) > widest) {
        while (display_width(before) > widest_before) {
            do before.remove_prefix(1);
            while (!before.empty() && !begins_code_point(before.front()));
            left = cut;
        }
        while (display_width(before) + display_width(after) > widest) {
            while (!begins_code_point(after.back())) after.remove_suffix(1);
            after.remove_suffix(1);
            right = cut;
        }
    }
    const int indent = display_width(left) + display_width(before);
    return {printable(left.append(before).append(after).append(right)), static_cast<std::size_t>(indent)};
}

void append_excerpt(std::string& out, const Place& place, const Palette& palette) {
    if (place.line == 0 || place.column == 0) return;
    const auto [line, indent] = excerpt(place);
    out += fmt::format("{:5} | {}\n", place.line, line);
    out += fmt::format("      | {}{}^{}\n", std::string(indent, ' '), palette.caret, palette.plain);
}

void append_problem(std::string& out, const Problem& problem, const Palette& palette) {
    out += fmt::format("{}{}:{} {}error:{} {}\n", palette.place, format_place(problem.place), palette.plain,
                       palette.error, palette.plain, printable(problem.message));
    append_excerpt(out, problem.place, palette);
    if (!problem.expected.empty()) out += fmt::format("      = expected: {}\n", printable(problem.expected));
    if (!problem.guess.empty()) out += fmt::format("      = did you mean \"{}\"?\n", printable(problem.guess));
    if (problem.related) {
        out += fmt::format("{}{}:{} {}note:{} {}\n", palette.place, format_place(problem.related->place), palette.plain,
                           palette.note, palette.plain, problem.related->note);
        append_excerpt(out, problem.related->place, palette);
    }
}

Problems single(Problem problem) {
    Problems problems;
    problems.add(std::move(problem));
    return problems;
}

}  // namespace

std::string format_place(const Place& place) {
    if (place.line == 0) return place.file;
    if (place.column == 0) return fmt::format("{}:{}", place.file, place.line);
    return fmt::format("{}:{}:{}", place.file, place.line, code_points(before_place(place)).size() + 1);
}

void Problems::add(Problem problem) {
    const auto same = [&](const Problem& other) {
        return sort_key(other) == sort_key(problem) && other.message == problem.message;
    };
    if (std::ranges::any_of(problems_, same)) return;
    const auto after = [&](const Problem& left, const Problem& right) { return sort_key(left) < sort_key(right); };
    problems_.insert(std::upper_bound(problems_.begin(), problems_.end(), problem, after), std::move(problem));
}

void Problems::add(const Problems& others) {
    for (const Problem& problem : others.all()) add(problem);
}

std::string Problems::format(bool colour) const {
    const Palette& palette = colour ? colours : no_colours;
    std::string out;
    for (const Problem& problem : problems_) append_problem(out, problem, palette);
    if (problems_.size() > 1) out += fmt::format("{} errors\n", problems_.size());
    return out;
}

void Problems::throw_if_any() const {
    if (!empty()) throw InputError(*this);
}

InputError::InputError(Problems problems)
    : std::runtime_error(problems.format(false)), problems_(std::move(problems)) {}

InputError::InputError(Problem problem) : InputError(single(std::move(problem))) {}

}  // namespace qingliu
