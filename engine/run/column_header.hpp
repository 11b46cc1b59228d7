// Headers of tables: a name, and the unit in brackets behind it.
#pragma once

#include <string>
#include <string_view>

namespace qingliu {

struct ColumnHeader {
    std::string name, unit;
};

/// "name [unit]"; the unit may be missing.
ColumnHeader split_header(std::string_view text);

}  // namespace qingliu
