#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "engine/io/vector_file.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/reports/forecast_verdict.hpp"
#include "models/reports/map_layers.hpp"

namespace qingliu {

namespace {

struct ExportArguments {
    std::string file, to, standard;
    std::vector<std::string> scenarios, layers;
    double piece_km = 2;
};

std::vector<std::string> reach_layer_names() { return {"reaches", "reach_days"}; }

bool is_layer_of_sections(const std::string& layer) {
    const auto reaches = reach_layer_names();
    return std::ranges::find(reaches, layer) == reaches.end();
}

/// Indices of the scenarios asked for: the best if none is, all of them (but members of an ensemble) for "all".
std::vector<std::size_t> scenarios_of(const ReadForecast& forecast, const Verdict& verdict,
                                      const std::vector<std::string>& asked) {
    const auto& scenarios = forecast.specification.scenarios;
    std::vector<std::string> names;
    for (const Scenario& scenario : scenarios) names.push_back(scenario.name);
    if (asked.empty()) {
        if (verdict.best < 0 && scenarios.size() > 1)
            throw argument_error("no scenario of this forecast is the best",
                                 "--scenario " + join_words(names, "or") + ", or all");
        return {static_cast<std::size_t>(std::max(verdict.best, 0))};
    }
    std::vector<std::size_t> chosen;
    for (const std::string& name : asked) {
        if (name == "all") {
            for (std::size_t s = 0; s < scenarios.size(); ++s) {
                if (scenarios[s].of.empty()) chosen.push_back(s);
            }
            continue;
        }
        const auto found = std::ranges::find(names, name);
        if (found == names.end())
            throw argument_error(fmt::format("no scenario \"{}\" in this forecast", name),
                                 join_words(names, "or") + ", or all", closest_name(name, names));
        chosen.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    std::ranges::sort(chosen);
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
}

int export_layers(const ExportArguments& arguments) {
    const std::filesystem::path to = arguments.to;
    const bool package = to.extension() == ".gpkg", geojson = to.extension() == ".geojson";
    if (!package && !geojson && to.extension() != ".csv")
        throw argument_error(fmt::format("--to {} has no ending that tells its form", arguments.to),
                             "a name in .gpkg, .geojson or .csv");
    MapChoice choice;
    choice.longest_piece = arguments.piece_km * 1000;
    choice.layers = arguments.layers;
    if (!package && choice.layers.empty()) choice.layers = {"reaches"};
    if (!package && choice.layers.size() > 1)
        throw argument_error(fmt::format("{} holds one layer", to.extension().string()),
                             "one --layer, or a name in .gpkg");
    if (!is_run(arguments.file)) {
        if (!std::filesystem::exists(arguments.file)) throw FileError(arguments.file + ": no such file");
        throw argument_error(fmt::format("{} is no forecast", arguments.file), "the forecast.nc of a run");
    }
    const auto forecast = read_forecast(arguments.file);
    const bool has_sections = !forecast->specification.sections.empty();
    if (choice.layers.empty()) choice.layers = has_sections ? map_layer_names() : reach_layer_names();
    if (!has_sections && std::ranges::any_of(choice.layers, is_layer_of_sections))
        throw argument_error("this forecast has no control sections",
                             "--layer " + join_words(reach_layer_names(), "or"));
    const Standard standard = arguments.standard.empty() ? standard_of(arguments.file, *forecast)
                                                         : read_standard(standard_file(arguments.standard));
    if (standard.indicators.empty())
        throw argument_error("this forecast was judged by no standard", "--standard, such as gb3838-2002");
    require_classes(standard);
    const Verdict verdict = judge_forecast(*forecast, standard);
    choice.scenarios = scenarios_of(*forecast, verdict, arguments.scenarios);
    const std::vector<VectorLayer> layers = map_layers(arguments.file, *forecast, verdict, standard, choice);
    if (geojson && layers.front().epsg == 0)
        throw argument_error("this case has no map points, and GeoJSON is of degrees", "a name in .gpkg or .csv");
    if (package || geojson)
        write_vector_file(to, layers);
    else
        write_text_file(to, layer_csv(layers.front()));
    for (const VectorLayer& layer : layers)
        fmt::print("{}  {} features\n", pad_right(layer.name, 12), layer.features.size());
    fmt::print("{}\n", arguments.to);
    return done;
}

}  // namespace

void add_export_command(CLI::App& program, Chosen& chosen) {
    auto a = std::make_shared<ExportArguments>();
    auto* command = program.add_subcommand("export", "A forecast as layers of a map: GeoPackage, GeoJSON or CSV");
    command->add_option("FILE", a->file, "forecast.nc of a run")->required();
    command->add_option("--to", a->to, "What to write: .gpkg (all layers), .geojson or .csv (one)")->required();
    command->add_option("--scenario", a->scenarios, "Of the forecast, or all; its best if not given");
    command
        ->add_option("--layer", a->layers,
                     "reaches, reach_days, sections or section_days; of what holds one, reaches if not given")
        ->check(CLI::IsMember(map_layer_names()));
    command->add_option("--piece", a->piece_km, "Longest piece of a river, km")
        ->capture_default_str()
        ->check(CLI::Range(0.01, 10000.0));
    command->add_option("--standard", a->standard, "By whose classes; that of the forecast if not given");
    command->callback([a, &chosen] { chosen = [a] { return export_layers(*a); }; });
}

}  // namespace qingliu
