// Offsets of civil time from UTC, as texts have them.
#pragma once

#include <optional>
#include <string_view>

namespace qingliu {

/// Minutes east of UTC of "+08:00", "-03:30" or "Z"; nothing where the text is no offset.
std::optional<int> parse_utc_offset(std::string_view text);

}  // namespace qingliu
