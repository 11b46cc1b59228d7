// What quality control holds against observations, as data: configs/observations/quality-control.yaml says each figure
// with its source.
//
//   title: ...
//   sources: {Q1: {title: ...}}
//   saturation: {lowest: 0, highest: 2, source: Q2}
//   variables:
//     - variable: permanganate_index
//       lowest: 0 mg/L
//       highest: 100 mg/L
//       spike: {least: 2 mg/L, share: 2, within: 2 d}
//       jump: {least: 4 mg/L, share: 2, within: 4 h}
//       stuck: {readings: 7, span: 24 h}
//       source: Q1
//   inconsistent:
//     - {part: ammonia_nitrogen, whole: total_nitrogen, tolerance: 0.2, source: Q3}
//   neighbours:
//     - {station: 五陵, of: 卫河小河口, variables: [conductivity], factor: 3, within: 12 h, source: Q3}
#pragma once

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "engine/config/description.hpp"
#include "models/observations/variables.hpp"

namespace qingliu {

/// A change that is too large: more than `least` and more than `share` of what stood before, in `within`.
struct ChangeLimit {
    double least = std::numeric_limits<double>::infinity();  ///< unit of the variable; infinite = not looked for
    double share = 0;                                        ///< 1
    double within = 0;                                       ///< s between readings
};

struct VariableLimits {
    std::string variable;
    double lowest = -std::numeric_limits<double>::infinity();  ///< unit of the variable
    double highest = std::numeric_limits<double>::infinity();
    ChangeLimit spike, jump;
    int stuck_readings = 0;  ///< equal ones in a row, 0 = not looked for
    double stuck_span = 0;   ///< s, from the first of them to the last
};

/// A part cannot be larger than the whole it is counted in, but for errors of both.
struct PartOfWhole {
    std::string part, whole;
    double tolerance = 0;  ///< 1, of the whole
};

/// Two stations that see the same water.
struct NeighbourPair {
    std::string station, neighbour;
    std::vector<std::string> variables;
    double factor = 0;  ///< 1, by which one may read more than the other
    double within = 0;  ///< s between their readings
};

struct QualityLimits {
    std::vector<VariableLimits> variables;
    double saturation_lowest = 0;                                         ///< 1, share of oxygen saturation
    double saturation_highest = std::numeric_limits<double>::infinity();  ///< 1
    std::vector<PartOfWhole> parts;
    std::vector<NeighbourPair> neighbours;

    [[nodiscard]] const VariableLimits* find(const std::string& variable) const;
};

/// The file of limits that comes with the program.
std::filesystem::path usual_quality_limits();

/// Reads and checks a file of limits; every fault at once, with its place. Throws InputError, FileError.
QualityLimits read_quality_limits(const std::filesystem::path& file);

/// What such a file takes.
RecordDescription quality_limits_description();

}  // namespace qingliu
