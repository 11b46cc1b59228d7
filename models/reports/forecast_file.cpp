#include "models/reports/forecast_file.hpp"

#include <algorithm>

#include "engine/time/civil_time.hpp"
#include "models/reports/arrival_variables.hpp"
#include "models/reports/day_variables.hpp"
#include "models/reports/decisions.hpp"
#include "models/reports/judged_by.hpp"
#include "models/reports/origin_variables.hpp"
#include "models/reports/process_amounts.hpp"
#include "models/reports/verdict_variables.hpp"

namespace qingliu {

namespace {

constexpr const char* epoch = "seconds since 1970-01-01 00:00:00";
constexpr std::size_t chunk_values = 16384;  // 64 kB: smaller ones cost more to pack than to compute

std::vector<std::string> river_codes(const Network& network) {
    std::vector<std::string> codes;
    for (const River& river : network.rivers) codes.push_back(river.code);
    return codes;
}

std::string river_names(const Network& network) {
    std::string names;
    for (const River& river : network.rivers) names += (names.empty() ? "" : " ") + river.name;
    return names;
}

}  // namespace

void write_global_attributes(NetcdfFile& file, const ResultLayout& layout, const std::string& title) {
    const Case& specification = layout.specification;
    const ProgramStamp& program = layout.program;
    const auto set = [&](const char* name, const std::string& text) {
        file.set_attribute(NetcdfFile::global, name, text);
    };
    set("Conventions", "CF-1.11 UGRID-1.0");
    set("title", title);
    set("source", source_of(program));
    set("history", history_of(program));
    set("case_name", specification.name);
    set("case", specification.resolved);
    std::string checksums;
    for (const auto& [name, checksum] : specification.inputs) checksums += checksum + "  " + name + "\n";
    set("input_checksums", checksums);
    set("vertical_datum", specification.network.datum);
    set("time_coverage_start", format_instant(specification.start, 0));
    set("time_coverage_end", format_instant(specification.end, 0));
    file.set_attribute(NetcdfFile::global, "civil_utc_offset_minutes", specification.utc_offset_minutes);
}

std::size_t records_per_chunk(std::size_t values) { return std::clamp<std::size_t>(chunk_values / values, 1, 256); }

int define_time(NetcdfFile& file) {
    file.define_unlimited("time");
    VariableDescription time = describe("time", NumberType::float64, {"time"}, epoch, "Time (UTC)", "时间(协调世界时)");
    time.standard_name = "time";
    time.fill = false;
    time.chunk = {512};
    const int id = file.define(time);
    file.set_attribute(id, "calendar", "standard");
    file.set_attribute(id, "axis", "T");
    return id;
}

void write_places(NetcdfFile& file, const ResultLayout& layout) {
    VariableDescription river =
        describe("cell_river", NumberType::int32, {"cell"}, "", "River the cell lies on", "所在河流");
    river.flags = river_codes(layout.specification.network);
    river.coordinates = "node_x node_y";
    river.location = "node";
    const int id = file.define(river);
    file.set_attribute(id, "flag_meanings_zh", river_names(layout.specification.network));
    file.put(id, layout.node_river);
    VariableDescription chainage =
        describe("cell_chainage", NumberType::float64, {"cell"}, "m", "Chainage on its river", "桩号");
    chainage.coordinates = "node_x node_y";
    chainage.location = "node";
    file.put(file.define(chainage), layout.node_chainage);
    VariableDescription length = describe("cell_length", NumberType::float64, {"cell"}, "m",
                                          "Length of the cell, 0 at boundary nodes", "单元长度");
    length.coordinates = "node_x node_y";
    length.location = "node";
    file.put(file.define(length), layout.node_length);
}

ForecastFile::ForecastFile(const std::filesystem::path& file, const ResultLayout& layout)
    : layout_(layout), fields_(result_fields(layout)), file_(file), faces_(all_places(layout.mesh.faces())) {
    write_global_attributes(file_, layout, layout.specification.title);
    time_ = define_time(file_);
    define_scenarios();
    write_mesh(file_, layout.mesh);
    write_places(file_, layout);
    if (!layout.specification.sections.empty()) {
        file_.set_attribute(NetcdfFile::global, "featureType", "timeSeries");
        define_sections();
    }
    define_fields();
}

void ForecastFile::define_scenarios() {
    const std::vector<Scenario>& scenarios = layout_.specification.scenarios;
    file_.define_dimension("scenario", scenarios.size());
    VariableDescription number =
        describe("scenario", NumberType::int32, {"scenario"}, "1", "Number of the schedule", "方案序号");
    number.fill = false;
    number.comment = "axis Z lets tools without a notion of scenarios read the fields level by level";
    const int id = file_.define(number);
    file_.set_attribute(id, "axis", "Z");
    std::vector<int> numbers;
    std::vector<std::string> names, titles;
    for (const Scenario& scenario : scenarios) {
        numbers.push_back(static_cast<int>(numbers.size()) + 1);
        names.push_back(scenario.name);
        titles.push_back(scenario.title);
    }
    file_.put(id, numbers);
    file_.put(
        file_.define(describe("scenario_name", NumberType::text, {"scenario"}, "", "Name of the schedule", "方案代号")),
        names);
    file_.put(file_.define(describe("scenario_title", NumberType::text, {"scenario"}, "",
                                    "Chinese title of the schedule", "方案名称")),
              titles);
}

void ForecastFile::define_sections() {
    const std::vector<ControlSection>& sections = layout_.specification.sections;
    file_.define_dimension("section", sections.size());
    std::vector<std::string> names;
    std::vector<double> x, y, chainage;
    std::vector<int> river, target;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        names.push_back(sections[i].name);
        const auto cell = static_cast<std::size_t>(layout_.section_cell[i]);
        x.push_back(layout_.mesh.node_x[cell]);
        y.push_back(layout_.mesh.node_y[cell]);
        river.push_back(sections[i].at.river);
        chainage.push_back(sections[i].at.chainage);
        target.push_back(sections[i].target_class);
    }
    const int name = file_.define(
        describe("section_name", NumberType::text, {"section"}, "", "Name of the control section", "断面名称"));
    file_.set_attribute(name, "cf_role", "timeseries_id");
    file_.put(name, names);
    const bool geographic = layout_.mesh.geographic;
    for (const bool east : {true, false}) {
        VariableDescription place =
            describe(east ? "section_x" : "section_y", NumberType::float64, {"section"}, "m",
                     east ? "Easting of the section" : "Northing of the section", east ? "断面经度" : "断面纬度");
        if (geographic) {
            place.unit = east ? "degrees_east" : "degrees_north";
            place.standard_name = east ? "longitude" : "latitude";
            place.long_name = east ? "Longitude of the section" : "Latitude of the section";
        } else {
            place.standard_name = east ? "projection_x_coordinate" : "projection_y_coordinate";
        }
        place.fill = false;
        place.comment = layout_.mesh.comment;
        file_.put(file_.define(place), east ? x : y);
    }
    VariableDescription on =
        describe("section_river", NumberType::int32, {"section"}, "", "River the section lies on", "断面所在河流");
    on.flags = river_codes(layout_.specification.network);
    on.coordinates = "section_name section_x section_y";
    const int section_river = file_.define(on);
    file_.set_attribute(section_river, "flag_meanings_zh", river_names(layout_.specification.network));
    file_.put(section_river, river);
    VariableDescription at = describe("section_chainage", NumberType::float64, {"section"}, "m",
                                      "Chainage of the section on its river", "断面桩号");
    at.coordinates = on.coordinates;
    file_.put(file_.define(at), chainage);
    VariableDescription aim = describe("section_target_class", NumberType::int8, {"section"}, "",
                                       "Water-quality class aimed at", "目标水质类别");
    aim.coordinates = on.coordinates;
    aim.flags = class_flags();
    aim.first_flag = 1;
    file_.put(file_.define(aim), target);
}

void ForecastFile::define_fields() {
    const std::size_t scenarios = layout_.specification.scenarios.size();
    const std::size_t sections = layout_.specification.sections.size();
    for (const Field& field : fields_) {
        VariableDescription variable =
            describe(field.name, NumberType::float32, {"time", "scenario", field.on_faces ? "face" : "cell"},
                     field.unit, field.long_name, field.title);
        variable.standard_name = field.standard_name;
        variable.location = field.on_faces ? "edge" : "node";
        variable.coordinates = field.on_faces ? "scenario_name scenario_title face_x face_y"
                                              : "scenario_name scenario_title node_x node_y";
        variable.cell_methods = "time: point";
        const std::size_t places = field.on_faces ? layout_.mesh.faces() : layout_.mesh.nodes();
        variable.chunk = {records_per_chunk(scenarios * places), scenarios, places};
        profile_.push_back(file_.define(variable));
    }
    if (sections == 0) return;
    for (const Field& field : fields_) {
        VariableDescription variable =
            describe("section_" + field.name, NumberType::float32, {"time", "scenario", "section"}, field.unit,
                     field.long_name + " at the control section", "断面" + field.title);
        variable.standard_name = field.standard_name;
        variable.coordinates = "scenario_name scenario_title section_name section_x section_y";
        variable.cell_methods = "time: point";
        variable.chunk = {records_per_chunk(scenarios * sections), scenarios, sections};
        at_sections_.push_back(file_.define(variable));
    }
}

void ForecastFile::add(const Frame& frame) {
    const auto put = [&](int variable, const Field& field, const std::vector<int>& places) {
        slab_.resize(frame.scenarios.size() * places.size());
        for (std::size_t s = 0; s < frame.scenarios.size(); ++s) {
            gather(field, frame.scenarios[s], places, std::span(slab_).subspan(s * places.size(), places.size()));
        }
        file_.put_record(variable, records_, slab_);
    };
    file_.put_record(time_, records_, frame.time);
    for (std::size_t k = 0; k < fields_.size(); ++k)
        put(profile_[k], fields_[k], fields_[k].on_faces ? faces_ : layout_.mesh.node_cell);
    for (std::size_t k = 0; k < at_sections_.size(); ++k) {
        put(at_sections_[k], fields_[k], fields_[k].on_faces ? layout_.section_face : layout_.section_cell);
    }
    ++records_;
}

void ForecastFile::finish(const RunRecord& record, const Verdict& verdict, const Standard& standard,
                          const std::vector<SectionArrivals>& arrivals) {
    write_verdict(file_, layout_, record, verdict, standard);
    write_judged_by(file_, layout_, record, standard);
    write_ledger(file_, layout_, record);
    write_process_amounts(file_, layout_, record);
    write_decisions(file_, record);
    write_arrivals(file_, layout_, arrivals);
    write_origins(file_, layout_, record, verdict, standard);
    file_.finish(record.complete);
}

}  // namespace qingliu
