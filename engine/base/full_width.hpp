// Full-width signs, which Chinese keyboards give and neither YAML nor numbers take.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace qingliu {

/// A sign that looks like one of ASCII.
struct FullWidthSign {
    std::size_t offset = 0;  ///< bytes into the text
    std::string sign;        ///< as written, UTF-8
    char plain = ' ';        ///< what it looks like
};

/// The first in the text at or after `from`: full-width forms (U+FF01 to U+FF5E), the ideographic space and comma, and
/// quotation marks that lean (U+2018, U+2019, U+201C, U+201D).
std::optional<FullWidthSign> first_full_width(std::string_view text, std::size_t from = 0);

/// `the full-width colon "：" is not ":"`.
std::string describe(const FullWidthSign& found);

}  // namespace qingliu
