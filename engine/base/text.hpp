// Text as people see it: how wide it is on a terminal, and which name was probably meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qingliu {

/// Code points of a UTF-8 text; a byte that is not UTF-8 becomes U+FFFD.
std::u32string code_points(std::string_view utf8);

/// Byte offset of the first byte that is not UTF-8 (overlong forms and surrogates included), or npos.
std::size_t first_invalid_utf8(std::string_view text);

/// The text with U+FFFD for every byte that is not UTF-8.
std::string valid_utf8(std::string_view text);

/// Columns a UTF-8 text takes on a terminal: CJK, full-width forms and emoji 2, combining marks 0, the rest 1.
int display_width(std::string_view utf8);

/// The text followed by as many spaces as bring it to `width` columns; unchanged if it is that wide already.
std::string pad_right(std::string_view utf8, int width);

/// Changes (insert, delete, replace, swap of neighbours) that make one text of the other, counted in code points.
int edit_distance(std::string_view left, std::string_view right);

/// The candidate that was probably meant: nearest by edit distance, at most a third of the name away (one change for
/// short names), letter case ignored. Empty if none is near.
std::string closest_name(std::string_view name, const std::vector<std::string>& candidates);

/// "a, b and c".
std::string join_words(const std::vector<std::string>& words, std::string_view last_link = "and");

/// "a weir", "an inflow".
std::string with_article(std::string_view noun);

/// Without white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace qingliu
