#include "models/reports/iso_instant.hpp"

#include "engine/time/civil_time.hpp"

namespace qingliu {

std::string iso_instant(double instant, int utc_offset_minutes) {
    std::string text = format_instant(instant, utc_offset_minutes);
    const std::size_t day_end = text.find(' ');
    text[day_end] = 'T';
    const std::size_t time_end = text.find(' ', day_end);
    const bool has_seconds = time_end - day_end > 6;
    return text.replace(time_end, 1, has_seconds ? "" : ":00");
}

}  // namespace qingliu
