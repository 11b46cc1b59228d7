// From a case file and the files it names to a Case: form (keys), value (units, bounds), sense (what only shows when
// all is read).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/problems.hpp"
#include "engine/run/case.hpp"
#include "engine/run/parameter.hpp"
#include "engine/run/structure_kind.hpp"
#include "engine/state/constituent.hpp"

namespace qingliu {

/// What a file of processes of a case's own may name.
struct ProcessVocabulary {
    std::vector<std::string> processes;      ///< names that are taken
    std::vector<DriverDeclaration> drivers;  ///< of the water and the weather
    std::vector<std::string> elements;       ///< constituents may hold
    std::vector<std::string> reservoirs;     ///< rows may exchange with
    std::vector<std::string> unbounded;      ///< constituents that may be less than zero
    std::size_t most_constituents = 0, most_processes = 0;
    /// What elements the row of a process makes or loses, in words; empty where it closes.
    std::function<std::string(const OwnChemistry&, const OwnProcess&)> imbalance;
};

/// The words a case may use that only the models know.
struct CaseVocabulary {
    std::vector<Constituent> constituents;  ///< what water may carry, without the fractions of the case's own waters
    std::vector<ParameterDeclaration> parameters;  ///< of the kinetic processes
    std::vector<StructureKind> structures;         ///< what works there are
    /// Reads a standard to find its faults: throws InputError with all of them. May be empty.
    std::function<void(const std::filesystem::path& file)> check_standard = {};
    /// The same of a standard of black and odorous water. May be empty.
    std::function<void(const std::filesystem::path& file)> check_black_odour = {};
    /// Words for several constituents; a case that names none carries the first, all of them where there is no group.
    std::vector<ConstituentGroup> groups = {};
    std::vector<std::string> dispersion_formulas = {"power_law"};  ///< what formulas of dispersion there are
    ProcessVocabulary own_processes = {};
    /// The file of a standard that comes with the program, by its name; empty where there is none of it. May be empty.
    std::function<std::filesystem::path(const std::string& name)> known_standard = {};
};

/// A figure that was not read in a source.
struct Estimate {
    Place place;                                   ///< where it is given
    std::string name;                              ///< "river 卫河", "section 卫河 at 9.9 km"
    Confidence confidence = Confidence::estimate;  ///< estimate or general
    std::string note;                              ///< the reasoning
};

/// Reads a case and all files it names. Throws InputError with every fault of all of them, FileError where the case
/// file itself cannot be read. `estimates`, if given, receives every figure that is not verified, in the order of the
/// files.
Case read_case(const std::filesystem::path& path, const CaseVocabulary& vocabulary,
               std::vector<Estimate>* estimates = nullptr);

/// The JSON Schema (draft 2020-12) of the files of a case: case, network, boundaries, sections, parameters. Names of
/// constituents and parameters are left open, the kinds of works are not.
std::string case_schema(const std::vector<StructureKind>& structures);

/// The reference of one key ("sill"), of one path ("structure.sill") or of one map ("structure"); also of a kinetic
/// parameter
/// ("nitrification.rate"). Throws InputError with a guess where there is none.
std::string explain_key(const std::string& key, const CaseVocabulary& vocabulary);

}  // namespace qingliu
