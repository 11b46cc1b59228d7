// Small HEC-RAS models, written as that program writes them.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/run/case_reader.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/imports/hecras_case.hpp"
#include "models/kinetics/constituents.hpp"

namespace qingliu::hecras_sample {

/// A cross-section: 100 wide, bed at `bed`, banks 10 higher at 30 and 70.
inline std::string section(double station, double bed, double length, const std::string& more = {}) {
    std::string text =
        fmt::format("Type RM Length L Ch R = 1 ,{:<8g},{:g},{:g},{:g}\n", station, length, length, length);
    text += "Node Last Edited Time=Jul/08/2018 11:06:48\n#Sta/Elev= 6 \n";
    const std::vector<double> points{0, bed + 12, 30, bed + 10, 40, bed, 60, bed, 70, bed + 10, 100, bed + 12};
    for (std::size_t i = 0; i < points.size(); ++i)
        text += fmt::format("{:>8g}", points[i]) + (i == 9 || i + 1 == points.size() ? "\n" : "");
    text += "#Mann= 3 , 0 , 0 \n       0     .08       0      30     .03       0      70     .08       0\n";
    return text + more + "Bank Sta=30,70\nXS Rating Curve= 0 ,0\nExp/Cntr=0.3,0.1\n\n";
}

inline std::string head(const std::string& title = "Sample") {
    return fmt::format("Geom Title={}\nProgram Version=6.31\nViewing Rectangle= 0 , 1 , 1 , 0 \n\n", title);
}

inline std::string reach(const std::string& river, const std::string& name) {
    return fmt::format("River Reach={:<16},{:<16}\nReach XY= 2 \n{:>16}{:>16}{:>16}{:>16}\nReverse River Text= 0 \n\n",
                       river, name, "1481151.0", "295507.7", "1481147.9", "295403.6");
}

/// One reach of three sections, 1000 ft apart, on a slope of 0.001.
inline std::string one_reach() {
    return head() + reach("Clear Creek", "Main") + section(3000, 102, 1000) + section(2000, 101, 1000) +
           section(1000, 100, 0);
}

inline std::string steady(const std::string& flows, const std::string& ends, int profiles = 1) {
    return fmt::format("Flow Title=Sample flow\nProgram Version=6.31\nNumber of Profiles= {} \nProfile Names={}\n",
                       profiles, profiles == 1 ? "Q10" : "Q10,Q50,Q100") +
           flows + ends + "DSS Import StartDate=\n";
}

inline std::string flows(const std::string& river, const std::string& name, const std::string& station,
                         const std::string& values) {
    return fmt::format("River Rch & RM={:<16},{:<16},{:<8}\n{}\n", river, name, station, values);
}

inline std::string end(const std::string& river, const std::string& name, int profile, const std::string& lower) {
    return fmt::format("Boundary for River Rch & Prof#={:<16},{:<16}, {} \nUp Type= 0 \n{}\n", river, name, profile,
                       lower);
}

inline std::string normal_depth() { return "Dn Type= 3 \nDn Slope=0.001"; }

inline ImportedCase imported(const std::string& geometry, const std::string& flow = {}, const std::string& plan = {},
                             HecrasUnits units = HecrasUnits::us_customary) {
    HecrasModelText text;
    text.geometry = geometry;
    text.flow = flow;
    text.plan = plan;
    text.units = units;
    return import_hecras_text(text);
}

/// All that is wrong with a model, as it is told; empty where nothing is.
inline std::string faults(const std::string& geometry, const std::string& flow = {}, const std::string& plan = {}) {
    try {
        imported(geometry, flow, plan);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

/// A text with one piece of it replaced. Precondition: it is there.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

/// The case as it is read from the folder it was written into. Throws InputError where `check` would find fault.
inline Case read_back(const ImportedCase& imported) {
    const auto folder = std::filesystem::path(testing::TempDir()) /
                        fmt::format("qingliu_hecras_{}", testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder);
    for (const CaseFile& file : files_of(imported, "0")) {
        std::filesystem::create_directories((folder / file.path).parent_path());
        std::ofstream(folder / file.path, std::ios::binary) << file.text;
    }
    Case read =
        read_case(folder / "case.yaml", {known_constituents(), {}, structure_kinds(), {}, {}, {}, {"power_law"}, {}});
    std::filesystem::remove_all(folder);
    return read;
}

/// Whether the report assumes or leaves something that has these words.
inline bool tells(const ImportReport& report, const std::string& words) {
    const auto has = [&](const auto& entry) { return entry.what.find(words) != std::string::npos; };
    return std::ranges::any_of(report.assumptions, has) || std::ranges::any_of(report.not_taken, has);
}

}  // namespace qingliu::hecras_sample
