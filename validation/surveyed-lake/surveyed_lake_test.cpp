// Still water on the surveyed sections of the Oriege, deep and with most of the river dry.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "validation/claims.hpp"
#include "validation/lake-at-rest/still_water.hpp"

namespace qingliu::still_water {
namespace {

using validation::Claims;

/// As validation/oriege/survey.py reads them: without the walls of 999 m, vertical drops leaning by 1 mm.
Case surveyed(const std::filesystem::path& file) {
    constexpr double wall = 998.9, least_step = 0.001;  // m
    Case c;
    River river;
    river.name = river.code = "oriege";
    river.max_cell = 20;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream row(line);
        std::string name, at, offset, level;
        std::getline(row, name, ',');
        std::getline(row, at, ',');
        std::getline(row, offset, ',');
        std::getline(row, level, ',');
        if (std::stod(level) > wall) continue;
        if (river.sections.empty() || river.sections.back().chainage < std::stod(at)) {
            river.sections.emplace_back().chainage = std::stod(at);
            river.sections.back().manning_n = 0.05;
            river.sections.back().bed_level = wall;
        }
        auto& section = river.sections.back();
        double x = std::stod(offset);
        if (!section.survey.empty()) x = std::max(x, section.survey.back().first + least_step);
        section.survey.emplace_back(x, std::stod(level));
        section.bed_level = std::min(section.bed_level, std::stod(level));
    }
    river.from = river.sections.front().chainage;
    river.to = river.sections.back().chainage;
    river.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, {}};
    c.network.rivers = {river};
    c.scenarios.emplace_back();
    return c;
}

TEST(SurveyedLake, StaysAtRest) {
    Claims claims("surveyed-lake");
    const char* data = std::getenv("QINGLIU_DATA");
    const auto file = std::filesystem::path(data != nullptr ? data : "") / "vv/oriege/cross_sections.csv";
    if (data == nullptr || !std::filesystem::exists(file)) {
        claims.skip("vv/oriege is not in QINGLIU_DATA");
        GTEST_SKIP() << "vv/oriege is not in QINGLIU_DATA";
    }
    const StillWater river(surveyed(file));
    StillnessClaims stillness(claims);
    stillness.check(
        "over all sections", river, [](int) { return 902.0; }, 300);
    stillness.check(
        "over the lower ones", river, [](int) { return 838.4; }, 300);
    validation::PlotSeries bed{"bed", river.grid().cell_chainage, river.geometry().cell_bed};
    std::vector<validation::PlotSeries> shown{bed};
    for (const double surface : {902.0, 838.4}) {
        const auto start = river.filled([=](int) { return surface; }, 1);
        shown.push_back({fmt::format("{:g} m, after a day", surface), bed.x, river.state_after(start, 1200, 72).level});
    }
    claims.plot("Two lakes on one torrent", "distance, m", "level, m", shown);
    claims.table("Three hundred steps", StillnessClaims::header, stillness.rows);
}

}  // namespace
}  // namespace qingliu::still_water
