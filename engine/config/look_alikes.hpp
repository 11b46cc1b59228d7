// Where a text looks like YAML to people and is none: full-width signs, and a colon without a space behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/config/node.hpp"

namespace qingliu {

/// A place in a line where what was meant as a sign of YAML is read as text.
struct LookAlike {
    std::size_t offset = 0;  ///< bytes into the text
    std::size_t length = 1;  ///< bytes of the sign
    std::string message, expected;
};

/// The colon that was to end a key in a text such as "river：Willow" or "river:Willow"; nothing where the text holds
/// none, or an address ("https://").
std::optional<LookAlike> unfinished_key(std::string_view text);

/// The first such place in a line of a file: colons as above where a key stands, full-width commas and semicolons
/// before a key, full-width brackets and quotation marks where a value begins. Quoted text and comments hold none.
std::optional<LookAlike> look_alike(std::string_view line);

}  // namespace qingliu
