// The geometry of a HEC-RAS model (.g01 and the like) as it stands in the file: reaches with cross-sections and works
// in the file's own units (feet or metres), junctions, storage areas. What each key means: HEC-RAS User's Manual 6.x,
// chapters "Entering and Editing Geometric Data" and "Modeling Gated Spillways, Weirs and Drop Structures".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/imports/hecras_text.hpp"

namespace qingliu {

using HecrasPoints = std::vector<std::pair<double, double>>;

/// A part of a cross-section up to a level: an ineffective flow area or a blocked obstruction.
struct HecrasPart {
    std::optional<double> from, to;  ///< stations; nothing: the end of the survey on that side
    double level = 0;
    bool permanent = false;
    int line = 0;
};

struct HecrasCrossSection {
    std::optional<double> left_length, length, right_length;   ///< to the next cross-section downstream
    bool interpolated = false;                                 ///< made by HEC-RAS between two surveys
    HecrasPoints survey;                                       ///< (station, level)
    HecrasPoints roughness;                                    ///< (station, Manning's n from there on)
    std::map<double, std::vector<double>> vertical_roughness;  ///< n by station, one for each level or discharge
    std::size_t vertical_points = 0;
    std::vector<HecrasPart> ineffective, blocked;
    std::vector<HecrasPart> levees;  ///< `from` is its station
    std::optional<double> left_bank, right_bank;
    std::optional<double> contraction, expansion;
    std::map<std::string, int> lines;  ///< by key, where it stands
    bool sound = true;                 ///< nothing of it was at fault
};

struct HecrasGate {
    std::string name;
    double width = 0, height = 0, invert = 0;
    double coefficient = 0;  ///< C of a sluice in Q = C b a sqrt(2 g H), of a radial one with powers of its figures
    int kind = 0;            ///< 0 sluice, 1 radial, 2 and 3 overflow, 4 curves of the user
    int count = 1;           ///< like it, side by side
    int line = 0;
};

struct HecrasCulvert {
    std::string name;
    int shape = 1;              ///< 1 circle, 2 box, 3 to 9 arches and ellipses
    double span = 0, rise = 0;  ///< a circle: the diameter, and nothing
    double length = 0;
    double manning_n = 0;
    double entrance_loss = 0, exit_loss = 0;
    double inlet = 0, outlet = 0;  ///< levels of the inverts
    int count = 1;
    int line = 0;
};

struct HecrasWork {
    enum class Kind { culvert = 2, bridge = 3, multiple_opening = 4, inline_structure = 5, lateral_structure = 6 };
    Kind kind = Kind::inline_structure;
    std::string name;
    double distance = 0;                     ///< from the cross-section above
    double width = 0;                        ///< along the river, of deck or crest
    std::optional<double> weir_coefficient;  ///< Q = C L H^(3/2) in the file's units
    HecrasPoints crest;                      ///< (station, level): road, or crest of the weir
    HecrasPoints soffit;                     ///< (station, level) of the low chord of a bridge
    std::vector<double> piers;               ///< widths
    std::vector<HecrasGate> gates;
    std::vector<HecrasCulvert> culverts;
    std::string to_river, to_reach, to_station, to_storage;  ///< where a lateral structure leads; empty: out
    int crest_line = 0;
};

/// A cross-section or a work, at a river station.
struct HecrasNode {
    std::string station;  ///< as written, without the mark of interpolated ones
    double number = 0;    ///< the same as a number: falls downstream
    int line = 0;
    std::optional<HecrasCrossSection> section;
    std::optional<HecrasWork> work;
};

struct HecrasReach {
    std::string river, reach;
    int line = 0;
    HecrasPoints course;            ///< (x, y) in the project's coordinates
    std::vector<HecrasNode> nodes;  ///< as in the file: downstream
};

struct HecrasJunction {
    using End = std::pair<std::string, std::string>;  // river, reach
    std::string name;
    int line = 0;
    std::vector<End> above, below;
    std::vector<int> above_lines, below_lines;
    std::vector<double> lengths;  ///< from the last section above to the first below, one for each way
};

struct HecrasStorageArea {
    std::string name;
    int line = 0;
    HecrasPoints volumes;                ///< (level, volume): acre-feet or 1000 m3
    std::optional<double> area, lowest;  ///< acres or 1000 m2, and a level: where there is no table
    bool two_dimensional = false;
};

/// A key of the file that was not taken, with its lines.
struct HecrasLeft {
    std::string key;
    std::vector<int> lines;
};

struct HecrasGeometry {
    std::string title, version;
    std::vector<HecrasReach> reaches;
    std::vector<HecrasJunction> junctions;
    std::vector<HecrasStorageArea> storage_areas;
    std::vector<HecrasLeft> left;  ///< in the order of their first lines
    std::size_t lines = 0;
};

/// Reads a geometry. What is wrong is added to `problems`; what could be read is returned all the same.
HecrasGeometry read_hecras_geometry(std::string text, const std::string& file, Problems& problems);

// --- parts of that, in files of their own ---

/// Notes a key that is not taken.
void leave_out(std::vector<HecrasLeft>& left, std::string_view key, int line);
/// Reads the line `text` is at if it belongs to a cross-section; false where it does not.
bool read_hecras_cross_section(HecrasText& text, HecrasCrossSection& section);
/// The same of a bridge, a culvert, an inline or a lateral structure.
bool read_hecras_work(HecrasText& text, HecrasWork& work);
/// What must hold of a cross-section when all of it was read.
void check_hecras_cross_section(HecrasText& text, const HecrasNode& node);

}  // namespace qingliu
