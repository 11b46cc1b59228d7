// Observations in memory: one table of what stations read, with the mark of what lay below detection and the flags of
// quality control. Nothing read is ever taken out of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "models/observations/variables.hpp"

namespace qingliu {

/// What quality control may say of a value; bits, of which several may be set.
enum class ObservationFlag : std::uint16_t {
    negative = 1,          ///< below zero where nothing can be
    range = 2,             ///< beyond what such water can hold
    spike = 4,             ///< a single reading apart from those before and after it
    jump = 8,              ///< a change too large for the time it took, which stayed
    stuck = 16,            ///< one of many equal readings in a row
    saturation = 32,       ///< oxygen out of proportion to its saturation
    inconsistent = 64,     ///< a part larger than the whole it belongs to
    neighbours = 128,      ///< unlike what every neighbouring station read
    duplicate_time = 256,  ///< another row of the same station has the same time
    marked = 512,          ///< marked in the file itself
};

/// "spike"; in the order of the bits.
const std::vector<std::pair<ObservationFlag, std::string>>& flag_names();
/// "spike stuck" of the bits set.
std::string flag_text(std::uint16_t flags);

struct Station {
    std::string name;
    std::string province, basin;  ///< may be empty
};

/// Where the reader met something it could not use or had to take for something: nothing is passed over unsaid.
struct ReadingNote {
    std::string text;
};

struct Observations {
    std::vector<ObservedVariable> variables;  ///< those that some row has, in the order of the file
    std::vector<Station> stations;            ///< in the order of the file
    int utc_offset_minutes = 480;             ///< of civil days
    std::string encoding;                     ///< of the text it was read from; empty of NetCDF
    std::vector<ReadingNote> notes;

    // one row is what a station read at one instant; rows are in the order of station, time and file
    std::vector<int> station;                  ///< [row] index into `stations`
    std::vector<double> time;                  ///< s since 1970Z [row]
    std::vector<signed char> published_class;  ///< [row] 1..6 = I..worse than V, 0 = none published
    std::vector<int> line;                     ///< [row] of the file, from 1; 0 where it has no lines

    // [row * variables + variable]
    std::vector<double> values;                  ///< unit of the variable; NaN = not read
    std::vector<unsigned char> below_detection;  ///< 1: the value is the limit of detection, NaN where that is not told
    std::vector<std::uint16_t> flags;            ///< bits of ObservationFlag

    [[nodiscard]] std::size_t rows() const { return time.size(); }
    [[nodiscard]] std::size_t at(std::size_t row, std::size_t variable) const {
        return row * variables.size() + variable;
    }
    /// Index of the variable of that word name, -1 where no row has it.
    [[nodiscard]] int find(std::string_view name) const;
    /// Index of the station of that name, -1 where there is none.
    [[nodiscard]] int find_station(std::string_view name) const;
    /// First row of a station and one past its last. Precondition: the rows are in order.
    [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(int station_index) const;
    /// Adds a row without values; returns its index.
    std::size_t add_row(int station_index, double instant, int at_line);
    /// Puts the rows in the order of station, time and line.
    void sort_rows();
};

}  // namespace qingliu
