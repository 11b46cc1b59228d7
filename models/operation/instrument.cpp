#include "models/operation/instrument.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/index.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"

namespace qingliu {

Instrument::Instrument(const Gauge& gauge, const Case& specification, const Grid& grid,
                       const std::vector<Constituent>& constituents, const ClassJudge* judge)
    : gauge_(&gauge), case_(&specification), constituents_(&constituents), judge_(judge), width_(constituents.size()) {
    if (gauge.structure >= 0) {
        face_ = grid.face_at(specification.network.structures[at(gauge.structure)].at);
        const int above = grid.face_from[at(face_)], below = grid.face_to[at(face_)];
        // at the open end of a river there is water on one side only
        cell_ = above == Grid::outside || (gauge.downstream && below != Grid::outside) ? below : above;
    } else {
        cell_ = grid.cell_at(gauge.at);
        face_ = grid.face_at(gauge.at);
    }
    const auto found = std::ranges::find(constituents, gauge.constituent, &Constituent::name);
    constituent_ = static_cast<std::size_t>(found - constituents.begin());
    if (!gauge.unit.empty()) to_unit_ = from_si(1, gauge.unit);
}

double Instrument::read(const Observation& observation) const {
    using Variable = Gauge::Variable;
    if (gauge_->variable == Variable::discharge) return observation.flow.discharge[at(face_)];
    if (gauge_->variable == Variable::water_level) return observation.flow.level[at(cell_)];
    if (observation.depth[at(cell_)] < shallowest_sample) return unknown;
    const auto water = observation.concentration.subspan(at(cell_) * width_, width_);
    if (gauge_->variable == Variable::constituent) return water[constituent_];
    const double temperature = case_->climate.water_temperature.at(observation.time);
    const int found = judge(judge_->standard, judge_->values.values(water), Scope::headline,
                            assessment_oxygen_saturation(temperature))
                          .water_class;
    return found > 0 ? found : unknown;
}

Reason Instrument::amount(double value) const {
    if (std::isnan(value)) return {"unknown", "未知"};
    if (gauge_->variable == Gauge::Variable::water_class) {
        static constexpr std::array names{"I", "II", "III", "IV", "V"};
        const auto place = static_cast<std::size_t>(value) - 1;
        return place < names.size() ? Reason{names.at(place), names.at(place)} : Reason{"worse than V", "劣V"};
    }
    const bool level = gauge_->variable == Gauge::Variable::water_level;
    const std::string number =
        level ? fmt::format("{:.3f}", value * to_unit_) : fmt::format("{:.4g}", value * to_unit_);
    const std::string with_unit = gauge_->unit == "1" ? number : number + " " + gauge_->unit;
    return {with_unit, with_unit};
}

Reason Instrument::show(double value) const {
    using Variable = Gauge::Variable;
    Reason name{gauge_->constituent, gauge_->constituent};
    if (gauge_->variable == Variable::water_level) name = {"water level", "水位"};
    if (gauge_->variable == Variable::discharge) name = {"discharge", "流量"};
    if (gauge_->variable == Variable::water_class) name = {"class", "类别"};
    if (gauge_->variable == Variable::constituent && !(*constituents_)[constituent_].title.empty())
        name.zh = (*constituents_)[constituent_].title;
    const Reason much = amount(value);
    return {fmt::format("{} {} at {}", name.en, much.en, gauge_->place),
            fmt::format("{}{} {}", gauge_->place, name.zh, much.zh)};
}

}  // namespace qingliu
