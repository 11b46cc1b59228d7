// What a guarantee plan (生态流量保障实施方案) asks of a section: base flow by month, sensitive periods, volumes; which
// days are excused; when to warn. Plans differ, so everything is the plan's own figure.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/config/description.hpp"
#include "engine/run/operation_plan.hpp"

namespace qingliu {

/// Whether a date lies in a part of the year.
bool holds(const Season& season, std::chrono::year_month_day date);

/// More flow than the base in a season, for spawning and the like.
struct SensitivePeriod : Season {
    std::string name;
    double flow = 0;  ///< m3 s-1
};

/// Water that must pass in a season.
struct VolumeTarget : Season {
    std::string name;
    double volume = 0;  ///< m3
};

/// A level of warning: the daily mean is no more than `at_most` times the target on so many days in a row.
struct WarningLevel {
    std::string name;
    double at_most = 1;  ///< 1
    int days = 1;
};

struct FlowPlan {
    std::string name;
    std::array<double, 12> base_flow{};  ///< m3 s-1, 0 = January; 0 where there is none
    std::vector<SensitivePeriod> sensitive_periods;
    std::vector<VolumeTarget> volumes;
    double guarantee = 0.9;              ///< 1, share of periods that must meet their target
    bool excuse_low_inflow = false;      ///< a day whose natural inflow is below the target is not counted
    std::vector<WarningLevel> warnings;  ///< mildest first
    double zero_flow = 0.001;            ///< m3 s-1, no more than this is no flow

    /// The largest flow asked for on a day, m3 s-1; 0 = none.
    [[nodiscard]] double target_on(std::chrono::year_month_day date) const;
};

/// Reads a plan, a YAML file. Throws InputError with every fault, FileError where it cannot be read.
FlowPlan read_flow_plan(const std::filesystem::path& path);

/// What the file of a plan takes.
RecordDescription flow_plan_description();

}  // namespace qingliu
