#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>

#include "engine/command_import.hpp"
#include "engine/command_line.hpp"
#include "engine/config/reading.hpp"
#include "engine/io/vector_file.hpp"
#include "engine/time/civil_time.hpp"
#include "engine/time/utc_offset.hpp"
#include "models/imports/lines_case.hpp"

namespace qingliu {

namespace {

struct LinesArguments {
    ImportOptions options;
    std::string layer, start;
    std::vector<std::string> columns, values;
    int crs = 0;
    double snap = 10, days = 1, longest_cell = 500;
};

/// "PROPERTY=TEXT" as entries of a map.
std::map<std::string, std::string> pairs_of(const std::vector<std::string>& given, const char* option) {
    std::map<std::string, std::string> pairs;
    for (const std::string& text : given) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
            throw argument_error(
                fmt::format("--{} {} is no pair", option, text),
                fmt::format("--{} PROPERTY={}", option, option == std::string("value") ? "\"8 m\"" : "COLUMN"));
        if (!pairs.emplace(text.substr(0, equals), text.substr(equals + 1)).second)
            throw argument_error(fmt::format("--{} {} is given twice", option, text.substr(0, equals)), "once");
    }
    return pairs;
}

std::string checksum_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return checksum(std::string(std::istreambuf_iterator<char>(stream), {}));
}

/// The file, and of a Shapefile what its columns, its coordinates and its letters lie in.
std::vector<ImportedFile> files_read(const std::filesystem::path& file) {
    std::vector<ImportedFile> files{{file.filename().string(), checksum_of(file)}};
    const std::string ending = file.extension().string();
    std::error_code error;
    for (const char* other : {".dbf", ".prj", ".cpg", ".DBF", ".PRJ", ".CPG"}) {
        std::filesystem::path beside = file;
        beside.replace_extension(other);
        if ((ending == ".shp" || ending == ".SHP") && std::filesystem::exists(beside, error))
            files.push_back({beside.filename().string(), checksum_of(beside)});
    }
    return files;
}

/// "2026-01-15 00:00 +08:00": the instant, and its offset in minutes.
void read_start(const std::string& text, LinesChoice& choice) {
    const auto instant = parse_instant(text);
    if (!instant)
        throw argument_error(fmt::format("--start {} is not a time with its UTC offset", text),
                             "such as 2026-01-15 00:00 +08:00");
    choice.start = *instant;
    const std::size_t sign = text.find_last_of("+-");
    if (text.back() == 'Z' || sign == std::string::npos) return;
    choice.utc_offset_minutes = parse_utc_offset(text.substr(sign)).value_or(0);
}

int import_lines(const LinesArguments& arguments) {
    require_empty_folder(arguments.options);
    LinesChoice choice;
    read_start(arguments.start, choice);
    choice.length = arguments.days * 86400;
    choice.longest_cell = arguments.longest_cell;
    const std::filesystem::path file = arguments.options.file;
    choice.file = file.filename().string();
    std::vector<std::string> taken;
    choice.name = latin_code(file.stem().string(), "lines", taken);
    const LineColumns columns{pairs_of(arguments.columns, "column"), pairs_of(arguments.values, "value")};
    const VectorLayer layer = read_vector_layer(file, {arguments.layer, arguments.crs});
    ImportedCase imported;
    imported.report.program = "rivers as lines (read with GDAL " + gdal_version() + ")";
    imported.report.files = files_read(file);
    if (arguments.crs != 0)
        imported.report.assume(choice.file, fmt::format("its coordinates are of EPSG:{}", arguments.crs),
                               "given on the command line");
    std::vector<RiverLine> lines = read_river_lines(layer, columns, choice.file, imported.report);
    make_lines_case(join_lines(std::move(lines), arguments.snap, choice.file, imported.report), choice, imported);
    return finish_import(imported, arguments.options);
}

}  // namespace

void add_lines_import(CLI::App& import, Chosen& chosen) {
    auto a = std::make_shared<LinesArguments>();
    auto* command = import.add_subcommand("lines", "Rivers as lines of a GeoPackage, GeoJSON or Shapefile");
    std::string properties;
    for (const LineProperty& property : line_properties())
        properties += fmt::format("{}{} [{}]", properties.empty() ? "" : ", ", property.name, property.unit);
    command->add_option("FILE", a->options.file, ".gpkg, .geojson or .shp")->required();
    command->add_option("--out", a->options.folder, "Folder for the case; the name of the file without its ending");
    command->add_flag("--force", a->options.force, "Write into a folder that holds something already");
    command->add_option("--layer", a->layer, "Layer of the file; its only one if not given");
    command->add_option("--crs", a->crs, "EPSG code of its coordinates, where the file does not tell or is wrong")
        ->check(CLI::PositiveNumber);
    command->add_option(
        "--column", a->columns,
        "PROPERTY=COLUMN or PROPERTY=\"COLUMN [unit]\": where a figure of the lines stands; a column of the "
        "property's own name need not be told. Properties: name, " +
            properties);
    command->add_option("--value", a->values, "PROPERTY=\"QUANTITY\", of lines that do not tell it: width=\"8 m\"");
    command->add_option("--snap", a->snap, "m within which ends are one place")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 10000.0));
    command->add_option("--max-cell", a->longest_cell, "m, longest cell")
        ->capture_default_str()
        ->check(CLI::Range(1.0, 1e5));
    a->start = "2026-01-01 00:00 +08:00";
    command->add_option("--start", a->start, "Start of the case")->capture_default_str();
    command->add_option("--days", a->days, "Its length")->capture_default_str()->check(CLI::Range(0.01, 3660.0));
    command->callback([a, &chosen] { chosen = [a] { return import_lines(*a); }; });
}

}  // namespace qingliu
