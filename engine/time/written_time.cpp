#include "engine/time/written_time.hpp"

#include <chrono>
#include <utility>

#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

struct Digits {
    int value = 0;
    std::size_t count = 0;
};

/// Eats a text from the left.
class LenientScanner {
public:
    explicit LenientScanner(std::string_view text) : rest_(text) {}

    /// Digits at the start, at most `most` of them.
    Digits digits(std::size_t most) {
        Digits read;
        while (read.count < most && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
            read.value = 10 * read.value + (rest_.front() - '0');
            ++read.count;
            rest_.remove_prefix(1);
        }
        return read;
    }
    [[nodiscard]] std::size_t digits_ahead() const {
        std::size_t count = 0;
        while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
        return count;
    }
    bool accept(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool accept_blanks() {
        bool some = false;
        while (accept(" ") || accept("\u3000")) some = true;
        return some;
    }
    [[nodiscard]] bool finished() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

struct Parts {
    int year = 0, month = 0, day = 0;
    int hour = 0, minute = 0;
    double second = 0;
    int offset = 0;  // min
    bool has_year = true;
};

constexpr const char* not_understood = "is not a time";

/// "" where it went well.
std::string read_date(LenientScanner& scan, Parts& parts) {
    const std::size_t run = scan.digits_ahead();
    if (run >= 8) {
        parts.year = scan.digits(4).value;
        parts.month = scan.digits(2).value;
        parts.day = scan.digits(2).value;
        return "";
    }
    if (run == 4) {
        parts.year = scan.digits(4).value;
        const bool chinese = scan.accept("年");
        const bool other = !chinese && (scan.accept("-") || scan.accept("/") || scan.accept("."));
        if (!chinese && !other) return not_understood;
    } else if (run == 1 || run == 2) {
        parts.has_year = false;
    } else {
        return not_understood;
    }
    const Digits month = scan.digits(2);
    const bool chinese = scan.accept("月");
    const bool other = !chinese && (scan.accept("-") || scan.accept("/") || scan.accept("."));
    if (month.count == 0 || (!chinese && !other)) return not_understood;
    const Digits day = scan.digits(2);
    if (day.count == 0) return not_understood;
    if (!scan.accept("日")) scan.accept("号");
    if (!parts.has_year && (scan.accept("/") || scan.accept("-"))) return "may name the day first or the month first";
    parts.month = month.value;
    parts.day = day.value;
    return "";
}

bool read_hours(LenientScanner& scan, Parts& parts) {
    const std::size_t run = scan.digits_ahead();
    if (run == 4 || run == 6) {  // nothing between them: "1100", "110000"
        parts.hour = scan.digits(2).value;
        parts.minute = scan.digits(2).value;
        if (run == 6) parts.second = scan.digits(2).value;
        return true;
    }
    if (run != 1 && run != 2) return false;
    parts.hour = scan.digits(2).value;
    if (scan.accept("时") || scan.accept("点")) {
        const Digits minute = scan.digits(2);
        if (minute.count > 0 && !scan.accept("分")) return false;
        parts.minute = minute.value;
        return true;
    }
    if (!scan.accept(":") && !scan.accept("：")) return true;  // "11"
    const Digits minute = scan.digits(2);
    if (minute.count != 2) return false;
    parts.minute = minute.value;
    if (!scan.accept(":") && !scan.accept("：")) return true;
    const Digits second = scan.digits(2);
    if (second.count != 2) return false;
    parts.second = second.value;
    if (scan.accept(".")) {
        double place = 0.1;
        for (Digits digit = scan.digits(1); digit.count > 0; digit = scan.digits(1), place /= 10)
            parts.second += digit.value * place;
    }
    return true;
}

bool read_offset(LenientScanner& scan, Parts& parts) {
    scan.accept_blanks();
    if (scan.finished()) return true;
    if (scan.accept("Z")) {
        parts.offset = 0;
        return true;
    }
    scan.accept("UTC");
    const bool west = scan.accept("-");
    if (!west && !scan.accept("+")) return false;
    const Digits hours = scan.digits(2);
    if (hours.count == 0) return false;
    scan.accept(":");
    const Digits minutes = scan.digits(2);
    if (hours.value > 14 || minutes.value > 59) return false;
    parts.offset = (west ? -1 : 1) * (60 * hours.value + minutes.value);
    return true;
}

WrittenTime fault(std::string why) { return {0, std::move(why)}; }

}  // namespace

WrittenTime parse_written_time(std::string_view text, const TimeCustom& custom) {
    LenientScanner scan(text);
    Parts parts;
    parts.offset = custom.utc_offset_minutes;
    if (std::string why = read_date(scan, parts); !why.empty()) return fault(why);
    if (!parts.has_year) {
        if (!custom.year) return fault("has no year");
        parts.year = *custom.year;
    }
    if (!scan.accept_blanks()) scan.accept("T");
    if (scan.digits_ahead() > 0 && !read_hours(scan, parts)) return fault(not_understood);
    if (!read_offset(scan, parts) || !scan.finished()) return fault(not_understood);
    const auto date = std::chrono::year(parts.year) / std::chrono::month(static_cast<unsigned>(parts.month)) /
                      std::chrono::day(static_cast<unsigned>(parts.day));
    if (!date.ok()) return fault("names a day that does not exist");
    const bool midnight = parts.hour == 24 && parts.minute == 0 && parts.second == 0;
    if ((parts.hour > 23 && !midnight) || parts.minute > 59 || parts.second >= 60)
        return fault("names a time of day that does not exist");
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return {static_cast<double>(days) * day_length + 3600.0 * parts.hour + 60.0 * (parts.minute - parts.offset) +
                parts.second,
            {}};
}

}  // namespace qingliu
