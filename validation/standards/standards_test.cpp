// Every limit of GB 3838-2002, at its value and beside it, against a second reading of the file; and the same with
// every limit of the file changed, which has to be noticed.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/base/unknown.hpp"
#include "models/assessment/evaluation.hpp"
#include "tests/models/assessment/standards.hpp"
#include "validation/claims.hpp"
#include "validation/standards/written_limits.hpp"

namespace qingliu {
namespace {

using validation::Claims;
using validation::decimal_text;
using validation::half_even_tens;
using validation::WrittenLimits;
using validation::WrittenNumber;
using validation::WrittenRow;

/// Tenths of the last published decimal that values lie from a limit.
constexpr std::array<int, 9> tenths_off{-10, -6, -5, -4, 0, 4, 5, 6, 10};

struct Tally {
    int compared = 0, wrong = 0;
    void add(const Tally& other) {
        compared += other.compared;
        wrong += other.wrong;
    }
};

/// The grade of a value by whole numbers; everything in tenths of the last published decimal.
int expected_grade(const WrittenRow& row, const std::vector<WrittenNumber>& limits, int grades, std::int64_t value) {
    const int places = row.published_decimals() + 1;
    if (!row.range.empty())
        return row.range[0].in_units(places) <= value && value <= row.range[1].in_units(places) ? 1 : grades + 1;
    for (std::size_t k = 0; k < limits.size(); ++k) {
        const std::int64_t limit = limits[k].in_units(places);
        if (row.lower ? value >= limit : value <= limit) return static_cast<int>(k) + 1;
    }
    return grades + 1;
}

/// What the engine says of one value of one indicator. Counts are per litre in the file and per m3 inside.
Evaluation evaluated(const Standard& standard, std::size_t index, const std::string& value, Rounding rounding,
                     Scope scope, double water_temperature = unknown) {
    Sample sample{0, std::vector<double>(standard.indicators.size(), unknown), {}};
    const double per_litre = standard.indicators[index].unit == "1/L" ? 1000.0 : 1.0;
    sample.values[index] = std::strtod(value.c_str(), nullptr) * per_litre;
    if (!std::isnan(water_temperature))
        sample.values[static_cast<std::size_t>(standard.find("water_temperature"))] = water_temperature;
    return evaluate_section(standard, {&sample, 1}, {.rounding = rounding, .scope = scope}).front();
}

/// Every limit of a row, both ways of rounding.
Tally check_row(const Standard& standard, const WrittenRow& row, bool lake) {
    Tally tally;
    const std::vector<WrittenNumber>& column = lake && !row.lake_limits.empty() ? row.lake_limits : row.limits;
    const std::vector<WrittenNumber>& ends = row.range.empty() ? column : row.range;
    const int grades = standard.beyond() - 1;
    const auto index = static_cast<std::size_t>(standard.find(row.name));
    const int places = row.published_decimals() + 1;
    for (const WrittenNumber& end : ends) {
        for (const int off : tenths_off) {
            const std::int64_t value = end.in_units(places) + off;
            const std::string text = decimal_text(value, places);
            for (const Rounding rounding : {Rounding::none, Rounding::evaluation}) {
                const bool rounds = rounding == Rounding::evaluation && row.decimals.has_value();
                const int expected = expected_grade(row, column, grades, rounds ? half_even_tens(value) : value);
                const int by_practice = row.judged ? expected : 0;
                const Evaluation every = evaluated(standard, index, text, rounding, Scope::every);
                const Evaluation full = evaluated(standard, index, text, rounding, Scope::full);
                ++tally.compared;
                if (every.water_class != expected || every.classes[index] != expected ||
                    full.water_class != by_practice)
                    ++tally.wrong;
            }
        }
    }
    return tally;
}

/// Oxygen by the share of saturation, in whole numbers: h hundredths of mg/L and t tenths of a degree hold class I
/// where h / 100 >= share 468 / (31.6 + t / 10), that is h (316 + t) >= 468000 share.
Tally check_saturation(const Standard& standard, const WrittenRow& row) {
    Tally tally;
    const auto index = static_cast<std::size_t>(standard.find(row.name));
    const std::int64_t least = 468000 * row.saturation_share->in_units(2) / 100;
    const auto class_one = [&](std::int64_t h, int t) {
        return h >= row.limits[0].in_units(2) || h * (316 + t) >= least;
    };
    for (int t = 0; t <= 400; ++t) {
        for (std::int64_t h = 600; h <= 760; ++h) {
            for (const Rounding rounding : {Rounding::none, Rounding::evaluation}) {
                const std::int64_t judged = rounding == Rounding::evaluation ? half_even_tens(h) : h;
                const Evaluation got = evaluated(standard, index, decimal_text(h, 2), rounding, Scope::full,
                                                 std::strtod(decimal_text(t, 1).c_str(), nullptr));
                ++tally.compared;
                if (got.water_class != (class_one(judged, t) ? 1 : 2)) ++tally.wrong;
            }
        }
    }
    return tally;
}

Tally check_table(const Standard& standard, const WrittenLimits& written, bool lake) {
    Tally tally;
    for (const WrittenRow& row : written.rows()) tally.add(check_row(standard, row, lake));
    return tally;
}

/// Reads a changed copy of the file; nothing where it is refused.
std::optional<Standard> read_changed(std::string text, const WrittenNumber& number, const std::string& instead,
                                     Waterbody waterbody) {
    text.replace(number.at, number.length, instead);
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / fmt::format("qingliu-validation-standards-{}.yaml", ::getpid());
    std::ofstream(file, std::ios::binary) << text;
    std::optional<Standard> changed;
    try {
        changed = read_standard(file, waterbody);
    } catch (const InputError&) {
        // refused: there is nothing to hold against anything
    }
    std::filesystem::remove(file);
    return changed;
}

struct Mutants {
    int made = 0, refused = 0, unnoticed = 0;
};

/// Each number of the column, one unit of the last published decimal more and less, held against the file as it was.
Mutants mutate(const WrittenLimits& written, Waterbody waterbody) {
    Mutants mutants;
    const bool lake = waterbody == Waterbody::lake;
    for (const WrittenRow& row : written.rows()) {
        const std::vector<WrittenNumber>& column = lake ? row.lake_limits : row.limits;
        const std::vector<WrittenNumber>& numbers = row.range.empty() || lake ? column : row.range;
        const int places = row.published_decimals();
        for (const WrittenNumber& number : numbers) {
            for (const int off : {-1, 1}) {
                ++mutants.made;
                const auto changed = read_changed(written.text(), number,
                                                  decimal_text(number.in_units(places) + off, places), waterbody);
                if (!changed) {
                    ++mutants.refused;  // no longer in order, or zero
                } else if (check_row(*changed, row, lake).wrong == 0) {
                    ++mutants.unnoticed;
                }
            }
        }
    }
    return mutants;
}

std::size_t limits_in(const WrittenLimits& written, bool lake) {
    std::size_t count = 0;
    for (const WrittenRow& row : written.rows())
        count += row.range.size() + (lake && !row.lake_limits.empty() ? row.lake_limits : row.limits).size();
    return count;
}

void claim_table(const std::string& name, const std::string& file, Waterbody waterbody, double limits, Claims& claims) {
    const bool lake = waterbody == Waterbody::lake;
    const WrittenLimits written((repository_standards / file).string());
    const Standard standard = read_standard(repository_standards / file, waterbody);
    const Tally tally = check_table(standard, written, lake);
    claims.check(name + ": values whose class differs from the second reading", tally.wrong, "==", 0, "1",
                 "a class is exact: whole numbers decide in the second reading");
    claims.check(name + ": limits held against values", static_cast<double>(limits_in(written, lake)), "==", limits,
                 "1", "none is left out");
    const Mutants mutants = mutate(written, waterbody);
    claims.check(name + ": changed limits that nobody noticed", mutants.unnoticed, "==", 0, "1",
                 "one unit of the last published decimal, more and less, of every limit");
    claims.note(name + ": " + std::to_string(tally.compared) + " values compared; " + std::to_string(mutants.made) +
                " changed files, of which " + std::to_string(mutants.refused) +
                " were refused: limits out of order, or not above zero.");
}

TEST(Standards, EveryLimitOfTableOneInRivers) {
    Claims claims("standards");
    // 21 items with limits for five classes (all but temperature, pH, nitrogen), and two ends of pH.
    claim_table("Table 1, rivers", "gb3838-2002.yaml", Waterbody::river, 21 * 5 + 2, claims);
}

TEST(Standards, EveryLimitOfTableOneInLakes) {
    Claims claims("standards");
    claim_table("Table 1, lakes", "gb3838-2002.yaml", Waterbody::lake, 22 * 5 + 2, claims);
}

TEST(Standards, EveryLimitOfTablesTwoAndThree) {
    Claims claims("standards");
    claim_table("Table 2", "gb3838-2002-table2.yaml", Waterbody::river, 5, claims);
    claim_table("Table 3", "gb3838-2002-table3.yaml", Waterbody::river, 80, claims);
}

TEST(Standards, OxygenOfClassOneBySaturation) {
    Claims claims("standards");
    const std::filesystem::path file = repository_standards / "gb3838-2002.yaml";
    const WrittenLimits written(file.string());
    const auto row = std::find_if(written.rows().begin(), written.rows().end(),
                                  [](const WrittenRow& r) { return r.name == "dissolved_oxygen"; });
    ASSERT_NE(row, written.rows().end());
    const Tally tally = check_saturation(read_standard(file), *row);
    claims.check("oxygen from 0 to 40 degC: values whose class differs", tally.wrong, "==", 0, "1",
                 "whole numbers decide in the second reading");
    int unnoticed = 0;
    for (const char* share : {"0.89", "0.91"}) {
        const auto changed = read_changed(written.text(), *row->saturation_share, share, Waterbody::river);
        if (!changed || check_saturation(*changed, *row).wrong == 0) ++unnoticed;
    }
    claims.check("changed shares of saturation that nobody noticed", unnoticed, "==", 0, "1", "a hundredth either way");
    claims.note("Oxygen: " + std::to_string(tally.compared) + " pairs of oxygen and temperature.");
}

}  // namespace
}  // namespace qingliu
