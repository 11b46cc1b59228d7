#include "models/observations/table_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace qingliu {
namespace {

using Role = Column::Role;

/// Where the column of a role is kept, or nothing for roles of which there may be several.
int* place_of(Role role, TableColumns& table) {
    switch (role) {
        case Role::station:
            return &table.station;
        case Role::time:
            return &table.time;
        case Role::year:
            return &table.year;
        case Role::province:
            return &table.province;
        case Role::basin:
            return &table.basin;
        case Role::flag:
            return &table.flag;
        case Role::variable_name:
            return &table.variable_name;
        case Role::value:
            return &table.value;
        case Role::unit:
            return &table.unit;
        default:
            return nullptr;
    }
}

const char* word_of(Role role) {
    switch (role) {
        case Role::station:
            return "the station (断面名称, station)";
        case Role::time:
            return "the time (监测时间, time)";
        case Role::year:
            return "the year";
        case Role::province:
            return "the province";
        case Role::basin:
            return "the basin";
        case Role::flag:
            return "a flag";
        case Role::variable_name:
            return "the variable";
        case Role::value:
            return "the value";
        case Role::unit:
            return "the unit";
        default:
            return "a value";
    }
}

void note_unknown(const Column& column, const Place& place, std::vector<ReadingNote>& notes) {
    std::string text =
        fmt::format("{}: the column \"{}\" is not understood and not used", format_place(place), column.header);
    if (!column.guess.empty()) text += fmt::format("; did you mean \"{}\"?", column.guess);
    notes.push_back({std::move(text)});
}

/// The column that tells the same already, -1 where there is none.
int same_variable(const TableColumns& table, const Column& column) {
    for (const std::size_t i : table.values) {
        if (table.columns[i].variable == column.variable && table.columns[i].station == column.station)
            return static_cast<int>(i);
    }
    return -1;
}

}  // namespace

TableColumns understand_columns(const std::vector<TextCell>& header, const DelimitedText& text,
                                const std::vector<ObservedVariable>& variables, FaultList& faults,
                                std::vector<ReadingNote>& notes) {
    TableColumns table;
    for (std::size_t i = 0; i < header.size(); ++i) {
        Column column = understand_header(header[i].text, variables);
        const auto fault = [&](std::string message, std::string expected = {}, int other = -1) {
            faults.add([&] {
                Problem problem{text.place(header[i]), message, expected, {}, {}};
                if (other >= 0)
                    problem.related = Related{text.place(header[static_cast<std::size_t>(other)]), "first given here"};
                return problem;
            });
        };
        if (!column.fault.empty()) fault(column.fault, column.expected);
        if (column.role == Role::unrecognised && !column.header.empty())
            note_unknown(column, text.place(header[i]), notes);
        if (column.role == Role::published_class) table.published_class.push_back(i);
        if (column.role == Role::variable) {
            if (const int other = same_variable(table, column); other >= 0) {
                fault(fmt::format("{} stands here a second time",
                                  variables[static_cast<std::size_t>(column.variable)].title),
                      "one column a variable and station", other);
            }
            table.values.push_back(i);
        }
        if (int* place = place_of(column.role, table)) {
            if (*place >= 0)
                fault(fmt::format("\"{}\" tells {} a second time", column.header, word_of(column.role)),
                      "one such column", *place);
            else
                *place = static_cast<int>(i);
        }
        table.columns.push_back(std::move(column));
    }
    // what `assess` wrote holds its own classes beside the published ones
    const auto told = std::ranges::find_if(
        table.published_class, [&](std::size_t i) { return plain_name(table.columns[i].header) == "publishedclass"; });
    if (told != table.published_class.end()) table.published_class = {*told};
    const auto whole = [&](std::string message, std::string expected) {
        faults.add([&] { return Problem{text.place_of_line(header.front().line), message, expected, {}, {}}; });
    };
    if (table.time < 0) whole("no column tells the time", "a column 监测时间 or time");
    if (!table.long_table() && table.values.empty() && table.published_class.empty()) {
        whole("no column holds values",
              "columns like 溶解氧(mg/L) or dissolved_oxygen [mg/L], or the two columns variable and value");
    }
    return table;
}

}  // namespace qingliu
