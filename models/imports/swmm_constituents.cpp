#include "models/imports/swmm_constituents.hpp"

#include <fmt/format.h>

#include "models/imports/yaml_parts.hpp"

namespace qingliu {

std::string swmm_constituent(const SwmmPollutant& pollutant) {
    // "swmm_" keeps it apart from constituents known here by the same word, whose reactions SWMM does not have
    return "swmm_" + pollutant.code;
}

void add_swmm_constituents(const SwmmModel& model, const SwmmText& text, const std::string& source,
                           ImportedCase& imported) {
    if (model.pollutants.empty()) return;
    std::vector<std::string> constituents, processes;
    for (const SwmmPollutant& pollutant : model.pollutants) {
        const std::string name = swmm_constituent(pollutant);
        YamlMap map;
        constituents.push_back(map.put("name", name).put("title", pollutant.name).text());
        if (pollutant.decay <= 0) continue;
        imported.model.kinetics = true;
        YamlMap process, parameter, row;
        parameter.put("name", "rate").put("value", figure_text(pollutant.decay, "1/d"));
        parameter.put_yaml("range",
                           yaml_list({"0 1/d", figure_text(std::max(1.0 / 3600, 2 * pollutant.decay), "1/d")}));
        process.put("name", name + "_decay").put_yaml("parameters", yaml_list({parameter.text()}));
        process.put("rate", "rate * " + name).put_yaml("row", row.put(name, "-1").text());
        put_provenance(process, {source, Confidence::verified, text.where(pollutant.line), {}});
        processes.push_back(process.text());
    }
    // the source is one of the network
    imported.own_processes = list_block("constituents", constituents) + list_block("processes", processes);
    imported.report.taken.push_back({"pollutants", model.pollutants.size(), "constituents of the case's own"});
    imported.report.assume(text.where(), "rain, ground water and what washes off bring no pollutants",
                           "only concentrations of inflows and of dry-weather flows are taken");
}

}  // namespace qingliu
