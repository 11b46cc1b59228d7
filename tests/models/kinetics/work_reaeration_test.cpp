// Deficit ratios at works, reckoned by hand.
#include "models/kinetics/work_reaeration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace qingliu {
namespace {

WorkReaeration work(const std::string& formula, double a = 1, double b = 1) {
    WorkReaeration w;
    w.formula = formula;
    w.water_quality = a;
    w.aeration_coefficient = b;
    return w;
}

double ratio(const WorkReaeration& w, double fall, double temperature, double per_width = 0.5, double tail = 0.8) {
    return 1 / (1 - made_good(w, {fall, per_width, tail, temperature}));
}

TEST(WorkReaeration, GivesTheRatiosOfItsFormulas) {
    // 1 + 0.38 x 1.6 x 0.7 x 2 x 0.78 x 1.92
    EXPECT_NEAR(ratio(work("butts_evans", 1.6, 0.7), 2, 20), 2.27475712, 1e-12);
    // 1 + 0.38 in feet: 0.11 (1 - 0.11 x 0.3048 ft) a b dH[ft] is the same law
    EXPECT_NEAR(ratio(work("butts_evans", 1.6, 0.7), 2, 20),
                1 + 0.38 * 0.3048 * 1.6 * 0.7 * (2 / 0.3048) * (1 - 0.11 * 0.3048 * (2 / 0.3048)) * 1.92, 1e-12);
    EXPECT_NEAR(ratio(work("gameson", 1.6, 0.7), 2, 20), 2.12, 1e-12);
    // 1 + 0.69 x 2 x 0.78 x 1.46
    EXPECT_NEAR(ratio(work("mascaret"), 2, 10), 2.571544, 1e-12);
    // ln rN = 0.0675 x 1.5^1.28 x 1800^0.62 x 0.8^0.439
    const double nakasone = std::exp(0.0675 * std::pow(1.5, 1.28) * std::pow(1800, 0.62) * std::pow(0.8, 0.439));
    EXPECT_GT(nakasone, 100);
    EXPECT_NEAR(ratio(work("gameson_nakasone"), 1.5, 20) / nakasone, 1, 1e-9);
    EXPECT_NEAR(
        ratio(work("gameson_nakasone", 0.65, 0.5), 0.3, 10),
        1 + (std::exp(0.0675 * std::pow(0.3, 1.28) * std::pow(1800, 0.62) * std::pow(0.8, 0.439)) - 1) * 0.325 * 0.8,
        1e-10);
    WorkReaeration given = work("ratio");
    given.ratio = 3.5;
    EXPECT_NEAR(ratio(given, 0, 15), 3.5, 1e-12);
    given.formula = "efficiency";
    given.efficiency = 0.25;
    EXPECT_NEAR(made_good(given, {0, 0, 0, 15}), 0.25, 1e-15);
    given.efficiency = 1;
    EXPECT_EQ(made_good(given, {0, 0, 0, 15}), 1);
}

/// No deficit grows, whatever the fall; higher falls than the most telling one count as that.
TEST(WorkReaeration, NeverTakesAwayAndNeverFallsWithTheFall) {
    for (const auto& formula : work_reaeration_formulas()) {
        double before = 0;
        for (double fall = -2; fall < 30; fall += 0.1) {
            for (const double temperature : {-0.1, 4.0, 25.0}) {
                const double good = made_good(work(formula.name, 0.8, 0.6), {fall, 40, 3, temperature});
                EXPECT_TRUE(good >= 0 && good <= 1) << formula.name << " " << fall;
            }
            const double good = made_good(work(formula.name, 0.8, 0.6), {fall, 0.4, 1, 18});
            EXPECT_GE(good, before) << formula.name << " " << fall;
            EXPECT_TRUE(fall >= 0 || good == 0) << formula.name;
            before = good;
        }
        EXPECT_FALSE(formula.source.empty() || formula.equation.empty());
    }
    EXPECT_EQ(made_good(work("butts_evans"), {4.6, 0, 0, 20}), made_good(work("butts_evans"), {30, 0, 0, 20}));
    EXPECT_LT(made_good(work("butts_evans"), {4.4, 0, 0, 20}), made_good(work("butts_evans"), {4.6, 0, 0, 20}));
    EXPECT_THROW(made_good(work("weir"), {1, 1, 1, 20}), std::invalid_argument);
}

}  // namespace
}  // namespace qingliu
