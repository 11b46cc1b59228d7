// What the parts of the translation of a HEC-RAS model share: units, places in its files, and where its reaches lie in
// the rivers of the case.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/imports/hecras_case.hpp"

namespace qingliu {

/// SI values of figures in the file's units, rounded to what no survey tells apart.
struct HecrasScale {
    explicit HecrasScale(HecrasUnits units) : us(units == HecrasUnits::us_customary), foot(us ? 0.3048 : 1) {}

    /// m, to 0.1 mm.
    [[nodiscard]] double length(double value) const { return rounded(value * foot, 1e4); }
    /// m3 s-1, to 0.001 L/s.
    [[nodiscard]] double discharge(double value) const { return rounded(value * foot * foot * foot, 1e6); }
    /// m3 of acre-feet or of 1000 m3.
    [[nodiscard]] double volume(double value) const { return rounded(value * (us ? 1233.48183754752 : 1000), 10); }
    /// m2 of acres or of 1000 m2.
    [[nodiscard]] double area(double value) const { return rounded(value * (us ? 4046.8564224 : 1000), 10); }
    /// m^(1/2) s-1 of C in Q = C L H^(3/2).
    [[nodiscard]] double weir_coefficient(double value) const { return value * std::sqrt(foot); }

    static double rounded(double value, double parts) { return std::round(value * parts) / parts; }

    bool us;
    double foot;  ///< m of a unit of length
};

/// Where a reach lies in a river of the case.
struct ReachPlace {
    int river = -1;           ///< index into Network::rivers
    double from = 0, to = 0;  ///< m, chainage of its first and its last cross-section
    bool first = false;       ///< nothing flows into it from above
    bool last = false;        ///< it ends at the outlet of its river
};

struct HecrasTranslation {
    HecrasTranslation(const HecrasGeometry& geometry_, const HecrasModelText& text_, ImportedCase& imported_,
                      Problems& problems_)
        : geometry(geometry_), text(text_), scale(text_.units), imported(imported_), problems(problems_) {}

    const HecrasGeometry& geometry;
    const HecrasModelText& text;
    HecrasScale scale;
    ImportedCase& imported;
    Problems& problems;
    std::vector<ReachPlace> places;              ///< [reach]
    std::vector<std::vector<double>> chainages;  ///< m [reach][node], of works too
    std::map<std::string, int> storages;         ///< river of a storage area
    std::vector<std::string> codes;              ///< Latin codes in use

    [[nodiscard]] Case& model() const { return imported.model; }
    [[nodiscard]] Network& network() const { return imported.model.network; }
    [[nodiscard]] std::string at(int line) const { return text.geometry_file + ":" + std::to_string(line); }
    [[nodiscard]] std::string flow_at(int line) const { return text.flow_file + ":" + std::to_string(line); }
    /// Index of a reach, -1 where there is none.
    [[nodiscard]] int reach(std::string_view river, std::string_view name) const;
    /// A node of a reach by its river station, -1 where there is none.
    [[nodiscard]] int node(int reach_index, std::string_view station) const;
    /// The river point of a node.
    [[nodiscard]] RiverPoint point(int reach_index, int node_index) const;
    void fault(std::string_view file, int line, std::string message, std::string expected) const;
};

/// Read in the model's file.
Provenance in_file(std::string note = {});
/// Not in the model's file: reasoned here.
Provenance assumed(std::string note);

/// A cross-section at a chainage (m).
CrossSection hecras_cross_section(const HecrasTranslation& translation, const HecrasNode& node, double chainage);
/// Rivers, their cross-sections and junctions; storage areas.
void add_hecras_rivers(HecrasTranslation& translation);
/// Bridges, culverts, inline and lateral structures.
void add_hecras_works(HecrasTranslation& translation);
/// Sources, outlets, scenarios and the period.
void add_hecras_steady_flow(HecrasTranslation& translation, const HecrasFlow& flow);
void add_hecras_unsteady_flow(HecrasTranslation& translation, const HecrasFlow& flow, const HecrasPlan& plan);
/// Outlets of the rivers that have none yet: normal depth on the slope of their beds.
void add_hecras_outlets(HecrasTranslation& translation);

/// A source of water at a point.
PointSource hecras_source(std::string name, PointSource::Kind kind, RiverPoint at, Series discharge,
                          Provenance provenance);

}  // namespace qingliu
