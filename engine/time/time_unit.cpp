#include "engine/time/time_unit.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/time/written_time.hpp"

namespace qingliu {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 14> lengths{{{"s", 1},
                                                                       {"sec", 1},
                                                                       {"second", 1},
                                                                       {"seconds", 1},
                                                                       {"min", 60},
                                                                       {"minute", 60},
                                                                       {"minutes", 60},
                                                                       {"h", 3600},
                                                                       {"hr", 3600},
                                                                       {"hour", 3600},
                                                                       {"hours", 3600},
                                                                       {"d", 86400},
                                                                       {"day", 86400},
                                                                       {"days", 86400}}};

}  // namespace

std::optional<TimeUnit> parse_time_unit(std::string_view text) {
    constexpr std::string_view since = " since ";
    const std::size_t at = text.find(since);
    if (at == std::string_view::npos) return std::nullopt;
    const auto* length = std::ranges::find(lengths, text.substr(0, at), &std::pair<std::string_view, double>::first);
    const WrittenTime epoch = parse_written_time(text.substr(at + since.size()), {.utc_offset_minutes = 0});
    if (length == lengths.end() || !epoch.ok()) return std::nullopt;
    return TimeUnit{epoch.instant, length->second};
}

bool is_civil_calendar(std::string_view calendar) {
    return calendar.empty() || calendar == "standard" || calendar == "gregorian" || calendar == "proleptic_gregorian";
}

}  // namespace qingliu
