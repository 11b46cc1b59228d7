// A HEC-RAS model as a case of this program. Reaches of one river that follow each other become one river, others join
// or leave it; every cross-section keeps its survey, roughness by station, banks, levees, ineffective areas and
// obstructions; every steady profile becomes a scenario, a plan of unsteady flow the period of one.
//
// What differs from HEC-RAS 6.x, and is told in the report of every import: what lies between two cross-sections
// conveys (HEC-RAS takes the mean of two conveyances), friction counts along the main channel (HEC-RAS weights the ways
// over the banks by their conveyance), the momentum balance has neither losses of contraction and expansion nor alpha,
// and a split of the flow is computed and not prescribed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "models/imports/hecras_flow.hpp"
#include "models/imports/imported_case.hpp"

namespace qingliu {

enum class HecrasUnits { us_customary, metric };

/// The files of a model. What is empty is looked for beside the geometry: a plan that names it (.p01 ...), its flow
/// file, else a flow file of the same stem; a project (.prj) for the units.
struct HecrasFiles {
    std::filesystem::path geometry, flow, plan;
    std::optional<HecrasUnits> units;  ///< those of the project file where not set; else US customary, which is told
    int utc_offset_minutes = 0;        ///< of the times of plans and hydrographs
};

/// Reads and translates a model. Throws FileError where a file cannot be read, InputError with all that is wrong in
/// them.
ImportedCase import_hecras(const HecrasFiles& files);

/// The texts of a model, for what has them already (tests). `name` becomes that of the case; `flow` and `plan` may be
/// empty. Throws InputError.
struct HecrasModelText {
    std::string geometry, flow, plan;
    std::string geometry_file = "model.g01", flow_file = "model.f01", plan_file = "model.p01";
    std::string name = "model";
    HecrasUnits units = HecrasUnits::us_customary;
    int utc_offset_minutes = 0;
};
ImportedCase import_hecras_text(const HecrasModelText& text);

}  // namespace qingliu
