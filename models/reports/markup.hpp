// Text in HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace qingliu {

/// Text fit to stand between tags and in attributes.
std::string escaped(std::string_view text);

}  // namespace qingliu
