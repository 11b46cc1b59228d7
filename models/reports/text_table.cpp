#include "models/reports/text_table.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"

namespace qingliu {

namespace {

std::string padding(int columns) { return std::string(static_cast<std::size_t>(std::max(columns, 0)), ' '); }

}  // namespace

std::string shortened(const std::string& text, int width) {
    if (width <= 0 || display_width(text) <= width) return text;
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
        const std::string longer = kept + text.substr(at, next - at);
        if (display_width(longer) > width - 1) break;
        kept = longer;
        at = next;
    }
    return kept + "~";
}

std::string in_class_colour(const std::string& text, int water_class) {
    constexpr std::array<const char*, 7> codes = {"", "34", "34", "32", "33", "38;5;208", "31"};
    if (water_class < 1 || water_class > 6) return text;
    return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(water_class)], text);
}

bool terminal_has_colour(int file_descriptor) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool refused = no_color != nullptr && *no_color != '\0';
    return !refused && isatty(file_descriptor) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

void TextTable::add_column(std::string heading, Align align, int shortened_to) {
    columns_.push_back({std::move(heading), align, shortened_to});
}

void TextTable::add_row(std::vector<TableCell> cells) {
    if (cells.size() != columns_.size()) throw std::logic_error("a table row has the wrong number of cells");
    for (std::size_t k = 0; k < cells.size(); ++k) cells[k].text = shortened(cells[k].text, columns_[k].shortened_to);
    rows_.push_back(std::move(cells));
}

std::string TextTable::render(bool colour) const {
    std::vector<int> width;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        width.push_back(display_width(columns_[k].heading));
        for (const auto& row : rows_) width[k] = std::max(width[k], display_width(row[k].text));
    }
    std::string result;
    const auto add = [&](std::size_t k, const TableCell& cell) {
        const std::string blank = padding(width[k] - display_width(cell.text));
        const std::string text = colour ? in_class_colour(cell.text, cell.water_class) : cell.text;
        if (k > 0) result += ' ';
        result += columns_[k].align == Align::left ? text + blank : blank + text;
    };
    for (std::size_t k = 0; k < columns_.size(); ++k) add(k, {columns_[k].heading, 0});
    result += '\n';
    for (std::size_t k = 0; k < columns_.size(); ++k)
        result.append(static_cast<std::size_t>(width[k]) + (k > 0 ? 1U : 0U), '-');
    result += '\n';
    for (const auto& row : rows_) {
        for (std::size_t k = 0; k < row.size(); ++k) add(k, row[k]);
        result += '\n';
    }
    return result;
}

std::string wrapped(const std::string& text, int width) {
    std::string result, line;
    for (std::size_t at = 0; at < text.size();) {
        // A piece is one character beyond ASCII, or a run of ASCII with the blanks after it.
        const auto is_ascii = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80U; };
        std::size_t next = at + 1;
        if (is_ascii(at)) {
            while (next < text.size() && is_ascii(next) && text[next - 1] != ' ') ++next;
        } else {
            while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
        }
        const std::string piece = text.substr(at, next - at);
        if (!line.empty() && display_width(line + piece) > width) {
            result += line + "\n";
            line = "  ";
        }
        line += piece;
        at = next;
    }
    return result + line + "\n";
}

}  // namespace qingliu
