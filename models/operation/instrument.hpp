// A gauge of a rule or a controller at its place on the grid: what it shows at the end of a step.
#pragma once

#include <string>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// What it takes to tell the class of the water of one moment.
struct ClassJudge {
    Standard standard;
    SimulatedValues values;
};

class Instrument {
public:
    /// `judge` may be null where the gauge shows no class; it must outlive the instrument, as must the case.
    Instrument(const Gauge& gauge, const Case& specification, const Grid& grid,
               const std::vector<Constituent>& constituents, const ClassJudge* judge);

    /// Level (m) of the cell, discharge (m3 s-1) of the face, concentration, or headline class 1 to 6 of the water of
    /// that moment. NaN where it cannot be told: no water to sample, nothing to judge.
    [[nodiscard]] double read(const Observation& observation) const;
    /// "ammonia_nitrogen 1.62 mg/L at 五陵" and "五陵氨氮 1.62 mg/L", "class IV at 五陵" and "五陵类别 IV".
    [[nodiscard]] Reason show(double value) const;
    /// "1.5 mg/L", "III".
    [[nodiscard]] Reason amount(double value) const;
    [[nodiscard]] int face() const { return face_; }

private:
    const Gauge* gauge_;
    const Case* case_;
    const std::vector<Constituent>* constituents_;
    const ClassJudge* judge_;
    int cell_ = -1, face_ = -1;
    std::size_t constituent_ = 0, width_ = 0;
    double to_unit_ = 1;  // number in the unit people write, per SI
};

}  // namespace qingliu
