#include "models/hydraulics/forcing.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/index.hpp"

namespace qingliu {

std::vector<Exchange> make_exchanges(const Case& specification, const Grid& grid) {
    using Kind = Exchange::Kind;
    std::vector<Exchange> exchanges;
    const auto along_each = [&](const auto& stretches, Kind kind, const auto& share) {
        for (int k = 0; k < static_cast<int>(stretches.size()); ++k) {
            const auto& s = stretches[at(k)];
            for (const auto& part : cells_along(grid, s.river, s.from, s.to))
                exchanges.push_back({part.cell, kind, k, share(s, part.length)});
        }
    };
    const auto all_of_it = [](const auto&, double length) { return length; };
    for (int s = 0; s < static_cast<int>(specification.sources.size()); ++s) {
        const auto& source = specification.sources[at(s)];
        const bool enters = source.at.chainage <= specification.network.rivers[at(source.at.river)].from;
        exchanges.push_back({grid.cell_at(source.at), Kind::source, s, 1.0, enters, source.depth});
    }
    along_each(specification.diffuse, Kind::diffuse,
               [](const auto& stretch, double length) { return length / (stretch.to - stretch.from); });
    along_each(specification.ground_water, Kind::ground_water, all_of_it);
    along_each(specification.network.banks, Kind::banks, all_of_it);
    const auto& rain = specification.climate.rain;
    if (std::any_of(rain.values().begin(), rain.values().end(), [](double r) { return r > 0; })) {
        for (int c = 0; c < grid.cells(); ++c) exchanges.push_back({c, Kind::rain, 0, 1.0});
    }
    return exchanges;
}

Forcing::Forcing(const Case& specification, const Scenario& scenario)
    : start_(specification.start),
      diffuse_(static_cast<int>(specification.diffuse.size())),
      evaporation_(&specification.climate.evaporation),
      rain_(&specification.climate.rain),
      ground_water_(&specification.ground_water) {
    double inflow = 1;
    if (scenario.member >= 0) {
        const Member& member = specification.ensemble[at(scenario.member)];
        inflow = member.inflow;
        roughness_factor_ = member.roughness;
    }
    const auto note_events = [&](const Series& series) {
        if (!series.constant()) events_.insert(events_.end(), series.times().begin(), series.times().end());
    };
    for (int s = 0; s < static_cast<int>(specification.sources.size()); ++s) {
        const auto scheduled = scenario.discharge.find(s);
        const auto& source = specification.sources[at(s)];
        discharge_.push_back(scheduled == scenario.discharge.end() ? &source.discharge : &scheduled->second);
        using Kind = PointSource::Kind;
        const bool comes_by_itself = source.kind == Kind::inflow || source.kind == Kind::plant;
        share_.push_back((1 - source.conveyance_loss) * (comes_by_itself ? inflow : 1));
        abstracts_.push_back(source.kind == PointSource::Kind::abstraction ? 1 : 0);
        note_events(*discharge_.back());
    }
    for (const auto& diffuse : specification.diffuse) {
        discharge_.push_back(&diffuse.discharge);
        share_.push_back(inflow);
        note_events(diffuse.discharge);
    }
    for (int s = 0; s < static_cast<int>(specification.network.structures.size()); ++s) {
        const auto scheduled = scenario.opening.find(s);
        opening_.push_back(scheduled == scenario.opening.end() ? nullptr : &scheduled->second);
        const auto& setting = specification.network.structures[at(s)].setting;
        constant_opening_.push_back(setting ? setting->value : 0.0);
        if (opening_.back() != nullptr) note_events(*opening_.back());
    }
    for (const auto& river : specification.network.rivers) {
        end_level_.push_back(nullptr);
        constant_end_level_.push_back(river.outlet ? river.outlet->stage : 0.0);
    }
    for (const auto& end : specification.end_levels) {
        end_level_[at(end.river)] = &end.level;
        note_events(end.level);
    }
    roughness_.assign(specification.network.rivers.size(), nullptr);
    for (const auto& roughness : specification.roughness) {
        roughness_[at(roughness.river)] = &roughness.factor;
        note_events(roughness.factor);
    }
    note_events(*evaporation_);
    note_events(*rain_);
    for (const auto& ground : specification.ground_water) note_events(ground.level);
    std::sort(events_.begin(), events_.end());
    events_.erase(std::unique(events_.begin(), events_.end()), events_.end());
}

double Forcing::value(const Series& series, double time, bool end_of_step) const {
    return time <= start_ ? series.at(start_) : end_of_step ? series.before(time) : series.at(time);
}

void Forcing::discharges(double time, bool end_of_step, std::vector<double>& values) const {
    values.resize(discharge_.size());
    for (std::size_t s = 0; s < values.size(); ++s) values[s] = share_[s] * value(*discharge_[s], time, end_of_step);
    for (const auto& move : moves_) {
        if (move.of.kind == Actuator::Kind::source)
            values[at(move.of.index)] = share_[at(move.of.index)] * move.at(time);
    }
    const std::size_t sources = values.size() - at(diffuse_);
    for (const auto& set : imposed_) {
        const bool diffuse = set.of.kind == Actuator::Kind::diffuse;
        if (!diffuse && set.of.kind != Actuator::Kind::source) continue;
        const std::size_t s = (diffuse ? sources : 0) + at(set.of.index);
        values[s] = share_[s] * set.value;
    }
}

const double* Forcing::imposed(const Actuator& setting) const {
    for (const auto& set : imposed_) {
        if (set.of == setting) return &set.value;
    }
    return nullptr;
}

double Forcing::opening(int structure, double time, bool end_of_step) const {
    const Actuator setting{Actuator::Kind::structure, structure};
    if (const double* set = imposed(setting)) return *set;
    for (const auto& move : moves_) {
        if (move.of == setting) return move.at(time);
    }
    return scheduled_opening(structure, time, end_of_step);
}

double Forcing::scheduled_opening(int structure, double time, bool end_of_step) const {
    const auto* series = opening_[at(structure)];
    if (series == nullptr) return constant_opening_[at(structure)];
    // a schedule starts with its first knot; until then the opening is the network's
    if (std::max(time, start_) < series->times().front()) return constant_opening_[at(structure)];
    if (end_of_step && time == series->times().front() && time > start_) return constant_opening_[at(structure)];
    return value(*series, time, end_of_step);
}

double Forcing::scheduled(const Actuator& setting, double time) const {
    if (setting.kind == Actuator::Kind::source) return value(*discharge_[at(setting.index)], time, false);
    return scheduled_opening(setting.index, time, false);
}

double Forcing::present(const Actuator& setting, double time) const {
    using Kind = Actuator::Kind;
    if (const double* set = imposed(setting)) return *set;
    for (const auto& move : moves_) {
        if (move.of == setting) return move.at(time);
    }
    if (setting.kind == Kind::end_level) return end_level(setting.index, time, false);
    if (setting.kind == Kind::diffuse)
        return value(*discharge_[discharge_.size() - at(diffuse_) + at(setting.index)], time, false);
    return scheduled(setting, time);
}

double Forcing::end_level(int river, double time, bool end_of_step) const {
    if (const double* set = imposed({Actuator::Kind::end_level, river})) return *set;
    const auto* series = end_level_[at(river)];
    return series == nullptr ? constant_end_level_[at(river)] : value(*series, time, end_of_step);
}

double Forcing::roughness(int river, double time, bool end_of_step) const {
    const auto* series = roughness_[at(river)];
    return roughness_factor_ * (series == nullptr ? 1.0 : value(*series, time, end_of_step));
}

double Forcing::evaporation(double time, bool end_of_step) const { return value(*evaporation_, time, end_of_step); }

double Forcing::rain(double time, bool end_of_step) const { return value(*rain_, time, end_of_step); }

double Forcing::ground_level(int index, double time, bool end_of_step) const {
    return value(ground_water(index).level, time, end_of_step);
}

double Forcing::next_event(double time) const {
    // an event within a microsecond has been reached
    const double reached = std::max(time, start_) + 1e-6;
    const auto next = std::upper_bound(events_.begin(), events_.end(), reached);
    double event = next == events_.end() ? std::numeric_limits<double>::infinity() : *next;
    if (next_look_ > std::max(time, start_)) event = std::min(event, next_look_);
    for (const auto& move : moves_) {
        if (move.end > reached) event = std::min(event, move.end);
    }
    return event;
}

void Forcing::operate(std::span<const SettingMove> moves, double next_look) {
    moves_.assign(moves.begin(), moves.end());
    next_look_ = next_look;
}

}  // namespace qingliu
