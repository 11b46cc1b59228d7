// What `assess` says of observations: a table for the terminal, CSV for spreadsheets, JSON for programs.
#pragma once

#include <cstddef>
#include <string>

#include "models/observations/published_classes.hpp"
#include "models/observations/quality_control.hpp"
#include "models/reports/dispatcher_table.hpp"

namespace qingliu {

/// References must outlive the page.
struct ObservedPage {
    std::string file;  ///< as named
    const Observations& observations;
    const ObservedClasses& classes;
    const Agreement& agreement;
    const Standard& standard;  ///< of rivers; that of lakes has the same names
    const ObservedSettings& settings;
    std::size_t rows = 60;  ///< at most in each list of the table; the rest is counted
};

/// Sections or readings, worst first where there are more than `rows`; how many have which class; what differs from the
/// published classes and why; flagged values; notes.
std::string observed_table(const ObservedPage& page, const TableStyle& style);

/// One row a reading or period with classes, values (in the unit of the header) and flags; UTF-8 with byte order mark.
std::string observed_csv(const ObservedPage& page);

/// {"file", "standard", "period", "rounding", "encoding", "readings", "classes", "published", "flags",
/// "values_left_out", "flagged", "sections", "notes"}.
std::string observed_json(const ObservedPage& page);

// --- what the three have in common ---

/// The name of a station, with its province where another bears the same name.
std::string station_label(const Observations& observations, int station);
/// "2026-02-04 11:00" of a reading, "2026-02" of a month.
std::string span_label(const ObservedPage& page, const ObservedClass& one);
/// An SI value in the unit tables show, six digits; empty for NaN.
std::string shown_value(const ObservedVariable& variable, double si);
/// A reading's values, or a period's, [Observations::variables].
double value_of(const ObservedPage& page, const ObservedClass& one, std::size_t variable);
/// "other_column", "on_a_limit", "flagged" or "unexplained".
const char* reason_name(Disagreement::Reason reason);
/// "reading", "day", ...
const char* period_name(const ObservedSettings& settings);

}  // namespace qingliu
