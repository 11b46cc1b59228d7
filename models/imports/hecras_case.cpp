#include "models/imports/hecras_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/text.hpp"
#include "models/imports/hecras_translation.hpp"

namespace qingliu {
namespace {

constexpr const char* key_of_source = "HECRAS";
/// Above so many cross-sections only the ends of rivers are control sections.
constexpr std::size_t most_control_sections = 60;

/// Why keys are not taken; the first whose beginning fits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> reasons{{
    {"Viewing Rectangle", "of the drawing"},
    {"Rch Text", "of the drawing"},
    {"Junct X Y", "of the drawing"},
    {"Junct Desc", "a description and how HEC-RAS computes the junction; here all levels at a junction are one"},
    {"Reverse River Text", "of the drawing"},
    {"Node Last Edited Time", "a date of editing"},
    {"Node Name", "a name for people"},
    {"XS GIS Cut Line", "a place on the map: the case has a scheme"},
    {"XS HTab", "how HEC-RAS tabulates the section; tables are made anew here"},
    {"XS Rating Curve", "HEC-RAS computes without it unless told to"},
    {"Exp/Cntr(USF)", "losses of contraction and expansion: the momentum balance has none"},
    {"GIS", "of cutting the geometry out of a map"},
    {"Chan Stop Cuts", "of cutting the geometry out of a map"},
    {"LCMann", "of land cover maps; the sections have their own n"},
    {"Use User Specified Reach Order", "an order of computation"},
    {"Composite Channel Slope", "HEC-RAS computes a composite n where the channel is steeper; here n holds by station"},
    {"Storage Area Surface Line", "an outline on the map"},
    {"Storage Area Elev", "HEC-RAS holds a storage area at this level in a steady profile; here it fills and empties"},
    {"Storage Area", "of the drawing or of areas of two dimensions"},
    {"CM ", "of channels that HEC-RAS is to dig"},
    {"Ice", "ice covers are not taken"},
    {"DSS Import", "where the figures once came from"},
    {"IW Pilot Flow", "a leak that keeps HEC-RAS computing"},
    {"BR Coef", "how HEC-RAS computes the bridge; Yarnell's formula is taken"},
}};

std::string reason_of(std::string_view key) {
    for (const auto& [beginning, reason] : reasons)
        if (key.starts_with(beginning)) return std::string(reason);
    return "this import does not know it";
}

void report_left(ImportReport& report, const std::string& file, const std::vector<HecrasLeft>& left) {
    for (const HecrasLeft& one : left) {
        std::string lines = fmt::format("{}:{}", file, one.lines.front());
        constexpr std::size_t told = 12;
        for (std::size_t i = 1; i < std::min(one.lines.size(), told); ++i) lines += fmt::format(", {}", one.lines[i]);
        if (one.lines.size() > told) lines += fmt::format(" and {} more", one.lines.size() - told);
        report.leave(lines, fmt::format("`{}`", valid_utf8(one.key)), reason_of(one.key));
    }
}

void add_frame(HecrasTranslation& t) {
    Case& model = t.model();
    Network& network = t.network();
    std::vector<std::string> none;
    model.name = latin_code(t.text.name, "hecras", none);
    model.title = t.geometry.title.empty() ? t.text.name : valid_utf8(t.geometry.title);
    model.utc_offset_minutes = t.text.utc_offset_minutes;
    model.kinetics = false;
    model.constituents = {"conductivity"};
    network.name = model.name;
    network.datum = "that of the HEC-RAS model";
    network.sources = {{key_of_source, fmt::format("HEC-RAS geometry \"{}\"", model.title), t.text.geometry_file}};
    model.waters = {{"inflow", "inflow"}};
    Quality quality;
    quality.name = "inflow";
    quality.concentration.emplace("conductivity", Series(500));
    quality.provenance = assumed("a HEC-RAS model of flow says nothing of quality; 500 uS/cm stands in");
    model.qualities = {quality};
    model.climate.water_temperature = Series(15);
    model.climate.evaporation = Series(0);
    model.climate.wind_speed = Series(2);
    model.climate.provenance = assumed("a HEC-RAS model of flow has no weather; nothing of it moves water here");
    t.imported.report.assume(t.text.geometry_file, "conductivity of 500 uS/cm enters with all water; no kinetics",
                             "a case carries something, and a model of flow says nothing of quality");
    t.imported.report.assume(t.text.geometry_file, "15 degC, no evaporation, no rain, wind of 2 m/s",
                             "a model of flow has no weather");
}

/// The assumptions that hold for every cross-section.
void report_differences(HecrasTranslation& t) {
    ImportReport& report = t.imported.report;
    const std::string& file = t.text.geometry_file;
    std::size_t sections = 0, interpolated = 0, losses = 0;
    bool uneven = false;
    for (const HecrasReach& reach : t.geometry.reaches) {
        for (const HecrasNode& node : reach.nodes) {
            if (!node.section) continue;
            ++sections;
            interpolated += node.section->interpolated ? 1 : 0;
            losses += node.section->contraction.value_or(0) > 0 || node.section->expansion.value_or(0) > 0 ? 1 : 0;
            uneven = uneven || node.section->left_length != node.section->length ||
                     node.section->right_length != node.section->length;
        }
        if (!reach.course.empty())
            report.leave(t.at(reach.line + 1), "`Reach XY`, the course of a reach",
                         "coordinates of a projection the file does not name; chainage counts by the ways between "
                         "cross-sections");
    }
    report.taken.push_back({"reaches", t.geometry.reaches.size(), "rivers, or stretches of one"});
    report.taken.push_back({"junctions", t.geometry.junctions.size(), "places where rivers join and leave"});
    report.taken.push_back({"cross-sections", sections, "surveyed cross-sections"});
    if (interpolated > 0) report.taken.push_back({"of them interpolated by HEC-RAS", interpolated, "estimates"});
    double farthest = 0;
    for (const River& river : t.network().rivers)
        for (std::size_t i = 1; i < river.sections.size(); ++i)
            farthest = std::max(farthest, river.sections[i].chainage - river.sections[i - 1].chainage);
    report.assume(file,
                  fmt::format("between two cross-sections, {:.0f} m apart at most, areas and conveyances are linear at "
                              "equal depth",
                              farthest),
                  "HEC-RAS takes the mean of two conveyances, so that levels differ where they stand far apart and "
                  "change much: there surveys in between decide");
    if (uneven)
        report.assume(file, "friction counts along the main channel alone",
                      "a river has one chainage; HEC-RAS weights the ways over both banks and in the channel by what "
                      "each conveys, so its levels differ where the ways do");
    if (losses > 0)
        report.assume(file, fmt::format("no losses of contraction and expansion (given at {} cross-sections)", losses),
                      "the full momentum balance has the pressure of the changing width and no such coefficients");
    report.assume(file, "velocity is even over the section (alpha = 1) in the momentum balance",
                  "HEC-RAS weights its velocity head by left bank, channel and right bank");
    if (t.scale.us) {
        report.units = {{"length, station, level", "ft", "m, to 0.1 mm"},
                        {"discharge", "ft3/s", "m3/s"},
                        {"volume of storage areas", "acre-ft", "m3"},
                        {"weir coefficient", "ft^(1/2)/s", "m^(1/2)/s"}};
    } else {
        report.units = {{"length, station, level", "m", "m, to 0.1 mm"},
                        {"discharge", "m3/s", "m3/s"},
                        {"volume of storage areas", "1000 m3", "m3"}};
    }
}

void add_control_sections(HecrasTranslation& t) {
    std::size_t sections = 0;
    for (const River& river : t.network().rivers) sections += river.sections.size();
    for (std::size_t r = 0; r < t.network().rivers.size(); ++r) {
        const River& river = t.network().rivers[r];
        for (std::size_t i = 0; i < river.sections.size(); ++i) {
            if (sections > most_control_sections && i > 0 && i + 1 < river.sections.size()) continue;
            ControlSection section;
            section.name = river.name + " " + river.sections[i].place;
            section.at = {static_cast<int>(r), river.sections[i].chainage};
            section.provenance = in_file();
            // Reaches of one river may number their stations alike.
            while (std::ranges::find(t.model().sections, section.name, &ControlSection::name) !=
                   t.model().sections.end())
                section.name += "'";
            t.model().sections.push_back(std::move(section));
        }
    }
    t.imported.report.assume(
        t.text.geometry_file,
        sections > most_control_sections ? "both ends of every river are control sections"
                                         : "every cross-section is a control section",
        "a case tells daily figures at its control sections; their target class III judges nothing "
        "without a standard");
}

/// A model without a flow file: something must flow.
void add_stand_in_flow(HecrasTranslation& t) {
    Case& model = t.model();
    model.start = 946684800;  // 2000-01-01 00:00 UTC
    model.end = model.start + 86400;
    for (std::size_t r = 0; r < t.places.size(); ++r) {
        if (!t.places[r].first) continue;
        const River& river = t.network().rivers[static_cast<std::size_t>(t.places[r].river)];
        model.sources.push_back(hecras_source(river.name, PointSource::Kind::inflow, {t.places[r].river, river.from},
                                              Series(1), assumed("no flow file was read: put the true one here")));
    }
    model.scenarios.push_back({"stand-in", "stand-in", {}, {}});
    model.initial.scenario = "stand-in";
    t.imported.report.assume(t.text.geometry_file, "1 m3/s enters every river at its upper end, for a day",
                             "no flow file was given or found: put the true inflows into boundaries.yaml");
}

}  // namespace

Provenance in_file(std::string note) { return {key_of_source, Confidence::verified, std::move(note), {}}; }
Provenance assumed(std::string note) { return {{}, Confidence::estimate, std::move(note), {}}; }

void HecrasTranslation::fault(std::string_view file, int line, std::string message, std::string expected) const {
    const std::string& whole = file == text.geometry_file ? text.geometry : text.flow;
    Problem problem;
    problem.place.file = file;
    problem.place.line = line;
    if (line > 0) {
        // The line itself, for the caret; only where something is wrong.
        Problems none;
        problem.place = HecrasText(whole, std::string(file), none).place_of_line(line);
    }
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problems.add(std::move(problem));
}

ImportedCase import_hecras_text(const HecrasModelText& text) {
    Problems problems;
    const HecrasGeometry geometry = read_hecras_geometry(text.geometry, text.geometry_file, problems);
    HecrasFlow flow;
    HecrasPlan plan;
    if (!text.flow.empty()) flow = read_hecras_flow(text.flow, text.flow_file, problems);
    if (!text.plan.empty()) plan = read_hecras_plan(text.plan, text.plan_file, problems);
    problems.throw_if_any();

    ImportedCase imported;
    imported.report.program = "HEC-RAS" + (geometry.version.empty() ? "" : ", file version " + geometry.version);
    HecrasTranslation t(geometry, text, imported, problems);
    add_frame(t);
    add_hecras_rivers(t);
    problems.throw_if_any();
    report_differences(t);
    add_hecras_works(t);
    if (text.flow.empty())
        add_stand_in_flow(t);
    else if (flow.steady)
        add_hecras_steady_flow(t, flow);
    else
        add_hecras_unsteady_flow(t, flow, plan);
    add_hecras_outlets(t);
    add_control_sections(t);
    double lowest = 0;
    for (const River& river : t.network().rivers)
        if (!river.sections.empty()) lowest = river.sections.back().bed_level;
    imported.model.climate.elevation = std::clamp(lowest, -200.0, 6000.0);
    report_left(imported.report, text.geometry_file, geometry.left);
    report_left(imported.report, text.flow_file, flow.left);
    if (!plan.regime.empty() && plan.regime != "Subcritical Flow")
        imported.report.assume(text.plan_file, "what flows faster than its waves is computed where it is so",
                               fmt::format("the plan says \"{}\"", plan.regime));
    if (plan.conveyance_between_points)
        imported.report.assume(text.plan_file, "conveyance is summed between changes of Manning's n",
                               "the plan has HEC-RAS sum it between all points of the overbanks, which gives more");
    if (!plan.left.empty())
        imported.report.leave(text.plan_file, fmt::format("{} settings of the plan", plan.left.size()),
                              "of HEC-RAS's own computation");
    problems.throw_if_any();
    return imported;
}

}  // namespace qingliu
