#include "models/imports/import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace qingliu {
namespace {

/// A cell of a table of Markdown.
std::string cell(const std::string& text) {
    std::string safe;
    for (const char letter : text) {
        if (letter == '|') safe += '\\';
        safe += letter == '\n' ? ' ' : letter;
    }
    return safe;
}

/// "a.inp:3, 4, 5": places of one file share its name.
std::string joined_places(const std::vector<std::string>& places) {
    std::string all, file;
    for (const std::string& place : places) {
        const std::size_t colon = place.rfind(':');
        const std::string of = colon == std::string::npos ? place : place.substr(0, colon);
        if (all.empty())
            all = place;
        else
            all += ", " + (of == file && colon != std::string::npos ? place.substr(colon + 1) : place);
        file = of;
    }
    return all;
}

struct Group {
    std::string what, why;
    std::vector<std::string> places;
};

template <class Entry>
std::vector<Group> grouped(const std::vector<Entry>& entries) {
    std::vector<Group> groups;
    for (const Entry& entry : entries) {
        const auto same = std::ranges::find_if(
            groups, [&](const Group& group) { return group.what == entry.what && group.why == entry.why; });
        if (same == groups.end())
            groups.push_back({entry.what, entry.why, {entry.where}});
        else
            same->places.push_back(entry.where);
    }
    return groups;
}

template <class Entry>
void add_groups(std::string& out, const std::string& title, const std::vector<Entry>& entries,
                const std::string& none) {
    out += fmt::format("\n## {}\n\n", title);
    if (entries.empty()) {
        out += none + "\n";
        return;
    }
    out += "| what | why | where |\n|---|---|---|\n";
    for (const Group& group : grouped(entries))
        out += fmt::format("| {} | {} | {} |\n", cell(group.what), cell(group.why), cell(joined_places(group.places)));
}

}  // namespace

std::string import_report_text(const ImportReport& report, const std::string& version) {
    std::string out = fmt::format("# Import of a model of {}\n\n", report.program);
    out += "| file read | checksum |\n|---|---|\n";
    for (const ImportedFile& file : report.files)
        out += fmt::format("| {} | {} |\n", cell(file.path), cell(file.checksum));
    out += fmt::format("\nMade by qingliu {}.\n\n## Taken\n\n| what | how many | as |\n|---|---|---|\n", version);
    for (const Taken& taken : report.taken)
        out += fmt::format("| {} | {} | {} |\n", cell(taken.what), taken.count, cell(taken.as));
    add_groups(out, "Assumed", report.assumptions, "Nothing.");
    add_groups(out, "Not taken", report.not_taken, "Nothing: all of the file is in the case.");
    out += "\n## Units\n\n| quantity | in the file | in the case |\n|---|---|---|\n";
    for (const ConvertedUnit& unit : report.units)
        out += fmt::format("| {} | {} | {} |\n", cell(unit.quantity), cell(unit.from), cell(unit.to));
    return out;
}

}  // namespace qingliu
