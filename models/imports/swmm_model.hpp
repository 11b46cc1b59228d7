// A model of EPA SWMM 5 as its input file tells it, in SI units, names looked up. What SWMM computes from it is no
// matter here.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/time/series.hpp"
#include "models/imports/swmm_text.hpp"

namespace qingliu {

/// Levels closer than this are the same, m.
inline constexpr double same_level = 0.01;

/// Names of SWMM are the same whatever the case of their letters.
struct SwmmNameLess {
    bool operator()(const std::string& a, const std::string& b) const { return in_capitals(a) < in_capitals(b); }
};
template <class T>
using SwmmTable = std::map<std::string, T, SwmmNameLess>;

/// The one of that name, or the end.
template <class List>
auto find_named(List& all, const std::string& name) {
    return std::find_if(all.begin(), all.end(),
                        [wanted = in_capitals(name)](const auto& one) { return in_capitals(one.name) == wanted; });
}

using Pairs = std::vector<std::pair<double, double>>;

/// What the figures of a file are multiplied by.
struct SwmmUnits {
    bool metric = false;
    std::string flow = "CFS";
    double length = 0.3048;               ///< m
    double discharge = 0.028316846592;    ///< m3 s-1
    double area = 0.3048 * 0.3048;        ///< m2, of surfaces of storages
    double land = 4046.8564224;           ///< m2, acre or hectare
    double rain = 0.0254 / 3600;          ///< m s-1, in/h or mm/h
    double rain_depth = 0.0254;           ///< m, inch or mm
    double evaporation = 0.0254 / 86400;  ///< m s-1, in/d or mm/d
};

struct SwmmOptions {
    double start = 0, end = 0;  ///< s since 1970Z
    double report_step = 900;   ///< s
    std::string routing = "DYNWAVE";
    bool offsets_are_levels = false;
    double least_surface = 1.167;  ///< m2, of a node (12.566 ft2)
};

struct SwmmNode {
    enum class Kind { junction, outfall, storage, divider };
    enum class Outfall { free, normal, fixed, tidal, series };
    Kind kind = Kind::junction;
    std::string name;
    int line = 0;
    double invert = 0;      ///< m
    double max_depth = 0;   ///< m, 0 = not told
    double init_depth = 0;  ///< m
    Outfall outfall = Outfall::free;
    double stage = 0;   ///< m, of a fixed outfall
    std::string table;  ///< curve or time series of a tidal outfall or one of series
    bool gate = false;  ///< flap gate of an outfall
    Pairs surfaces;     ///< (depth m, m2) of a storage
};

struct SwmmShape {
    std::string shape;                  ///< in capitals; empty: none was given
    double geometry[4] = {0, 0, 0, 0};  ///< as written
    std::string table;                  ///< transect or curve
    int barrels = 1;
    int line = 0;
};

struct SwmmLink {
    enum class Kind { conduit, weir, orifice, pump, outlet };
    Kind kind = Kind::conduit;
    std::string name;
    int line = 0;
    int from = -1, to = -1;  ///< nodes
    bool turned = false;     ///< read against its direction: its discharge has the other sign
    SwmmShape shape;
    // --- conduits ---
    double length = 0;                    ///< m
    double n = 0;                         ///< s m-1/3
    double level_up = 0, level_down = 0;  ///< m, inverts of a conduit; level_up also the crest of other links
    double loss_in = 0, loss_out = 0, loss_mean = 0;  ///< velocity heads
    double init_flow = 0;                             ///< m3 s-1
    double seepage = 0;                               ///< m s-1
    bool gate = false;                                ///< lets water go one way only
    int losses_line = 0;
    // --- weirs, orifices, pumps, outlets ---
    std::string form;        ///< TRANSVERSE, V-NOTCH ...; SIDE, BOTTOM; TABULAR/DEPTH ...
    double coefficient = 0;  ///< m^(1/2) s-1 of a weir (of the rectangle); 1 of an orifice; m3 s-1 of an outlet at 1 m
    double exponent = 0;     ///< of an outlet
    double end_coefficient = 0;          ///< of the triangles of a weir, m^(1/2) s-1
    std::string table;                   ///< curve of a pump or an outlet
    bool off = false;                    ///< pump that is off at the start
    double on_depth = 0, off_depth = 0;  ///< m, of a pump
};

struct SwmmTransect {
    int line = 0;
    double left_bank = 0, right_bank = 0;  ///< m
    double n_left = 0, n_right = 0, n = 0;
    Pairs points;  ///< (offset m, level m)
};

struct SwmmCurve {
    std::string type;  ///< in capitals
    int line = 0;
    Pairs points;  ///< as written
};

/// Something the water carries, with a first-order decay.
struct SwmmPollutant {
    std::string name;
    std::string code;        ///< small Latin letters, digits and _, of no other one
    double unit = 1;         ///< g m-3
    double decay = 0;        ///< s-1
    double dry_weather = 0;  ///< as written, of dry-weather flow whose own is not told
    int line = 0;
};

struct SwmmInflow {
    int node = -1;
    std::string constituent;         ///< FLOW, or a pollutant
    std::string series;              ///< may be empty
    double scale = 1, baseline = 0;  ///< of the value as written
    bool mass = false;               ///< of a pollutant: a rate of mass, not a concentration
    std::string pattern;
    int line = 0;
};

struct SwmmDryWeather {
    int node = -1;
    std::string constituent;
    double mean = 0;  ///< as written
    std::vector<std::string> patterns;
    int line = 0;
};

struct SwmmPattern {
    std::string type;  ///< MONTHLY, DAILY, HOURLY, WEEKEND
    std::vector<double> factors;
};

struct SwmmModel {
    std::string title;
    SwmmUnits units;
    SwmmOptions options;
    std::vector<SwmmNode> nodes;
    std::vector<SwmmLink> links;
    SwmmTable<SwmmTransect> transects;
    SwmmTable<SwmmCurve> curves;
    SwmmTable<Series> series;  ///< linear, time in s since 1970Z, values as written
    SwmmTable<SwmmPattern> patterns;
    std::vector<SwmmPollutant> pollutants;
    std::vector<SwmmInflow> inflows;
    std::vector<SwmmDryWeather> dry_weather;
    std::vector<std::pair<std::string, std::string>> files;  ///< path, checksum of tables in files of their own
};

/// Reads rows: numbers, names, and what is wrong with them.
class SwmmRows {
public:
    SwmmRows(const SwmmText& source, Problems& found) : text(source), problems(found) {}
    /// A number; a fault where it is missing or none, and 0.
    double number(const SwmmRow& row, std::size_t word, const std::string& what);
    /// The same, `otherwise` where the row ends before it or has a star.
    double number_or(const SwmmRow& row, std::size_t word, const std::string& what, double otherwise);
    [[nodiscard]] static std::string word(const SwmmRow& row, std::size_t index);
    [[nodiscard]] static std::string capitals(const SwmmRow& row, std::size_t index);
    void fault(const SwmmRow& row, std::size_t word, const std::string& message, const std::string& expected = {},
               const std::vector<std::string>& known = {});
    const SwmmText& text;
    Problems& problems;
};

/// Reads all that a case can take. Faults go to `problems`.
SwmmModel read_swmm_model(const SwmmText& text, int utc_offset_minutes, Problems& problems);

// Its parts, each for some sections.
void read_swmm_options(SwmmRows& rows, SwmmModel& model, int utc_offset_minutes);
void read_swmm_nodes(SwmmRows& rows, SwmmModel& model);
void read_swmm_links(SwmmRows& rows, SwmmModel& model);
void read_swmm_tables(SwmmRows& rows, SwmmModel& model, int utc_offset_minutes);
void read_swmm_transects(SwmmRows& rows, SwmmModel& model);
void read_swmm_inflows(SwmmRows& rows, SwmmModel& model);

/// Index of a node, or -1 with a fault.
int swmm_node(SwmmRows& rows, const SwmmModel& model, const SwmmRow& row, std::size_t word);

/// "01/31/2002" or "JAN-31-2002": s since 1970Z of its midnight in the offset.
std::optional<double> swmm_date(const std::string& text, int utc_offset_minutes);
/// "12:30", "0:00:20" or hours as a decimal: s.
std::optional<double> swmm_time(const std::string& text);

}  // namespace qingliu
