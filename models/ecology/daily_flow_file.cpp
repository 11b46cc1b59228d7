#include "models/ecology/daily_flow_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/base/unknown.hpp"
#include "engine/config/reading.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

using std::chrono::sys_days;

constexpr std::size_t most_faults = 20;

struct Cell {
    std::string_view text;
    int column = 1;  // byte, from 1
};

/// Cells of a line; a comma between quotes ends none.
std::vector<Cell> cells_of(std::string_view line) {
    std::vector<Cell> cells;
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"') quoted = !quoted;
        if (i < line.size() && (quoted || line[i] != ',')) continue;
        std::string_view text = trimmed(line.substr(begin, i - begin));
        const auto at = text.empty() ? begin : static_cast<std::size_t>(text.data() - line.data());
        if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
        cells.push_back({text, static_cast<int>(at) + 1});
        begin = i + 1;
    }
    return cells;
}

/// The civil day of "2026-01-15" or of a time with its offset.
std::optional<sys_days> civil_day(std::string_view text) {
    constexpr std::size_t date_length = 10;
    const std::string date(text.substr(0, date_length));
    const auto midnight = parse_instant(date + " 00:00 Z");
    if (!midnight || (text.size() > date_length && !parse_instant(text))) return std::nullopt;
    return sys_days(std::chrono::days(static_cast<int>(std::floor(*midnight / 86400))));
}

class TableReader {
public:
    TableReader(const std::filesystem::path& path, const FlowColumns& columns) : path_(path), wanted_(columns) {}

    FlowTable read(std::string_view bytes) {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        bool has_header = false;
        while (!bytes.empty() && problems_.size() < most_faults) {
            const std::size_t end = std::min(bytes.find('\n'), bytes.size());
            line_ = trimmed(bytes.substr(0, end));
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
            ++number_;
            if (line_.empty() || line_.front() == '#') continue;
            if (first_invalid_utf8(line_) != std::string_view::npos) {
                fault(1, "not UTF-8 text", "UTF-8; a file saved as GBK is converted by: iconv -f GB18030 -t UTF-8");
                break;
            }
            const std::vector<Cell> cells = cells_of(line_);
            if (has_header)
                read_row(cells);
            else if (!read_header(cells))
                break;
            has_header = true;
        }
        if (problems_.empty() && rows_.empty())
            problems_.add({{path_.string(), 0, 0, {}}, "this table has no rows", "a header and a row a day"});
        problems_.throw_if_any();
        return finished();
    }

private:
    struct Column {
        std::string name, unit;
        std::size_t index = 0;
    };

    bool read_header(const std::vector<Cell>& cells) {
        if (civil_day(cells[0].text)) {
            fault(1, "this table has no header", "a first row such as: date,discharge [m3/s]");
            return false;
        }
        std::vector<Column> columns;
        for (std::size_t i = 1; i < cells.size(); ++i) {
            const std::string_view text = cells[i].text;
            const std::size_t open = text.rfind('[');
            const bool has_unit = open != std::string_view::npos && text.back() == ']';
            columns.push_back({std::string(has_unit ? trimmed(text.substr(0, open)) : text),
                               has_unit ? std::string(trimmed(text.substr(open + 1, text.size() - open - 2))) : "", i});
        }
        discharge_ = find(wanted_.discharge, columns, cells);
        if (!wanted_.inflow.empty()) inflow_ = find(wanted_.inflow, columns, cells);
        return problems_.empty();
    }

    Column find(const std::string& name, const std::vector<Column>& columns, const std::vector<Cell>& cells) {
        std::vector<std::string> names;
        std::optional<Column> found;
        for (const Column& column : columns) {
            names.push_back(column.name);
            if (column.name == name || (name.empty() && columns.size() == 1)) found = column;
        }
        if (!found) {
            if (columns.empty())
                fault(1, "this table has no column beside the dates", "a header such as: date,discharge [m3/s]");
            else if (name.empty())
                fault(cells[1].column, "this table has several columns",
                      fmt::format("--column with {}", join_words(names, "or")));
            else
                fault(1, fmt::format("this table has no column \"{}\"", name), join_words(names, "or"),
                      closest_name(name, names));
            return {};
        }
        if (found->unit.empty()) found->unit = wanted_.unit;
        const auto unit = parse_unit(found->unit);
        if (found->unit.empty())
            fault(cells[found->index].column, fmt::format("the column \"{}\" tells no unit", found->name),
                  fmt::format("a header \"{} [m3/s]\", or --unit m3/s", found->name));
        else if (!unit || unit->dimension != declared_unit("m3/s").dimension)
            fault(cells[found->index].column, fmt::format("\"{}\" is no unit of discharge", found->unit),
                  accepted_units("m3/s"));
        return *found;
    }

    void read_row(const std::vector<Cell>& cells) {
        const auto day = civil_day(cells[0].text);
        if (!day) {
            fault(1, fmt::format("\"{}\" is no date", cells[0].text), "such as 2026-01-15, or 2026-01-15 08:00 +08:00");
            return;
        }
        if (!rows_.empty() && *day <= rows_.rbegin()->first) {
            fault(
                1,
                *day == rows_.rbegin()->first ? "a second row of this day" : "this day is before that of the row above",
                "one row a day, in ascending order");
            return;
        }
        rows_[*day] = {value(discharge_, cells), wanted_.inflow.empty() ? unknown : value(inflow_, cells)};
    }

    double value(const Column& column, const std::vector<Cell>& cells) {
        if (column.index >= cells.size()) {
            fault(1, fmt::format("this row has {} columns", cells.size()), "as many as the header");
            return unknown;
        }
        const Cell& cell = cells[column.index];
        if (cell.text.empty()) return unknown;
        const auto number = parse_number(cell.text);
        if (!number) {
            fault(cell.column, number_fault(cell.text), "a number, or nothing where it is not known");
            return unknown;
        }
        if (*number < 0)
            fault(cell.column, fmt::format("a discharge of {}", cell.text),
                  "0 or more, or nothing where it is not known");
        return to_si(*number, column.unit);
    }

    void fault(int column, std::string message, std::string expected, std::string guess = {}) {
        problems_.add({{path_.string(), number_, column, valid_utf8(line_)},
                       std::move(message),
                       std::move(expected),
                       std::move(guess)});
        if (problems_.size() == most_faults)
            problems_.add({{path_.string(), number_, 0, valid_utf8(line_)}, "there may be more: reading stopped here"});
    }

    [[nodiscard]] FlowTable finished() const {
        FlowTable table{discharge_.name, {rows_.begin()->first, {}}, {}};
        const auto count = static_cast<std::size_t>((rows_.rbegin()->first - rows_.begin()->first).count() + 1);
        table.flows.discharge.assign(count, unknown);
        if (!wanted_.inflow.empty()) table.inflow.assign(count, unknown);
        for (const auto& [day, values] : rows_) {
            const auto index = static_cast<std::size_t>((day - table.flows.first).count());
            table.flows.discharge[index] = values.first;
            if (!wanted_.inflow.empty()) table.inflow[index] = values.second;
        }
        return table;
    }

    std::filesystem::path path_;
    FlowColumns wanted_;
    Problems problems_;
    std::string_view line_;
    int number_ = 0;
    Column discharge_, inflow_;
    std::map<sys_days, std::pair<double, double>> rows_;  // m3 s-1: discharge, natural inflow
};

}  // namespace

FlowTable read_flow_table(const std::filesystem::path& path, const FlowColumns& columns) {
    Reading reading;
    return TableReader(path, columns).read(reading.read_first_file(path));
}

}  // namespace qingliu
