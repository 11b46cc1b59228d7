// forecast.nc: every scenario of a run in one NetCDF-4 file, CF-1.11 and UGRID-1.0. Profiles are (time, scenario,
// cell|face), control sections a CF timeSeries with the prefix section_, daily means and classes (day, scenario,
// section), the ledger (scenario, account), what processes made (day, scenario, made).
//
// cdo 2.1 reads it whole. It needs three things: `scenario` is a coordinate variable with axis = "Z" (else cdo takes it
// for a second horizontal axis and drops the profiles); every text variable is named in some variable's `coordinates`
// (else cdo calls it skipped); variables over `day` do not name the places of the sections.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/arrivals.hpp"
#include "models/reports/fields.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

class ForecastFile {
public:
    /// `layout` must outlive the file. Throws OutputError, as every member does.
    ForecastFile(const std::filesystem::path& file, const ResultLayout& layout);
    void add(const Frame& frame);
    /// Adds daily means, classes, the ledger, what the operators decided, arrivals and origins, and gives the file its
    /// name; `record.complete` decides its status.
    void finish(const RunRecord& record, const Verdict& verdict, const Standard& standard,
                const std::vector<SectionArrivals>& arrivals);

private:
    void define_scenarios();
    void define_sections();
    void define_fields();

    const ResultLayout& layout_;
    std::vector<Field> fields_;
    NetcdfFile file_;
    int time_ = -1;
    std::vector<int> profile_, at_sections_;  // [field] variables
    std::vector<int> faces_;                  // 0, 1, ...
    std::size_t records_ = 0;
    std::vector<float> slab_;  // one field of one time, [scenario][place]
};

/// title, history, source, Conventions, case, input_checksums and the like.
void write_global_attributes(NetcdfFile& file, const ResultLayout& layout, const std::string& title);
/// Defines the unlimited dimension and coordinate `time`; returns the variable.
int define_time(NetcdfFile& file);
/// Records of `values` numbers in one chunk: as many as make it worth packing. At least 1.
std::size_t records_per_chunk(std::size_t values);
/// River, chainage and length of the nodes. `coordinates` of those variables as given.
void write_places(NetcdfFile& file, const ResultLayout& layout);

}  // namespace qingliu
