#include "engine/time/civil_time.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace qingliu {

namespace {

/// Eats a text from the left; once something does not fit it stays failed.
class StrictScanner {
public:
    explicit StrictScanner(std::string_view text) : rest_(text) {}

    /// Exactly `width` decimal digits.
    int digits(std::size_t width) {
        int value = 0;
        if (rest_.size() < width) return fail();
        for (std::size_t i = 0; i < width; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return fail();
            value = 10 * value + (rest_[i] - '0');
        }
        rest_.remove_prefix(width);
        return value;
    }
    void expect(char c) {
        if (!accept(c)) good_ = false;
    }
    bool accept(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }

private:
    int fail() {
        good_ = false;
        return 0;
    }
    std::string_view rest_;
    bool good_ = true;
};

std::chrono::year_month_day civil_date(double instant, int utc_offset_minutes) {
    const double local_day = std::floor((instant + 60.0 * utc_offset_minutes) / day_length);
    return std::chrono::sys_days(std::chrono::days(static_cast<int>(local_day)));
}

std::string date_text(std::chrono::year_month_day date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace

std::optional<double> parse_instant(std::string_view text) {
    StrictScanner scan(text);
    const int year = scan.digits(4);
    scan.expect('-');
    const int month = scan.digits(2);
    scan.expect('-');
    const int day = scan.digits(2);
    if (!scan.accept('T')) scan.expect(' ');
    const int hour = scan.digits(2);
    scan.expect(':');
    const int minute = scan.digits(2);
    const int second = scan.accept(':') ? scan.digits(2) : 0;
    scan.accept(' ');
    int offset = 0;  // min east of UTC
    if (!scan.accept('Z')) {
        const bool west = scan.accept('-');
        if (!west) scan.expect('+');
        const int hours = scan.digits(2);
        scan.expect(':');
        const int minutes = scan.digits(2);
        if (minutes > 59 || 60 * hours + minutes > 14 * 60) return std::nullopt;
        offset = (west ? -1 : 1) * (60 * hours + minutes);
    }
    const auto date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                      std::chrono::day(static_cast<unsigned>(day));
    if (!scan.finished() || !date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return static_cast<double>(days) * day_length + 3600.0 * hour + 60.0 * (minute - offset) + second;
}

std::string format_instant(double instant, int utc_offset_minutes) {
    if (!std::isfinite(instant)) return "no time";
    const double rounded = std::round(instant);
    const double local = rounded + 60.0 * utc_offset_minutes;
    const int of_day = static_cast<int>(local - day_length * std::floor(local / day_length));
    std::string text = fmt::format("{} {:02}:{:02}", date_text(civil_date(rounded, utc_offset_minutes)), of_day / 3600,
                                   of_day / 60 % 60);
    if (of_day % 60 != 0) text += fmt::format(":{:02}", of_day % 60);
    const int offset = std::abs(utc_offset_minutes);
    return text + fmt::format(" {}{:02}:{:02}", utc_offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
}

std::string format_date(double instant, int utc_offset_minutes) {
    if (!std::isfinite(instant)) return "no date";
    return date_text(civil_date(instant, utc_offset_minutes));
}

double civil_day_start(double instant, int utc_offset_minutes) {
    const double shift = 60.0 * utc_offset_minutes;
    return day_length * std::floor((instant + shift) / day_length) - shift;
}

int month_of(double instant, int utc_offset_minutes) {
    return static_cast<int>(static_cast<unsigned>(civil_date(instant, utc_offset_minutes).month()));
}

int month_day_of(double instant, int utc_offset_minutes) {
    const auto date = civil_date(instant, utc_offset_minutes);
    return static_cast<int>(100 * static_cast<unsigned>(date.month()) + static_cast<unsigned>(date.day()));
}

}  // namespace qingliu
