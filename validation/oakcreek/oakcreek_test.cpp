// Salt between two probes of Oak Creek: fitted on the front and the peak, scored on the tail (README.md).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <tuple>

#include "validation/claims.hpp"
#include "validation/oakcreek/reach.hpp"

namespace qingliu::validation {
namespace {

/// Rows of a table.
std::vector<std::vector<std::string>> table_of(const std::string& name) {
    std::ifstream file(name);
    std::vector<std::vector<std::string>> rows;
    std::string line, cell;
    while (std::getline(file, line)) {
        if (line.ends_with('\r')) line.pop_back();
        std::istringstream cells(line);
        rows.emplace_back();
        while (std::getline(cells, cell, ',')) rows.back().push_back(cell);
    }
    return rows;
}

/// One release at both probes, g m-3 of salt, means over steps of `sample`.
struct Release {
    double length = 0;  // m
    std::vector<double> upper, lower;
};

/// Index of the first step at or after `from` with less than `share` of the peak.
std::size_t below(const std::vector<double>& record, double share) {
    const auto peak = std::max_element(record.begin(), record.end());
    return static_cast<std::size_t>(std::find_if(peak, record.end(), [&](double c) { return c < share * *peak; }) -
                                    record.begin());
}

Release read(const std::string& folder, const std::string& reach) {
    // columns of metadata.csv, upper probe first, and of the records
    constexpr std::size_t length = 1, background = 5, slope = 10, column = 2;
    Release release;
    std::array<double, 2> zero{}, gauge{};
    for (const auto& row : table_of(folder + "/metadata.csv")) {
        if (row[0] != reach) continue;
        release.length = std::stod(row[length]);
        for (std::size_t probe = 0; probe < 2; ++probe) {
            zero[probe] = std::stod(row[background + probe]);
            gauge[probe] = 1000 * std::stod(row[slope + probe]);  // g m-3 for a mS/cm
        }
    }
    const auto rows = table_of(folder + "/reach" + reach + "_EC_5s.csv");
    for (std::size_t probe = 0; probe < 2; ++probe) {
        auto& record = probe == 0 ? release.upper : release.lower;
        const auto at = [&](std::size_t i) {
            return gauge[probe] * (std::stod(rows[i][column + probe]) - zero[probe]);
        };
        const auto there = [&](std::size_t i) {
            return i < rows.size() && rows[i].size() > column + probe && !rows[i][column + probe].empty();
        };
        // three readings in 10 s: the ends count half
        for (std::size_t i = 1; there(i + 2); i += 2) record.push_back(0.25 * (at(i) + 2 * at(i + 1) + at(i + 2)));
    }
    // what comes after is the background's drift of one or two digits
    const std::size_t cut = below(release.upper, 0.005);
    release.upper.resize(release.lower.size(), 0.0);
    std::fill(release.upper.begin() + static_cast<std::ptrdiff_t>(cut), release.upper.end(), 0.0);
    return release;
}

TEST(OakCreek, TailOfAReleaseFollowsFromItsFrontAndPeak) {
    Claims claims("oakcreek");
    const char* data = std::getenv("QINGLIU_DATA");
    const std::string folder = std::string(data == nullptr ? "" : data) + "/vv/oakcreek_nacl";
    if (data == nullptr || !std::ifstream(folder + "/metadata.csv")) {
        claims.skip("vv/oakcreek_nacl is not in QINGLIU_DATA");
        GTEST_SKIP() << "no measured releases";
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& [reach, least] : {std::pair<std::string, double>{"1", 0.92}, {"2", 0.97}, {"4", 0.92}}) {
        const Release r = read(folder, reach);
        const auto peak = static_cast<std::size_t>(std::max_element(r.lower.begin(), r.lower.end()) - r.lower.begin());
        const std::size_t half = below(r.lower, 0.5), end = 4 * peak;
        ASSERT_LE(end, r.lower.size());
        const double speed = r.length / (sample * static_cast<double>(peak));
        const auto fitted = [&](const char* how, std::size_t until, const ReachParameters& first) {
            const ReachFit fit(r.length, r.upper, r.lower, until, first);
            const auto p = fit.parameters();
            auto computed = at_lower_probe(r.length, r.upper, p);
            const double whole = determination(r.lower, computed, 0, end),
                         tail = determination(r.lower, computed, half, end);
            rows.push_back({reach, how, fmt::format("{:.4f}", p.speed), fmt::format("{:.3f}", p.dispersion),
                            p.ratio > 0 ? fmt::format("{:.3f}", p.ratio) : "none",
                            p.ratio > 0 ? fmt::format("{:.2g}", p.exchange_rate) : "none",
                            fmt::format("{:.3f}", p.recovery), fmt::format("{}", fit.runs()),
                            fmt::format("{:.4f}", determination(r.lower, computed, 0, until)),
                            until < end ? fmt::format("{:.3f}", tail) : "fitted", fmt::format("{:.4f}", whole)});
            return std::tuple{std::move(computed), tail, whole};
        };
        const ReachParameters storing{1.3 * speed, 0.03, 0.3, 1e-3, 1}, plain{speed, 0.1, 0, 0, 1};
        const auto [computed, tail, whole] = fitted("to half the peak", half, storing);
        const auto [bare, bare_tail, bare_whole] = fitted("to half the peak, no storage", half, plain);
        const auto [all, all_tail, all_whole] = fitted("all of it", end, storing);
        fitted("all of it, no storage", end, plain);
        claims.check(fmt::format("reach {}: R2 of the tail, which nothing was fitted to", reach), tail, ">=", least,
                     "1", "measured, rounded down");
        claims.check(
            fmt::format("reach {}: what storage leaves unexplained of it, of what dispersion alone leaves", reach),
            (1 - tail) / (1 - bare_tail), "<=", 1.0 / 3, "1", "storage must be worth its two parameters");
        claims.check(fmt::format("reach {}: R2 where all of it is fitted", reach), all_whole, ">=", 0.997, "1",
                     "measured, rounded down");
        std::vector<double> time, lower, stored, spread;
        for (std::size_t i = 0; i < end; i += 4) {
            time.push_back((static_cast<double>(i) + 1) * sample);
            lower.push_back(r.lower[i]);
            stored.push_back(computed[i]);
            spread.push_back(bare[i]);
        }
        claims.plot(fmt::format("Reach {}, fitted to {:.0f} s", reach, sample * static_cast<double>(half)),
                    "time since the release, s", "salt, g/m3",
                    {{"measured", time, lower, PlotSeries::Style::points},
                     {"storage zones", time, stored},
                     {"dispersion alone", time, spread}});
    }
    claims.table("Parameters and R2",
                 {"reach", "fitted", "u, m/s", "D, m2/s", "As / A", "alpha, 1/s", "recovery", "runs",
                  "R2 of what was fitted", "R2 of the tail", "R2 of all"},
                 rows);
}

}  // namespace
}  // namespace qingliu::validation
