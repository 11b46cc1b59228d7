// Series that stand in a table: the first column is time, each other column has a header "name [unit]", unless the case
// says otherwise.
#include <fmt/format.h>

#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/run/case_values.hpp"
#include "engine/run/column_header.hpp"
#include "engine/time/civil_time.hpp"
#include "engine/time/utc_offset.hpp"
#include "engine/time/written_time.hpp"

namespace qingliu {
namespace {

/// One cell of a table line: its text and the byte it begins at, from 1.
struct Cell {
    std::string text;
    int column = 1;
};

/// The delimiter that ends the cell beginning at `begin`, or the end of the line; one between quotes ends none.
std::size_t cell_end(std::string_view line, std::size_t begin, char delimiter) {
    bool quoted = false;
    for (std::size_t i = begin; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == delimiter && !quoted) return i;
    }
    return line.size();
}

/// What parts the cells of a header: a comma, or a semicolon or a tab where it has no comma, as spreadsheets write
/// where the comma is the decimal sign.
char delimiter_of(std::string_view header) {
    for (const char delimiter : {',', ';', '\t'}) {
        if (cell_end(header, 0, delimiter) < header.size()) return delimiter;
    }
    return ',';
}

std::vector<Cell> split_cells(std::string_view line, char delimiter) {
    std::vector<Cell> cells;
    for (std::size_t begin = 0;;) {
        const std::size_t end = cell_end(line, begin, delimiter);
        std::string_view cell = trimmed(line.substr(begin, end - begin));
        const auto column = cell.empty() ? begin : static_cast<std::size_t>(cell.data() - line.data());
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
        cells.push_back({std::string(cell), static_cast<int>(column) + 1});
        if (end == line.size()) return cells;
        begin = end + 1;
    }
}

class Table {
public:
    Table(const Node& map, const ValueDescription& what, Reading& reading)
        : map_(map), what_(what), reading_(reading), path_(Reading::resolve(map.find("csv"))) {}

    /// False where the case's utc_offset is none.
    bool take_offset() {
        const Node offset = map_.find("utc_offset");
        if (!offset.present()) return true;
        const auto minutes = parse_utc_offset(offset.text());
        if (!minutes) {
            reading_.fault(offset, fmt::format("\"{}\" is no offset from UTC", offset.text()), "such as +08:00");
            reading_.distrust(map_);
            return false;
        }
        offset_minutes_ = *minutes;
        return true;
    }

    Series read(std::string_view bytes, Series::Shape shape) {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        std::vector<double> times, values;
        for (int number = 1; !bytes.empty(); ++number) {
            const std::size_t end = std::min(bytes.find('\n'), bytes.size());
            line_ = trimmed(bytes.substr(0, end));
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
            number_ = number;
            if (line_.empty() || line_.front() == '#') continue;
            if (first_invalid_utf8(line_) != std::string_view::npos)
                return fail(1, "not UTF-8 text",
                            "UTF-8; a file saved as GBK is converted by: iconv -f GB18030 -t UTF-8"),
                       Series();
            if (!header_read_) delimiter_ = delimiter_of(line_);
            const std::vector<Cell> cells = split_cells(line_, delimiter_);
            if (!header_read_) {
                if (!find_column(cells)) return {};
            } else if (!read_row(cells, times, values)) {
                return {};
            }
        }
        if (values.empty()) {
            reading_.fault(map_.find("csv"), fmt::format("\"{}\" has no rows", path_.string()));
            reading_.distrust(map_);
            return {};
        }
        return Series(std::move(times), std::move(values), shape);
    }

private:
    bool find_column(const std::vector<Cell>& cells) {
        const Node wanted = map_.find("column"), time = map_.find("time"), unit = map_.find("unit");
        bool found = false, time_found = !time.present();
        std::vector<std::string> names;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (time.present() && cells[i].text == time.text()) {
                time_column_ = i;
                time_found = true;
                continue;
            }
            if (i == 0 && !time.present()) continue;
            const ColumnHeader header = split_header(cells[i].text);
            names.push_back(header.name);
            if (header.name != wanted.text()) continue;
            if (found)
                return fail(cells[i].column, fmt::format("the column \"{}\" stands here twice", header.name),
                            "names that differ");
            if (!take_unit(header, cells[i].column, unit)) return false;
            column_ = i;
            found = true;
        }
        if (found && time_found) {
            header_read_ = true;
            return true;
        }
        const Node& missing = found ? time : wanted;
        if (found) {
            names.clear();
            for (const Cell& cell : cells) names.push_back(cell.text);
        }
        reading_.fault(missing, fmt::format("\"{}\" has no column \"{}\"", path_.string(), missing.text()),
                       join_words(names, "or"), closest_name(missing.text(), names),
                       Related{place(1), "the columns are named here"});
        reading_.distrust(map_);
        return false;
    }

    /// The unit of the header, else that of the case, else none: a pure number.
    bool take_unit(const ColumnHeader& header, int at, const Node& told) {
        if (told.present() && !header.unit.empty() && header.unit != told.text()) {
            reading_.fault(told, fmt::format("the column \"{}\" has a unit already", header.name),
                           fmt::format("no unit, or \"{}\"", header.unit), {}, Related{place(at), "it is told here"});
            reading_.distrust(map_);
            return false;
        }
        unit_ = !header.unit.empty() ? header.unit : told.present() ? told.text() : "1";
        const std::optional<Unit> unit = parse_unit(unit_);
        if (unit && unit->dimension == declared_unit(what_.unit).dimension) return true;
        if (told.present()) {
            reading_.fault(told,
                           fmt::format("\"{}\" is no unit of {}", told.text(), with_article(quantity_name(what_.unit))),
                           accepted_units(what_.unit));
            reading_.distrust(map_);
            return false;
        }
        return fail(at,
                    fmt::format("the column \"{}\" is not {}", header.name, with_article(quantity_name(what_.unit))),
                    fmt::format("a header \"{} [unit]\" with {}", header.name, accepted_units(what_.unit)));
    }

    /// In the strict form, or in any where the case tells the offset.
    bool read_time(const Cell& cell, std::optional<double>& time) {
        if (!offset_minutes_) {
            time = parse_instant(cell.text);
            return time || fail(cell.column, fmt::format("\"{}\" is not a time with its UTC offset", cell.text),
                                "such as 2026-01-15 00:00 +08:00, or utc_offset in the case");
        }
        const WrittenTime written = parse_written_time(cell.text, {.utc_offset_minutes = *offset_minutes_});
        if (!written.ok())
            return fail(cell.column, fmt::format("\"{}\" is not a time: {}", cell.text, written.fault),
                        "such as 2026-01-15 00:00");
        time = written.instant;
        return true;
    }

    bool read_row(const std::vector<Cell>& cells, std::vector<double>& times, std::vector<double>& values) {
        if (cells.size() <= time_column_)
            return fail(1, fmt::format("this row has {} columns", cells.size()), "as many as the header");
        std::optional<double> time;
        if (!read_time(cells[time_column_], time)) return false;
        if (!times.empty() && *time <= times.back())
            return fail(1, "this time is not after the one before", "times in ascending order");
        if (cells.size() <= column_)
            return fail(1, fmt::format("this row has {} columns", cells.size()), "as many as the header");
        const std::optional<double> number = parse_number(cells[column_].text);
        if (!number) return fail(cells[column_].column, number_fault(cells[column_].text), "a number");
        const double value = to_si(*number, unit_);
        const bool low = what_.minimum && value < to_si(*what_.minimum, what_.unit);
        const bool high = what_.maximum && value > to_si(*what_.maximum, what_.unit);
        if (low || high)
            return fail(cells[column_].column,
                        fmt::format("{} is too {}", cells[column_].text, low ? "small" : "large"),
                        bounds_phrase(what_));
        times.push_back(*time);
        values.push_back(value);
        return true;
    }

    bool fail(int column, std::string message, std::string expected) {
        reading_.problems.add({place(column),
                               std::move(message),
                               std::move(expected),
                               {},
                               Related{map_.place(), "the table is used here"}});
        reading_.distrust(map_);
        return false;
    }

    [[nodiscard]] Place place(int column) const { return {path_.string(), number_, column, valid_utf8(line_)}; }

    const Node& map_;
    const ValueDescription& what_;
    Reading& reading_;
    std::filesystem::path path_;
    std::string_view line_;
    int number_ = 0;
    bool header_read_ = false;
    char delimiter_ = ',';
    std::size_t column_ = 0, time_column_ = 0;
    std::string unit_;
    std::optional<int> offset_minutes_;  // of times that have none
};

}  // namespace

Series read_series_file(const Node& map, const ValueDescription& what, Series::Shape shape, Reading& reading) {
    if (!map.find("column").present()) {
        reading.fault(map, "this series has no \"column\"", "column: the name over the column of the table");
        return {};
    }
    const std::optional<std::string> bytes = reading.read_file(map.find("csv"));
    if (!bytes) {
        reading.distrust(map);
        return {};
    }
    Table table(map, what, reading);
    return table.take_offset() ? table.read(*bytes, shape) : Series();
}

}  // namespace qingliu
