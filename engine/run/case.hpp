// A case: everything a run needs, read and checked, in SI units, immutable. Nothing that computes sees YAML.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/network/network.hpp"
#include "engine/run/operation_plan.hpp"
#include "engine/run/own_chemistry.hpp"
#include "engine/time/series.hpp"

namespace qingliu {

/// An origin of water; each has a volume-fraction tracer `fraction_<name>`.
struct Water {
    std::string name;   ///< Latin, for files: yellow_river, south_north, tail_water, local
    std::string title;  ///< Chinese, for tables
};

/// Concentrations of one inflow, by constituent name (word names of the catalogue); what is absent is zero.
struct Quality {
    std::string name;
    std::map<std::string, Series> concentration;  ///< g m-3 (conductivity uS cm-1)
    std::vector<std::string> estimates;           ///< constituents whose figures are estimates, whatever the block is
    Provenance provenance;
};

/// A point exchange of water with a river: an inflow, a plant, a release from an intake, an abstraction.
struct PointSource {
    enum class Kind { inflow, plant, release, abstraction };
    std::string name;
    Kind kind = Kind::inflow;
    RiverPoint at;
    Series discharge;            ///< m3 s-1 in the direction of the kind, >= 0; scenarios may replace it
    int water = 0;               ///< index into Case::waters; not used by abstractions
    int quality = -1;            ///< index into Case::qualities; not used by abstractions
    double depth = 0;            ///< m, at which it enters a river's upstream end where it is fast there, 0 = not known
    double capacity = 0;         ///< m3 s-1, releases only, 0 = not limited
    double price = 0;            ///< yuan m-3, releases only
    double conveyance_loss = 0;  ///< 1, share of a release lost before it reaches the river
    bool diverted = false;       ///< counts as diverted volume
    Provenance provenance;
};

/// Water that enters along a stretch (ungauged runoff, return flow).
struct DiffuseSource {
    std::string name;
    int river = -1;
    double from = 0, to = 0;  ///< m chainage
    Series discharge;         ///< m3 s-1 over the whole stretch
    int water = 0;
    int quality = -1;
    Provenance provenance;
};

/// Ground water beside a stretch: q = conductance B (z - max(level, bed - bed_thickness)) per length leaves the river
/// (McDonald & Harbaugh 1988, the MODFLOW river package); where the ground water stands higher it enters.
struct GroundWater {
    std::string name;
    int river = -1;
    double from = 0, to = 0;   ///< m chainage
    Series level;              ///< m above datum
    double conductance = 0;    ///< s-1, hydraulic conductivity of the bed over its thickness
    double bed_thickness = 0;  ///< m; ground water below the bed's underside draws no more
    int water = 0;             ///< index into Case::waters, of what enters
    int quality = -1;          ///< index into Case::qualities
    Provenance provenance;
};

/// The water level at the end of a river whose outlet is a stage, in place of the network's constant: a tide, a
/// receiving river, a reservoir.
struct EndLevel {
    int river = -1;
    Series level;  ///< m
    Provenance provenance;
};

/// How weed, or its cutting, changes the roughness of a river in time.
struct SeasonalRoughness {
    int river = -1;
    Series factor;  ///< 1, on Manning's n of the whole river
    Provenance provenance;
};

/// One schedule of releases and openings. Names index sources and structures of the case.
struct Scenario {
    std::string name;                 ///< Latin, for files; SCENARIO@MEMBER of a member of the ensemble
    std::string title;                ///< Chinese, for tables
    std::map<int, Series> discharge;  ///< source index -> m3 s-1
    std::map<int, Series> opening;    ///< structure index -> its setting, SI
    int operation = -1;               ///< index into Case::operations, or none: schedules alone
    std::string of = {};              ///< the scenario this is a member of, empty: it runs as the case is written
    int member = -1;                  ///< index into Case::ensemble, or none
};

/// A section the regulator looks at.
struct ControlSection {
    std::string name;
    RiverPoint at;
    int target_class = 3;                      ///< 1..6 = I .. worse than V
    std::array<double, 12> ecological_flow{};  ///< m3 s-1 by month, 0 = none set
    bool national = false;
    bool ecological_key = false;   ///< counts in the share of sections with ecological flow met
    std::string station;           ///< name of the automatic station or gauge, may be empty
    bool station_upstream = true;  ///< false where nothing upstream is measured (fitted by construction)
    Provenance provenance;
    Provenance ecological_provenance;
};

/// The air over the water, for what warms and cools it and for light.
struct Air {
    Series temperature;                          ///< degC, at 2 m
    Series dew_point;                            ///< degC
    Series cloud_cover;                          ///< 1, share of the sky
    Series solar_radiation;                      ///< SI, of sun and sky on a level surface, where it was measured
    bool measured_sun = false;                   ///< else it is reckoned from where the sun stands
    double latitude = 0, longitude = 0;          ///< degrees, WGS84
    std::string clear_sky = "ryan_stolzenbach";  ///< or "bras"
    double transmission = 0.8;                   ///< 1, of dry clean air (ryan_stolzenbach)
    double turbidity = 2;                        ///< 1, of air (bras)
    Provenance provenance;
};

/// Weather, the same everywhere, and water temperature where none is carried.
struct Climate {
    Series water_temperature;  ///< degC
    Series evaporation;        ///< m s-1 from the water surface
    Series rain = Series(0);   ///< m s-1 onto the water surface
    int rain_water = -1;       ///< index into Case::waters
    int rain_quality = -1;     ///< index into Case::qualities
    Series wind_speed;         ///< m s-1 at 10 m
    double elevation = 75;     ///< m, for oxygen saturation
    bool has_air = false;      ///< `air` is given
    Air air = {};
    Provenance provenance;
};

/// A stretch with a dispersion of its own.
struct DispersionReach {
    int river = -1;
    double from = 0, to = 0;  ///< m, design chainage
    std::string formula;
    double a = 0;                ///< m2 s-1 (m s-1)^-b, of the power law
    double b = 0;                ///< 1
    double least = 0, most = 0;  ///< m2 s-1
};

struct Numerics {
    double max_step = 1200;                           ///< s
    double min_step = 1e-3;                           ///< s
    double flow_tolerance = 1e-3;                     ///< 1, relative, of the embedded error estimate
    double dispersion_constant = 0;                   ///< m2 s-1, lower limit of a U^b
    double dispersion_a = 10;                         ///< m2 s-1 (m s-1)^-b
    double dispersion_b = 0.05;                       ///< 1
    double dispersion_max = 20;                       ///< m2 s-1
    std::string dispersion_formula = "power_law";     ///< which of the models' formulas
    std::vector<DispersionReach> dispersion_reaches;  ///< where something else holds; of several the last
    std::string kinetics_integrator = "rosenbrock";   ///< or "arkode"
    bool unsplit = false;                             ///< transport and kinetics are integrated together
    double quality_tolerance = 1e-5;                  ///< 1, relative, of the error of a step of that integration
};

/// What a gauge read at the start: a level, a discharge or both.
struct MeasuredPoint {
    RiverPoint at;
    std::optional<double> water_level;  ///< m above datum
    std::optional<double> discharge;    ///< m3 s-1, positive downstream
    Provenance provenance;
};

/// What lies in the bed of a stretch at the start.
struct BedStretch {
    int river = -1;
    double from = 0, to = 0;                 ///< m
    std::map<std::string, double> amounts;   ///< by constituent, its unit
    std::map<std::string, double> settling;  ///< by constituent, its unit s-1: the bed is in balance with it
    bool in_balance = false;                 ///< with that, or with what settles at the end of the spin-up
    std::optional<double> temperature = {};  ///< degC, at which it came into balance; that of the start if not given
    Provenance provenance;
};

struct Start {
    std::filesystem::path checkpoint;  ///< file of the state to begin from; empty: a steady flow
    Place place;                       ///< where the checkpoint is named
    /// Whose forcing at the start makes the steady state all scenarios begin from; of a checkpoint the one they all
    /// begin from, empty: each from its namesake.
    std::string scenario;
    double spin_up = 0;  ///< s, length of the run with constant forcing that makes the first concentrations
    std::vector<MeasuredPoint> measured = {};  ///< what the steady flow is drawn through after the spin-up
    double settle = 0;                         ///< s, run with constant forcing after that
    std::vector<BedStretch> bed = {};          ///< later ones count where stretches overlap
    /// The releases of that scenario (source index -> m3 s-1): what ran before the start. Kept here because results of
    /// a few scenarios need not hold that one.
    std::map<int, Series> discharge = {};
};

/// What a plan asks of a schedule.
struct PlanGoals {
    double sections_of_class_iii = 0.7;        ///< 1, share of sections at III or better, at least
    int sections_worse_than_v = 0;             ///< at most
    double sections_of_ecological_flow = 0.9;  ///< 1, share of key sections that meet their flow, at least
    double days_of_ecological_flow = 0.9;      ///< 1, share of days on which a key section must meet it
    std::filesystem::path black_odour;         ///< standard of black and odorous water; empty: not looked at
};

struct KineticParameter {
    double value = 0;  ///< SI, as the catalogue of processes declares it
};

/// What a member of the ensemble takes to be otherwise than the case says.
struct Member {
    std::string name;                                    ///< Latin, for files
    std::string title;                                   ///< for tables
    double inflow = 1;                                   ///< 1, on the discharge of inflows, plants and diffuse sources
    double roughness = 1;                                ///< 1, on Manning's n everywhere
    double warming = 0;                                  ///< K, on the water temperature that is given
    std::map<std::string, double> concentration;         ///< 1, by constituent, on that of all that enters
    std::map<std::string, KineticParameter> parameters;  ///< by "process.parameter", those that differ
    std::optional<DispersionReach> dispersion;           ///< holds everywhere; its stretch is not looked at
};

struct Case {
    // Written out in case.cpp: they are large, and every file that holds a case would compile them anew.
    Case();
    Case(const Case& other);
    Case(Case&& other) noexcept;
    Case& operator=(const Case& other);
    Case& operator=(Case&& other) noexcept;
    ~Case();

    std::string name, title;
    std::filesystem::path file;
    double start = 0, end = 0;      ///< s since 1970-01-01T00:00Z
    int utc_offset_minutes = 480;   ///< of civil days in the results
    double output_interval = 3600;  ///< s
    Start initial;
    Network network;
    std::vector<Water> waters;
    std::vector<Quality> qualities;
    std::vector<PointSource> sources;
    std::vector<DiffuseSource> diffuse;
    std::vector<GroundWater> ground_water;
    std::vector<EndLevel> end_levels;          ///< at most one a river
    std::vector<SeasonalRoughness> roughness;  ///< at most one a river
    std::vector<Scenario> scenarios;
    std::vector<Member> ensemble;           ///< every scenario runs once more for each of them
    std::vector<OperationPlan> operations;  ///< one per file of operation
    std::vector<ControlSection> sections;
    std::vector<int> arrivals;  ///< sections where the arrival of releases is looked for, indices into `sections`
    Climate climate;
    Numerics numerics;
    std::vector<std::string> constituents = {};  ///< groups and names of what is carried; empty: routine
    bool kinetics = true;                        ///< false: transport only
    std::map<std::string, KineticParameter> kinetic_parameters;  ///< by "process.parameter", all of them
    OwnChemistry own;                                            ///< constituents and processes it brings along
    PlanGoals goals;
    std::filesystem::path standard;                           ///< file of the water-quality standard
    std::string resolved;                                     ///< YAML with every default, for the results
    std::vector<std::pair<std::string, std::string>> inputs;  ///< file, checksum
};

}  // namespace qingliu
