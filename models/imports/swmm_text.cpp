#include "models/imports/swmm_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <system_error>

#include "engine/base/text.hpp"
#include "engine/base/text_encoding.hpp"
#include "engine/config/reading.hpp"

namespace qingliu {
namespace {

const std::vector<std::string>& section_names() {
    static const std::vector<std::string> names{
        "TITLE",       "OPTIONS",      "FILES",        "RAINGAGES",  "EVAPORATION", "TEMPERATURE", "SUBCATCHMENTS",
        "SUBAREAS",    "INFILTRATION", "LID_CONTROLS", "LID_USAGE",  "AQUIFERS",    "GROUNDWATER", "GWF",
        "SNOWPACKS",   "JUNCTIONS",    "OUTFALLS",     "DIVIDERS",   "STORAGE",     "CONDUITS",    "PUMPS",
        "ORIFICES",    "WEIRS",        "OUTLETS",      "XSECTIONS",  "TRANSECTS",   "STREETS",     "INLETS",
        "INLET_USAGE", "LOSSES",       "CONTROLS",     "POLLUTANTS", "LANDUSES",    "COVERAGES",   "LOADINGS",
        "BUILDUP",     "WASHOFF",      "TREATMENT",    "INFLOWS",    "DWF",         "RDII",        "HYDROGRAPHS",
        "CURVES",      "TIMESERIES",   "PATTERNS",     "REPORT",     "ADJUSTMENTS", "EVENTS",      "TAGS",
        "MAP",         "COORDINATES",  "VERTICES",     "POLYGONS",   "SYMBOLS",     "LABELS",      "BACKDROP",
        "PROFILES"};
    return names;
}

/// The name of the manual that a heading stands for: SWMM needs but its beginning.
std::string canonical(const std::string& heading) {
    const std::string capitals = in_capitals(heading);
    for (const std::string& name : section_names())
        if (name == capitals) return name;
    for (const std::string& name : section_names())
        if (capitals.size() >= 4 && (name.starts_with(capitals) || capitals.starts_with(name))) return name;
    return heading;
}

}  // namespace

const SwmmSection* SwmmText::find(const std::string& name) const {
    const auto found = std::ranges::find(sections, name, &SwmmSection::name);
    return found == sections.end() ? nullptr : &*found;
}

const std::vector<SwmmRow>& SwmmText::rows(const std::string& name) const {
    static const std::vector<SwmmRow> none;
    const SwmmSection* section = find(name);
    return section == nullptr ? none : section->rows;
}

std::string SwmmText::where() const { return std::filesystem::path(file).filename().string(); }

std::string SwmmText::where(int line) const { return fmt::format("{}:{}", where(), line); }

std::string SwmmText::where(const SwmmSection& section) const {
    const std::string from = where(section.line);
    return section.rows.empty() ? from : fmt::format("{}-{}", from, section.rows.back().line);
}

Place SwmmText::place(const SwmmRow& row, std::size_t word) const {
    const int after = static_cast<int>(trimmed(row.raw).size()) + 1;
    return {file, row.line, word < row.words.size() ? row.words[word].column : after, row.raw};
}

void SwmmText::fault(Problems& problems, int line, const std::string& message, const std::string& expected) const {
    Problem problem;
    problem.place.file = file;
    problem.place.line = line;
    problem.message = message;
    problem.expected = expected;
    problems.add(std::move(problem));
}

std::vector<SwmmWord> swmm_words(const std::string& line) {
    std::vector<SwmmWord> words;
    std::size_t i = 0;
    while (i < line.size() && line[i] != ';') {
        if (line[i] == ' ' || line[i] == '\t' || line[i] == '\r') {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        if (line[i] == '"') {
            const std::size_t end = std::min(line.find('"', i + 1), line.size());
            words.push_back({line.substr(i + 1, end - i - 1), static_cast<int>(begin) + 1});
            i = std::min(end + 1, line.size());
            continue;
        }
        while (i < line.size() && line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && line[i] != ';') ++i;
        words.push_back({line.substr(begin, i - begin), static_cast<int>(begin) + 1});
    }
    return words;
}

SwmmText parse_swmm_text(std::string bytes, const std::filesystem::path& path, Problems& problems) {
    SwmmText text;
    text.file = path.string();
    text.folder = path.parent_path();
    text.checksum = checksum(bytes);
    const DecodedText decoded = decode_text(std::move(bytes));
    text.encoding = decoded.encoding;
    if (decoded.first_bad != std::string::npos) {
        const auto line =
            1 + static_cast<int>(std::count(decoded.text.begin(),
                                            decoded.text.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                       decoded.first_bad, decoded.text.size())),
                                            '\n'));
        text.fault(problems, line, "these bytes are no text", "UTF-8 or GB 18030 (GBK)");
        return text;
    }
    SwmmSection* current = nullptr;
    int number = 0;
    for (std::size_t begin = 0; begin < decoded.text.size();) {
        const std::size_t end = std::min(decoded.text.find('\n', begin), decoded.text.size());
        std::string line = decoded.text.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<SwmmWord> words = swmm_words(line);
        if (words.empty()) continue;
        if (words[0].text.starts_with("[")) {
            std::string heading = words[0].text.substr(1);
            heading = heading.substr(0, heading.find(']'));
            const std::string name = canonical(heading);
            auto known = std::ranges::find(text.sections, name, &SwmmSection::name);
            if (known == text.sections.end()) known = text.sections.insert(known, {name, number, {}});
            current = &*known;
            continue;
        }
        const SwmmRow row{number, line, std::move(words)};
        if (current != nullptr)
            current->rows.push_back(row);
        else
            problems.add(
                {text.place(row, 0), "this row stands in no section", "a heading such as [TITLE] before it", {}, {}});
    }
    if (text.sections.empty())
        text.fault(problems, 0, "this file has no sections",
                   "an input file of SWMM 5, with [JUNCTIONS], [CONDUITS] and others");
    return text;
}

std::string bytes_of_file(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        throw FileError(fmt::format("cannot read {}: it is a folder", path.string()));
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw FileError(fmt::format("cannot read {}: no such file, or not readable", path.string()));
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (stream.bad()) throw FileError(fmt::format("cannot read {}: reading stopped before its end", path.string()));
    return bytes;
}

SwmmText read_swmm_text(const std::filesystem::path& path, Problems& problems) {
    return parse_swmm_text(bytes_of_file(path), path, problems);
}

std::string in_capitals(std::string text) {
    for (char& letter : text)
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    return text;
}

std::optional<double> swmm_number(const std::string& text) {
    const char* begin = text.data();
    const char* end = begin + text.size();
    if (begin != end && *begin == '+') ++begin;
    double value = 0;
    const auto [after, fault] = std::from_chars(begin, end, value);
    if (fault != std::errc() || after != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace qingliu
