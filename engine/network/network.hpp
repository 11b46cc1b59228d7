// The river network as people describe it: rivers with chainage and sections, what they join, the works on them.
// Plain values in SI units, immutable once the case is read. Shapes and units are stated on every member.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qingliu {

/// How far a figure can be trusted.
enum class Confidence {
    verified,  ///< read in a source
    general,   ///< general knowledge of the field, not found in a source
    estimate,  ///< reasoned; listed by `qingliu check --estimates`
};

/// Where a figure comes from.
struct Provenance {
    std::string source;  ///< key of the network's list of sources
    Confidence confidence = Confidence::estimate;
    std::string note;          ///< reasoning, compulsory for an estimate
    std::string written = {};  ///< where it stands: "network.yaml:42"; empty where it was not read
};

/// A part of a surveyed section that stores water and passes none until the level is above `until`.
struct IneffectiveArea {
    double from = 0, to = 0;      ///< m, offsets
    std::optional<double> until;  ///< m above datum; never passed if not set
    double over = 0.05;           ///< m of rise in which it comes to pass water
};

/// A wall on a survey: water stays on the side of the lowest point until the level is above the crest.
struct Levee {
    double offset = 0;  ///< m
    double crest = 0;   ///< m above datum
    double over = 0.1;  ///< m of rise in which the land behind fills
};

/// A part of a surveyed section filled up to a level by buildings or embankments.
struct Obstruction {
    double from = 0, to = 0;  ///< m, offsets
    double top = 0;           ///< m above datum
};

/// A small trapezoid cut into the bed at its lowest point, where the water of the dry season runs.
struct PilotChannel {
    double width = 0;       ///< m, of its bottom
    double depth = 0;       ///< m below the lowest point of the bed
    double side_slope = 0;  ///< horizontal per vertical
};

/// A cross-section at one chainage: a trapezoid, a circular conduit, or a surveyed line of (offset, level) points.
struct CrossSection {
    double chainage = 0;                            ///< m, design chainage
    std::string place;                              ///< what is there, may be empty
    double bed_level = 0;                           ///< m above datum, lowest point (without a pilot channel)
    double bottom_width = 0;                        ///< m, trapezoid only
    double side_slope = 0;                          ///< horizontal per vertical, trapezoid only
    double diameter = 0;                            ///< m, of a circle; 0 for all others
    double manning_n = 0;                           ///< s m-1/3, of the main channel
    std::vector<std::pair<double, double>> survey;  ///< (offset m, level m), empty for the other shapes
    // --- surveys only ---
    std::optional<double> left_bank = {}, right_bank = {};    ///< m, offsets of the bank stations
    std::optional<double> left_n = {}, right_n = {};          ///< s m-1/3 beyond the banks; n where not set
    std::vector<std::pair<double, double>> n_by_offset = {};  ///< (offset m, s m-1/3 from there on); n before the first
    std::vector<Levee> levees = {};
    std::vector<IneffectiveArea> ineffective = {};
    std::vector<Obstruction> blocked = {};
    // --- trapezoids and surveys ---
    std::vector<std::pair<double, double>> n_by_depth = {};  ///< (depth m, s m-1/3), linear in between, in place of n
    std::optional<PilotChannel> pilot = {};
    Provenance provenance;
};

/// A point on a river.
struct RiverPoint {
    int river = -1;       ///< index into Network::rivers
    double chainage = 0;  ///< m, design chainage
};

/// What happens at the downstream end of a river that joins no other.
struct Outlet {
    enum class Kind { normal_depth, stage, rating, closed };
    Kind kind = Kind::normal_depth;
    double slope = 0;                               ///< 1, normal depth only
    double stage = 0;                               ///< m, constant stage
    std::vector<std::pair<double, double>> rating;  ///< (level m, discharge m3 s-1), ascending
    Provenance provenance;
};

/// From a level up to the next one, the surface of still water: area + widening (z - level).
struct StorageLayer {
    double level = 0;     ///< m
    double area = 0;      ///< m2
    double widening = 0;  ///< m, dA/dz
};

/// One river from its upstream to its downstream end, in design chainage; or a storage node (reservoir, lake), which is
/// a river of one cell whose water stands still.
struct River {
    std::string name;                    ///< Chinese name, unique
    std::string code;                    ///< Latin code, unique
    std::string english;                 ///< English name
    double from = 0;                     ///< m, chainage of the upstream end
    double to = 0;                       ///< m, chainage of the downstream end
    double shift = 0;                    ///< m, chainage of the operators' model minus design chainage
    double max_cell = 500;               ///< m, longest cell allowed
    std::vector<CrossSection> sections;  ///< ascending chainage, at least one
    std::vector<StorageLayer> storage;   ///< ascending level, a storage node only: then there are no sections
    std::optional<RiverPoint> leaves;    ///< offtake: the river point this river starts from
    std::optional<RiverPoint> joins;     ///< the river point this river ends in
    std::optional<Outlet> outlet;        ///< set exactly when `joins` is not
    Provenance provenance;
};

/// The one figure of a work that operators move: an opening, a height, a speed.
struct Setting {
    std::string key;                  ///< of its kind: "opening"
    std::string unit;                 ///< it is written in: "m", "1"
    double value = 0;                 ///< SI, until a schedule or a rule changes it
    double minimum = 0, maximum = 0;  ///< SI
};

/// How the water that a work passes exchanges gases with the air.
struct WorkReaeration {
    std::string formula;              ///< word of the models
    double water_quality = 1;         ///< 1, a: 0.65 grossly polluted to 1.8 clean
    double aeration_coefficient = 1;  ///< 1, b: of the kind of fall
    double ratio = 1;                 ///< 1, deficit above over deficit below, >= 1
    double efficiency = 0;            ///< 1, share of the deficit made good
    std::optional<double> width;      ///< m, the water falls over; that of the work where not set
    bool operator==(const WorkReaeration&) const = default;
};

/// Two chainages closer than this are the same place: works there stand side by side.
constexpr double same_place = 0.5;  // m

/// A work in a river: its law replaces the momentum equation of one face. Which keys a kind has and what they mean is
/// declared beside its law (engine/run/structure_kind.hpp tells the form). Works at one place are bays side by side.
struct Structure {
    using Table = std::vector<std::pair<double, double>>;
    std::string name;
    std::string kind;  ///< word of the catalogue: weir, gate, pump ...
    RiverPoint at;
    std::map<std::string, double> values;      ///< SI, by key; what is absent has its kind's default
    std::map<std::string, std::string> words;  ///< choices by key, likewise
    std::map<std::string, Table> tables;       ///< SI, by key
    std::optional<Setting> setting;            ///< none where nothing moves
    bool lateral = false;                      ///< leads water sideways, out of the cells between `at` and `until`
    std::optional<double> until;   ///< m, chainage of the downstream end of a lateral work; none: all at `at`
    std::optional<RiverPoint> to;  ///< where a lateral work leads; none: out of the network
    std::optional<WorkReaeration> reaeration;  ///< none: what passes stays as it is
    Provenance provenance;
};

/// Water lost through the bed of a stretch.
struct Seepage {
    int river = -1;
    double from = 0, to = 0;  ///< m chainage
    double rate = 0;          ///< m s-1 through the water surface width
    Provenance provenance;
};

/// Storage in the ground on both sides of a stretch: its level follows the river's, dz_b/dt = (z - z_b) / T.
struct Banks {
    int river = -1;
    double from = 0, to = 0;    ///< m chainage
    double width = 0;           ///< m, of the strip on each side
    double specific_yield = 0;  ///< 1, water given per volume drained
    double response_time = 0;   ///< s, T
    Provenance provenance;
};

/// Water beside or below the flow of a stretch that exchanges with it and moves nowhere.
struct StorageZone {
    int river = -1;
    double from = 0, to = 0;   ///< m chainage
    double exchange_rate = 0;  ///< s-1, share of the river's water that changes places with the zone's
    double area = 0;           ///< m2, cross-section
    Provenance provenance;
};

/// A point on a river whose place on the globe is known.
struct MapPoint {
    RiverPoint at;
    double longitude = 0;  ///< degrees east, WGS84
    double latitude = 0;   ///< degrees north, WGS84
    Provenance provenance;
};

struct Source {
    std::string key, title, address;
};

struct Network {
    std::string name;
    std::string datum;
    std::vector<Source> sources;
    std::vector<River> rivers;
    std::vector<Structure> structures;
    std::vector<Seepage> seepage;
    std::vector<Banks> banks;
    std::vector<StorageZone> storage_zones;
    std::vector<MapPoint> map_points;  ///< none, or at least two on each river that has any
};

}  // namespace qingliu
