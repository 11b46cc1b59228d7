// Surveyed sections with roughness by zone, bank stations, ineffective areas and obstructions against HEC-RAS 6.3.1.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>

#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/section.hpp"
#include "validation/claims.hpp"
#include "validation/white-river/standard_step.hpp"

namespace qingliu::validation {
namespace {

/// What the other form of the balance may make, m; measured, see README.md.
constexpr double steady_limit = 1.0;

struct WhiteRiver {
    std::vector<HecrasSection> sections;
    std::vector<HecrasResult> results;

    [[nodiscard]] const HecrasResult& result(int profile, const std::string& station) const {
        return *std::ranges::find_if(
            results, [&](const HecrasResult& r) { return r.profile == profile && r.station == station; });
    }
};

/// Nothing where the measured data are not there.
std::optional<WhiteRiver> white_river(Claims& claims) {
    const char* data = std::getenv("QINGLIU_DATA");
    const auto folder = std::filesystem::path(data == nullptr ? "" : data) / "import" / "hecras";
    if (data == nullptr || !std::filesystem::exists(folder / "white_river.g01")) {
        claims.skip("QINGLIU_DATA names no folder with import/hecras/white_river.g01");
        return std::nullopt;
    }
    return WhiteRiver{read_geometry((folder / "white_river.g01").string()),
                      read_results((folder / "white_river_results_hecras.csv").string())};
}

TEST(WhiteRiver, AreaAndConveyanceAreThoseOfHecras) {
    Claims claims("white-river", "sections");
    const auto river = white_river(claims);
    if (!river) GTEST_SKIP();
    double area = 0, conveyance = 0, table = 0;
    std::size_t compared = 0;
    for (const auto& section : river->sections) {
        const SurveyedSection exact(section.shape);
        const auto shape = shape_of(section.shape);
        for (const auto& result : river->results) {
            if (result.station != section.station) continue;
            const double depth = result.level - shape.bed_level;
            area = std::max(area, std::fabs(shape.flow_area(depth) / result.area - 1));
            conveyance = std::max(conveyance, std::fabs(exact.at(depth).conveyance() / result.conveyance - 1));
            table = std::max(table, std::fabs(shape.conveyance(depth) / result.conveyance - 1));
            ++compared;
        }
    }
    claims.check("sections and profiles compared", static_cast<double>(compared), "==", 125, "1",
                 "5 sections, 25 profiles");
    claims.check("flow area, largest difference", area, "<=", 1e-3, "1", "the two programs read the same survey");
    claims.check("conveyance by the formula, largest difference", conveyance, "<=", 1e-3, "1",
                 "the same division into stretches; HEC-RAS writes 1.486 for 1.48592 (6e-5)");
    claims.check("conveyance of the table the engine uses, largest difference", table, "<=", 1e-3, "1",
                 "the table adds at most 1e-4, and is held where the formula descends");
}

TEST(WhiteRiver, StandardStepGivesItsProfiles) {
    Claims claims("white-river", "profiles");
    const auto river = white_river(claims);
    if (!river) GTEST_SKIP();
    std::vector<SurveyedSection> exact;
    for (const auto& section : river->sections) exact.emplace_back(section.shape);
    std::set<int> profiles;
    for (const auto& result : river->results) profiles.insert(result.profile);
    double squares = 0, largest = 0;
    std::size_t count = 0;
    std::string where;
    PlotSeries theirs{"HEC-RAS 6.3.1", {}, {}, PlotSeries::Style::points}, ours{"qingliu's sections", {}, {}};
    for (const int profile : profiles) {
        std::size_t k = exact.size() - 1;
        const double discharge = river->result(profile, river->sections[k].station).discharge;
        // normal depth on a slope of 0.001 at the lower end, as the flow file has it
        const auto lower_end = rising_roots(exact[k].bed_level() + 1, exact[k].bed_level() + 20, [&](double level) {
            return exact[k].at(level - exact[k].bed_level()).conveyance() * std::sqrt(1e-3) - discharge;
        });
        double level = lower_end.front();
        for (;; --k) {
            const double off = level - river->result(profile, river->sections[k].station).level;
            squares += off * off;
            if (std::fabs(off) > std::fabs(largest)) {
                largest = off;
                where = fmt::format("section {} at {:.0f} m3/s", river->sections[k].station, discharge);
            }
            ++count;
            if (k == 0) break;
            const auto levels = levels_upstream(river->sections[k - 1], exact[k - 1], exact[k], level, discharge);
            ASSERT_EQ(levels.size(), 1U) << "profile " << profile << " above section " << river->sections[k].station;
            level = levels.front();
        }
        theirs.x.push_back(discharge);
        theirs.y.push_back(river->result(profile, river->sections[0].station).level);
        ours.x.push_back(discharge);
        ours.y.push_back(level);
    }
    claims.check("water surface, rms over 25 profiles at 5 sections",
                 std::sqrt(squares / static_cast<double>(count)) / foot, "<=", 0.05, "ft",
                 "the same energy equation: average conveyance, alpha by three parts, 0.1 and 0.3 of the change of "
                 "velocity head");
    claims.note(
        fmt::format("Largest difference {:+.3f} ft, at {}. Above critical depth the equation has one answer "
                    "everywhere.",
                    largest / foot, where));
    claims.plot("Stage at the upper end", "discharge, m3/s", "water level, m", {theirs, ours});
}

/// The engine's own steady flow on the same sections, along the channel.
std::vector<double> steady_levels(const WhiteRiver& river, double discharge) {
    Case c;
    River one;
    one.name = one.code = "White River";
    for (const auto& section : river.sections) {
        auto row = section.shape;
        row.chainage = one.to;
        one.sections.push_back(row);
        if (&section != &river.sections.back()) one.to += section.main;
    }
    one.max_cell = 100;
    one.outlet = Outlet{Outlet::Kind::normal_depth, 1e-3, 0, {}, {}};
    PointSource source;
    source.at = {0, 0};
    source.discharge = Series(discharge);
    c.network.rivers = {one};
    c.sources = {source};
    c.scenarios.emplace_back();
    const auto grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    const auto state = steady_flow(geometry, exchanges, forcing, 0);
    std::vector<double> levels;
    for (const auto& row : one.sections)
        levels.push_back(state.level[static_cast<std::size_t>(grid.cell_at({0, row.chainage}))]);
    return levels;
}

TEST(WhiteRiver, TheEnginesSteadyFlowDiffersByTheFormOfTheBalance) {
    Claims claims("white-river", "steady");
    const auto river = white_river(claims);
    if (!river) GTEST_SKIP();
    std::vector<std::vector<std::string>> rows;
    double squares = 0, count = 0;
    for (const int profile : {1, 5, 9, 15, 21}) {
        const double discharge = river->result(profile, "1.0").discharge;
        const auto levels = steady_levels(*river, discharge);
        std::vector<std::string> row{fmt::format("{:.0f}", discharge)};
        for (std::size_t k = 0; k < levels.size(); ++k) {
            const double off = levels[k] - river->result(profile, river->sections[k].station).level;
            row.push_back(fmt::format("{:+.2f}", off));
            squares += off * off;
            count += 1;
        }
        rows.push_back(row);
    }
    claims.check(
        "steady flow of the engine, rms to HEC-RAS", std::sqrt(squares / count), "<=", steady_limit, "m",
        "another balance: it takes what lies between the five surveys, HEC-RAS the mean of two conveyances; no alpha, "
        "no losses of contraction and expansion");
    claims.table("Level of the engine's steady flow minus HEC-RAS's, m",
                 {"discharge, m3/s", "5.0 (upper end)", "4.0", "3.0", "2.0", "1.0"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
