// scenarios/NAME.nc: one scenario as a UGRID mesh with fields (time, cell|face), which QGIS opens as a mesh layer.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "models/reports/fields.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

class ScenarioFile {
public:
    /// `layout` must outlive the file. Throws OutputError, as every member does.
    ScenarioFile(const std::filesystem::path& file, const ResultLayout& layout, const Scenario& scenario);
    void add(double time, const ScenarioFrame& frame);
    void finish(bool complete);

private:
    const ResultLayout& layout_;
    std::vector<Field> fields_;
    NetcdfFile file_;
    int time_ = -1;
    std::vector<int> variable_;  // [field]
    std::vector<int> faces_;     // 0, 1, ...
    std::size_t records_ = 0;
    std::vector<float> slab_;  // one field of one time, [place]
};

}  // namespace qingliu
