// What runs off the subcatchments of a SWMM model, computed once while it is imported: a case has no rain on land, and
// a model whose water comes from it would be empty.
//
// Each subcatchment is two or three sheets of water, on impervious ground with and without depression storage and on
// pervious ground, each a non-linear reservoir (Rossman & Huber 2016, SWMM Reference Manual Volume I, equations 3-1 to
// 3-5):
//
//   dd/dt = i - e - f - alpha (d - d_s)^(5/3),   alpha = W sqrt(S) / (A n)
//
// d: depth; d_s: depression storage; i: rain; e: evaporation; f: infiltration after Horton, f = f_c + (f_0 - f_c)
// exp(-k t_p), where the time t_p goes on as water infiltrates and back while the ground dries (chapter 4.3).
#pragma once

#include <string>
#include <vector>

#include "engine/time/series.hpp"
#include "models/imports/import_report.hpp"
#include "models/imports/swmm_model.hpp"

namespace qingliu {

struct SwmmRunoff {
    int node = -1;     ///< where it enters
    std::string name;  ///< of the subcatchment
    int line = 0;
    Series discharge;  ///< m3 s-1
};

/// Empty, and a line of the report says why, where the model has no subcatchments or infiltrates by another law.
std::vector<SwmmRunoff> swmm_runoff(const SwmmModel& model, const SwmmText& text, int utc_offset_minutes,
                                    ImportReport& report, Problems& problems);

/// A series of straight pieces that leaves the points by no more than `tolerance`, on few of them; first and last stay.
Series thinned(const std::vector<double>& time, const std::vector<double>& value, double tolerance);

/// One sheet of water: what a reservoir gives off. All in SI.
struct HortonGround {
    double greatest = 0, least = 0;  ///< m s-1
    double decay = 0, recovery = 0;  ///< s-1
    double most = 0;                 ///< m the ground takes up, 0: no limit
};

/// Mean infiltration (m s-1) of a step, of what stands ready (m s-1), and the time on the curve after it.
double horton_step(const HortonGround& ground, double ready, double step, double& time_on_curve);

}  // namespace qingliu
