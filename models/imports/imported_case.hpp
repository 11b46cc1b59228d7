// A model of another program as a case of this one, and the files it is written into.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/case.hpp"
#include "models/imports/import_report.hpp"

namespace qingliu {

/// Readers of other programs' files fill this. `model` holds SI values and indices as any case does; provenance names
/// keys of `model.network.sources`. What is written of it: name, title, period, output_interval, numerics.max_step,
/// initial.scenario, initial.spin_up and initial.measured, kinetics, constituents, network (rivers, storages,
/// structures, map points), waters, qualities, sources, diffuse, end_levels, climate, scenarios (discharge, opening),
/// sections, arrivals. `own_processes`, if not empty, becomes processes.yaml.
struct ImportedCase {
    Case model;
    std::string operation;      ///< YAML of a file of operation; every scenario names it
    std::string own_processes;  ///< YAML of constituents and processes of the case's own, as read by a case
    ImportReport report;
};

/// One file of the folder of an imported case.
struct CaseFile {
    std::filesystem::path path;  ///< from the folder
    std::string text;
};

/// The files of a case: series/NAME.csv, network.yaml, boundaries.yaml, ..., import-report.md, and last case.yaml.
/// Throws std::logic_error where `model` holds what is not written (see above): nothing is left out in silence.
/// The report tells of the series that do not cover the period, too: they hold their ends.
std::vector<CaseFile> files_of(const ImportedCase& imported, const std::string& version);

/// How many assumptions the report among those files has.
std::size_t count_assumptions(const ImportedCase& imported);

/// A name of Latin letters, digits, - and _ that is none of `taken`, and puts it there: what else the text has becomes
/// `_`, and a text that has nothing of it becomes `fallback`.
std::string latin_code(const std::string& text, const std::string& fallback, std::vector<std::string>& taken);

}  // namespace qingliu
