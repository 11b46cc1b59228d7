#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

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

int report(const ReportArguments& arguments) {
    const std::filesystem::path forecast = bulletin::forecast_named(arguments.from);
    const std::filesystem::path out =
        arguments.out.empty() ? forecast.parent_path() / "report.html" : std::filesystem::path(arguments.out);
    const Json data = bulletin::bulletin_of(forecast, {arguments.observations.begin(), arguments.observations.end()});
    const Language language = arguments.language == "en" ? Language::en : Language::zh;
    const std::string page = bulletin::page_of(data, language);
    if (!arguments.json.empty()) write_text_file(arguments.json, bulletin::text_of(data) + "\n");
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
