#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qingliu::validation {

/// One curve or cloud of a plot; x and y of the same length.
struct PlotSeries {
    enum class Style { line, points };
    std::string label;
    std::vector<double> x, y;
    Style style = Style::line;
};

/// What a case claims, what was seen, and the pictures that go with it. `validation/page.py` makes validation/README.md
/// of them.
///
///     Claims claims("dam-break");
///     claims.check("front", off, "<=", 2 * cell, "m", "two cells: a shock is smeared over no more");
///     claims.plot("Depth after 60 s", "x, m", "depth, m", {{"exact", x, h}, {"computed", xs, hs,
///     PlotSeries::Style::points}});
///
/// Everything said of a case in one process goes into one file, <build>/claims/CASE.json, in the order of destruction;
/// what another process says of the same case needs a `part` of its own, CASE.PART.json. The first claim of a case is
/// its headline on the page.
class Claims {
public:
    /// `name` is the folder of the case in validation/. Throws std::invalid_argument if there is no such folder.
    explicit Claims(std::string_view name, std::string_view part = {});
    ~Claims();
    Claims(const Claims&) = delete;
    Claims& operator=(const Claims&) = delete;
    Claims(Claims&&) = delete;
    Claims& operator=(Claims&&) = delete;

    /// Records that `value` is to stand in `relation` (<=, <, >=, > or ==) to `limit`, and fails the running test if it
    /// does not; not a number never does. `unit` is "1" for ratios. Returns whether it held.
    bool check(std::string_view name, double value, std::string_view relation, double limit, std::string_view unit,
               std::string_view reason);
    /// A sentence below the claims.
    void note(std::string_view text);
    /// Why nothing could be checked; the page says skipped.
    void skip(std::string_view reason);
    /// Cells are text; every row is as long as the header.
    void table(std::string_view title, const std::vector<std::string>& header,
               const std::vector<std::vector<std::string>>& rows);
    /// Labels tell the unit after a comma, e.g. "distance, km".
    void plot(std::string_view title, std::string_view x_label, std::string_view y_label,
              const std::vector<PlotSeries>& series);

private:
    struct Said;
    Said& said_;
};

}  // namespace qingliu::validation
