// A table for a terminal: columns aligned by display width, so that Chinese (two columns a character) lines up; colours
// do not count.
#pragma once

#include <string>
#include <vector>

namespace qingliu {

/// Columns of a page on a terminal.
inline constexpr int page_width = 80;

struct TableCell {
    std::string text;
    int water_class = 0;  ///< 1..6: shown in the official colour of that class; 0 = plain
};

class TextTable {
public:
    enum class Align { left, right };

    /// `shortened_to` columns at most; longer texts end in "~". 0 = as wide as need be.
    void add_column(std::string heading, Align align, int shortened_to = 0);
    /// Precondition: as many cells as columns.
    void add_row(std::vector<TableCell> cells);
    /// Heading, a rule, the rows; every line has the same display width and ends with a line feed. `colour` adds
    /// terminal colours.
    [[nodiscard]] std::string render(bool colour) const;

private:
    struct Column {
        std::string heading;
        Align align;
        int shortened_to;
    };
    std::vector<Column> columns_;
    std::vector<std::vector<TableCell>> rows_;
};

/// The first `width` columns of a UTF-8 text; a text that was longer ends in "~".
std::string shortened(const std::string& text, int width);

/// A sentence broken into lines of at most `width` columns, between words or Chinese characters; lines after the first
/// are indented. Ends with a line feed.
std::string wrapped(const std::string& text, int width);

/// Text in the official colour of a class: I, II blue, III green, IV yellow, V orange, worse red. Colours mean classes
/// and nothing else.
std::string in_class_colour(const std::string& text, int water_class);

/// True where the file descriptor is a terminal that shows colours and NO_COLOR is not set (https://no-color.org).
bool terminal_has_colour(int file_descriptor);

}  // namespace qingliu
