// City surface-water quality index CWQI (环办监测〔2017〕51号): the sum over the items of their means held against
// class III. C / S; dissolved oxygen S / C; pH by its distance from the neutral. Lower is better.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "models/assessment/periods.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

struct CityIndexRule {
    std::string name, title;
    std::filesystem::path limits;  ///< file of the standard whose limits and judged items count
    std::string grade;             ///< of whose limits
    double neutral = 7;            ///< pH
    int decimals = 4;              ///< of a published index
    std::string article;
    std::vector<Source> sources;
    Provenance provenance;
};

struct CityIndex {
    std::vector<double> parts;  ///< [Standard::indicators], NaN where the item has no part or no value
    double index = 0;           ///< sum of the parts; NaN where an item is missing: sums of fewer cannot be compared
    std::vector<int> missing;   ///< items without value
};

/// Throws InputError, FileError.
CityIndexRule read_city_index(const std::filesystem::path& file);

/// The standard the rule holds values against, with the grade as acceptable. Throws InputError where it has no such
/// grade.
Standard limits_of(const CityIndexRule& rule, Waterbody waterbody = Waterbody::river);

/// Index of a river or a lake from the means of its items over sections and time, `means` [Standard::indicators], SI.
/// `limits` is limits_of() of the rule, for lakes with their column.
CityIndex city_index(const CityIndexRule& rule, const Standard& limits, std::span<const double> means);

/// Index of a city with `sections` on rivers and `points` in lakes: the mean weighted by their numbers; the one there
/// is where the other has none.
double joined_city_index(double river_index, int sections, double lake_index, int points);

/// (index - before) / before; negative is better.
double city_index_change(double before, double index);

}  // namespace qingliu
