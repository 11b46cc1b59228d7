// The end of forecast.nc: daily means, classes and ecological flow of the control sections, the ledger.
#pragma once

#include <string>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// I, II, III, IV, V, worse_than_V: the flags 1..6 of a class.
std::vector<std::string> class_flags();

/// Unit of the amounts in an account: concentration times m3, or what is on an area of the bed times m2.
std::string account_unit(const std::string& name, const ResultLayout& layout);

/// Dimension `day`; section_daily_NAME, section_class, section_full_class, section_limiting_indicator and the like, all
/// (day, scenario, section); what a schedule diverts and costs, (scenario). Days not reached are missing.
void write_verdict(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                   const Standard& standard);

/// Dimensions `account` and `part`; ledger_in, ledger_out, ledger_reacted, ledger_stored_before, ledger_stored_change,
/// ledger_relative_error, all (scenario, account), and ledger_part (scenario, part).
void write_ledger(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record);

}  // namespace qingliu
