// The kinds of values that only cases have: instants, series in time, where a figure comes from.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/config/record.hpp"
#include "engine/network/network.hpp"
#include "engine/state/constituent.hpp"
#include "engine/time/series.hpp"

namespace qingliu {

/// "2026-01-15 00:00 +08:00", offset compulsory; s since 1970Z.
Value<double> instant();

/// A value that may change in time: a quantity, `{step: [[time, value], ...]}`, `{linear: [[time, value], ...]}`, or
/// `{csv: FILE, column: NAME, shape: step}` or `{netcdf: FILE, variable: NAME, station: NAME, shape: linear}`. Bounds
/// apply to every value.
Value<Series> series(const std::string& unit);

/// Concentrations by the names of constituents that an inflow can carry, each a series in the constituent's unit.
Value<std::map<std::string, Series>> concentrations(const std::vector<Constituent>& constituents);

/// Values by month or by a span of months: {jan: ..} or {oct_may: .., jun_sep: ..}; index 0 is January, months not
/// named stay 0.
Value<std::array<double, 12>> monthly(const std::string& unit);

/// "05-15", a day of the year, as month * 100 + day.
Value<int> day_of_year();

/// The keys source, confidence and note. Where they are `inherited` all three may be left out, otherwise confidence
/// must be given.
Record<Provenance> provenance_record(bool inherited);

/// Reports at the node where a series does not reach from `start` to `end` (s since 1970Z).
void check_cover(const Node& node, const Series& series, double start, double end, int utc_offset_minutes,
                 Reading& reading);

/// Reads one column of a table in time. The first column holds instants, or that which `time` names; times without
/// offset, in any form that parse_written_time() takes, need a `utc_offset`. Over each other column stands a header
/// "name [unit]", or `unit` tells it. Faults go to the place in the table, or to the node where the file or the column
/// is missing.
Series read_series_file(const Node& map, const ValueDescription& description, Series::Shape shape, Reading& reading);

/// Reads a variable of time series (CF conventions, orthogonal arrays, packing undone) at one `station`
/// (its name, or its number from 1) and, of a forecast, one `scenario`. What is missing before the first and after the
/// last value is no part of the series; a gap between them is a fault. The unit is the variable's, or `unit` where it
/// has none.
Series read_netcdf_series(const Node& map, const ValueDescription& description, Series::Shape shape, Reading& reading);

}  // namespace qingliu
