// Where the figures of a run come from, in forecast.nc: what is an estimate, the text of the standard, what each intake
// took, which outfall lies above a section. With it a bulletin is made from the file alone.
#pragma once

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/standard.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// estimate_name, estimate_file, estimate_line, estimate_confidence, estimate_note (estimate), of
/// ResultLayout::estimates; diversion_name (diversion) and scenario_diverted_by_intake (scenario, diversion);
/// outfall_name and outfall_chainage (outfall), section_outfall (scenario, section), a number of them from
/// 1; scenario_certified and
/// scenario_not_certified (scenario), where some was not; the attribute standard_document, the text of the standard's
/// file. What there is nothing of is left out.
void write_origins(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                   const Standard& standard);

/// What an intake of ResultLayout::specification diverted, conveyance losses included, m3; [diverting release].
struct Diversion {
    std::string name;
    double volume = 0;  ///< m3, NaN where not known
};
std::vector<Diversion> diversions_of(const Case& specification, const ScenarioRecord& record);

}  // namespace qingliu
