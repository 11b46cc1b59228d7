// Tables as spreadsheets write them (RFC 4180): records of cells, quoted where they hold the delimiter, a quote or a
// line break. Every cell knows its place.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problems.hpp"

namespace qingliu {

struct TextCell {
    std::string_view text;  ///< without quotes and outer blanks; valid until the next record
    int line = 0;           ///< from 1
    int column = 0;         ///< byte in that line, from 1
};

/// Walks through a text. Empty lines and lines that begin with '#' are passed over.
class DelimitedText {
public:
    /// `text` (UTF-8) must outlive the reader. The delimiter is the one of comma, tab and semicolon that the first
    /// record has most of, outside quotes.
    DelimitedText(std::string_view text, std::string file);

    /// The next record's cells, false at the end. An opening quote without its end takes the rest of the text as one
    /// cell and is told by `open_quote`.
    bool next(std::vector<TextCell>& cells);

    [[nodiscard]] char delimiter() const { return delimiter_; }
    /// Line of a quote that is never closed, 0 where there is none.
    [[nodiscard]] int open_quote() const { return open_quote_; }
    /// The place of a cell, with the line itself.
    [[nodiscard]] Place place(const TextCell& cell) const;
    [[nodiscard]] Place place_of_line(int line) const;

private:
    TextCell read_cell();
    TextCell read_quoted(TextCell cell);
    void end_line();

    std::string_view text_;
    std::string file_;
    char delimiter_ = ',';
    std::size_t at_ = 0;
    int line_ = 1;
    std::size_t line_start_ = 0;
    int open_quote_ = 0;
    std::vector<std::size_t> line_starts_;  // [line - 1]
    std::deque<std::string> unquoted_;      // cells of this record that stand in the text in another form
};

}  // namespace qingliu
