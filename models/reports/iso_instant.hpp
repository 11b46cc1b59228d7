// Instants as ISO 8601 has them, for what other programs read.
#pragma once

#include <string>

namespace qingliu {

/// "2026-01-15T00:00:00+08:00" of an instant (s since 1970Z) in the civil time of an offset (minutes east of UTC).
std::string iso_instant(double instant, int utc_offset_minutes);

}  // namespace qingliu
