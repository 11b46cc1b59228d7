#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/run/case_sense.hpp"
#include "engine/run/case_values.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

void check_period(CaseSense& sense, const Node& node, const Series& series) {
    if (sense.period_known)
        check_cover(node, series, sense.result.start, sense.result.end, sense.result.utc_offset_minutes, sense.reading);
}

void check_qualities(CaseSense& sense, std::vector<Written<QualityText>>& qualities) {
    for (Written<QualityText>& quality : qualities) {
        const Node concentrations = quality.node.find("concentration");
        for (const auto& [name, series] : quality.concentration) check_period(sense, concentrations.find(name), series);
        check_provenance(sense, quality.node, "quality " + quality.name, quality.provenance);
        const Node list = quality.node.find("estimates");
        for (std::size_t i = 0; i < std::min(quality.estimates.size(), list.items().size()); ++i) {
            const Node item = list.items()[i];
            if (!sense.reading.sound(item)) continue;
            if (!concentrations.find(quality.estimates[i]).present()) {
                std::vector<std::string> names;
                for (const Node::Entry& entry : concentrations.entries()) names.push_back(entry.key.text());
                sense.reading.fault(item, fmt::format("this quality gives no \"{}\"", quality.estimates[i]), {},
                                    closest_name(quality.estimates[i], names));
            } else if (sense.estimates != nullptr && quality.provenance.confidence == Confidence::verified) {
                sense.estimates->push_back({item.place(),
                                            fmt::format("{} of quality {}", quality.estimates[i], quality.name),
                                            Confidence::estimate, quality.provenance.note});
            }
        }
        if (!quality.estimates.empty() && quality.provenance.note.empty() && !quality.node.find("note").present()) {
            sense.reading.fault(list, fmt::format("quality {} has estimates but no note", quality.name),
                                "note: how they were reasoned");
        }
        sense.result.qualities.push_back(quality);
    }
}

void check_end_levels(CaseSense& sense, std::vector<Written<EndLevel>>& levels) {
    std::map<int, Node> given;
    for (Written<EndLevel>& end : levels) {
        const Node river = end.node.find("river");
        end.river = sense.rivers.find(river, sense.reading);
        check_period(sense, end.node.find("level"), end.level);
        if (end.river < 0) continue;
        const auto i = static_cast<std::size_t>(end.river);
        const River& ends = sense.result.network.rivers[i];
        check_provenance(sense, end.node, "water level at the end of " + ends.name, end.provenance);
        const Node outlet = sense.river_nodes[i].find("outlet");
        if (outlet.present() ? sense.reading.sound(outlet, "kind") && ends.outlet->kind != Outlet::Kind::stage
                             : ends.joins.has_value()) {
            sense.reading.fault(
                river, fmt::format("{} does not end at a water level", ends.name),
                "a river with outlet: {kind: stage, level: ...}", {},
                Related{(outlet.present() ? outlet : sense.river_nodes[i].find("joins")).place(), "its end"});
        } else if (const auto [other, fresh] = given.try_emplace(end.river, river); !fresh) {
            sense.reading.fault(river, fmt::format("{} has two water levels at its end", ends.name), "one", {},
                                Related{other->second.place(), "the other one"});
        }
        sense.result.end_levels.push_back(end);
    }
}

void check_capacity(CaseSense& sense, const Node& node, const Series& discharge, const PointSource& source,
                    const Node& source_node) {
    if (source.capacity <= 0 || discharge.empty() || !sense.reading.sound(node)) return;
    const double largest = std::ranges::max(discharge.values());
    if (largest <= source.capacity) return;
    sense.reading.fault(node, fmt::format("{} cannot release {}", source.name, format_quantity(largest, "m3/s")),
                        fmt::format("at most {}", format_quantity(source.capacity, "m3/s")), {},
                        Related{source_node.find("capacity").place(), "its capacity"});
}

/// The course a scenario gives to what operators move at a work.
void read_setting(CaseSense& sense, const Named<Node>& opening, int index, Scenario& scenario) {
    const Structure& structure = sense.result.network.structures[static_cast<std::size_t>(index)];
    const Node& structure_node = sense.structure_nodes[static_cast<std::size_t>(index)];
    if (!sense.reading.sound(structure_node, "kind")) return;
    if (!structure.setting) {
        return sense.reading.fault(opening.key,
                                   fmt::format("{} is a {}: nothing of it moves", structure.name, structure.kind),
                                   "a gate, a pump or another work with a setting");
    }
    const Setting& setting = *structure.setting;
    Series course;
    series(setting.unit)
        .between(from_si(setting.minimum, setting.unit), from_si(setting.maximum, setting.unit))
        .read(opening.value, sense.reading, course);
    check_period(sense, opening.node, course);
    scenario.opening[index] = course;
}

/// A value for each month as steps at the turn of the months.
Series by_month(const std::array<double, 12>& value, double start, double end, int utc_offset_minutes) {
    constexpr double day = 86400;
    const auto factor = [&](double time) {
        const double named = value[static_cast<std::size_t>(month_of(time, utc_offset_minutes) - 1)];
        return named > 0 ? named : 1.0;
    };
    std::vector<double> times{start}, values{factor(start)};
    for (double time = civil_day_start(start, utc_offset_minutes) + day; time <= end; time += day) {
        if (factor(time) == values.back()) continue;
        times.push_back(time);
        values.push_back(factor(time));
    }
    return times.size() == 1 ? Series(values.front()) : Series(times, values, Series::Shape::step);
}

void check_roughness(CaseSense& sense, std::vector<Written<RoughnessText>>& roughness) {
    Names given("river in this list");
    for (Written<RoughnessText>& text : roughness) {
        const Node& node = text.node;
        const Node river = node.find("river"), factor = node.find("factor"), monthly = node.find("by_month");
        given.add(river.text(), river, sense.reading);
        text.river = sense.rivers.find(river, sense.reading);
        check_provenance(sense, node, fmt::format("roughness of {} in time", river.text()), text.provenance);
        if (factor.present() == monthly.present())
            sense.reading.fault(node, fmt::format("the roughness of {} is told in one of two ways", river.text()),
                                "either factor or by_month");
        check_period(sense, factor, text.factor);
        if (monthly.present() && sense.reading.sound(monthly) && sense.period_known)
            text.factor =
                by_month(text.by_month, sense.result.start, sense.result.end, sense.result.utc_offset_minutes);
        sense.result.roughness.push_back(text);
    }
}

}  // namespace

void check_boundaries(CaseSense& sense, const Node& file, BoundariesText& text) {
    Reading& reading = sense.reading;
    add_names(sense.waters, file.find("waters"), text.waters, reading);
    add_names(sense.qualities, file.find("qualities"), text.qualities, reading);
    add_names(sense.sources, file.find("inflows"), text.inflows, reading);
    if (file.present() && !file.find("inflows").present()) sense.sources.listed(file);
    if (file.present() && !file.find("qualities").present()) sense.qualities.listed(file);
    for (const Written<Water>& water : text.waters) sense.result.waters.push_back(water);
    check_qualities(sense, text.qualities);
    for (Written<PointSource>& source : text.inflows) {
        const Node& node = source.node;
        source.at.river = check_point(sense, node, source.at.chainage);
        source.water = std::max(0, sense.waters.find(node.find("water"), reading));
        source.quality = sense.qualities.find(node.find("quality"), reading);
        check_provenance(sense, node, "inflow " + source.name, source.provenance);
        check_period(sense, node.find("discharge"), source.discharge);
        check_capacity(sense, node.find("discharge"), source.discharge, source, node);
        sense.source_nodes.push_back(node);
        sense.result.sources.push_back(source);
    }
    Names diffuse("diffuse inflow");
    add_names(diffuse, file.find("diffuse"), text.diffuse, reading);
    for (Written<DiffuseSource>& source : text.diffuse) {
        source.river = check_stretch(sense, source.node, source.from, source.to);
        source.water = std::max(0, sense.waters.find(source.node.find("water"), reading));
        source.quality = sense.qualities.find(source.node.find("quality"), reading);
        check_provenance(sense, source.node, "diffuse inflow " + source.name, source.provenance);
        check_period(sense, source.node.find("discharge"), source.discharge);
        sense.result.diffuse.push_back(source);
    }
    Names ground("ground water");
    add_names(ground, file.find("ground_water"), text.ground_water, reading);
    for (Written<GroundWater>& water : text.ground_water) {
        water.river = check_stretch(sense, water.node, water.from, water.to);
        water.water = std::max(0, sense.waters.find(water.node.find("water"), reading));
        water.quality = sense.qualities.find(water.node.find("quality"), reading);
        check_provenance(sense, water.node, "ground water " + water.name, water.provenance);
        check_period(sense, water.node.find("level"), water.level);
        sense.result.ground_water.push_back(water);
    }
    check_end_levels(sense, text.end_levels);
    check_roughness(sense, text.roughness);
    Written<Climate>& climate = text.climate;
    climate.rain_water = sense.waters.find(climate.node.find("rain_water"), reading);
    climate.rain_quality = sense.qualities.find(climate.node.find("rain_quality"), reading);
    check_period(sense, climate.node.find("rain"), climate.rain);
    if (climate.node.find("rain").present() && !climate.node.find("rain_water").present())
        reading.fault(climate.node.find("rain"), "this rain has no origin", "rain_water: one of the waters");
    check_provenance(sense, climate.node, "climate", climate.provenance);
    check_period(sense, climate.node.find("water_temperature"), climate.water_temperature);
    check_period(sense, climate.node.find("evaporation"), climate.evaporation);
    check_period(sense, climate.node.find("wind_speed"), climate.wind_speed);
    const Node air = climate.node.find("air");
    climate.has_air = air.present();
    climate.air.measured_sun = air.find("solar_radiation").present();
    if (climate.has_air) {
        check_provenance(sense, air, "air", climate.air.provenance);
        check_period(sense, air.find("temperature"), climate.air.temperature);
        check_period(sense, air.find("dew_point"), climate.air.dew_point);
        check_period(sense, air.find("cloud_cover"), climate.air.cloud_cover);
        check_period(sense, air.find("solar_radiation"), climate.air.solar_radiation);
    }
    sense.result.climate = climate;
}

void check_sections(CaseSense& sense, const Node& file, SectionsText& text) {
    add_names(sense.sections, file.find("sections"), text.sections, sense.reading);
    for (Written<ControlSection>& section : text.sections) {
        section.at.river = check_point(sense, section.node, section.at.chainage);
        check_provenance(sense, section.node, "control section " + section.name, section.provenance);
        if (section.at.river >= 0) {
            const River& river = sense.result.network.rivers[static_cast<std::size_t>(section.at.river)];
            const bool closed = !river.joins && (!river.outlet || river.outlet->kind == Outlet::Kind::closed);
            if (!river.storage.empty() && closed)
                sense.reading.fault(section.node.find("river"),
                                    fmt::format("{} has no end where a discharge could be told", river.name),
                                    "a section on a river that leaves it");
        }
        const bool has_flow = section.node.find("ecological_flow").present();
        if (has_flow)
            check_provenance(sense, section.node, "ecological flow of " + section.name, section.ecological_provenance,
                             &section.provenance, "ecological_");
        if (section.ecological_key && !has_flow && sense.reading.sound(section.node, "ecological_key")) {
            sense.reading.fault(section.node.find("ecological_key"),
                                fmt::format("{} has no ecological flow to be met", section.name), "an ecological_flow");
        }
        sense.result.sections.push_back(section);
    }
}

namespace {

/// Level of the bed between the rows of a river, m.
double bed_at(const River& river, double chainage) {
    const auto& rows = river.sections;
    const auto after = std::ranges::lower_bound(rows, chainage, {}, &CrossSection::chainage);
    if (after == rows.begin()) return rows.front().bed_level;
    if (after == rows.end()) return rows.back().bed_level;
    const auto before = after - 1;
    const double share = (chainage - before->chainage) / (after->chainage - before->chainage);
    return before->bed_level + share * (after->bed_level - before->bed_level);
}

void check_measured(CaseSense& sense, std::vector<Written<MeasuredPoint>>& points) {
    Reading& reading = sense.reading;
    for (Written<MeasuredPoint>& point : points) {
        point.at.river = check_point(sense, point.node, point.at.chainage);
        const Node level = point.node.find("water_level");
        if (!level.present() && !point.node.find("discharge").present())
            reading.fault(point.node, "nothing was measured here", "a water_level, a discharge or both");
        if (point.at.river < 0) continue;
        const River& river = sense.result.network.rivers[static_cast<std::size_t>(point.at.river)];
        check_provenance(sense, point.node, "reading on " + river.name, point.provenance);
        if (reading.sound(level) && point.water_level && !river.sections.empty()) {
            const double bed = bed_at(river, point.at.chainage);
            if (*point.water_level < bed)
                reading.fault(level, "this level lies below the bed", fmt::format("more than {:.2f} m", bed));
        }
        sense.result.initial.measured.push_back(point);
    }
}

/// A steady flow of a scenario and a spin-up, or a checkpoint. What stands in the checkpoint is looked at later
/// (going_on.hpp).
void check_initial(CaseSense& sense, const Node& initial) {
    Reading& reading = sense.reading;
    if (!reading.sound(initial)) return;
    const Node checkpoint = initial.find("checkpoint"), scenario = initial.find("scenario"),
               spin_up = initial.find("spin_up");
    if (checkpoint.present()) {
        for (const auto* key : {"measured", "settle", "bed"}) {
            if (initial.find(key).present())
                reading.fault(initial.key_node(key), fmt::format("a state from a checkpoint takes no {}", key),
                              "checkpoint, or scenario, spin_up and measured");
        }
        if (spin_up.present())
            reading.fault(initial.key_node("spin_up"), "a state from a checkpoint needs no spin_up",
                          "checkpoint, or scenario and spin_up");
        if (!reading.sound(checkpoint)) return;
        reading.read_file(checkpoint);
        sense.result.initial.checkpoint = Reading::resolve(checkpoint);
        sense.result.initial.place = checkpoint.place();
        return;
    }
    const auto known = [&](const Node::Entry& entry) { return reading.sound(entry.key); };
    for (const auto* key : {"scenario", "spin_up"}) {
        // a misspelt key is the one that is missing, and has been told
        if (!initial.find(key).present() && std::ranges::all_of(initial.entries(), known))
            reading.fault(initial, fmt::format("this initial has no \"{}\"", key),
                          "scenario and spin_up, or a checkpoint");
    }
    const int first = sense.scenarios.find(scenario, reading);
    if (first >= 0) sense.result.initial.discharge = sense.result.scenarios[static_cast<std::size_t>(first)].discharge;
}

}  // namespace

void check_scenarios(CaseSense& sense, const Node& file, CaseText& text) {
    Reading& reading = sense.reading;
    const Node list = file.find("scenarios");
    add_names(sense.scenarios, list, text.scenarios, reading);
    if (reading.sound(list) && text.scenarios.empty()) reading.fault(list, "a case needs a scenario", "at least one");
    for (Written<ScenarioText>& written : text.scenarios) {
        Scenario scenario{written.name, written.title.empty() ? written.name : written.title, {}, {}};
        for (const Named<Series>& release : written.releases) {
            const int index = sense.sources.find(release.key, reading);
            check_period(sense, release.node, release.value);
            if (index < 0) continue;
            const auto i = static_cast<std::size_t>(index);
            check_capacity(sense, release.node, release.value, sense.result.sources[i], sense.source_nodes[i]);
            scenario.discharge[index] = release.value;
        }
        for (const Named<Node>& opening : written.openings) {
            const int index = sense.structures.find(opening.key, reading);
            if (index >= 0) read_setting(sense, opening, index, scenario);
        }
        sense.result.scenarios.push_back(std::move(scenario));
    }
    check_initial(sense, file.find("initial"));
    check_measured(sense, text.initial.points);
}

void check_arrivals(CaseSense& sense, const Node& file) {
    const Node list = file.find("arrivals");
    if (!sense.reading.sound(list)) return;
    if (!file.find("sections").present()) sense.sections.listed(file);
    Names named("section in this list");
    for (const Node& item : list.items()) {
        named.add(item.text(), item, sense.reading);
        const int section = sense.sections.find(item, sense.reading);
        if (section >= 0) sense.result.arrivals.push_back(section);
    }
}

}  // namespace qingliu
