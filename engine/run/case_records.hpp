// The files of a case as they are written: the structs of the Case, with the nodes they came from, and the declarations
// of their keys.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/config/record.hpp"
#include "engine/run/case.hpp"
#include "engine/run/case_reader.hpp"

namespace qingliu {

/// Letters, digits, `_`, `-` and `.`: names that become names of files and variables.
Value<std::string> latin_name();

/// A file of figures that says what it is, who put it together and under which terms.
template <class T>
Record<T> file_of_figures(const std::string& name, const std::string& sentence) {
    Record<T> record(name, sentence);
    record.mention("title", text(), "For people.").optional();
    record.mention("origin", text(), "Who put the figures together.").optional();
    record.mention("date", text(), "When.").optional();
    record.mention("licence", text(), "Terms of use.").optional();
    record.mention("note", text(), "For people.").optional();
    return record;
}

/// The keys river and at: the river is looked up later.
Record<RiverPoint> river_point_record(const std::string& where);

// --- network.yaml ---
struct StorageText : River {
    std::vector<std::pair<double, double>> areas, volumes;  // (level m, surface m2), (level m, volume m3)
};
struct NetworkText {
    std::string name, datum;
    std::vector<Named<Source>> sources;
    std::vector<Written<River>> rivers;
    std::vector<Written<StorageText>> storages;
    std::vector<Written<Structure>> structures;
    std::vector<Written<Seepage>> seepage;
    std::vector<Written<Banks>> banks;
    std::vector<Written<StorageZone>> storage_zones;
};
Record<Source> source_record();
Record<CrossSection> cross_section_record();
Record<Outlet> outlet_record();
Record<StorageText> storage_record();
Record<Structure> structure_record(const std::vector<StructureKind>& kinds);
Record<NetworkText> network_record(const std::vector<StructureKind>& kinds);

// --- points on the map ---
struct CoordinatesText {
    std::vector<Named<Source>> sources;
    std::vector<Written<MapPoint>> points;
};
Record<CoordinatesText> coordinates_record();

// --- boundaries ---
struct QualityText : Quality {};
struct RoughnessText : SeasonalRoughness {
    std::array<double, 12> by_month{};  // 1, 0 where no month is named
};
struct BoundariesText {
    std::vector<Named<Source>> sources;
    std::vector<Written<Water>> waters;
    std::vector<Written<QualityText>> qualities;
    std::vector<Written<PointSource>> inflows;
    std::vector<Written<DiffuseSource>> diffuse;
    std::vector<Written<GroundWater>> ground_water;
    std::vector<Written<EndLevel>> end_levels;
    std::vector<Written<RoughnessText>> roughness;
    Written<Climate> climate;
};
Record<BoundariesText> boundaries_record(const std::vector<Constituent>& constituents);

// --- control sections ---
struct SectionsText {
    std::vector<Named<Source>> sources;
    std::vector<Written<ControlSection>> sections;
};
Record<SectionsText> sections_record();

// --- kinetic parameters ---
struct ParameterText {
    std::string name, value;
    Provenance provenance;
};
struct ParametersText {
    std::vector<Named<Source>> sources;
    std::vector<Written<ParameterText>> parameters;
};
Record<ParametersText> parameters_record();

// --- the case file ---
struct ScenarioText {
    std::string name, title;
    std::vector<Named<Series>> releases;
    std::vector<Named<Node>> openings;  // read when it is known what each work takes
    std::string operation;
};
struct DispersionReachText {
    std::string formula;
    std::optional<double> from, to, a, b, min, max;
};
struct DispersionText {
    std::string formula;
    double a = 0, b = 0, min = 0, max = 0;
    std::vector<Written<DispersionReachText>> reaches;
};
struct NumericsText : Numerics {
    DispersionText dispersion;
};
struct KineticsText {
    bool enabled = true;
    std::string integrator;
    std::string parameters, processes;
};
struct BedStretchText {
    std::optional<double> from, to;
    std::vector<Named<std::string>> amounts, settling;
    bool in_balance = false;
    std::optional<double> temperature;
    Provenance provenance;
};
struct StartText : Start {
    std::vector<Written<MeasuredPoint>> points;
    std::vector<Written<BedStretchText>> beds;
};
struct EnsembleMemberText : Member {
    std::vector<Named<double>> concentrations;
    std::vector<Named<Node>> values;  // of kinetic parameters, read when it is known what each takes
    std::optional<Written<DispersionText>> spread;
};
struct SampleText {
    int size = 0, seed = 0;
    std::vector<double> inflow, roughness, warming;
    std::vector<Named<std::vector<double>>> concentrations;
    std::vector<Named<std::vector<Node>>> values;
};
struct EnsembleText {
    std::vector<Written<EnsembleMemberText>> members;
    std::vector<std::string> formulas;
    std::optional<Written<SampleText>> sample;
};
Record<EnsembleText> ensemble_record();

struct GoalsText : PlanGoals {
    std::string black_odour_file;
};
struct CaseText {
    std::string name, title, standard;
    GoalsText goals;
    double start = 0, end = 0, output_interval = 0;
    StartText initial;
    NumericsText numerics;
    KineticsText kinetics;
    std::vector<std::string> constituents, arrivals;
    std::vector<Written<ScenarioText>> scenarios;
    EnsembleText ensemble;
};
Record<DispersionText> dispersion_record();
Record<CaseText> case_record();

}  // namespace qingliu
