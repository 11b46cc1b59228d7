// The models of a run put together: what the run loop is given.
#pragma once

#include <memory>

#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "models/hydraulics/flow_pack.hpp"
#include "models/operation/instrument.hpp"
#include "models/water/scenario_water.hpp"

namespace qingliu {

class Assembly {
public:
    /// Builds everything the scenarios share. `specification` and `grid` must outlive it. Throws InputError where a
    /// rule asks for a class and the standard cannot be read.
    Assembly(const Case& specification, const Grid& grid);
    Assembly(const Assembly&) = delete;
    Assembly& operator=(const Assembly&) = delete;

    /// What results show of the water: what it carries, then what is read off it.
    [[nodiscard]] const std::vector<Constituent>& constituents() const { return shown_; }
    [[nodiscard]] const std::vector<Constituent>& bed_constituents() const { return bed_.constituents; }
    [[nodiscard]] const FlowGeometry& geometry() const { return geometry_; }
    /// The doors the run loop uses; valid as long as the assembly.
    [[nodiscard]] Models models() const;

private:
    [[nodiscard]] std::vector<double> mixture_of_inflows(int scenario) const;
    [[nodiscard]] std::vector<double> bed_area() const;  // m2 [cell]

    const Case* case_;
    const Grid* grid_;
    std::vector<Constituent> constituents_, shown_;
    FlowGeometry geometry_;
    std::vector<Exchange> exchanges_;
    std::vector<Forcing> forcing_;  // [scenario]
    InflowQuality inflow_;
    Bed bed_;
    std::unique_ptr<ClassJudge> judge_;  // where a rule asks for a class
};

}  // namespace qingliu
