#include "models/imports/swmm_import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/imports/swmm_boundaries.hpp"
#include "models/imports/swmm_chains.hpp"
#include "models/imports/swmm_left_figures.hpp"
#include "models/imports/swmm_network.hpp"
#include "models/imports/swmm_rules.hpp"

namespace qingliu {
namespace {

/// Sections that become part of a case, at least in part.
constexpr const char* taken_sections[] = {"TITLE",     "OPTIONS",  "JUNCTIONS", "OUTFALLS",   "STORAGE",  "DIVIDERS",
                                          "CONDUITS",  "WEIRS",    "ORIFICES",  "PUMPS",      "OUTLETS",  "XSECTIONS",
                                          "TRANSECTS", "LOSSES",   "CURVES",    "TIMESERIES", "PATTERNS", "INFLOWS",
                                          "DWF",       "CONTROLS", "POLLUTANTS"};

const char* reason_for(const std::string& section) {
    const auto among = [&](std::initializer_list<const char*> names) {
        return std::ranges::any_of(names, [&](const char* name) { return section == name; });
    };
    if (among({"SUBCATCHMENTS", "SUBAREAS", "INFILTRATION", "RAINGAGES", "LID_CONTROLS", "LID_USAGE", "AQUIFERS",
               "GROUNDWATER", "GWF", "SNOWPACKS", "TEMPERATURE", "EVAPORATION", "ADJUSTMENTS", "EVENTS"}))
        return "rain and runoff are not simulated: give what runs off the land as inflows";
    if (among({"RDII", "HYDROGRAPHS"})) return "rain-derived infiltration is not simulated: give it as inflows";
    if (among({"LANDUSES", "COVERAGES", "LOADINGS", "BUILDUP", "WASHOFF", "TREATMENT"}))
        return "what washes off the land is not simulated: give concentrations of the inflows in boundaries.yaml";
    if (among({"REPORT", "TAGS", "MAP", "LABELS", "SYMBOLS", "BACKDROP", "PROFILES", "FILES"}))
        return "nothing in a case stands for it";
    if (among({"COORDINATES", "VERTICES", "POLYGONS"}))
        return "coordinates of a plane without a known projection; a case has longitude and latitude";
    if (among({"STREETS", "INLETS", "INLET_USAGE"})) return "streets and their inlets are not simulated";
    return "not a section of SWMM 5 that is known here";
}

void tell_what_was_left(const SwmmText& text, bool has_runoff, ImportReport& report) {
    for (const SwmmSection& section : text.sections) {
        if (section.rows.empty()) continue;
        if (std::ranges::any_of(taken_sections, [&](const char* name) { return section.name == name; })) continue;
        static constexpr const char* of_runoff[] = {"SUBCATCHMENTS", "SUBAREAS", "INFILTRATION", "RAINGAGES",
                                                    "EVAPORATION"};
        if (has_runoff && std::ranges::any_of(of_runoff, [&](const char* name) { return section.name == name; }))
            continue;
        report.leave(text.where(section), fmt::format("[{}], {} rows", section.name, section.rows.size()),
                     reason_for(section.name));
    }
    static const std::vector<std::string> used{"FLOW_UNITS",  "START_DATE",   "START_TIME",   "END_DATE",    "END_TIME",
                                               "REPORT_STEP", "FLOW_ROUTING", "LINK_OFFSETS", "MIN_SURFAREA"};
    for (const SwmmRow& row : text.rows("OPTIONS")) {
        const std::string key = SwmmRows::capitals(row, 0);
        if (std::ranges::find(used, key) == used.end())
            report.leave(text.where(row.line), "options of SWMM's own numerics, runoff and reports",
                         "steps are chosen by the error of the flow; the equations are always the full ones");
    }
}

/// Tables that nothing names: they are read and become nothing.
void tell_of_unused_tables(const SwmmModel& model, const SwmmText& text, ImportReport& report) {
    const auto tell = [&](const std::string& section, std::size_t column, const auto& is_used) {
        std::vector<std::string> told;
        for (const SwmmRow& row : text.rows(section)) {
            const std::string name = SwmmRows::word(row, column);
            if (is_used(in_capitals(name)) || std::ranges::find(told, in_capitals(name)) != told.end()) continue;
            told.push_back(in_capitals(name));
            report.leave(text.where(row.line), fmt::format("tables of [{}] that nothing taken names", section),
                         "they change nothing");
        }
    };
    tell("TIMESERIES", 0, [&](const std::string& name) {
        const auto names_it = [&](const SwmmRow& row) {
            return std::ranges::any_of(row.words, [&](const SwmmWord& word) { return in_capitals(word.text) == name; });
        };
        return std::ranges::any_of(text.rows("RAINGAGES"), names_it) ||
               std::ranges::any_of(text.rows("OUTFALLS"), names_it) ||
               std::ranges::any_of(model.inflows,
                                   [&](const SwmmInflow& inflow) { return in_capitals(inflow.series) == name; });
    });
    tell("CURVES", 0, [&](const std::string& name) {
        return std::ranges::any_of(text.rows("STORAGE"),
                                   [&](const SwmmRow& row) { return SwmmRows::capitals(row, 5) == name; }) ||
               std::ranges::any_of(model.nodes,
                                   [&](const SwmmNode& node) { return in_capitals(node.table) == name; }) ||
               std::ranges::any_of(model.links, [&](const SwmmLink& link) { return in_capitals(link.table) == name; });
    });
}

void tell_of_nodes(const SwmmModel& model, const SwmmText& text, ImportReport& report) {
    for (const SwmmRow& row : text.rows("POLLUTANTS"))
        if (find_named(model.pollutants, row.words[0].text) == model.pollutants.end())
            report.leave(text.where(row.line), "pollutants that are counted", "only those by mass are taken");
    for (const SwmmNode& node : model.nodes) {
        if (node.init_depth > 0)
            report.leave(text.where(node.line), "initial depths of nodes",
                         "a run begins from the steady flow of its first moment");
        if (node.kind == SwmmNode::Kind::divider)
            report.leave(text.where(node.line), "rules of flow dividers",
                         "with the full equations the water divides by its levels, as SWMM's dynamic wave has it too");
    }
    report.assume(text.where(), "nobody floods: above the top of a section or a node water stands between walls",
                  "there is no water outside the sections here; SWMM lets it leave, or stand over a ponded area");
}

std::size_t count(const SwmmModel& model, SwmmNode::Kind kind) {
    return static_cast<std::size_t>(std::ranges::count(model.nodes, kind, &SwmmNode::kind));
}
std::size_t count(const SwmmModel& model, SwmmLink::Kind kind) {
    return static_cast<std::size_t>(std::ranges::count(model.links, kind, &SwmmLink::kind));
}

void tell_what_was_taken(const SwmmModel& model, const ImportedCase& imported, ImportReport& report) {
    const auto add = [&](const char* what, std::size_t number, const std::string& as) {
        if (number > 0) report.taken.push_back({what, number, as});
    };
    std::size_t culverts = 0, storages = 0;
    for (const Structure& work : imported.model.network.structures) culverts += work.kind == "culvert" ? 1 : 0;
    for (const River& river : imported.model.network.rivers) storages += river.storage.empty() ? 0 : 1;
    const std::size_t rivers = imported.model.network.rivers.size() - storages;
    add("conduits", count(model, SwmmLink::Kind::conduit), fmt::format("{} rivers and {} culverts", rivers, culverts));
    add("junctions", count(model, SwmmNode::Kind::junction), "places where rivers meet");
    add("dividers", count(model, SwmmNode::Kind::divider), "junctions");
    add("storages", count(model, SwmmNode::Kind::storage),
        fmt::format("storages ({} with nodes between works)", storages));
    add("outfalls", count(model, SwmmNode::Kind::outfall), "outlets");
    add("weirs", count(model, SwmmLink::Kind::weir), "weirs and ratings");
    add("orifices", count(model, SwmmLink::Kind::orifice), "orifices and flap gates");
    add("pumps", count(model, SwmmLink::Kind::pump), "pumps");
    add("outlets", count(model, SwmmLink::Kind::outlet), "ratings");
    add("transects", model.transects.size(), "surveys");
    add("inflows and dry-weather flows", model.inflows.size() + model.dry_weather.size(),
        fmt::format("{} inflows and abstractions", imported.model.sources.size()));
}

void tell_units(const SwmmModel& model, ImportReport& report) {
    const bool metric = model.units.metric;
    report.units = {{"discharge", model.units.flow, fmt::format("m3/s (x {:.10g})", model.units.discharge)},
                    {"length, level", metric ? "m" : "ft", metric ? "m" : "m (x 0.3048)"},
                    {"surface of storages", metric ? "m2" : "ft2", metric ? "m2" : "m2 (x 0.09290304)"},
                    {"coefficient of weirs", metric ? "m^(1/2)/s" : "ft^(1/2)/s", "factor on 1.705 m^(1/2)/s"}};
}

/// Control sections at the ends of rivers that leave the network.
void add_sections(ImportedCase& imported, const std::string& source, const std::string& where) {
    Case& model = imported.model;
    for (std::size_t r = 0; r < model.network.rivers.size(); ++r) {
        const River& river = model.network.rivers[r];
        if (!river.outlet || river.outlet->kind == Outlet::Kind::closed) continue;
        ControlSection section;
        section.name = river.name;
        section.at = {static_cast<int>(r), river.to};
        section.provenance = {
            source, Confidence::estimate, "the end of a river; its target class is not in the model", {}};
        model.sections.push_back(std::move(section));
    }
    if (!model.sections.empty())
        imported.report.assume(where, "control sections stand at the outlets, with class III as target",
                               "a model of SWMM has no water-quality targets; without a standard nothing is judged");
}

/// Rivers lead to an end: one conduit of each circle is read against its direction.
void turn_circles_round(SwmmModel& model, const SwmmText& text, ImportReport& report) {
    for (const int index : conduits_in_circles(model)) {
        SwmmLink& link = model.links[static_cast<std::size_t>(index)];
        std::swap(link.from, link.to);
        link.turned = true;
        std::swap(link.level_up, link.level_down);
        std::swap(link.loss_in, link.loss_out);
        report.assume(text.where(link.line),
                      "conduits that close a circle are turned round: their discharge has the other sign",
                      "rivers here lead downstream to an end; water flows either way");
    }
}

}  // namespace

ImportedCase import_swmm(const std::filesystem::path& file, int utc_offset_minutes) {
    Problems problems;
    const SwmmText text = read_swmm_text(file, problems);
    SwmmModel model = read_swmm_model(text, utc_offset_minutes, problems);
    problems.throw_if_any();
    ImportedCase imported;
    turn_circles_round(model, text, imported.report);
    const std::string source = "model";
    imported.report.program = "EPA SWMM 5";
    imported.report.files.push_back({file.string(), text.checksum});
    for (const auto& [path, sum] : model.files) imported.report.files.push_back({path, sum});
    SwmmNetwork network = make_swmm_network(model, text, source, utc_offset_minutes, imported.report, problems);
    problems.throw_if_any();

    Case& result = imported.model;
    std::vector<std::string> taken;
    result.name = latin_code(file.stem().string(), "swmm", taken);
    result.title = model.title;
    result.start = model.options.start;
    result.end = model.options.end;
    result.utc_offset_minutes = utc_offset_minutes;
    result.output_interval = std::max(60.0, model.options.report_step);
    result.numerics.max_step = std::min(300.0, result.output_interval);
    result.kinetics = false;
    result.constituents = {"conductivity"};
    result.network = network.network;
    result.network.name = result.name;
    result.network.sources = {{source, model.title.empty() ? "a model of EPA SWMM 5" : model.title, file.string()}};
    result.scenarios.resize(1);
    result.scenarios[0].name = "imported";
    result.initial.scenario = "imported";
    const std::vector<SwmmRunoff> runoff = swmm_runoff(model, text, utc_offset_minutes, imported.report, problems);
    problems.throw_if_any();
    add_swmm_boundaries(model, network, text, runoff, utc_offset_minutes, source, imported);
    imported.operation = swmm_rules(model, network, text, imported.report);
    add_sections(imported, source, text.where());

    ImportReport& report = imported.report;
    if (text.encoding != "UTF-8")
        report.assume(text.where(), "the file is " + text.encoding, "its bytes fit that encoding");
    report.assume(
        text.where(),
        fmt::format("times are {:+03d}:{:02d} of UTC", utc_offset_minutes / 60, std::abs(utc_offset_minutes % 60)),
        "times of SWMM have no offset; --utc-offset tells another");
    if (result.output_interval != model.options.report_step)
        report.assume(text.where(), "outputs every minute", "a case has none closer");
    if (model.options.routing != "DYNWAVE")
        report.assume(text.where(),
                      fmt::format("the full equations, where the file asks for {}", model.options.routing),
                      "there are no others here");
    tell_what_was_left(text, !runoff.empty(), report);
    if (!runoff.empty()) report.taken.push_back({"subcatchments", runoff.size(), "inflows of what runs off them"});
    if (std::ranges::any_of(model.links, [](const SwmmLink& link) { return link.init_flow > 0; }))
        report.assume(text.where(), "the run begins from the steady flow of its first moment",
                      "conduits have initial flows, and nothing tells what is stored along them");
    tell_of_unused_tables(model, text, report);
    tell_of_nodes(model, text, report);
    tell_of_left_figures(text, report);
    report.assume(text.where(), "cells of half the shortest conduit of a river, 2 to 100 m",
                  "a model of SWMM has one water level at each end of a conduit; a finer grid follows waves better");
    tell_what_was_taken(model, imported, report);
    tell_units(model, report);
    return imported;
}

}  // namespace qingliu
