#include "models/reports/origin_variables.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "models/reports/day_variables.hpp"

namespace qingliu {

namespace {

bool counts_as_diverted(const PointSource& source) {
    return source.diverted && source.kind == PointSource::Kind::release;
}

void write_estimates(NetcdfFile& file, const std::vector<Estimate>& estimates) {
    if (estimates.empty()) return;
    std::vector<std::string> name, in, note;
    std::vector<int> line, confidence;
    for (const Estimate& estimate : estimates) {
        name.push_back(estimate.name);
        in.push_back(estimate.place.file);
        note.push_back(estimate.note);
        line.push_back(estimate.place.line);
        confidence.push_back(estimate.confidence == Confidence::estimate ? 1 : 0);
    }
    file.define_dimension("estimate", estimates.size());
    const auto text = [&](const char* variable, const char* long_name, const char* title, const auto& values) {
        file.put(file.define(describe(variable, NumberType::text, {"estimate"}, "", long_name, title)), values);
    };
    text("estimate_name", "What figure was not read in a source", "未经核实的数据", name);
    text("estimate_file", "File it stands in", "所在文件", in);
    text("estimate_note", "Reasoning behind it", "依据", note);
    VariableDescription at =
        describe("estimate_line", NumberType::int32, {"estimate"}, "1", "Line it stands on", "所在行");
    at.coordinates = "estimate_name estimate_file estimate_note";
    file.put(file.define(at), line);
    VariableDescription kind =
        describe("estimate_confidence", NumberType::int8, {"estimate"}, "", "How far it can be trusted", "可信程度");
    kind.coordinates = at.coordinates;
    kind.flags = {"general_knowledge", "estimate"};
    file.put(file.define(kind), confidence);
}

void write_diversions(NetcdfFile& file, const Case& specification, const RunRecord& record) {
    std::vector<std::string> names;
    for (const PointSource& source : specification.sources) {
        if (counts_as_diverted(source)) names.push_back(source.name);
    }
    if (names.empty()) return;
    std::vector<double> volumes;
    for (const ScenarioRecord& scenario : record.scenarios) {
        const std::vector<Diversion> diversions = diversions_of(specification, scenario);
        // a scenario that failed before it began has none
        for (std::size_t i = 0; i < names.size(); ++i)
            volumes.push_back(i < diversions.size() ? as_double(diversions[i].volume) : missing_double);
    }
    file.define_dimension("diversion", names.size());
    file.put(file.define(describe("diversion_name", NumberType::text, {"diversion"}, "",
                                  "Intake whose water counts as diverted", "引水口")),
             names);
    VariableDescription amount = describe("scenario_diverted_by_intake", NumberType::float64, {"scenario", "diversion"},
                                          "m3", "Water diverted at each intake", "各口引水量");
    amount.coordinates = "scenario_name scenario_title diversion_name";
    file.put(file.define(amount), volumes);
}

void write_outfalls(NetcdfFile& file, const Case& specification, const Verdict& verdict) {
    std::vector<std::string> names;
    std::vector<double> chainage;  // m
    std::vector<int> numbers;
    for (const ScenarioVerdict& scenario : verdict.scenarios) {
        for (const SectionVerdict& section : scenario.sections) {
            if (section.mixing.source < 0) {
                numbers.push_back(missing_byte);
                continue;
            }
            const PointSource& source = specification.sources.at(static_cast<std::size_t>(section.mixing.source));
            auto found = std::ranges::find(names, source.name);
            if (found == names.end()) {
                found = names.insert(names.end(), source.name);
                chainage.push_back(source.at.chainage);
            }
            numbers.push_back(static_cast<int>(found - names.begin()) + 1);
        }
    }
    if (names.empty()) return;
    file.define_dimension("outfall", names.size());
    file.put(file.define(describe("outfall_name", NumberType::text, {"outfall"}, "",
                                  "Outfall that lies above a section", "排口")),
             names);
    VariableDescription at = describe("outfall_chainage", NumberType::float64, {"outfall"}, "m",
                                      "Distance of the outfall along its river", "排口里程");
    at.coordinates = "outfall_name";
    file.put(file.define(at), chainage);
    VariableDescription above =
        describe("section_outfall", NumberType::int32, {"scenario", "section"}, "1",
                 "Number of the nearest outfall upstream on the same river, as in outfall_name, from 1, negative where "
                 "there is none",
                 "断面上游最近排口");
    above.coordinates = "scenario_name scenario_title section_name";
    file.put(file.define(above), numbers);
}

void write_certification(NetcdfFile& file, const RunRecord& record) {
    if (std::ranges::all_of(record.scenarios, [](const auto& s) { return s.not_certified.empty(); })) return;
    std::vector<std::string> reasons;
    std::vector<int> is;
    for (const ScenarioRecord& scenario : record.scenarios) {
        reasons.push_back(scenario.not_certified);
        is.push_back(scenario.not_certified.empty() ? 1 : 0);
    }
    file.put(file.define(describe("scenario_not_certified", NumberType::text, {"scenario"}, "",
                                  "Why the numerical error is not told", "未给出数值误差的原因")),
             reasons);
    VariableDescription flag = describe("scenario_certified", NumberType::int8, {"scenario"}, "",
                                        "The numerical error is told", "给出数值误差");
    flag.flags = {"no", "yes"};
    flag.coordinates = "scenario_name scenario_title scenario_not_certified";
    file.put(file.define(flag), is);
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::vector<Diversion> diversions_of(const Case& specification, const ScenarioRecord& record) {
    std::vector<Diversion> diversions;
    for (std::size_t i = 0; i < specification.sources.size() && i < record.source_volume.size(); ++i) {
        const PointSource& source = specification.sources[i];
        if (!counts_as_diverted(source)) continue;
        const double reaching = 1.0 - source.conveyance_loss;
        diversions.push_back(
            {source.name, reaching > 0 ? record.source_volume[i] / reaching : record.source_volume[i]});
    }
    return diversions;
}

void write_origins(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                   const Standard& standard) {
    write_estimates(file, layout.estimates);
    write_diversions(file, layout.specification, record);
    if (!layout.specification.sections.empty()) write_outfalls(file, layout.specification, verdict);
    write_certification(file, record);
    if (!standard.file.empty()) file.set_attribute(NetcdfFile::global, "standard_document", text_of(standard.file));
}

}  // namespace qingliu
