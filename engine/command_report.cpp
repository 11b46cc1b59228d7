#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "models/reports/bulletin/bulletin_data.hpp"
#include "models/reports/bulletin/page.hpp"

namespace qingliu {

namespace {

struct ReportArguments {
    std::string from, out, json, language = "zh";
    std::vector<std::string> observations;
};

/// The forecast a user means: a file, or a folder of a run.
std::filesystem::path forecast_of(const std::filesystem::path& named) {
    if (!std::filesystem::is_directory(named)) return named;
    auto file = named / "forecast.nc";
    if (!std::filesystem::exists(file))
        throw FileError(fmt::format("{}: there is no forecast.nc in this folder", named.string()));
    return file;
}

/// What of the file cannot be read is its fault and not ours.
bulletin::Json data_of(const std::filesystem::path& forecast, const std::vector<std::filesystem::path>& observations) {
    try {
        return bulletin::bulletin_data(bulletin::Source(forecast, observations));
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
}

int report(const ReportArguments& arguments) {
    const std::filesystem::path forecast = forecast_of(arguments.from);
    const std::filesystem::path out =
        arguments.out.empty() ? forecast.parent_path() / "report.html" : std::filesystem::path(arguments.out);
    const bulletin::Json data = data_of(forecast, {arguments.observations.begin(), arguments.observations.end()});
    const Language language = arguments.language == "en" ? Language::en : Language::zh;
    const std::string page = bulletin::page_of(data, language);
    if (!arguments.json.empty()) write_text_file(arguments.json, data.dump() + "\n");
    if (arguments.out == "-") {
        fmt::print("{}", page);
        return done;
    }
    write_text_file(out, page);
    if (!arguments.json.empty()) fmt::print("{}\n", arguments.json);
    fmt::print("{}\n", out.string());
    return done;
}

}  // namespace

void add_report_command(CLI::App& program, Chosen& chosen) {
    auto a = std::make_shared<ReportArguments>();
    auto* command = program.add_subcommand("report", "The bulletin of a forecast: one HTML page");
    command->add_option("FORECAST", a->from, "forecast.nc of a run, or the folder it lies in")->required();
    command->add_option("-o,--out", a->out,
                        "Where to write the page, - for standard output; report.html beside the "
                        "forecast if not given");
    command->add_option("--lang", a->language, "Language the page opens in")
        ->capture_default_str()
        ->check(CLI::IsMember({"zh", "en"}));
    command->add_option("--observations", a->observations, "What was measured since, shown beside (may be repeated)")
        ->allow_extra_args(false);
    command->add_option("--json", a->json, "Write the page's data here too");
    command->callback([a, &chosen] { chosen = [a] { return report(*a); }; });
}

}  // namespace qingliu
