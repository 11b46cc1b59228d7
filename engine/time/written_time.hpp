// Times as stations, spreadsheets and bulletins write them: many forms, often without an offset from UTC.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace qingliu {

/// What a text without offset, or without year, is taken for.
struct TimeCustom {
    int utc_offset_minutes = 480;  ///< east of UTC, where the text has none
    std::optional<int> year = {};  ///< where the text has none ("08-26 13:00")
};

/// An instant, or why there is none.
struct WrittenTime {
    double instant = 0;  ///< s since 1970Z
    std::string fault;   ///< empty where the text is understood
    [[nodiscard]] bool ok() const { return fault.empty(); }
};

/// Reads "2026-02-04 11:00", "2026/2/4 11:00:00", "2026.2.4", "20260204 1100", "202602041100", "2026年2月4日 11时",
/// "2026年2月4日11时30分", "02-04 11:00" (with a year from elsewhere); with "T" between day and hour, an offset
/// ("+08:00", "+0800", "Z") behind. A day without hour is its beginning; 24:00 is the beginning of the next day. A day
/// before the month ("4/2/2026") has two meanings and none here.
WrittenTime parse_written_time(std::string_view text, const TimeCustom& custom);

}  // namespace qingliu
