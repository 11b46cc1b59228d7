// Layers of the control sections.
#include <cmath>
#include <span>

#include "engine/base/unknown.hpp"
#include "models/reports/layer_source.hpp"

namespace qingliu {

namespace {

std::vector<Judgement> headlines(const std::vector<SectionDay>& days) {
    std::vector<Judgement> all;
    for (const SectionDay& day : days) all.push_back(day.headline);
    return all;
}

/// Where the sections lie.
std::vector<VectorPoint> places(const LayerSource& source) {
    const std::vector<double> x = source.file.values("section_x"), y = source.file.values("section_y");
    std::vector<VectorPoint> points;
    for (std::size_t k = 0; k < x.size(); ++k) points.emplace_back(x[k], y[k]);
    return points;
}
bool geographic(const LayerSource& source) {
    return source.file.attribute("section_x", "units").value_or("") == "degrees_east";
}
std::vector<VectorField> section_fields() {
    return {{"section"}, {"river"}, {"km", VectorType::real, "km"}, {"target_class", VectorType::integer}};
}
void append_section(const LayerSource& source, VectorFeature& one, const ControlSection& section) {
    append(one, {section.name, source.specification().network.rivers[static_cast<std::size_t>(section.at.river)].name,
                 layer_number(section.at.chainage / 1000), layer_count(section.target_class)});
}

/// [indicator], daily means at a section.
std::vector<double> values_at(const LayerSource& source, std::size_t scenario, std::size_t section, std::size_t day) {
    const auto& days = source.forecast.record.scenarios[scenario].daily_concentration;
    const std::size_t width = source.forecast.constituents.size();
    if (day >= days.size() || days[day].size() < (section + 1) * width) return {};
    return source.simulated.values(std::span(days[day]).subspan(section * width, width));
}

}  // namespace

VectorLayer section_layer(const LayerSource& source) {
    VectorLayer made = source.layer("sections", "control sections", VectorGeometry::point, geographic(source), false);
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
    const std::vector<VectorPoint> points = places(source);
    for (std::size_t s = 0; s < source.choice.scenarios.size(); ++s) {
        for (std::size_t k = 0; k < points.size(); ++k) {
            const ControlSection& section = source.specification().sections[k];
            const SectionVerdict& judged = source.verdict.scenarios.at(source.choice.scenarios[s]).sections.at(k);
            const bool any = judged.worst_class > 0, flow = judged.days_flow_judged > 0;
            const LayerSource::Worst worst = source.worst_of(headlines(judged.days));
            VectorFeature one = source.feature(s, {points[k]});
            append_section(source, one, section);
            append(one, {layer_count(section.national), layer_count(judged.worst_class),
                         source.class_name(judged.worst_class), source.indicator(judged.limiting),
                         layer_count(judged.full_worst_class), source.indicator(judged.full_limiting),
                         layer_number(any ? judged.share_days_meeting_target : unknown),
                         layer_number(judged.ecological_target > 0 ? judged.ecological_target : unknown),
                         layer_number(flow ? judged.share_days_flow_met : unknown),
                         layer_number(flow ? judged.deficit_m3 : unknown), source.first_date(), worst.by_day});
            made.features.push_back(std::move(one));
        }
    }
    return made;
}

VectorLayer section_day_layer(const LayerSource& source) {
    VectorLayer made =
        source.layer("section_days", "control sections, day by day", VectorGeometry::point, geographic(source), true);
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
    source.append_indicators(made.fields);
    const std::vector<VectorPoint> points = places(source);
    for (std::size_t s = 0; s < source.choice.scenarios.size(); ++s) {
        const std::size_t scenario = source.choice.scenarios[s];
        for (std::size_t k = 0; k < points.size(); ++k) {
            const std::vector<SectionDay>& days = source.verdict.scenarios.at(scenario).sections.at(k).days;
            for (std::size_t d = 0; d < days.size(); ++d) {
                const SectionDay& day = days[d];
                const bool judged = day.headline.water_class > 0, flow = day.ecological_target > 0;
                VectorFeature one = source.feature(s, {points[k]});
                append_section(source, one, source.specification().sections[k]);
                append(
                    one,
                    {source.date(d), layer_count(day.headline.water_class), source.class_name(day.headline.water_class),
                     layer_flag(judged, day.headline.water_class <= source.specification().sections[k].target_class),
                     source.indicator(day.headline.limiting), layer_number(judged ? day.headline.margin : unknown),
                     layer_count(day.full.water_class), source.indicator(day.full.limiting),
                     layer_number(day.discharge), layer_number(flow ? day.ecological_target : unknown),
                     layer_flag(flow && std::isfinite(day.discharge), day.ecological_met)});
                source.append_values(one, values_at(source, scenario, k, d));
                made.features.push_back(std::move(one));
            }
        }
    }
    return made;
}
}  // namespace qingliu
