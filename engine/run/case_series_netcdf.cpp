// Series of a NetCDF file: stations of the CF conventions (orthogonal multidimensional arrays, section 9.3.1), and
// forecasts of this program.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/base/unknown.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "engine/run/case_values.hpp"
#include "engine/time/civil_time.hpp"
#include "engine/time/time_unit.hpp"

namespace qingliu {
namespace {

/// What UDUNITS writes in words and people do in letters.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> unit_words{{{"meter", "m"},
                                                                                    {"meters", "m"},
                                                                                    {"metre", "m"},
                                                                                    {"metres", "m"},
                                                                                    {"celsius", "degC"},
                                                                                    {"degree_Celsius", "degC"},
                                                                                    {"degrees_Celsius", "degC"},
                                                                                    {"degree_C", "degC"},
                                                                                    {"kelvin", "K"},
                                                                                    {"mg l-1", "mg/L"},
                                                                                    {"mg/l", "mg/L"},
                                                                                    {"ug l-1", "ug/L"},
                                                                                    {"meter s-1", "m/s"},
                                                                                    {"meter3 s-1", "m3/s"},
                                                                                    {"cumec", "m3/s"},
                                                                                    {"percent", "%"}}};

class StationSeries {
public:
    StationSeries(const Node& map, const ValueDescription& what, Reading& reading)
        : map_(map), what_(what), reading_(reading), nc_(Reading::resolve(map.find("netcdf"))) {}

    /// Throws ReadError.
    Series read(Series::Shape shape) {
        const Node wanted = map_.find("variable");
        name_ = wanted.text();
        if (!nc_.has(name_))
            return fault(wanted, fmt::format("the file has no variable \"{}\"", name_),
                         join_words(nc_.variables(), "or"), closest_name(name_, nc_.variables()));
        dimensions_ = nc_.dimensions(name_);
        if (!find_time()) return {};
        if (!pick("station", station_names()) || !pick("scenario", scenario_names())) return {};
        for (std::size_t d = 0; d < dimensions_.size(); ++d) {
            if (dimensions_[d] == time_dimension_ || index_[d] || nc_.dimension(dimensions_[d]).value_or(0) == 1)
                continue;
            return fault(wanted, fmt::format("\"{}\" has values along \"{}\" too", name_, dimensions_[d]),
                         "time series, with a station and nothing else to choose");
        }
        if (!take_unit()) return {};
        return values(shape);
    }

private:
    Series fault(const Node& node, std::string message, std::string expected, std::string guess = {}) {
        reading_.fault(node.present() ? node : map_, std::move(message), std::move(expected), std::move(guess));
        reading_.distrust(map_);
        return {};
    }

    /// The variable that tells the time along a dimension, or none.
    [[nodiscard]] std::string time_along(const std::string& dimension) const {
        for (const std::string& candidate : nc_.variables()) {
            if (nc_.dimensions(candidate) != std::vector{dimension}) continue;
            if (parse_time_unit(nc_.attribute(candidate, "units").value_or(""))) return candidate;
        }
        return {};
    }

    bool find_time() {
        std::string time;
        for (const std::string& dimension : dimensions_) {
            time = time_along(dimension);
            time_dimension_ = dimension;
            if (!time.empty()) break;
        }
        if (time.empty()) {
            fault(map_.find("variable"), fmt::format("nothing tells the times of \"{}\"", name_),
                  "a variable along time, with units such as \"hours since 1970-01-01 00:00:00\"");
            return false;
        }
        const std::string calendar = nc_.attribute(time, "calendar").value_or("");
        if (!is_civil_calendar(calendar)) {
            fault(map_.find("netcdf"), fmt::format("its calendar {} has other days than the civil one", calendar),
                  "standard");
            return false;
        }
        const auto unit = parse_time_unit(nc_.attribute(time, "units").value_or(""));
        for (const double number : nc_.values(time)) times_.push_back(unit->instant(number));
        index_.resize(dimensions_.size());
        return true;
    }

    /// A choice along one dimension: the names there, in order.
    struct Choices {
        std::string dimension;
        std::vector<std::string> names;
    };
    [[nodiscard]] Choices choices_of(const std::string& variable) const {
        const std::vector<std::string> dimensions = nc_.dimensions(variable);
        return {dimensions.empty() ? "" : dimensions.front(), nc_.texts(variable)};
    }
    [[nodiscard]] Choices station_names() const {
        for (const std::string& candidate : nc_.variables()) {
            if (nc_.attribute(candidate, "cf_role").value_or("") == "timeseries_id") return choices_of(candidate);
        }
        // nameless: whatever dimension is left
        for (const std::string& dimension : dimensions_) {
            if (dimension != time_dimension_ && dimension != "scenario") return {dimension, {}};
        }
        return {};
    }
    [[nodiscard]] Choices scenario_names() const {
        return nc_.has("scenario_name") ? choices_of("scenario_name") : Choices{};
    }

    /// Where the variable has the dimension of the choices, the one the case names.
    bool pick(const char* key, const Choices& choices) {
        const auto at = std::ranges::find(dimensions_, choices.dimension);
        const Node told = map_.find(key);
        if (at == dimensions_.end()) {
            if (!told.present()) return true;
            fault(told, fmt::format("\"{}\" is not told by {}", name_, key), fmt::format("no {}", key));
            return false;
        }
        const std::size_t size = nc_.dimension(choices.dimension).value_or(0);
        std::size_t chosen = 0;
        if (!told.present()) {
            if (size == 1) return true;
            fault(map_.find("variable"), fmt::format("\"{}\" is told at {} {}s", name_, size, key),
                  fmt::format("{}: {}", key,
                              choices.names.empty() ? fmt::format("a number from 1 to {}", size)
                                                    : join_words(choices.names, "or")));
            return false;
        }
        const auto named = std::ranges::find(choices.names, told.text());
        const std::optional<int> number = parse_integer(told.text());
        if (named != choices.names.end()) {
            chosen = static_cast<std::size_t>(named - choices.names.begin());
        } else if (number && *number >= 1 && static_cast<std::size_t>(*number) <= size) {
            chosen = static_cast<std::size_t>(*number) - 1;
        } else {
            fault(told, fmt::format("the file has no {} \"{}\"", key, told.text()),
                  choices.names.empty() ? fmt::format("a number from 1 to {}", size) : join_words(choices.names, "or"),
                  closest_name(told.text(), choices.names));
            return false;
        }
        index_[static_cast<std::size_t>(at - dimensions_.begin())] = chosen;
        return true;
    }

    bool take_unit() {
        const Node told = map_.find("unit");
        const std::string own = nc_.attribute(name_, "units").value_or("");
        if (told.present() && !own.empty() && own != told.text()) {
            fault(told, fmt::format("\"{}\" has a unit already", name_), fmt::format("no unit, or \"{}\"", own));
            return false;
        }
        unit_ = own.empty() ? told.present() ? told.text() : "1" : own;
        const auto* word = std::ranges::find(unit_words, unit_, &std::pair<std::string_view, std::string_view>::first);
        if (word != unit_words.end()) unit_ = word->second;
        const std::optional<Unit> unit = parse_unit(unit_);
        if (unit && unit->dimension == declared_unit(what_.unit).dimension) return true;
        fault(own.empty() ? told : map_.find("variable"),
              own.empty() && !told.present() ? fmt::format("\"{}\" has no unit", name_)
                                             : fmt::format("\"{}\" is in \"{}\", no unit of {}", name_, unit_,
                                                           with_article(quantity_name(what_.unit))),
              own.empty() && !told.present() ? fmt::format("unit: {}", accepted_units(what_.unit))
                                             : accepted_units(what_.unit));
        return false;
    }

    /// [time], SI; NaN where missing.
    [[nodiscard]] std::vector<double> column() const {
        std::size_t stride = 1, first = 0, time_stride = 0;
        for (std::size_t d = dimensions_.size(); d-- > 0;) {
            if (dimensions_[d] == time_dimension_)
                time_stride = stride;
            else
                first += index_[d].value_or(0) * stride;
            stride *= nc_.dimension(dimensions_[d]).value_or(0);
        }
        const auto number = [&](const char* attribute, double otherwise) {
            const std::vector<double> all = nc_.numbers(name_, attribute);
            return all.empty() ? otherwise : all.front();
        };
        const double missing = number("missing_value", unknown), scale = number("scale_factor", 1),
                     offset = number("add_offset", 0);
        const std::vector<double> all = nc_.values(name_);
        std::vector<double> values;
        for (std::size_t t = 0; t < times_.size(); ++t) {
            const double packed = all[first + t * time_stride];
            values.push_back(packed == missing ? unknown : to_si(packed * scale + offset, unit_));
        }
        return values;
    }

    Series values(Series::Shape shape) {
        std::vector<double> values = column();
        const Node wanted = map_.find("variable");
        const auto show = [&](std::size_t t) { return format_instant(times_[t], 0); };
        const auto known = [](double value) { return std::isfinite(value); };
        const auto first = std::ranges::find_if(values, known) - values.begin();
        const auto last = values.rend() - std::find_if(values.rbegin(), values.rend(), known);
        if (first >= last)
            return fault(wanted, fmt::format("\"{}\" has no value there", name_), "a series with values");
        std::vector<double> kept_times, kept;
        for (auto t = static_cast<std::size_t>(first); t < static_cast<std::size_t>(last); ++t) {
            if (!known(values[t])) {
                const auto gaps = std::count_if(values.begin() + first, values.begin() + last,
                                                [&](double value) { return !known(value); });
                return fault(wanted,
                             fmt::format("{} values of \"{}\" are missing, the first at {}", gaps, name_, show(t)),
                             "a series without gaps");
            }
            if (!kept_times.empty() && times_[t] <= kept_times.back())
                return fault(map_.find("netcdf"), fmt::format("the time {} is not after the one before", show(t)),
                             "times in ascending order");
            const bool low = what_.minimum && values[t] < to_si(*what_.minimum, what_.unit);
            const bool high = what_.maximum && values[t] > to_si(*what_.maximum, what_.unit);
            if (low || high)
                return fault(wanted,
                             fmt::format("{} at {} is too {}", format_quantity(values[t], what_.unit), show(t),
                                         low ? "small" : "large"),
                             bounds_phrase(what_));
            kept_times.push_back(times_[t]);
            kept.push_back(values[t]);
        }
        return {std::move(kept_times), std::move(kept), shape};
    }

    const Node& map_;
    const ValueDescription& what_;
    Reading& reading_;
    NetcdfReader nc_;
    std::string name_, time_dimension_, unit_;
    std::vector<std::string> dimensions_;
    std::vector<std::optional<std::size_t>> index_;  // [dimension], where one is chosen
    std::vector<double> times_;                      // s since 1970Z
};

}  // namespace

Series read_netcdf_series(const Node& map, const ValueDescription& what, Series::Shape shape, Reading& reading) {
    if (!map.find("variable").present()) {
        reading.fault(map, "this series has no \"variable\"", "variable: its name in the file");
        return {};
    }
    if (!reading.read_file(map.find("netcdf"))) {  // notes the checksum
        reading.distrust(map);
        return {};
    }
    try {
        return StationSeries(map, what, reading).read(shape);
    } catch (const ReadError& error) {
        reading.fault(map.find("netcdf"), error.what(), "a NetCDF file of time series");
        reading.distrust(map);
        return {};
    }
}

}  // namespace qingliu
