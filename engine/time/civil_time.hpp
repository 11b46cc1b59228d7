// Instants as people write them. Inside, an instant is seconds since 1970-01-01T00:00Z, proleptic Gregorian calendar,
// no leap seconds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qingliu {

inline constexpr double day_length = 86400;  ///< s

/// Reads "2026-01-15 00:00 +08:00", also with "T" between day and hour, with seconds, without the second blank, or with
/// "Z" as offset. The offset is compulsory: a time without one means different instants to different readers. Offsets
/// reach from -14:00 to +14:00. Nothing where the text is anything else or names a day or time of day that does not
/// exist (24:00 and second 60 included).
std::optional<double> parse_instant(std::string_view text);

/// The instant in the civil time of an offset (minutes east of UTC), to the second: "2026-01-15 00:00 +08:00", with
/// seconds only if not 0.
std::string format_instant(double instant, int utc_offset_minutes);

/// The civil date of an instant: "2026-01-15".
std::string format_date(double instant, int utc_offset_minutes);

/// Start of the civil day the instant falls in, s since 1970Z.
double civil_day_start(double instant, int utc_offset_minutes);

/// Civil month of an instant, 1..12.
int month_of(double instant, int utc_offset_minutes);

/// Civil month and day of an instant as month * 100 + day: 515 is the fifteenth of May.
int month_day_of(double instant, int utc_offset_minutes);

}  // namespace qingliu
