#include "models/assessment/known_standards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/config/document.hpp"

namespace qingliu {

namespace {

namespace fs = std::filesystem;

/// Letters and digits alone, in lower case: "GB 3838-2002" and "gb3838-2002" are one name.
std::string bare(std::string_view name) {
    std::string letters;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0)
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return letters;
}

KnownStandard read_heading(const fs::path& file) {
    Reading reading;
    const Node document = read_document(file, reading);
    reading.problems.throw_if_any();
    KnownStandard standard;
    standard.key = file.stem().string();
    standard.name = document.find("standard").text();
    standard.title = document.find("title").text();
    standard.file = file;
    for (const char* list : {"indicators", "items"}) {
        for (const Node& row : document.find(list).items()) {
            ++standard.rows;
            const Node confidence = row.find("confidence");
            if (confidence.present() && confidence.text() != "verified") ++standard.not_verified;
        }
    }
    return standard;
}

}  // namespace

fs::path standards_folder() {
    if (const char* named = std::getenv("QINGLIU_STANDARDS"); named != nullptr && *named != '\0') return named;
    return QINGLIU_STANDARDS_FOLDER;
}

std::vector<KnownStandard> known_standards(const fs::path& folder) {
    std::vector<KnownStandard> standards;
    std::error_code error;
    fs::directory_iterator files(folder, error);
    if (error)
        throw FileError(fmt::format("{}: the standards could not be read: {}", folder.string(), error.message()));
    for (const auto& entry : files) {
        if (entry.path().extension() == ".yaml") standards.push_back(read_heading(entry.path()));
    }
    std::sort(standards.begin(), standards.end(),
              [](const KnownStandard& a, const KnownStandard& b) { return a.key < b.key; });
    return standards;
}

fs::path known_standard_file(std::string_view name) {
    for (const KnownStandard& standard : known_standards()) {
        if (bare(standard.key) == bare(name) || bare(standard.name) == bare(name) || standard.title == name)
            return standard.file;
    }
    return {};
}

fs::path standard_file(std::string_view name_or_file) {
    fs::path path(name_or_file);
    std::error_code error;
    if (fs::is_regular_file(path, error)) return path;
    if (fs::path known = known_standard_file(name_or_file); !known.empty()) return known;
    std::vector<std::string> names;
    for (const KnownStandard& standard : known_standards()) names.push_back(standard.key);
    Problem problem;
    problem.place.file = "command line";
    problem.message = fmt::format("there is no standard \"{}\", nor a file of that name", name_or_file);
    problem.expected = fmt::format("a file, or {}", join_words(names, "or"));
    problem.guess = closest_name(std::string(name_or_file), names);
    throw InputError(std::move(problem));
}

}  // namespace qingliu
