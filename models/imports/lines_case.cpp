#include "models/imports/lines_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qingliu {

namespace {

constexpr double unknown_inflow = 0.1;       // m3 s-1
constexpr double least_outlet_slope = 1e-5;  // of normal depth
constexpr double step_length = 1;            // m, between two sections where one line meets the next
constexpr const char* source_key = "L1";

class Maker {
public:
    Maker(const LineNetwork& lines, const LinesChoice& choice, ImportedCase& imported)
        : lines_(lines), choice_(choice), model_(imported.model), report_(imported.report) {}

    void make() {
        model_.name = model_.network.name = choice_.name;
        model_.title = choice_.name;
        model_.start = choice_.start;
        model_.end = choice_.start + choice_.length;
        model_.utc_offset_minutes = choice_.utc_offset_minutes;
        model_.output_interval = 3600;
        model_.kinetics = false;
        model_.constituents = {"conductivity"};
        model_.network.sources = {{source_key, "rivers as lines", choice_.file}};
        name_rivers();
        double beds = 0;
        for (std::size_t r = 0; r < lines_.rivers.size(); ++r) make_river(r);
        for (const RiverLine& line : lines_.lines) beds += line.bed_from;
        for (std::size_t r = 0; r < lines_.rivers.size(); ++r) add_inflows(r);
        add_surroundings(beds / static_cast<double>(lines_.lines.size()));
        tell();
    }

private:
    [[nodiscard]] const RiverLine& line_at(int line) const { return lines_.lines[static_cast<std::size_t>(line)]; }
    [[nodiscard]] double length_at(int line) const { return lines_.length[static_cast<std::size_t>(line)]; }
    [[nodiscard]] std::string place_of(int line) const {
        return fmt::format("{}:feature {}", choice_.file, line_at(line).feature);
    }
    static Provenance estimate(std::string note) { return {{}, Confidence::estimate, std::move(note), {}}; }

    void name_rivers() {
        for (std::size_t r = 0; r < lines_.rivers.size(); ++r) {
            const JoinedRiver& joined = lines_.rivers[r];
            std::string name = joined.name.empty() ? fmt::format("river {}", r + 1) : joined.name;
            const std::string stem = name;
            for (int i = 2; std::ranges::find(names_, name) != names_.end(); ++i) name = fmt::format("{} {}", stem, i);
            if (name != stem)
                report_.assume(place_of(joined.lines.front()), fmt::format("the river is called {}", name),
                               fmt::format("another {} is not the same water: they do not follow one another", stem));
            names_.push_back(name);
            codes_.push_back(latin_code(name, fmt::format("R{}", r + 1), taken_));
        }
    }

    void make_river(std::size_t r) {
        const JoinedRiver& joined = lines_.rivers[r];
        River& river = model_.network.rivers.emplace_back();
        river.name = names_[r];
        river.code = codes_[r];
        river.to = joined.length;
        river.max_cell = choice_.longest_cell;
        river.provenance = {source_key, Confidence::verified, {}, {}};
        if (joined.leaves) river.leaves = RiverPoint{joined.leaves->river, joined.leaves->chainage};
        if (joined.joins) river.joins = RiverPoint{joined.joins->river, joined.joins->chainage};
        for (std::size_t i = 0; i < joined.lines.size(); ++i) {
            const int number = joined.lines[i];
            const RiverLine& line = line_at(number);
            add_section(river, joined.start[i], line.bed_from, line);
            const double end = joined.start[i] + length_at(number);
            if (i + 1 == joined.lines.size()) {
                add_section(river, end, line.bed_to, line);
            } else if (const RiverLine& next = line_at(joined.lines[i + 1]); !alike(line, next)) {
                add_section(river, end - std::min(step_length, 0.5 * length_at(number)), line.bed_to, line);
                report_.assume(place_of(joined.lines[i + 1]), "its section follows that of the line above within 1 m",
                               "the two lines differ in bed level, width, side slope or roughness where they meet");
            }
            add_map_points(static_cast<int>(r), joined.start[i], number);
        }
        if (!river.joins) add_outlet(static_cast<int>(r), river, joined.lines.back());
    }

    static bool alike(const RiverLine& above, const RiverLine& below) {
        return above.bed_to == below.bed_from && above.width == below.width && above.side_slope == below.side_slope &&
               above.manning_n == below.manning_n;
    }

    static void add_section(River& river, double chainage, double bed, const RiverLine& line) {
        CrossSection& section = river.sections.emplace_back();
        section.chainage = chainage;
        section.bed_level = bed;
        section.bottom_width = line.width;
        section.side_slope = line.side_slope;
        section.manning_n = line.manning_n;
        section.provenance = {source_key, Confidence::verified, {}, {}};
        std::string given;
        for (const std::string& property : line.given) {
            if (property != "discharge" && property != "length") given += (given.empty() ? "" : ", ") + property;
        }
        if (!given.empty()) section.provenance = {source_key, Confidence::estimate, given + " given on import", {}};
    }

    void add_map_points(int river, double start, int number) {
        const RiverLine& line = line_at(number);
        const double drawn = length_of(line.points);
        double along = 0;
        for (std::size_t i = 0; i < line.points.size(); ++i) {
            if (i > 0) along += length_of({line.points[i - 1], line.points[i]});
            const double chainage =
                i + 1 == line.points.size() ? start + length_at(number) : start + along / drawn * length_at(number);
            std::vector<MapPoint>& points = model_.network.map_points;
            const bool same_river = !points.empty() && points.back().at.river == river;
            if (same_river && chainage - points.back().at.chainage < same_place) {
                if (i + 1 < line.points.size() || points.back().at.chainage == 0) continue;
                points.pop_back();  // the end of a line counts more than a vertex just above it
            }
            points.push_back({{river, chainage},
                              line.points[i].first,
                              line.points[i].second,
                              {source_key, Confidence::verified, {}, {}}});
        }
    }

    void add_outlet(int r, River& river, int last) {
        const RiverLine& line = line_at(last);
        Outlet outlet;
        outlet.slope = (line.bed_from - line.bed_to) / length_at(last);
        if (outlet.slope < least_outlet_slope) {
            outlet.slope = least_outlet_slope;
            report_.assume(place_of(last), fmt::format("slope of normal depth at the outlet: {}", least_outlet_slope),
                           "the bed of its last line is level, or nearly so");
        }
        outlet.provenance = estimate("normal depth at the slope of its last line; a stage, if known, is better");
        river.outlet = outlet;
        report_.assume(place_of(last), fmt::format("{} ends in an outlet with normal depth", river.name),
                       "it meets no other line there");
        ControlSection& section = model_.sections.emplace_back();
        section.name = fmt::format("outlet of {}", river.name);
        section.at = {r, river.to};
        section.target_class = 3;
        section.provenance = estimate("where the river leaves the network");
    }

    void add_inflows(std::size_t r) {
        const JoinedRiver& joined = lines_.rivers[r];
        for (std::size_t i = 0; i < joined.lines.size(); ++i) {
            const RiverLine& line = line_at(joined.lines[i]);
            const bool head = joined.head && i == 0;
            const bool given = std::ranges::find(line.given, "discharge") != line.given.end();
            if (!head && (given || !line.discharge)) continue;
            PointSource& source = model_.sources.emplace_back();
            source.name = i == 0 ? fmt::format("head of {}", names_[r])
                                 : fmt::format("{} at {:.0f} m", names_[r], joined.start[i]);
            source.at = {static_cast<int>(r), joined.start[i]};
            source.discharge = Series(line.discharge.value_or(unknown_inflow));
            source.quality = 0;
            source.provenance = {source_key, Confidence::verified, {}, {}};
            if (given) source.provenance = {source_key, Confidence::estimate, "discharge given on import", {}};
            if (line.discharge) continue;
            source.provenance = estimate("nothing is said of its water: a place for a figure");
            report_.assume(place_of(joined.lines[i]), fmt::format("{} m3/s enter at the head", unknown_inflow),
                           "the line has no discharge; the figure only keeps the bed wet");
        }
    }

    void add_surroundings(double elevation) {
        model_.waters = {{"local", "local"}};
        Quality& quality = model_.qualities.emplace_back();
        quality.name = "unknown";
        quality.concentration = {{"conductivity", Series(500.0)}};
        quality.provenance = estimate("lines do not tell of quality");
        model_.climate.water_temperature = Series(15.0);
        model_.climate.evaporation = Series(0.0);
        model_.climate.wind_speed = Series(2.0);
        model_.climate.elevation = elevation;
        model_.climate.provenance = estimate("lines do not tell of weather");
        Scenario& scenario = model_.scenarios.emplace_back();
        scenario.name = model_.initial.scenario = "as_given";
        scenario.title = "as given";
        model_.initial.spin_up = 0;
    }

    void tell() {
        report_.taken.push_back({"lines", lines_.lines.size(), "rivers"});
        report_.taken.push_back({"rivers", lines_.rivers.size(), {}});
        report_.taken.push_back({"inflows", model_.sources.size(), {}});
        report_.taken.push_back({"points of lines", model_.network.map_points.size(), "points on the map"});
        report_.assume(choice_.file,
                       "conductivity 500 uS/cm of all that enters, water of 15 degC, wind of 2 m/s, no evaporation",
                       "lines do not tell of quality and weather");
        report_.assume(choice_.file, fmt::format("one schedule over {:g} h with steady inflows", choice_.length / 3600),
                       "lines do not tell of time (--start, --days)");
        report_.assume(choice_.file, "target class III at the outlets", "lines do not tell what is aimed at");
    }

    const LineNetwork& lines_;
    const LinesChoice& choice_;
    Case& model_;
    ImportReport& report_;
    std::vector<std::string> names_, codes_, taken_;  // [river]
};

}  // namespace

void make_lines_case(const LineNetwork& network, const LinesChoice& choice, ImportedCase& imported) {
    Maker(network, choice, imported).make();
}

}  // namespace qingliu
