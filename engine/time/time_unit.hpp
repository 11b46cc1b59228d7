// Units of time in NetCDF files: "days since 1970-01-01 00:00:00" (CF conventions, section 4.4).
#pragma once

#include <optional>
#include <string_view>

namespace qingliu {

struct TimeUnit {
    double epoch = 0;   ///< s since 1970Z
    double length = 1;  ///< s
    [[nodiscard]] double instant(double number) const { return epoch + number * length; }
};

/// Of seconds, minutes, hours and days; an epoch without offset is UTC. Nothing where the text is anything else: months
/// and years have no length.
std::optional<TimeUnit> parse_time_unit(std::string_view text);

/// Whether a calendar of the CF conventions has the days of the civil one; "" is the standard one.
bool is_civil_calendar(std::string_view calendar);

}  // namespace qingliu
