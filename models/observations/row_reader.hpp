// From the records of a table to observations: one reader for tables with a column a variable and for those with a row
// a value.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/delimited_text.hpp"
#include "engine/time/written_time.hpp"
#include "models/observations/fault_list.hpp"
#include "models/observations/observation_reader.hpp"
#include "models/observations/observed_value.hpp"
#include "models/observations/table_columns.hpp"

namespace qingliu {

class RowReader {
public:
    /// `text` must outlive the reader.
    RowReader(const DelimitedText& text, const std::filesystem::path& file, const ObservationOptions& options);

    /// The first record. Faults of the header stop the reading here: every row would repeat them.
    void read_header(const std::vector<TextCell>& cells);
    void read(const std::vector<TextCell>& cells);
    /// All rows, in order. Throws InputError with every fault.
    Observations finish();

private:
    /// A value of a long table; rows are made of them at the end, when all variables are known.
    struct Entry {
        int station, variable, line;
        double time, value;
        bool below, marked, above;
        signed char published_class;
    };
    /// What a record says of all its values.
    struct Head {
        std::string_view name, province, basin;
        double time = 0;
        signed char published_class = 0;
        bool marked = false;
    };

    [[nodiscard]] std::string_view cell(const std::vector<TextCell>& cells, int column) const;
    bool read_head(const std::vector<TextCell>& cells, Head& head);
    bool read_time(const std::vector<TextCell>& cells, Head& head);
    bool read_class(const std::vector<TextCell>& cells, Head& head);
    std::size_t add_row(const Head& head, int line);
    void read_wide(const std::vector<TextCell>& cells, const Head& head);
    void read_long(const std::vector<TextCell>& cells, const Head& head);
    void put(std::size_t row, std::size_t variable, const ObservedValue& value, const WrittenUnit& unit, bool marked);
    ObservedValue value_of(const TextCell& at);
    int station_of(std::string_view name, std::string_view province, std::string_view basin);
    int variable_of(const TextCell& at);
    const WrittenUnit* unit_of(const TextCell& at, int variable);
    void make_rows();
    void fault(const TextCell& at, const std::string& message, const std::string& expected,
               const std::string& guess = {});

    const DelimitedText& text_;
    std::filesystem::path file_;
    const ObservationOptions& options_;
    std::string own_station_;  // of rows that name none
    std::vector<ObservedVariable> known_;
    FaultList faults_;
    Observations result_;
    TableColumns table_;
    std::vector<int> position_;  // [known variable] index into the result's variables, -1 = none
    TimeCustom custom_;
    std::unordered_map<std::string, int> stations_;  // name, province and basin
    std::string station_key_;                        // of the row before, and its index
    int station_before_ = -1;
    std::vector<Entry> entries_;
    std::map<std::string, int, std::less<>> names_;  // variables as written in a long table
    std::map<std::pair<int, std::string>, WrittenUnit> units_;
    std::map<std::string, long, std::less<>> marks_;  // texts of the column of flags
};

}  // namespace qingliu
