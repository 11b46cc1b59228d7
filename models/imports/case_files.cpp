// An imported case as the files a case is read from.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "engine/base/quantity.hpp"
#include "engine/time/civil_time.hpp"
#include "models/imports/imported_case.hpp"
#include "models/imports/yaml_parts.hpp"
#include "models/kinetics/constituents.hpp"

namespace qingliu {
namespace {

/// Letters of any script, digits, - and _ stay; what a path or a header could stumble over becomes _.
std::string file_word(const std::string& name) {
    std::string word;
    for (const char letter : name) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool plain = byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                           (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_';
        word += plain ? letter : '_';
    }
    return word;
}

/// Writes series: a constant in place, any other into a table of its own.
class SeriesFiles {
public:
    SeriesFiles(const Case& model, std::vector<CaseFile>& files) : model_(model), files_(files) {}

    /// YAML of a series in `unit`; `name` tells what it is.
    std::string text(const Series& series, const std::string& name, const std::string& unit) {
        if (series.constant()) return yaml_scalar(figure_text(series.at(0), unit));
        std::string word = file_word(name);
        while (std::ranges::find(taken_, word) != taken_.end()) word += "_";
        taken_.push_back(word);
        std::string column = name;
        std::erase_if(column, [](char letter) { return letter == '"' || letter == ',' || letter == '\n'; });
        // the mark tells spreadsheets that names are in UTF-8
        std::string table = fmt::format("\xEF\xBB\xBFtime,{} [{}]\n", column, unit), last;
        const auto row = [&](double time, double value) {
            std::string written = format_instant(time, model_.utc_offset_minutes);
            if (written == last) return;  // times are written to the second, and rise
            table += fmt::format("{},{:.12g}\n", written, from_si(value, unit));
            last = std::move(written);
        };
        // a series that is shorter than the period holds its ends; a table must cover the period
        const bool later = series.times().front() > model_.start, shorter = series.times().back() < model_.end;
        if (later || shorter)
            held_.push_back({fmt::format("series/{}.csv", word),
                             fmt::format("a series holds its {} up to the {} of the period",
                                         later && shorter ? "first and its last value"
                                         : later          ? "first value"
                                                          : "last value",
                                         later && shorter ? "ends"
                                         : later          ? "start"
                                                          : "end"),
                             "its times do not cover the period"});
        if (series.times().front() > model_.start) row(model_.start, series.values().front());
        for (std::size_t i = 0; i < series.times().size(); ++i) row(series.times()[i], series.values()[i]);
        if (series.times().back() < model_.end) row(model_.end, series.values().back());
        const std::string file = "series/" + word + ".csv";
        files_.push_back({file, table});
        YamlMap map;
        map.put("csv", file).put("column", column);
        return map.put("shape", series.shape() == Series::Shape::linear ? "linear" : "step").text();
    }

    /// Series that were shorter than the period.
    [[nodiscard]] const std::vector<Assumption>& held() const { return held_; }

private:
    const Case& model_;
    std::vector<CaseFile>& files_;
    std::vector<Assumption> held_;
    std::vector<std::string> taken_;
};

const std::string& water_of(const Case& model, int water) {
    return model.waters.at(static_cast<std::size_t>(water)).name;
}

void put_water(YamlMap& map, const Case& model, int water, int quality) {
    map.put("water", water_of(model, water));
    map.put("quality", model.qualities.at(static_cast<std::size_t>(quality)).name);
}

std::string unit_of(const std::string& constituent) {
    for (const Constituent& known : known_constituents())
        if (known.name == constituent) return common_unit(known.unit);
    return "mg/L";  // of a constituent of the case's own
}

std::string source_text(const Case& model, const PointSource& source, SeriesFiles& series) {
    using Kind = PointSource::Kind;
    const char* words[] = {"inflow", "plant", "release", "abstraction"};
    YamlMap map;
    map.put("name", source.name).put("kind", words[static_cast<int>(source.kind)]);
    put_point(map, model.network, source.at);
    map.put_yaml("discharge", series.text(source.discharge, source.name, "m3/s"));
    if (source.kind != Kind::abstraction) put_water(map, model, source.water, source.quality);
    if (source.depth > 0) map.put("depth", figure_text(source.depth, "m"));
    if (source.capacity > 0) map.put("capacity", figure_text(source.capacity, "m3/s"));
    put_provenance(map, source.provenance);
    return map.text();
}

std::string climate_text(const Case& model, SeriesFiles& series) {
    const Climate& climate = model.climate;
    if (climate.has_air) throw std::logic_error("the air is not written of an imported case");
    YamlMap map;
    map.put_yaml("water_temperature", series.text(climate.water_temperature, "water_temperature", "degC"));
    map.put_yaml("evaporation", series.text(climate.evaporation, "evaporation", "mm/d"));
    if (climate.rain_water >= 0) {
        map.put_yaml("rain", series.text(climate.rain, "rain", "mm/d"));
        map.put("rain_water", water_of(model, climate.rain_water));
    }
    map.put_yaml("wind_speed", series.text(climate.wind_speed, "wind_speed", "m/s"));
    map.put("elevation", figure_text(climate.elevation, "m"));
    put_provenance(map, climate.provenance);
    return map.text();
}

std::string boundaries_text(const Case& model, SeriesFiles& series) {
    std::vector<std::string> waters, qualities, inflows, diffuse, levels;
    for (const Water& water : model.waters) {
        YamlMap map;
        waters.push_back(map.put("name", water.name).put("title", water.title).text());
    }
    for (const Quality& quality : model.qualities) {
        YamlMap map, concentration;
        for (const auto& [name, values] : quality.concentration)
            concentration.put_yaml(name, series.text(values, quality.name + "_" + name, unit_of(name)));
        map.put("name", quality.name).put_yaml("concentration", concentration.text());
        if (!quality.estimates.empty()) map.put_yaml("estimates", yaml_list(quality.estimates));
        put_provenance(map, quality.provenance);
        qualities.push_back(map.text());
    }
    for (const PointSource& source : model.sources) inflows.push_back(source_text(model, source, series));
    for (const DiffuseSource& source : model.diffuse) {
        YamlMap map;
        map.put("name", source.name).put("river", model.network.rivers.at(static_cast<std::size_t>(source.river)).name);
        map.put("from", figure_text(source.from, "m")).put("to", figure_text(source.to, "m"));
        map.put_yaml("discharge", series.text(source.discharge, source.name, "m3/s"));
        put_water(map, model, source.water, source.quality);
        put_provenance(map, source.provenance);
        diffuse.push_back(map.text());
    }
    for (const EndLevel& end : model.end_levels) {
        const std::string& river = model.network.rivers.at(static_cast<std::size_t>(end.river)).name;
        YamlMap map;
        map.put("river", river).put_yaml("level", series.text(end.level, river + "_level", "m"));
        put_provenance(map, end.provenance);
        levels.push_back(map.text());
    }
    return list_block("waters", waters) + list_block("qualities", qualities) + list_block("inflows", inflows) +
           list_block("diffuse", diffuse) + list_block("end_levels", levels) +
           "climate: " + climate_text(model, series) + "\n";
}

std::string sections_text(const Case& model) {
    const char* classes[] = {"I", "II", "III", "IV", "V"};
    std::vector<std::string> sections;
    for (const ControlSection& section : model.sections) {
        YamlMap map;
        map.put("name", section.name);
        put_point(map, model.network, section.at);
        map.put("target_class", classes[std::clamp(section.target_class, 1, 5) - 1]);
        if (!section.station.empty()) map.put("station", section.station);
        put_provenance(map, section.provenance);
        sections.push_back(map.text());
    }
    return list_block("sections", sections);
}

std::string scenario_text(const ImportedCase& imported, const Scenario& scenario, SeriesFiles& series) {
    const Case& model = imported.model;
    YamlMap map, releases, openings;
    map.put("name", scenario.name);
    if (!scenario.title.empty()) map.put("title", scenario.title);
    for (const auto& [source, discharge] : scenario.discharge) {
        const std::string& name = model.sources.at(static_cast<std::size_t>(source)).name;
        releases.put_yaml(name, series.text(discharge, scenario.name + "_" + name, "m3/s"));
    }
    for (const auto& [index, setting] : scenario.opening) {
        const Structure& structure = model.network.structures.at(static_cast<std::size_t>(index));
        openings.put_yaml(structure.name,
                          series.text(setting, scenario.name + "_" + structure.name, structure.setting.value().unit));
    }
    if (!releases.empty()) map.put_yaml("releases", releases.text());
    if (!openings.empty()) map.put_yaml("openings", openings.text());
    if (!imported.operation.empty()) map.put("operation", "operation.yaml");
    return map.text();
}

std::string initial_text(const Case& model) {
    YamlMap map;
    map.put("scenario", model.initial.scenario).put("spin_up", figure_text(model.initial.spin_up, "d"));
    std::vector<std::string> measured;
    for (const MeasuredPoint& point : model.initial.measured) {
        YamlMap item;
        put_point(item, model.network, point.at);
        if (point.water_level) item.put("water_level", figure_text(*point.water_level, "m"));
        if (point.discharge) item.put("discharge", figure_text(*point.discharge, "m3/s"));
        put_provenance(item, point.provenance);
        measured.push_back(item.text());
    }
    if (!measured.empty()) map.put_yaml("measured", yaml_list(measured));
    return map.text();
}

std::string case_text(const ImportedCase& imported, SeriesFiles& series) {
    const Case& model = imported.model;
    std::string out = "case: " + yaml_scalar(model.name) + "\n";
    if (!model.title.empty()) out += "title: " + yaml_scalar(model.title) + "\n";
    out += "start: " + format_instant(model.start, model.utc_offset_minutes) + "\n";
    out += "end: " + format_instant(model.end, model.utc_offset_minutes) + "\n";
    out += "output_interval: " + figure_text(model.output_interval, "min") + "\n";
    out += "network: network.yaml\nboundaries: boundaries.yaml\n";
    if (!model.sections.empty()) out += "sections: sections.yaml\n";
    out += "initial: " + initial_text(model) + "\n";
    YamlMap numerics, kinetics;
    numerics.put("max_step", figure_text(model.numerics.max_step, "s"));
    out += "numerics: " + numerics.text() + "\n";
    if (!model.kinetics) kinetics.put("enabled", "false");
    if (!imported.own_processes.empty()) kinetics.put("processes", "processes.yaml");
    if (!kinetics.empty()) out += "kinetics: " + kinetics.text() + "\n";
    if (!model.constituents.empty()) out += "constituents: " + yaml_list(model.constituents) + "\n";
    std::vector<std::string> arrivals, scenarios;
    for (const int section : model.arrivals)
        arrivals.push_back(yaml_scalar(model.sections.at(static_cast<std::size_t>(section)).name));
    if (!arrivals.empty()) out += "arrivals: " + yaml_list(arrivals) + "\n";
    for (const Scenario& scenario : model.scenarios) scenarios.push_back(scenario_text(imported, scenario, series));
    return out + list_block("scenarios", scenarios);
}

void require_writable(const Case& model) {
    if (!model.ground_water.empty() || !model.roughness.empty() || !model.ensemble.empty() ||
        !model.operations.empty() || !model.initial.bed.empty() || !model.initial.checkpoint.empty() ||
        !model.kinetic_parameters.empty() || !model.standard.empty())
        throw std::logic_error("an imported case holds what is not written");
}

}  // namespace

std::vector<CaseFile> files_of(const ImportedCase& imported, const std::string& version) {
    require_writable(imported.model);
    std::vector<CaseFile> files;
    SeriesFiles series(imported.model, files);
    const std::string head = "# imported by qingliu " + version + "; import-report.md tells what was assumed\n";
    const std::string boundaries = boundaries_text(imported.model, series), whole = case_text(imported, series);
    files.push_back({"network.yaml", head + network_text(imported.model.network)});
    if (!imported.model.network.map_points.empty())
        files.push_back({"coordinates.yaml", head + coordinates_text(imported.model.network)});
    files.push_back({"boundaries.yaml", head + boundaries});
    if (!imported.model.sections.empty()) files.push_back({"sections.yaml", head + sections_text(imported.model)});
    if (!imported.operation.empty()) files.push_back({"operation.yaml", head + imported.operation});
    if (!imported.own_processes.empty()) files.push_back({"processes.yaml", head + imported.own_processes});
    ImportReport report = imported.report;
    report.assumptions.insert(report.assumptions.end(), series.held().begin(), series.held().end());
    files.push_back({"import-report.md", import_report_text(report, version)});
    files.push_back({"case.yaml", head + whole});
    return files;
}

std::size_t count_assumptions(const ImportedCase& imported) {
    std::vector<CaseFile> files;
    SeriesFiles series(imported.model, files);
    boundaries_text(imported.model, series);
    case_text(imported, series);
    return imported.report.assumptions.size() + series.held().size();
}

std::string latin_code(const std::string& text, const std::string& fallback, std::vector<std::string>& taken) {
    std::string code;
    bool any = false;
    for (const char letter : text) {
        const bool plain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                           (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_';
        if (plain || (static_cast<unsigned char>(letter) & 0xC0) != 0x80) code += plain ? letter : '_';
        any = any || plain;
    }
    const std::string stem = any ? code : fallback;
    std::string unique = stem;
    for (int i = 2; std::ranges::find(taken, unique) != taken.end(); ++i) unique = fmt::format("{}_{}", stem, i);
    taken.push_back(unique);
    return unique;
}

}  // namespace qingliu
