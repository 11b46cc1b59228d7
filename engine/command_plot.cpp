#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/drawing/chart_script.hpp"
#include "engine/drawing/picture.hpp"
#include "engine/io/output_file.hpp"
#include "models/reports/bulletin/bulletin_data.hpp"
#include "models/reports/bulletin/charts_script.hpp"

namespace qingliu {

namespace {

struct PlotArguments {
    std::string forecast, chart, section, river, variable, day, out, language = "zh";
    std::vector<std::string> scenarios;
    int width = 900, height = 0;
    double scale = 2;
};

/// px, of a chart whose height is not given: the scheme of all the rivers takes more.
constexpr int usual_height = 560, height_of_sticks = 800;

/// What is asked for by name; what is not is left to the chart.
std::string choice_of(const PlotArguments& arguments) {
    Json choice = Json::object();
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) choice[key] = value;
    };
    add("section", arguments.section);
    add("river", arguments.river);
    add("variable", arguments.variable);
    add("day", arguments.day);
    if (!arguments.scenarios.empty()) choice["scenarios"] = arguments.scenarios;
    return bulletin::text_of(choice);
}

std::string drawn(const std::string& svg, double scale, const std::filesystem::path& out) {
    try {
        return png_of(svg, scale);
    } catch (const PictureError& error) {
        throw OutputError(out, error.what());
    }
}

int plot(const PlotArguments& arguments) {
    const std::filesystem::path out(arguments.out);
    const std::string kind = out.extension().string();
    if (kind != ".png" && kind != ".svg")
        throw argument_error(fmt::format("cannot tell what to draw into {}", arguments.out),
                             "a file that ends in .png or .svg");
    const auto script = bulletin::charts_script();
    if (script.empty())
        throw OutputError(
            out,
            "this program was built without its charts: Node.js and npm, which make them, were not there, or "
            "npm could not fetch its packages; install nodejs and npm and build it anew with the "
            "network at hand");
    ChartScript charts(script, std::string(bulletin::charts_object));
    const auto names = charts.names();
    if (std::ranges::find(names, arguments.chart) == names.end())
        throw argument_error(fmt::format("there is no chart \"{}\"", arguments.chart),
                             fmt::format("{}", fmt::join(names, ", ")), closest_name(arguments.chart, names));
    const Json data = bulletin::bulletin_of(bulletin::forecast_named(arguments.forecast));
    const int height = arguments.height > 0                 ? arguments.height
                       : arguments.chart == "stick_diagram" ? height_of_sticks
                                                            : usual_height;
    constexpr double most_pixels = 32767;  // of a side, cairo's
    if (kind == ".png" && std::max(arguments.width, height) * arguments.scale > most_pixels)
        throw argument_error(fmt::format("a PNG of {:.0f} x {:.0f} pixels cannot be drawn",
                                         arguments.width * arguments.scale, height * arguments.scale),
                             fmt::format("at most {:.0f} a side: --width or --height times --scale", most_pixels));
    std::string svg;
    try {
        svg = portable_svg(charts.render({arguments.chart, bulletin::text_of(data), choice_of(arguments),
                                          arguments.language, arguments.width, height}));
    } catch (const ChartError& error) {
        throw argument_error(error.what());
    }
    if (kind == ".svg") {
        write_text_file(out, svg);
    } else {
        if (!has_chinese_font())
            fmt::print(stderr,
                       "no font with Chinese characters is installed, boxes stand in their place; the package "
                       "fonts-noto-cjk has one\n");
        write_text_file(out, drawn(svg, arguments.scale, out));
    }
    fmt::print("{}\n", out.string());
    return done;
}

}  // namespace

void add_plot_command(CLI::App& program, Chosen& chosen) {
    auto a = std::make_shared<PlotArguments>();
    auto* command = program.add_subcommand("plot", "One chart of a forecast's bulletin, as PNG or SVG");
    command->add_option("FORECAST", a->forecast, "forecast.nc of a run, or the folder it lies in")->required();
    command
        ->add_option("CHART", a->chart,
                     "Which: section_series, river_profile, river_map, ...; any other word lists all")
        ->required();
    command->add_option("-o,--out", a->out, "Where to write it: FILE.png or FILE.svg")->required();
    command->add_option("--section", a->section, "The control section");
    command->add_option("--river", a->river, "The river of a profile");
    command->add_option("--variable", a->variable, "What is shown: water_level, discharge, ammonia_nitrogen, ...");
    command->add_option("--scenario", a->scenarios, "Only this schedule (may be repeated)")->allow_extra_args(false);
    command->add_option("--day", a->day, "The day of a map or a profile, like 2026-01-20");
    command->add_option("--lang", a->language, "Language of the chart")
        ->capture_default_str()
        ->check(CLI::IsMember({"zh", "en"}));
    command->add_option("--width", a->width, "Width, px")->capture_default_str()->check(CLI::Range(200, 10000));
    command->add_option("--height", a->height, "Height, px; what suits the chart if not given")
        ->check(CLI::Range(150, 10000));
    command->add_option("--scale", a->scale, "Pixels of a PNG for each px")
        ->capture_default_str()
        ->check(CLI::Range(0.25, 8.0));
    command->callback([a, &chosen] { chosen = [a] { return plot(*a); }; });
}

}  // namespace qingliu
