#include "models/reports/map_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <span>

#include "engine/base/problems.hpp"
#include "engine/base/quantity.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/map_style.hpp"
#include "models/reports/piece_days.hpp"

namespace qingliu {

namespace {

/// As a reader needs it: six significant digits.
VectorValue number(double value) {
    if (!std::isfinite(value)) return {};
    return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}
VectorValue whole(std::int64_t value) { return value; }
VectorValue yes_or_no(bool known, bool yes) { return known ? VectorValue(std::int64_t{yes ? 1 : 0}) : VectorValue(); }

/// Makes the layers of one forecast.
class Maker {
public:
    Maker(const std::filesystem::path& file, const ReadForecast& forecast, const Verdict& verdict,
          const Standard& standard, const MapChoice& choice)
        : nc_(file),
          forecast_(forecast),
          case_(forecast.specification),
          verdict_(verdict),
          standard_(standard),
          choice_(choice),
          simulated_(simulated_values(forecast, standard)) {
        for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
            if (simulated_.simulated()[i]) told_.push_back(i);
        }
    }

    std::vector<VectorLayer> make() {
        std::vector<VectorLayer> layers;
        const auto asked = [&](const char* name) {
            return std::ranges::find(choice_.layers, name) != choice_.layers.end();
        };
        if (asked("reaches") || asked("reach_days")) {
            std::vector<std::string> codes;
            for (const River& river : case_.network.rivers) codes.push_back(river.code);
            const RiverPieces pieces = read_river_pieces(nc_, codes, choice_.longest_piece);
            const auto days = judge_pieces(nc_, forecast_, standard_, pieces, choice_.scenarios);
            if (asked("reaches")) layers.push_back(reaches(pieces, days));
            if (asked("reach_days")) layers.push_back(reach_days(pieces, days));
        }
        if (asked("sections")) layers.push_back(sections());
        if (asked("section_days")) layers.push_back(section_days());
        return layers;
    }

private:
    using Pieces = std::vector<std::vector<std::vector<PieceDay>>>;

    [[nodiscard]] VectorLayer layer(std::string name, std::string title, VectorGeometry geometry, bool geographic,
                                    bool daily) const {
        VectorLayer made;
        made.name = std::move(name);
        made.title = case_.title.empty() ? std::move(title) : case_.title + ": " + title;
        made.geometry = geometry;
        made.epsg = geographic ? 4326 : 0;
        made.style = class_style(standard_, geometry, daily ? "class" : "worst_class", daily ? "date" : "");
        made.fields = {{"scenario"}, {"scenario_title"}};
        return made;
    }
    [[nodiscard]] VectorFeature feature(std::size_t s, std::vector<VectorPoint> points) const {
        const Scenario& scenario = case_.scenarios[choice_.scenarios[s]];
        return {std::move(points), {scenario.name, scenario.title}};
    }
    [[nodiscard]] std::string date(std::size_t day) const {
        return format_date(forecast_.record.day_start[day], case_.utc_offset_minutes);
    }
    [[nodiscard]] VectorValue first_date() const {
        return forecast_.record.day_start.empty() ? VectorValue() : VectorValue(date(0));
    }
    [[nodiscard]] std::string class_name(int grade) const {
        return grade > 0 ? standard_.grades[static_cast<std::size_t>(grade - 1)].name : "";
    }
    [[nodiscard]] std::string indicator(int index) const {
        return index >= 0 ? standard_.indicators[static_cast<std::size_t>(index)].name : "";
    }
    static void append(std::vector<VectorField>& fields, std::vector<VectorField> more) {
        fields.insert(fields.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    static void append(VectorFeature& feature, std::vector<VectorValue> more) {
        feature.values.insert(feature.values.end(), std::make_move_iterator(more.begin()),
                              std::make_move_iterator(more.end()));
    }
    void append_indicators(std::vector<VectorField>& fields) const {
        for (const std::size_t i : told_)
            fields.push_back({standard_.indicators[i].name, VectorType::real,
                              standard_.indicators[i].unit == "1" ? "" : standard_.indicators[i].unit});
    }
    void append_values(VectorFeature& feature, const std::vector<double>& values) const {
        for (const std::size_t i : told_) {
            const std::string& unit = standard_.indicators[i].unit;
            feature.values.push_back(number(values.empty() ? unknown_value : from_si(values[i], unit)));
        }
    }

    /// The worst day of a piece, and the indicator that decides most days of that class.
    struct Worst {
        int grade = 0;
        int limiting = -1;
        int days = 0;
        std::string by_day;
    };
    template <class Days, class Judged>
    [[nodiscard]] Worst worst_of(const Days& days, Judged judged) const {
        Worst worst;
        for (const auto& day : days) {
            const Judgement& judgement = judged(day);
            if (!worst.by_day.empty()) worst.by_day += ' ';  // else a spreadsheet takes it for a number
            worst.by_day += std::to_string(judgement.water_class);
            worst.grade = std::max(worst.grade, judgement.water_class);
            if (judgement.water_class > 0) ++worst.days;
        }
        std::vector<int> count(standard_.indicators.size() + 1, 0);
        for (const auto& day : days) {
            const Judgement& judgement = judged(day);
            if (judgement.water_class == worst.grade) ++count[static_cast<std::size_t>(judgement.limiting) + 1];
        }
        worst.limiting = static_cast<int>(std::ranges::max_element(count) - count.begin()) - 1;
        return worst;
    }

    VectorLayer reaches(const RiverPieces& pieces, const Pieces& days) const {
        VectorLayer made = layer("reaches", "rivers, worst day", VectorGeometry::line, pieces.geographic, false);
        append(made.fields, {{"reach"},
                             {"river"},
                             {"river_code"},
                             {"from_km", VectorType::real, "km"},
                             {"to_km", VectorType::real, "km"},
                             {"worst_class", VectorType::integer},
                             {"worst_class_name"},
                             {"limiting_indicator"},
                             {"full_worst_class", VectorType::integer},
                             {"full_limiting_indicator"},
                             {"days_judged", VectorType::integer},
                             {"days_polluted", VectorType::integer},
                             {"mean_discharge", VectorType::real, "m3/s"},
                             {"first_date", VectorType::date},
                             {"class_by_day"}});
        for (std::size_t s = 0; s < days.size(); ++s) {
            for (std::size_t p = 0; p < pieces.pieces.size(); ++p) {
                const RiverPiece& piece = pieces.pieces[p];
                const River& river = case_.network.rivers[static_cast<std::size_t>(piece.river)];
                const std::vector<PieceDay>& of = days[s][p];
                const Worst worst = worst_of(of, [](const PieceDay& day) -> const Judgement& { return day.headline; });
                const Worst full = worst_of(of, [](const PieceDay& day) -> const Judgement& { return day.full; });
                const auto polluted = std::ranges::count_if(
                    of, [&](const PieceDay& day) { return day.headline.water_class > standard_.acceptable; });
                double discharge = 0, known = 0;
                for (const PieceDay& day : of) {
                    if (!std::isfinite(day.discharge)) continue;
                    discharge += day.discharge;
                    ++known;
                }
                VectorFeature one = feature(s, piece.line);
                append(one, {piece.name, river.name, river.code, number(piece.from / 1000), number(piece.to / 1000),
                             whole(worst.grade), class_name(worst.grade), indicator(worst.limiting), whole(full.grade),
                             indicator(full.limiting), whole(worst.days), whole(polluted),
                             number(known > 0 ? discharge / known : unknown_value), first_date(), worst.by_day});
                made.features.push_back(std::move(one));
            }
        }
        return made;
    }

    VectorLayer reach_days(const RiverPieces& pieces, const Pieces& days) const {
        VectorLayer made = layer("reach_days", "rivers, day by day", VectorGeometry::line, pieces.geographic, true);
        append(made.fields, {{"reach"},
                             {"river"},
                             {"from_km", VectorType::real, "km"},
                             {"to_km", VectorType::real, "km"},
                             {"date", VectorType::date},
                             {"class", VectorType::integer},
                             {"class_name"},
                             {"limiting_indicator"},
                             {"margin", VectorType::real},
                             {"full_class", VectorType::integer},
                             {"full_limiting_indicator"},
                             {"discharge", VectorType::real, "m3/s"}});
        append_indicators(made.fields);
        for (std::size_t s = 0; s < days.size(); ++s) {
            for (std::size_t p = 0; p < pieces.pieces.size(); ++p) {
                const RiverPiece& piece = pieces.pieces[p];
                const River& river = case_.network.rivers[static_cast<std::size_t>(piece.river)];
                for (std::size_t d = 0; d < days[s][p].size(); ++d) {
                    const PieceDay& day = days[s][p][d];
                    VectorFeature one = feature(s, piece.line);
                    append(one, {piece.name, river.name, number(piece.from / 1000), number(piece.to / 1000), date(d),
                                 whole(day.headline.water_class), class_name(day.headline.water_class),
                                 indicator(day.headline.limiting),
                                 number(day.headline.water_class > 0 ? day.headline.margin : unknown_value),
                                 whole(day.full.water_class), indicator(day.full.limiting), number(day.discharge)});
                    append_values(one, day.values);
                    made.features.push_back(std::move(one));
                }
            }
        }
        return made;
    }

    /// Where the sections lie.
    [[nodiscard]] std::vector<VectorPoint> places() const {
        const std::vector<double> x = nc_.values("section_x"), y = nc_.values("section_y");
        std::vector<VectorPoint> points;
        for (std::size_t k = 0; k < x.size(); ++k) points.emplace_back(x[k], y[k]);
        return points;
    }
    [[nodiscard]] bool geographic() const { return nc_.attribute("section_x", "units").value_or("") == "degrees_east"; }
    static std::vector<VectorField> section_fields() {
        return {{"section"}, {"river"}, {"km", VectorType::real, "km"}, {"target_class", VectorType::integer}};
    }
    void append_section(VectorFeature& one, const ControlSection& section) const {
        append(one, {section.name, case_.network.rivers[static_cast<std::size_t>(section.at.river)].name,
                     number(section.at.chainage / 1000), whole(section.target_class)});
    }

    VectorLayer sections() const {
        VectorLayer made = layer("sections", "control sections", VectorGeometry::point, geographic(), false);
        append(made.fields, section_fields());
        append(made.fields, {{"national", VectorType::integer},
                             {"worst_class", VectorType::integer},
                             {"worst_class_name"},
                             {"limiting_indicator"},
                             {"full_worst_class", VectorType::integer},
                             {"full_limiting_indicator"},
                             {"share_days_meeting_target", VectorType::real},
                             {"ecological_target", VectorType::real, "m3/s"},
                             {"share_days_flow_met", VectorType::real},
                             {"flow_deficit", VectorType::real, "m3"},
                             {"first_date", VectorType::date},
                             {"class_by_day"}});
        const std::vector<VectorPoint> points = places();
        for (std::size_t s = 0; s < choice_.scenarios.size(); ++s) {
            for (std::size_t k = 0; k < points.size(); ++k) {
                const ControlSection& section = case_.sections[k];
                const SectionVerdict& judged = verdict_.scenarios.at(choice_.scenarios[s]).sections.at(k);
                const bool any = judged.worst_class > 0, flow = judged.days_flow_judged > 0;
                const Worst worst =
                    worst_of(judged.days, [](const SectionDay& day) -> const Judgement& { return day.headline; });
                VectorFeature one = feature(s, {points[k]});
                append_section(one, section);
                append(one,
                       {whole(section.national), whole(judged.worst_class), class_name(judged.worst_class),
                        indicator(judged.limiting), whole(judged.full_worst_class), indicator(judged.full_limiting),
                        number(any ? judged.share_days_meeting_target : unknown_value),
                        number(judged.ecological_target > 0 ? judged.ecological_target : unknown_value),
                        number(flow ? judged.share_days_flow_met : unknown_value),
                        number(flow ? judged.deficit_m3 : unknown_value), first_date(), worst.by_day});
                made.features.push_back(std::move(one));
            }
        }
        return made;
    }

    VectorLayer section_days() const {
        VectorLayer made =
            layer("section_days", "control sections, day by day", VectorGeometry::point, geographic(), true);
        append(made.fields, section_fields());
        append(made.fields, {{"date", VectorType::date},
                             {"class", VectorType::integer},
                             {"class_name"},
                             {"meets_target", VectorType::integer},
                             {"limiting_indicator"},
                             {"margin", VectorType::real},
                             {"full_class", VectorType::integer},
                             {"full_limiting_indicator"},
                             {"discharge", VectorType::real, "m3/s"},
                             {"ecological_flow", VectorType::real, "m3/s"},
                             {"ecological_flow_met", VectorType::integer}});
        append_indicators(made.fields);
        const std::vector<VectorPoint> points = places();
        for (std::size_t s = 0; s < choice_.scenarios.size(); ++s) {
            const std::size_t scenario = choice_.scenarios[s];
            for (std::size_t k = 0; k < points.size(); ++k) {
                const std::vector<SectionDay>& days = verdict_.scenarios.at(scenario).sections.at(k).days;
                for (std::size_t d = 0; d < days.size(); ++d) {
                    const SectionDay& day = days[d];
                    const bool judged = day.headline.water_class > 0, flow = day.ecological_target > 0;
                    VectorFeature one = feature(s, {points[k]});
                    append_section(one, case_.sections[k]);
                    append(one, {date(d), whole(day.headline.water_class), class_name(day.headline.water_class),
                                 yes_or_no(judged, day.headline.water_class <= case_.sections[k].target_class),
                                 indicator(day.headline.limiting), number(judged ? day.headline.margin : unknown_value),
                                 whole(day.full.water_class), indicator(day.full.limiting), number(day.discharge),
                                 number(flow ? day.ecological_target : unknown_value),
                                 yes_or_no(flow && std::isfinite(day.discharge), day.ecological_met)});
                    append_values(one, values_at(scenario, k, d));
                    made.features.push_back(std::move(one));
                }
            }
        }
        return made;
    }
    /// [indicator], daily means at a section.
    [[nodiscard]] std::vector<double> values_at(std::size_t scenario, std::size_t section, std::size_t day) const {
        const auto& days = forecast_.record.scenarios[scenario].daily_concentration;
        const std::size_t width = forecast_.constituents.size();
        if (day >= days.size() || days[day].size() < (section + 1) * width) return {};
        return simulated_.values(std::span(days[day]).subspan(section * width, width));
    }

    NetcdfReader nc_;
    const ReadForecast& forecast_;
    const Case& case_;
    const Verdict& verdict_;
    const Standard& standard_;
    const MapChoice& choice_;
    SimulatedValues simulated_;
    std::vector<std::size_t> told_;  // indicators that have values
};

}  // namespace

const std::vector<std::string>& map_layer_names() {
    static const std::vector<std::string> names{"reaches", "reach_days", "sections", "section_days"};
    return names;
}

std::vector<VectorLayer> map_layers(const std::filesystem::path& file, const ReadForecast& forecast,
                                    const Verdict& verdict, const Standard& standard, const MapChoice& choice) {
    try {
        return Maker(file, forecast, verdict, standard, choice).make();
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
}

}  // namespace qingliu
