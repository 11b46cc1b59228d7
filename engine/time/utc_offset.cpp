#include "engine/time/utc_offset.hpp"

#include <string>

#include "engine/time/civil_time.hpp"

namespace qingliu {

std::optional<int> parse_utc_offset(std::string_view text) {
    const auto instant = parse_instant("1970-01-01 00:00 " + std::string(text));
    if (!instant) return std::nullopt;
    return static_cast<int>(-*instant / 60);
}

}  // namespace qingliu
