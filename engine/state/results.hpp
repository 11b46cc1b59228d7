// What a run leaves: frames while it goes, a record when it ends. Reports and assessment read these, never the solver.
#pragma once

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/unknown.hpp"

namespace qingliu {

/// Water shallower than this (m) has no concentration to speak of: nobody could sample it.
constexpr double shallowest_sample = 1e-3;

/// One scenario at one output time.
struct ScenarioFrame {
    bool failed = false;                ///< frozen earlier; the fields hold its last state
    std::vector<double> water_level;    ///< m [cell]
    std::vector<double> depth;          ///< m [cell]
    std::vector<double> velocity;       ///< m s-1 [cell]
    std::vector<double> discharge;      ///< m3 s-1 [face]
    std::vector<double> concentration;  ///< [cell][constituent], unit of the constituent; NaN where too shallow
    std::vector<double> bed;            ///< [cell][constituent in the bed], unit of the constituent
};

struct Frame {
    double time = 0;  ///< s since 1970Z
    std::vector<ScenarioFrame> scenarios;
};

/// The balance of water (m3) or of one constituent (g, or unit x m3) over the whole run, compensated sums.
struct LedgerAccount {
    std::string name;  ///< "water" or a constituent's name
    double in = 0, out = 0, reacted = 0;
    double stored_before = 0, stored_after = 0;
    double stored_change = 0;                           ///< compensated, not the difference of two rounded totals
    std::vector<std::pair<std::string, double>> parts;  ///< sources, outlets, evaporation, seepage, processes

    /// |in - out + reacted - stored change| / max(in, initial storage, |reacted|).
    [[nodiscard]] double relative_error() const {
        const double scale = std::fmax(std::fmax(in, stored_before), std::fabs(reacted));
        return scale > 0 ? std::fabs(in - out + reacted - stored_change) / scale : 0.0;
    }
};

/// What a process makes (or takes) of one constituent.
struct ProcessPart {
    /// In place of a process: mass put in where a step would have left less than nothing.
    static constexpr const char* clipped = "clipped";
    std::string process, constituent;
};

/// Why something was decided, in English and in Chinese.
struct Reason {
    std::string en, zh;
};

/// A setting that was changed, or left where a rule wanted it changed (`from` equals `to`), and why.
struct OperationEvent {
    double time = 0;         ///< s since 1970Z
    double until = 0;        ///< s since 1970Z, when the setting arrives
    std::string target;      ///< name of the structure or the source
    std::string decided_by;  ///< name of the rule, controller or sharing; "schedule" where that takes over again
    std::string unit;        ///< of the setting: m, m3/s
    double from = 0, to = 0;
    Reason reason;
};

/// A cell that held a scenario up.
struct WorstCell {
    int cell = -1;
    std::string river;
    double chainage = 0;        ///< m, its middle
    long count = 0;             ///< how often
    std::string works;          ///< the nearest within some kilometres, may be empty
    double distance = unknown;  ///< m, to that along the rivers
};

/// What enters the river of a control section above it, and the flow from there to the section, mean over the run.
struct OutfallAbove {
    int source = -1;      ///< index into Case::sources of the nearest, -1 where there is none
    double distance = 0;  ///< m along the river
    // NaN where no flow is known
    double velocity = unknown;        ///< m s-1, downstream
    double top_width = unknown;       ///< m
    double depth = unknown;           ///< m, area over width
    double shear_velocity = unknown;  ///< m s-1
};

struct ScenarioRecord {
    std::string name, title;
    bool failed = false;
    std::string failure;                               ///< what, where, when
    std::vector<std::vector<double>> daily_discharge;  ///< m3 s-1 [day][section], time means, NaN where not reached
    std::vector<std::vector<double>>
        daily_concentration;  ///< [day][section * constituents + constituent], means over the time with water
    std::vector<std::vector<double>> daily_depth;  ///< m [day][section], time means, NaN where not reached
    // --- of a certified run: estimated errors of daily means, value less truth; NaN where none is known ---
    std::vector<std::vector<double>> discharge_error;      ///< m3 s-1 [day][section], empty unless certified
    std::vector<std::vector<double>> water_level_error;    ///< m [day][section], likewise
    std::vector<std::vector<double>> concentration_error;  ///< [day][section * constituents + constituent], likewise
    std::string not_certified;                             ///< why, empty where it was done or not asked for
    // the part of the steps in time alone, told by the reference integrator
    std::vector<std::vector<double>> discharge_step_error;    ///< m3 s-1 [day][section], empty unless certified
    std::vector<std::vector<double>> water_level_step_error;  ///< m [day][section], likewise
    std::string steps_not_certified;                          ///< why, empty where it was done or not asked for
    std::vector<OutfallAbove> outfalls;                       ///< [section]
    std::vector<double> source_volume;                        ///< m3 [Case::sources], into the rivers positive
    std::vector<LedgerAccount> ledger;                        ///< water first, then each constituent that has mass
    /// [day][river * RunRecord::process_parts + part], g (unit x m3 or unit x m2), made (+) or taken (-); empty where
    /// not reached
    std::vector<std::vector<double>> daily_amounts;
    std::vector<OperationEvent> decisions;  ///< in the order of time
    long steps = 0, rejected = 0, fallbacks = 0, newton_iterations = 0;
    double cell_steps = 0;
    double damped = 0;                           ///< s in which swings of the water were damped instead of resolved
    std::vector<WorstCell> worst_by_iterations;  ///< most Newton iterations on account of one cell, largest first
    std::vector<WorstCell> worst_by_step;        ///< most steps whose length one cell decided, largest first
};

struct RunRecord {
    std::vector<ScenarioRecord> scenarios;
    std::vector<double> day_start;           ///< s since 1970Z, civil days of the case's offset
    std::vector<ProcessPart> process_parts;  ///< what the processes of every scenario make
    bool complete = false;                   ///< false after Ctrl-C
    double end = 0;                          ///< s since 1970Z, time reached
    double cpu_s = 0, wall_s = 0;            ///< of the forecast
    double certification_wall_s = 0;         ///< of what repeated it
    bool certified_cells = false;            ///< the errors told include those of the cells, not of the steps alone
    double unrest_at_start = 0;              ///< m a day that a level still moved in the flow taken for a steady one
};

}  // namespace qingliu
