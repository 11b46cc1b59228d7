#include "engine/run/column_header.hpp"

#include "engine/base/text.hpp"

namespace qingliu {

ColumnHeader split_header(std::string_view text) {
    text = trimmed(text);
    const std::size_t open = text.rfind('[');
    if (open == std::string_view::npos || text.back() != ']') return {std::string(text), ""};
    return {std::string(trimmed(text.substr(0, open))),
            std::string(trimmed(text.substr(open + 1, text.size() - open - 2)))};
}

}  // namespace qingliu
