// Texts for spreadsheets: comma-separated values (RFC 4180), UTF-8 with a byte order mark so that Chinese shows.
#pragma once

#include <string>
#include <string_view>

namespace qingliu {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Quoted where it has to be.
inline std::string spreadsheet_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

}  // namespace qingliu
