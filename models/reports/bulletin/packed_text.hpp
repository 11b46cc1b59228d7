// Text made fit to lie in a page: deflated (RFC 1950, what DecompressionStream("deflate") takes) and in base64
// (RFC 4648).
#pragma once

#include <string>
#include <string_view>

namespace qingliu::bulletin {

/// Throws std::runtime_error where there is no memory for it. The same text gives the same bytes.
std::string deflated(std::string_view text);
/// Back again; throws std::runtime_error on anything else.
std::string inflated(std::string_view bytes);
/// With padding, in one line.
std::string base64(std::string_view bytes);

}  // namespace qingliu::bulletin
