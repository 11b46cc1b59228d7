#include "models/imports/hecras_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "engine/base/text.hpp"

namespace qingliu {

std::optional<double> hecras_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

HecrasText::HecrasText(std::string text, std::string file, Problems& problems)
    : text_(std::move(text)), file_(std::move(file)), problems_(&problems) {
    const std::string_view all = text_;
    for (std::size_t from = 0; from < all.size();) {
        const auto end = std::min(all.find_first_of("\r\n", from), all.size());
        lines_.push_back(all.substr(from, end - from));
        from = end + (all.substr(end).starts_with("\r\n") ? 2 : 1);
    }
}

void HecrasText::take(std::size_t number) {
    at_ = number;
    const std::string_view line = lines_[number - 1];
    const auto equals = line.find('=');
    key_ = trimmed(line.substr(0, equals));
    value_at_ = equals == std::string_view::npos ? line.size() : equals + 1;
}

bool HecrasText::next() {
    for (std::size_t number = at_ + 1; number <= lines_.size(); ++number) {
        if (trimmed(lines_[number - 1]).empty()) continue;
        take(number);
        return true;
    }
    at_ = lines_.size();
    return false;
}

void HecrasText::back() {
    if (at_ > 0) --at_;
}

std::vector<HecrasField> HecrasText::pieces(std::size_t from) const {
    const std::string_view whole = lines_[at_ - 1];
    std::vector<HecrasField> fields;
    while (from <= whole.size()) {
        const auto end = std::min(whole.find(',', from), whole.size());
        const std::string_view raw = whole.substr(from, end - from), text = trimmed(raw);
        const auto lead = text.empty() ? 0 : static_cast<std::size_t>(text.data() - raw.data());
        fields.push_back({text, line(), static_cast<int>(from + lead) + 1});
        from = end + 1;
    }
    return fields;
}

std::vector<HecrasField> HecrasText::fields() const { return pieces(value_at_); }
std::vector<HecrasField> HecrasText::bare_fields() const { return pieces(0); }
std::string HecrasText::value() const { return std::string(trimmed(lines_[at_ - 1].substr(value_at_))); }

std::vector<HecrasField> HecrasText::cells(std::size_t count, HecrasColumns columns) {
    std::vector<HecrasField> cells;
    const int heading = line();
    while (cells.size() < count) {
        const bool over = at_ >= lines_.size();
        const std::string_view row = over ? std::string_view{} : lines_[at_];
        if (over || row.find('=') != std::string_view::npos) {
            fault(place_of_line(heading), fmt::format("this table ends after {} of {} values", cells.size(), count),
                  over ? "more lines: the file ends here" : "more lines before the next key");
            break;
        }
        ++at_;
        const std::size_t here = std::min(columns.row, count - cells.size());
        for (std::size_t i = 0; i < here; ++i) {
            const std::size_t from = std::min(i * columns.width, row.size());
            const std::string_view raw = row.substr(from, columns.width), text = trimmed(raw);
            const auto lead = text.empty() ? 0 : static_cast<std::size_t>(text.data() - raw.data());
            cells.push_back({text, line(), static_cast<int>(from + lead) + 1});
        }
    }
    cells.resize(count, {{}, heading, 0});
    if (at_ > 0) take(at_);
    return cells;
}

std::vector<std::optional<double>> HecrasText::table(std::size_t count, HecrasColumns columns) {
    std::vector<std::optional<double>> values;
    for (const HecrasField& cell : cells(count, columns)) values.push_back(number(cell));
    return values;
}

std::vector<std::string> HecrasText::words(std::size_t count, HecrasColumns columns) {
    std::vector<std::string> values;
    for (const HecrasField& cell : cells(count, columns)) values.emplace_back(cell.text);
    return values;
}

std::size_t HecrasText::count() {
    const HecrasField field = fields().front();
    const auto number = hecras_number(field.text);
    // No file HEC-RAS writes has more rows in one table; a count beyond is a broken line, not a reason to take memory.
    constexpr double most = 1e6;
    if (number && *number >= 0 && *number <= most && *number == std::floor(*number))
        return static_cast<std::size_t>(*number);
    fault(place(field), fmt::format("\"{}\" is no count", field.text), "how many values follow, as in \"12\"");
    return 0;
}

std::optional<double> HecrasText::number(const HecrasField& field) {
    if (field.text.empty()) return std::nullopt;
    const auto value = hecras_number(field.text);
    if (!value)
        fault(place(field), fmt::format("\"{}\" is no number", valid_utf8(field.text)),
              "a number, in columns of 8 characters where the table has no commas");
    return value;
}

double HecrasText::needed(const std::vector<HecrasField>& fields, std::size_t index, std::string_view what) {
    if (index >= fields.size() || fields[index].text.empty()) {
        fault(place_of_line(line()), fmt::format("{} is missing", what),
              fmt::format("a number as value {}", index + 1));
        return 0;
    }
    return number(fields[index]).value_or(0);
}

Place HecrasText::place(const HecrasField& field) const {
    Place place = place_of_line(field.line);
    place.column = field.column;
    return place;
}

Place HecrasText::place_of_line(int number) const {
    if (number < 1 || static_cast<std::size_t>(number) > lines_.size()) return {file_, 0, 0, {}};
    return {file_, number, 0, valid_utf8(lines_[static_cast<std::size_t>(number) - 1])};
}

void HecrasText::fault(Place place, std::string message, std::string expected, std::string guess) {
    problems_->add({std::move(place), std::move(message), std::move(expected), std::move(guess)});
}

}  // namespace qingliu
