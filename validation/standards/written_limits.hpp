// A second reading of a standard's file, which shares nothing with the engine's: lines and letters instead of YAML,
// whole numbers instead of doubles. It knows the few forms the files of configs/standards have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace qingliu::validation {

/// A number as it is written: digits / 10^places.
struct WrittenNumber {
    std::int64_t digits = 0;
    int places = 0;
    std::size_t at = 0, length = 0;  ///< bytes in the file

    /// In units of 10^-`finer`, finer >= places.
    [[nodiscard]] std::int64_t in_units(int finer) const {
        std::int64_t value = digits;
        for (int i = places; i < finer; ++i) value *= 10;
        return value;
    }
};

/// digits / 10^places as text.
inline std::string decimal_text(std::int64_t digits, int places) {
    const bool negative = digits < 0;
    std::string text = std::to_string(negative ? -digits : digits);
    while (static_cast<int>(text.size()) <= places) text.insert(0, 1, '0');
    if (places > 0) text.insert(text.size() - static_cast<std::size_t>(places), 1, '.');
    if (negative) text.insert(0, 1, '-');
    return text;
}

struct WrittenRow {
    std::string name;
    bool lower = false, judged = true;
    std::optional<int> decimals;
    std::vector<WrittenNumber> limits, lake_limits;  // [grade], empty where there are none
    std::vector<WrittenNumber> range;                // [2] or empty
    std::optional<WrittenNumber> saturation_share;

    /// Decimals of a published value: those the file states, else those of its finest limit.
    [[nodiscard]] int published_decimals() const {
        int finest = decimals.value_or(0);
        if (!decimals) {
            for (const auto* list : {&limits, &lake_limits, &range}) {
                for (const WrittenNumber& number : *list) finest = number.places > finest ? number.places : finest;
            }
        }
        return finest;
    }
};

class WrittenLimits {
public:
    explicit WrittenLimits(const std::string& file) {
        std::ifstream stream(file, std::ios::binary);
        if (!stream) throw std::runtime_error("cannot read " + file);
        text_.assign(std::istreambuf_iterator<char>(stream), {});
        const std::string mark = "\n  - ";
        std::size_t row = text_.find(mark, text_.find("\nindicators:"));
        while (row != std::string::npos) {
            const std::size_t next = text_.find(mark, row + 1);
            rows_.push_back(read_row(row + 1, next == std::string::npos ? text_.size() : next));
            row = next;
        }
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] const std::vector<WrittenRow>& rows() const { return rows_; }

private:
    /// Where the value of a key begins within [from, to), or npos. A key stands behind a space, "{" or "- ".
    [[nodiscard]] std::size_t value_at(const std::string& key, std::size_t from, std::size_t to) const {
        for (std::size_t at = text_.find(key + ": ", from); at < to; at = text_.find(key + ": ", at + 1)) {
            const char before = text_[at - 1];
            if (before == ' ' || before == '{') return at + key.size() + 2;
        }
        return std::string::npos;
    }

    [[nodiscard]] bool begins(std::size_t at, const std::string& word) const {
        return at != std::string::npos && text_.compare(at, word.size(), word) == 0;
    }

    [[nodiscard]] WrittenNumber number_at(std::size_t at) const {
        WrittenNumber number;
        number.at = at;
        bool point = false;
        for (; at < text_.size() && (text_[at] == '.' || (text_[at] >= '0' && text_[at] <= '9')); ++at) {
            if (text_[at] == '.') {
                point = true;
                continue;
            }
            number.digits = 10 * number.digits + (text_[at] - '0');
            number.places += point ? 1 : 0;
        }
        number.length = at - number.at;
        if (number.length == 0) throw std::runtime_error("no number at byte " + std::to_string(number.at));
        return number;
    }

    /// The numbers behind each ": " of {...} or behind each "[" and ", " of [...].
    [[nodiscard]] std::vector<WrittenNumber> numbers(std::size_t at) const {
        if (at == std::string::npos) return {};
        const bool map = text_[at] == '{';
        const std::size_t end = text_.find(map ? '}' : ']', at);
        std::vector<WrittenNumber> list;
        if (!map) list.push_back(number_at(at + 1));
        const std::string mark = map ? ": " : ", ";
        for (std::size_t next = text_.find(mark, at); next < end; next = text_.find(mark, next + 1))
            list.push_back(number_at(next + 2));
        return list;
    }

    [[nodiscard]] WrittenRow read_row(std::size_t from, std::size_t to) const {
        WrittenRow row;
        const std::size_t name = value_at("name", from, to);
        row.name = text_.substr(name, text_.find_first_of(",\n}", name) - name);
        row.lower = begins(value_at("direction", from, to), "lower");
        row.judged = !begins(value_at("judged", from, to), "false");
        if (const std::size_t at = value_at("decimals", from, to); at != std::string::npos)
            row.decimals = static_cast<int>(number_at(at).digits);
        row.limits = numbers(value_at("limits", from, to));
        row.lake_limits = numbers(value_at("lake_limits", from, to));
        row.range = numbers(value_at("range", from, to));
        if (const std::size_t at = value_at("saturation_share", from, to); at != std::string::npos)
            row.saturation_share = number_at(at);
        return row;
    }

    std::string text_;
    std::vector<WrittenRow> rows_;
};

/// Whole units to whole tens of them, half to even; what would vanish keeps one digit, which no value here needs.
inline std::int64_t half_even_tens(std::int64_t units) {
    const std::int64_t low = units / 10, rest = units % 10;
    const std::int64_t tens = low + (rest > 5 || (rest == 5 && low % 2 != 0) ? 1 : 0);
    if (tens == 0 && units != 0) throw std::logic_error("a value that vanishes");
    return 10 * tens;
}

}  // namespace qingliu::validation
