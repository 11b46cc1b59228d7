#include "models/observations/row_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

using Kind = ObservedValue::Kind;

/// 1..6, 0 where the publication gives no class; nothing where the text is no class.
std::optional<int> class_code(std::string_view text) {
    constexpr std::array<std::string_view, 6> none{"", "--", "-", "-1", "0", "—"};
    if (std::ranges::find(none, text) != none.end()) return 0;
    if (text.ends_with("类")) text.remove_suffix(std::string_view("类").size());
    constexpr std::array<std::array<std::string_view, 5>, 6> names{{{"1", "Ⅰ", "I", "一", "一"},
                                                                    {"2", "Ⅱ", "II", "二", "二"},
                                                                    {"3", "Ⅲ", "III", "三", "三"},
                                                                    {"4", "Ⅳ", "IV", "四", "四"},
                                                                    {"5", "Ⅴ", "V", "五", "五"},
                                                                    {"6", "劣Ⅴ", "劣V", "劣五", "worse than V"}}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::ranges::find(names[i], text) != names[i].end()) return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

/// Whether what a column of flags says means that nothing is the matter.
bool means_good(std::string_view text) {
    constexpr std::array<std::string_view, 11> good{"", "0", "--", "-", "good", "ok", "n", "正常", "有效", "合格", "a"};
    return std::ranges::find(good, plain_name(text)) != good.end() || std::ranges::find(good, text) != good.end();
}

}  // namespace

RowReader::RowReader(const DelimitedText& text, const std::filesystem::path& file, const ObservationOptions& options)
    : text_(text),
      file_(file),
      options_(options),
      own_station_(options.station.empty() ? file.stem().string() : options.station),
      known_(known_observed_variables()),
      faults_(file.string()),
      custom_{options.utc_offset_minutes, options.year} {
    for (const ObservedVariable& variable : options.more) {
        if (find_variable(known_, variable.name) < 0) known_.push_back(variable);
    }
    result_.utc_offset_minutes = options.utc_offset_minutes;
}

void RowReader::fault(const TextCell& at, const std::string& message, const std::string& expected,
                      const std::string& guess) {
    faults_.add([&] { return Problem{text_.place(at), message, expected, guess, {}}; });
}

void RowReader::read_header(const std::vector<TextCell>& cells) {
    table_ = understand_columns(cells, text_, known_, faults_, result_.notes);
    faults_.throw_if_any();
    position_.assign(known_.size(), -1);
    if (table_.long_table()) return;
    for (const std::size_t i : table_.values) {
        const auto variable = static_cast<std::size_t>(table_.columns[i].variable);
        if (position_[variable] >= 0) continue;  // of another station
        position_[variable] = static_cast<int>(result_.variables.size());
        result_.variables.push_back(known_[variable]);
    }
}

std::string_view RowReader::cell(const std::vector<TextCell>& cells, int column) const {
    return column < 0 || static_cast<std::size_t>(column) >= cells.size()
               ? std::string_view()
               : cells[static_cast<std::size_t>(column)].text;
}

void RowReader::read(const std::vector<TextCell>& cells) {
    const std::size_t columns = table_.columns.size();
    const bool too_long = std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns, cells.size())),
                                      cells.end(), [](const TextCell& extra) { return !extra.text.empty(); });
    if (cells.size() < columns || too_long) {
        fault(cells.size() < columns ? cells.back() : cells[columns],
              fmt::format("this row has {} cells, the header {}", cells.size(), columns), "as many as the header");
        return;
    }
    Head head;
    if (!read_head(cells, head)) return;
    if (table_.long_table())
        read_long(cells, head);
    else
        read_wide(cells, head);
}

bool RowReader::read_head(const std::vector<TextCell>& cells, Head& head) {
    bool good = read_time(cells, head);
    head.name = cell(cells, table_.station);
    head.province = cell(cells, table_.province);
    head.basin = cell(cells, table_.basin);
    if (table_.station >= 0 && head.name.empty()) {
        fault(cells[static_cast<std::size_t>(table_.station)], "this row names no station", "its name");
        good = false;
    }
    if (table_.station < 0) head.name = own_station_;
    good = read_class(cells, head) && good;
    const std::string_view mark = cell(cells, table_.flag);
    if (!means_good(mark)) {
        head.marked = true;
        const auto found = marks_.find(mark);
        if (found == marks_.end())
            marks_.emplace(mark, 1);
        else
            ++found->second;
    }
    return good;
}

bool RowReader::read_time(const std::vector<TextCell>& cells, Head& head) {
    const TextCell& at = cells[static_cast<std::size_t>(table_.time)];
    if (table_.year >= 0) {
        const std::string_view year = cell(cells, table_.year);
        custom_.year = parse_integer(year);
        if (!custom_.year || *custom_.year < 1 || *custom_.year > 9999) {
            fault(cells[static_cast<std::size_t>(table_.year)], fmt::format("\"{}\" is no year", year), "such as 2026");
            return false;
        }
    }
    const WrittenTime time = parse_written_time(at.text, custom_);
    if (!time.ok()) {
        fault(at, at.text.empty() ? "this row has no time" : fmt::format("\"{}\" {}", at.text, time.fault),
              time.fault == "has no year" ? "a year, in the time, in a column 年份 or with --year"
                                          : "such as 2026-02-04 11:00, 2026/2/4 11:00 or 2026年2月4日 11时");
        return false;
    }
    head.time = time.instant;
    return true;
}

bool RowReader::read_class(const std::vector<TextCell>& cells, Head& head) {
    for (const std::size_t column : table_.published_class) {
        const TextCell& at = cells[column];
        const std::optional<int> code = class_code(at.text);
        if (!code) {
            fault(at, fmt::format("\"{}\" is no class of water", at.text), "1 to 6, -1, Ⅰ to Ⅴ, 劣Ⅴ or --");
            return false;
        }
        if (head.published_class > 0 && *code > 0 && *code != head.published_class) {
            fault(at, fmt::format("this class differs from the {} told before", head.published_class),
                  "the same class in number and text");
            return false;
        }
        if (*code > 0) head.published_class = static_cast<signed char>(*code);
    }
    return true;
}

int RowReader::station_of(std::string_view name, std::string_view province, std::string_view basin) {
    // sections of different provinces may bear one name
    std::string key = fmt::format("{}\x1f{}\x1f{}", name, province, basin);
    if (key == station_key_) return station_before_;
    const auto [found, is_new] = stations_.emplace(key, static_cast<int>(result_.stations.size()));
    if (is_new) result_.stations.push_back({std::string(name), std::string(province), std::string(basin)});
    station_key_ = std::move(key);
    return station_before_ = found->second;
}

ObservedValue RowReader::value_of(const TextCell& at) {
    const ObservedValue value = parse_observed_value(at.text);
    if (value.kind == Kind::unreadable) {
        fault(at, fmt::format("\"{}\" is neither a number nor a word for none", at.text),
              "a number, <0.025 or 0.025L below detection, nothing or -- where none was read");
    }
    return value;
}

void RowReader::put(std::size_t row, std::size_t variable, const ObservedValue& value, const WrittenUnit& unit,
                    bool marked) {
    const std::size_t at = result_.at(row, variable);
    if (value.kind == Kind::missing || value.kind == Kind::unreadable) return;
    result_.values[at] = unit.si(value.value);
    result_.below_detection[at] = value.kind == Kind::below_detection ? 1 : 0;
    if (marked) result_.flags[at] |= static_cast<std::uint16_t>(ObservationFlag::marked);
    if (value.kind == Kind::above_scale) result_.flags[at] |= static_cast<std::uint16_t>(ObservationFlag::range);
}

std::size_t RowReader::add_row(const Head& head, int line) {
    return result_.add_row(station_of(head.name, head.province, head.basin), head.time, line);
}

void RowReader::read_wide(const std::vector<TextCell>& cells, const Head& head) {
    std::optional<std::size_t> own_row;
    std::map<int, std::size_t> rows;  // of stations named in headers
    if (table_.published_class.empty() && table_.values.empty()) return;
    const auto row_of = [&](const Column& column) {
        if (column.station.empty()) {
            if (!own_row) own_row = add_row(head, cells.front().line);
            return *own_row;
        }
        const int station = station_of(column.station, {}, {});
        const auto found = rows.find(station);
        if (found != rows.end()) return found->second;
        return rows[station] = result_.add_row(station, head.time, cells.front().line);
    };
    for (const std::size_t i : table_.values) {
        const Column& column = table_.columns[i];
        const auto variable = static_cast<std::size_t>(position_[static_cast<std::size_t>(column.variable)]);
        put(row_of(column), variable, value_of(cells[i]), column.unit, head.marked);
    }
    if (!own_row && !table_.published_class.empty()) own_row = add_row(head, cells.front().line);
    if (own_row) result_.published_class[*own_row] = head.published_class;
}

int RowReader::variable_of(const TextCell& at) {
    if (const auto known = names_.find(at.text); known != names_.end()) return known->second;
    const Column column = understand_header(at.text, known_);
    const int variable = column.role == Column::Role::variable && column.station.empty() ? column.variable : -1;
    if (variable < 0) {
        std::vector<std::string> names;
        for (const ObservedVariable& one : known_) {
            names.push_back(one.name);
            names.push_back(one.title);
        }
        fault(at, fmt::format("there is no variable \"{}\"", at.text), "a name like dissolved_oxygen or 溶解氧",
              closest_name(at.text, names));
    }
    return names_[std::string(at.text)] = variable;
}

const WrittenUnit* RowReader::unit_of(const TextCell& at, int variable) {
    const ObservedVariable& of = known_[static_cast<std::size_t>(variable)];
    const std::string_view written = at.text.empty() ? std::string_view(of.shown_unit) : at.text;
    const auto [found, is_new] = units_.try_emplace({variable, std::string(written)});
    if (is_new) found->second = parse_written_unit(written, of);
    if (found->second.fits) return &found->second;
    fault(at,
          found->second.known ? fmt::format("\"{}\" is no unit of {}", written, of.title)
                              : fmt::format("there is no unit \"{}\"", written),
          accepted_units(of.shown_unit == "NTU" ? "1" : of.shown_unit));
    return nullptr;
}

void RowReader::read_long(const std::vector<TextCell>& cells, const Head& head) {
    const int variable = variable_of(cells[static_cast<std::size_t>(table_.variable_name)]);
    const ObservedValue value = value_of(cells[static_cast<std::size_t>(table_.value)]);
    if (variable < 0 || value.kind == Kind::unreadable) return;
    const TextCell none{{}, cells.front().line, 1};
    const WrittenUnit* unit = unit_of(table_.unit >= 0 ? cells[static_cast<std::size_t>(table_.unit)] : none, variable);
    if (unit == nullptr) return;
    int& position = position_[static_cast<std::size_t>(variable)];
    if (position < 0) {
        position = static_cast<int>(result_.variables.size());
        result_.variables.push_back(known_[static_cast<std::size_t>(variable)]);
    }
    entries_.push_back({station_of(head.name, head.province, head.basin), position, cells.front().line, head.time,
                        unit->si(value.value), value.kind == Kind::below_detection, head.marked,
                        value.kind == Kind::above_scale, head.published_class});
}

void RowReader::make_rows() {
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.station, a.time, a.line) < std::tie(b.station, b.time, b.line);
    });
    std::size_t first = 0;  // row of this station and time
    const Entry* before = nullptr;
    std::vector<bool> taken(result_.variables.size());
    std::vector<std::vector<bool>> filled;  // [row - first][variable]
    for (const Entry& entry : entries_) {
        if (before == nullptr || before->station != entry.station || before->time != entry.time) {
            first = result_.rows();
            filled.clear();
        }
        before = &entry;
        const auto variable = static_cast<std::size_t>(entry.variable);
        // a second value of one variable and time is a row of its own
        std::size_t copy = 0;
        while (copy < filled.size() && filled[copy][variable]) ++copy;
        if (copy == filled.size()) {
            filled.push_back(taken);
            result_.add_row(entry.station, entry.time, entry.line);
        }
        filled[copy][variable] = true;
        const std::size_t at = result_.at(first + copy, variable);
        result_.values[at] = entry.value;
        result_.below_detection[at] = entry.below ? 1 : 0;
        if (entry.marked) result_.flags[at] |= static_cast<std::uint16_t>(ObservationFlag::marked);
        if (entry.published_class > 0) result_.published_class[first + copy] = entry.published_class;
        if (entry.above) result_.flags[at] |= static_cast<std::uint16_t>(ObservationFlag::range);
    }
    entries_ = {};
}

Observations RowReader::finish() {
    if (text_.open_quote() > 0) {
        faults_.add([&] {
            return Problem{text_.place_of_line(text_.open_quote()),
                           "a quote that is opened here is never closed",
                           "a second \"",
                           {},
                           {}};
        });
    }
    faults_.throw_if_any();
    if (table_.long_table()) make_rows();
    if (result_.rows() == 0) {
        throw InputError(
            Problem{{file_.string(), 0, 0, {}}, "the table has a header and no rows", "rows of values", {}, {}});
    }
    result_.sort_rows();
    if (table_.station < 0 && options_.station.empty() &&
        std::ranges::any_of(table_.values, [&](std::size_t i) { return table_.columns[i].station.empty(); })) {
        result_.notes.push_back({fmt::format("{}: no column names the station; taken for \"{}\", the file's name",
                                             file_.string(), file_.stem().string())});
    }
    for (const auto& [text, count] : marks_)
        result_.notes.push_back({fmt::format("{}: {} rows bear the flag \"{}\"", file_.string(), count, text)});
    return std::move(result_);
}

}  // namespace qingliu
