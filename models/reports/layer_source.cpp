#include "models/reports/layer_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "engine/base/quantity.hpp"
#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/map_style.hpp"

namespace qingliu {

VectorValue layer_count(std::int64_t value) { return value; }

VectorValue layer_number(double value) {
    if (!std::isfinite(value)) return {};
    return std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr);
}

VectorValue layer_flag(bool known, bool yes) { return known ? VectorValue(std::int64_t{yes ? 1 : 0}) : VectorValue(); }

LayerSource::LayerSource(const NetcdfReader& nc, const ReadForecast& read, const Verdict& judged, const Standard& by,
                         const MapChoice& asked)
    : file(nc), forecast(read), verdict(judged), standard(by), choice(asked), simulated(simulated_values(read, by)) {
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        if (simulated.simulated()[i]) told.push_back(i);
    }
}

VectorLayer LayerSource::layer(std::string name, const std::string& title, VectorGeometry geometry, bool geographic,
                               bool daily) const {
    VectorLayer made;
    made.name = std::move(name);
    made.title = specification().title.empty() ? title : specification().title + ": " + title;
    made.geometry = geometry;
    made.epsg = geographic ? 4326 : 0;
    made.style = class_style(standard, geometry, daily ? "class" : "worst_class", daily ? "date" : "");
    made.fields = {{"scenario"}, {"scenario_title"}};
    return made;
}

VectorFeature LayerSource::feature(std::size_t s, std::vector<VectorPoint> points) const {
    const Scenario& scenario = specification().scenarios[choice.scenarios[s]];
    return {std::move(points), {scenario.name, scenario.title}};
}

std::string LayerSource::date(std::size_t day) const {
    return format_date(forecast.record.day_start[day], specification().utc_offset_minutes);
}

VectorValue LayerSource::first_date() const {
    return forecast.record.day_start.empty() ? VectorValue() : VectorValue(date(0));
}

std::string LayerSource::class_name(int grade) const {
    return grade > 0 ? standard.grades[static_cast<std::size_t>(grade - 1)].name : "";
}

std::string LayerSource::indicator(int index) const {
    return index >= 0 ? standard.indicators[static_cast<std::size_t>(index)].name : "";
}

void LayerSource::append_indicators(std::vector<VectorField>& fields) const {
    for (const std::size_t i : told)
        fields.push_back({standard.indicators[i].name, VectorType::real,
                          standard.indicators[i].unit == "1" ? "" : standard.indicators[i].unit});
}

void LayerSource::append_values(VectorFeature& feature, const std::vector<double>& values) const {
    for (const std::size_t i : told)
        feature.values.push_back(
            layer_number(values.empty() ? unknown : from_si(values[i], standard.indicators[i].unit)));
}

LayerSource::Worst LayerSource::worst_of(const std::vector<Judgement>& days) const {
    Worst worst;
    for (const Judgement& judgement : days) {
        if (!worst.by_day.empty()) worst.by_day += ' ';  // else a spreadsheet takes it for a number
        worst.by_day += std::to_string(judgement.water_class);
        worst.grade = std::max(worst.grade, judgement.water_class);
        if (judgement.water_class > 0) ++worst.days;
    }
    std::vector<int> count(standard.indicators.size() + 1, 0);  // the first of those without an indicator
    for (const Judgement& judgement : days) {
        if (judgement.water_class == worst.grade) ++count[static_cast<std::size_t>(judgement.limiting) + 1];
    }
    worst.limiting = static_cast<int>(std::ranges::max_element(count) - count.begin()) - 1;
    return worst;
}

void append(std::vector<VectorField>& fields, std::vector<VectorField> more) {
    fields.insert(fields.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void append(VectorFeature& feature, std::vector<VectorValue> more) {
    feature.values.insert(feature.values.end(), std::make_move_iterator(more.begin()),
                          std::make_move_iterator(more.end()));
}

}  // namespace qingliu
