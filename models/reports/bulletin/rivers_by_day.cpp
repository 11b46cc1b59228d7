#include "models/reports/bulletin/rivers_by_day.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

#include "engine/base/unknown.hpp"
#include "models/reports/bulletin/daily_fields.hpp"
#include "models/reports/bulletin/river_lines.hpp"
#include "models/reports/bulletin/written_numbers.hpp"
#include "models/reports/piece_days.hpp"

namespace qingliu::bulletin {

namespace {

/// Points a profile is drawn by: one every few pixels of a chart.
constexpr std::size_t profile_points = 48;
/// Figures in all profiles; beyond, days are left out evenly. Two megabytes of data before they are packed.
constexpr std::size_t profile_figures = 2'000'000;

/// The map colours rivers by pieces of so many metres, of long ones by so many.
constexpr double piece_length = 1000, pieces_of_a_river = 12;
/// Schedules whose pieces are judged together, so that those of a year fit into memory.
constexpr std::size_t schedules_at_once = 16;

/// A variable of the profiles: a field of the file, or an indicator made up of several.
struct ProfileVariable {
    std::string name, zh, en, unit;
    int indicator = -1;
    bool on_faces = false;
    std::vector<std::string> parts;  // fields of the file
};

std::vector<ProfileVariable> profile_variables(const Source& source) {
    std::vector<ProfileVariable> variables;
    for (const char* name : {"water_level", "discharge", "velocity"}) {
        variables.push_back({name,
                             source.nc.attribute(name, "long_name_zh").value_or(name),
                             source.nc.attribute(name, "long_name").value_or(name),
                             shown_unit(source.nc.attribute(name, "units").value_or("")),
                             -1,
                             std::string_view(name) == "discharge",
                             {name}});
    }
    for (std::size_t i = 0; i < source.standard.indicators.size(); ++i) {
        const Indicator& indicator = source.standard.indicators[i];
        if (!source.simulated.simulated()[i] || !indicator.headline) continue;
        ProfileVariable one{indicator.name,
                            indicator_title(indicator, Language::zh),
                            indicator_title(indicator, Language::en),
                            "",
                            static_cast<int>(i),
                            false,
                            {}};
        for (const std::size_t part : source.simulated.parts()[i]) {
            const Constituent& constituent = source.forecast->constituents[part];
            if (!source.nc.has(constituent.name)) break;
            one.parts.push_back(constituent.name);
            one.unit = shown_unit(constituent.unit);
        }
        if (!one.parts.empty() && one.parts.size() == source.simulated.parts()[i].size()) variables.push_back(one);
    }
    return variables;
}

/// Indices of at most so many of `count`, evenly, both ends among them.
std::vector<std::size_t> some_of(std::size_t count, std::size_t most) {
    std::vector<std::size_t> chosen;
    const std::size_t taken = std::min(count, std::max<std::size_t>(most, 2));
    for (std::size_t i = 0; i < taken; ++i) chosen.push_back(taken > 1 ? i * (count - 1) / (taken - 1) : 0);
    return chosen;
}

class Builder {
public:
    explicit Builder(const Source& source)
        : source_(source),
          fields_(source),
          lines_(river_lines(source.nc, source.specification().network.rivers.size())),
          variables_(profile_variables(source)),
          chainage_(source.nc.values("cell_chainage")) {
        std::size_t points = 0;
        for (const RiverLine& line : lines_) {
            const std::size_t count = line.cells.size() < 2 ? 0 : std::min(line.cells.size(), profile_points);
            points += count;
        }
        for (std::size_t s = 0; s < source.scenarios(); ++s) {
            if (!source.is_member(s)) shown_.push_back(s);
        }
        const std::size_t a_day = std::max<std::size_t>(points * variables_.size() * shown_.size(), 1);
        days_ = some_of(source.days(), profile_figures / a_day);
    }

    Json build() {
        read();
        return {{"map", map()}, {"profiles", profiles()}};
    }

private:
    void read() {
        values_.assign(variables_.size(), std::vector<std::vector<std::vector<double>>>(
                                              source_.scenarios(), std::vector<std::vector<double>>(lines_.size())));
        for (const std::size_t day : days_) {
            std::vector<std::vector<double>> of_day;  // [variable]
            for (const ProfileVariable& variable : variables_) {
                std::vector<double>& sum = of_day.emplace_back();
                for (const std::string& part : variable.parts) {
                    std::vector<double> mean = fields_.mean(part, day);
                    if (sum.empty())
                        sum = std::move(mean);
                    else
                        std::ranges::transform(sum, mean, sum.begin(), std::plus<>());
                }
            }
            for (const std::size_t s : shown_) take_profiles(of_day, s);
        }
        if (source_.days() > 0) bed_ = bed_levels();
    }

    void take_profiles(const std::vector<std::vector<double>>& of_day, std::size_t scenario) {
        for (std::size_t r = 0; r < lines_.size(); ++r) {
            const RiverLine& line = lines_[r];
            if (line.cells.size() < 2) continue;
            for (std::size_t v = 0; v < variables_.size(); ++v) {
                const std::size_t places = of_day[v].size() / source_.scenarios();
                for (const std::size_t i : some_of(line.cells.size(), profile_points)) {
                    const std::ptrdiff_t place =
                        variables_[v].on_faces ? line.faces[i] : static_cast<std::ptrdiff_t>(line.cells[i]);
                    values_[v][scenario][r].push_back(
                        place < 0 ? unknown : of_day[v][scenario * places + static_cast<std::size_t>(place)]);
                }
            }
        }
    }

    /// m [node], of the first output that knows it.
    [[nodiscard]] std::vector<double> bed_levels() const {
        std::vector<double> bed(chainage_.size(), unknown);
        if (source_.nc.dimension("time").value_or(0) == 0) return bed;
        const std::vector<double> level = source_.nc.values("water_level", 0, 1),
                                  depth = source_.nc.values("depth", 0, 1);
        for (std::size_t i = 0; i < level.size(); ++i) {
            double& at = bed[i % bed.size()];
            if (std::isnan(at)) at = level[i] - depth[i];
        }
        return bed;
    }

    [[nodiscard]] Json map() const {
        constexpr std::string_view before = "are not there: ";  // the names, with ", " between them
        const std::string comment = source_.nc.attribute("node_x", "comment").value_or("");
        const std::size_t named = comment.find(before);
        const std::string schematic =
            named == std::string::npos ? "" : ", " + comment.substr(named + before.size()) + ", ";
        std::vector<std::string> codes;
        for (const River& river : source_.specification().network.rivers) codes.push_back(river.code);
        const RiverPieces cut = read_river_pieces(source_.nc, codes, piece_length, pieces_of_a_river);
        Json rivers = Json::array();
        for (std::size_t r = 0; r < lines_.size(); ++r) {
            const RiverLine& line = lines_[r];
            const std::string& name = source_.specification().network.rivers[r].name;
            rivers.push_back({{"name", name},
                              {"into", line.into >= 0 ? Json(line.into) : Json(nullptr)},
                              {"into_km", line.into >= 0 ? rounded(line.into_km, 6) : Json(nullptr)},
                              {"leaves", line.leaves >= 0 ? Json(line.leaves) : Json(nullptr)},
                              {"leaves_km", line.leaves >= 0 ? rounded(line.leaves_km, 6) : Json(nullptr)},
                              {"from_km", rounded(line.from_km, 6)},
                              {"length_km", rounded(line.to_km - line.from_km, 6)},
                              {"schematic", schematic.find(", " + name + ", ") != std::string::npos},
                              {"pieces", Json::array()}});
        }
        for (const RiverPiece& piece : cut.pieces) {
            constexpr int digits = 8;
            Json points = Json::array();
            for (const auto& [x, y] : corners_of(piece.line))
                points.push_back({rounded(x, digits), rounded(y, digits)});
            rivers[static_cast<std::size_t>(piece.river)]["pieces"].push_back(
                {{"from_km", rounded(piece.from / 1000, 6)},
                 {"to_km", rounded(piece.to / 1000, 6)},
                 {"line", std::move(points)}});
        }
        return {{"geographic", cut.geographic}, {"rivers", std::move(rivers)}, {"class", classes(cut)}};
    }

    /// [scenario][river][piece], a character a day.
    [[nodiscard]] Json classes(const RiverPieces& cut) const {
        Json all = Json::array();
        for (std::size_t s = 0; s < source_.scenarios(); ++s) all.push_back(nullptr);
        if (source_.days() == 0) return all;
        for (std::size_t first = 0; first < shown_.size(); first += schedules_at_once) {
            const auto from = shown_.begin() + static_cast<std::ptrdiff_t>(first);
            const std::vector<std::size_t> together(
                from, from + static_cast<std::ptrdiff_t>(std::min(schedules_at_once, shown_.size() - first)));
            const auto judged = judge_pieces(source_.nc, *source_.forecast, source_.standard, cut, together);
            for (std::size_t s = 0; s < together.size(); ++s) {
                std::vector<std::vector<std::string>> by_river(lines_.size());
                for (std::size_t p = 0; p < cut.pieces.size(); ++p) {
                    std::string& days = by_river[static_cast<std::size_t>(cut.pieces[p].river)].emplace_back();
                    for (const PieceDay& day : judged[s][p]) days += static_cast<char>('0' + day.headline.water_class);
                }
                all[together[s]] = std::move(by_river);
            }
        }
        return all;
    }

    [[nodiscard]] Json profiles() const {
        Json variables = Json::array(), rivers = Json::array(), values = Json::array();
        for (const ProfileVariable& one : variables_)
            variables.push_back({{"name", one.name},
                                 {"zh", one.zh},
                                 {"en", one.en},
                                 {"unit", one.unit},
                                 {"indicator", one.indicator >= 0 ? Json(one.indicator) : Json(nullptr)}});
        if (source_.days() == 0) return nullptr;
        std::vector<std::size_t> drawn;
        for (std::size_t r = 0; r < lines_.size(); ++r) {
            if (lines_[r].cells.size() < 2) continue;
            drawn.push_back(r);
            std::vector<double> km, bed;
            for (const std::size_t i : some_of(lines_[r].cells.size(), profile_points)) {
                km.push_back(chainage_[lines_[r].cells[i]] / 1000);
                bed.push_back(bed_[lines_[r].cells[i]]);
            }
            rivers.push_back({{"river", r}, {"km", rounded(km, 6)}, {"bed", rounded(bed, 6)}});
        }
        for (std::size_t v = 0; v < variables_.size(); ++v) {
            Json by_scenario = Json::array();
            for (std::size_t s = 0; s < source_.scenarios(); ++s) by_scenario.push_back(nullptr);
            for (const std::size_t s : shown_) {
                Json& by_river = by_scenario[s] = Json::array();
                for (const std::size_t r : drawn) by_river.push_back(packed(point_by_point(values_[v][s][r])));
            }
            values.push_back(std::move(by_scenario));
        }
        return {{"days", days_},
                {"variables", std::move(variables)},
                {"rivers", std::move(rivers)},
                {"values", std::move(values)}};
    }

    /// Days side by side, in place of points: what changes little packs well.
    [[nodiscard]] std::vector<double> point_by_point(const std::vector<double>& day_by_day) const {
        std::vector<double> turned(day_by_day.size());
        const std::size_t days = days_.size(), points = day_by_day.size() / days;
        for (std::size_t d = 0; d < days; ++d) {
            for (std::size_t p = 0; p < points; ++p) turned[p * days + d] = day_by_day[d * points + p];
        }
        return turned;
    }

    const Source& source_;
    DailyFields fields_;
    std::vector<RiverLine> lines_;
    std::vector<ProfileVariable> variables_;
    std::vector<double> chainage_, bed_;                                 // m [node]
    std::vector<std::size_t> shown_;                                     // scenarios that are no members
    std::vector<std::size_t> days_;                                      // of the profiles
    std::vector<std::vector<std::vector<std::vector<double>>>> values_;  // [variable][scenario][river][day * point]
};

}  // namespace

Json rivers_by_day(const Source& source) { return Builder(source).build(); }

}  // namespace qingliu::bulletin
