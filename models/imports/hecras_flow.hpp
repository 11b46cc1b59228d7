// What flows through a HEC-RAS model, as it stands in the file, in the file's units: a steady flow file (.f01 and the
// like), an unsteady one (.u01), and of a plan (.p01) the period it runs over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/imports/hecras_geometry.hpp"

namespace qingliu {

/// From a river station down to the next change: a discharge for each profile.
struct HecrasFlowChange {
    std::string river, reach, station;
    std::vector<double> flows;
    int line = 0;
};

/// What holds at the lower end of a reach in one profile. The upper end counts only where HEC-RAS computes
/// supercritical flow.
struct HecrasBoundary {
    enum class Kind { none = 0, known_level = 1, critical_depth = 2, normal_depth = 3, rating_curve = 4 };
    std::string river, reach;
    std::size_t profile = 0;  ///< from 1
    Kind upper = Kind::none, lower = Kind::none;
    double level = 0;     ///< of a known level
    double slope = 0;     ///< of a normal depth
    HecrasPoints rating;  ///< (discharge, level)
    int line = 0;
};

/// What enters or holds at a station of an unsteady model.
struct HecrasHydrograph {
    enum class Kind { flow, stage, lateral_inflow, uniform_lateral_inflow, normal_depth, rating_curve, other };
    Kind kind = Kind::other;
    std::string river, reach, station, to_station, storage_area;
    double interval = 0;         ///< s between values
    std::vector<double> values;  ///< discharges or levels
    double multiplier = 1;       ///< on discharges
    double slope = 0;            ///< of a normal depth
    HecrasPoints rating;         ///< (discharge, level)
    bool in_dss = false;         ///< the values lie in a DSS file
    std::string dss_path;
    std::string fixed_start;  ///< "02JAN1900,0000" where it does not begin with the plan
    int line = 0;
};

struct HecrasInitialFlow {
    std::string river, reach, station;
    double flow = 0;
    int line = 0;
};

struct HecrasFlow {
    bool steady = true;
    std::string title;
    std::vector<std::string> profiles;  ///< names; of a steady file
    std::vector<HecrasFlowChange> changes;
    std::vector<HecrasBoundary> boundaries;
    std::vector<HecrasHydrograph> hydrographs;  ///< of an unsteady file
    std::vector<HecrasInitialFlow> initial_flows;
    std::vector<HecrasLeft> left;
};

struct HecrasPlan {
    std::string title;
    std::optional<double> start, end;        ///< s since 1970Z, civil times taken as UTC
    bool conveyance_between_points = false;  ///< of overbanks, as HEC-2 had it; else between changes of n
    std::string regime;                      ///< "Subcritical Flow", ...
    std::string geometry, flow;              ///< suffixes: "g01", "f01"
    std::vector<HecrasLeft> left;
};

/// Reads a flow file; which kind it is tells its text. What is wrong is added to `problems`.
HecrasFlow read_hecras_flow(std::string text, const std::string& file, Problems& problems);
HecrasPlan read_hecras_plan(std::string text, const std::string& file, Problems& problems);

/// Reads the lines of an unsteady file (in a file of its own).
void read_hecras_unsteady(HecrasText& text, HecrasFlow& flow);

/// "02JAN1900" and "0130" (also "01:30", "2400") as s since 1970Z; nothing where it is no time.
std::optional<double> hecras_instant(std::string_view day, std::string_view hour);
/// "15MIN", "1HOUR", "1DAY" in s; nothing where it is none of them.
std::optional<double> hecras_interval(std::string_view text);

}  // namespace qingliu
