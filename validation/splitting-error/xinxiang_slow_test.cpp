// Twelve hours of the winter case in all ways at once: README.md beside this file says what is claimed and why.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/run/case_reader.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/constituents.hpp"
#include "models/transport/dispersion_formulas.hpp"
#include "validation/claims.hpp"
#include "validation/splitting-error/comparison.hpp"

namespace qingliu::validation {
namespace {

TEST(SplittingError, OfTheRiversOfXinxiangInWinter) {
    Case c = read_case(QINGLIU_ROOT "/configs/xinxiang/winter.yaml",
                       {constituents_of({}), kinetic_parameters(), structure_kinds(), {}});
    c.end = c.start + 12 * 3600;
    int diverted = -1;
    for (std::size_t s = 0; s < c.scenarios.size(); ++s) {
        if (c.scenarios[s].name == "yellow-10") diverted = static_cast<int>(s);
    }
    ASSERT_GE(diverted, 0);
    const Comparison all = compare(c, diverted, 1e-5);
    ASSERT_EQ(all.failure, "");
    Claims claims("splitting-error", "xinxiang");
    const double splitting = all.largest("exact parts"), routine = all.largest("routine");
    const std::size_t oxygen = all.find("dissolved_oxygen");
    claims.check("Xinxiang, splitting alone: largest difference", splitting, "<=", 1e-3, "of the mean",
                 "a tenth of what an analyser repeats, 1 %");
    claims.check(
        "Xinxiang, order of splitting alone in oxygen, steps halved",
        std::log2(all.way("exact parts").difference[oxygen] / all.way("exact parts, steps in 2").difference[oxygen]),
        ">=", 1.3, "1", "Strang's is 2; of all else the error of splitting is below the tolerance");
    claims.check("Xinxiang, routine mode: largest difference", routine, "<=", 0.02, "of the mean",
                 "twice what an analyser repeats, 1 %; a release comes down dry canals in these hours");
    claims.check("Xinxiang, routine mode on steps in 8, its difference over that on whole steps",
                 all.largest("routine, steps in 8") / routine, "<=", 0.25, "1", "it goes to the unsplit mode");
    claims.check("Xinxiang, balance of the unsplit mode", all.way("unsplit").balance, "<=", 1e-12, "1", "round-off");
    claims.note(
        fmt::format("Xinxiang: at sections in the first cell of a river oxygen differs by {:.2g} g/m3: both "
                    "modes tell differently what lies above it.",
                    all.at_heads));
    claims.note(
        fmt::format("Xinxiang: {:.0f} steps of the flow; CPU time of the routine mode {:.2f} s, of the unsplit "
                    "mode {:.1f} s.",
                    all.flow_steps, all.way("routine").seconds, all.way("unsplit").seconds));
    const Rows rows(all);
    claims.table(
        "Xinxiang in winter, yellow-10, hourly at the control sections: root mean square difference from the "
        "unsplit mode",
        rows.header, rows.rows);
}

}  // namespace
}  // namespace qingliu::validation
