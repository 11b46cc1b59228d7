// The header of a table of observations, understood as a whole.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/delimited_text.hpp"
#include "models/observations/column_headers.hpp"
#include "models/observations/fault_list.hpp"
#include "models/observations/observations.hpp"

namespace qingliu {

struct TableColumns {
    std::vector<Column> columns;  ///< [column]
    // indices of columns, -1 = none
    int station = -1, time = -1, year = -1, province = -1, basin = -1, flag = -1;
    int variable_name = -1, value = -1, unit = -1;
    std::vector<std::size_t> published_class;  ///< a publication may give number and text
    std::vector<std::size_t> values;           ///< columns of variables
    [[nodiscard]] bool long_table() const { return variable_name >= 0 && value >= 0; }
};

/// Understands the header; what does not fit together is a fault, what is not understood becomes a note.
TableColumns understand_columns(const std::vector<TextCell>& header, const DelimitedText& text,
                                const std::vector<ObservedVariable>& variables, FaultList& faults,
                                std::vector<ReadingNote>& notes);

}  // namespace qingliu
