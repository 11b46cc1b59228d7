// Which column of a table holds what, told from its header: "溶解氧(mg/L)", "DO_mgL_published", "断面名称",
// "五陵:discharge [m3/s]".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/observations/variables.hpp"

namespace qingliu {

struct Column {
    enum class Role {
        unrecognised,
        station,
        time,
        year,  ///< of times that tell none
        province,
        basin,
        published_class,  ///< -1..6, "Ⅰ".."劣Ⅴ"
        variable_name,    ///< of a long table
        value,
        unit,
        flag,
        variable,  ///< a wide table: values of one variable
    };
    Role role = Role::unrecognised;
    std::string header;     ///< as written
    int variable = -1;      ///< index into the variables asked for
    std::string unit_text;  ///< as written, empty where there is none
    WrittenUnit unit;
    std::string station;   ///< "五陵" of "五陵:discharge", else empty
    std::string fault;     ///< what is wrong with a header that was understood otherwise
    std::string expected;  ///< what would be right
    std::string guess;     ///< of an unknown header
};

/// What a header means. An unknown one has a guess where a known name is near.
Column understand_header(std::string_view header, const std::vector<ObservedVariable>& variables);

}  // namespace qingliu
