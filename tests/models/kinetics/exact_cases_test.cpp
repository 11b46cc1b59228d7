// Closed-form cases. Reference figures K01, K02, K06, K08, K10 were computed independently of this code from the
// formulas named.
#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "models/kinetics/oxygen.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

using Points = std::vector<std::pair<double, double>>;  // (d, mg/L)

/// Deficits of Streeter & Phelps (1925): D = kd L0 (e^-kd t - e^-ka t) / (ka - kd) + D0 e^-ka t. In cold water there is
/// room for them.
void check_sag(double demand, double deficit, double decay, double aeration, const Points& expected) {
    ParameterValues values = nothing_but_reaeration(aeration);
    set(values, "biochemical_oxidation.rate", decay);
    WaterBox box(values, 1.0);
    box.weather.temperature = 0;
    const double saturation = oxygen_saturation(0, 0);
    box.put(species::biochemical_oxygen_demand, demand);
    box.put(species::dissolved_oxygen, saturation - deficit);
    for (const auto& [day, expected_deficit] : expected) {
        box.run(day * one_day, 60);
        EXPECT_NEAR(saturation - box.get(species::dissolved_oxygen), expected_deficit, 1e-6)
            << "L0 " << demand << " day " << day;
        EXPECT_NEAR(box.get(species::biochemical_oxygen_demand), demand * std::exp(-decay * day), 2e-6);
    }
}

TEST(ExactCases, K01StreeterPhelps) {
    check_sag(20, 2, 0.3, 0.6,
              {{0.5, 3.8794315562302346},
               {1, 4.937754963941881},
               {2, 5.554736907460892},
               {4, 4.390961079034617},
               {8, 1.6662236189058899}});
    check_sag(30, 1, 0.5, 0.5,
              {{0.5, 6.619806656106941},
               {1, 9.704490555402135},
               {2, 11.404262676314714},
               {4, 8.255452277433372},
               {8, 2.2161923055368358}});
    check_sag(10, 3, 0.25, 1.2,
              {{0.5, 2.5245540306256817},
               {1, 2.160442033523982},
               {2, 1.6295557188767136},
               {4, 0.971135804627119},
               {8, 0.3561704348940037}});
}

/// Demand that also settles, nitrogenous demand, bed demand and a constant net production, all on one oxygen balance
/// (O'Connor).
TEST(ExactCases, K02ExtendedSag) {
    ParameterValues values = nothing_but_reaeration(0.8);
    set(values, "biochemical_oxidation.rate", 0.3);
    set(values, "organic_matter_settling.velocity", 0.15 * 1.5);  // total removal 0.45 1/d at 1.5 m
    set(values, "nitrification.rate", 0.2);
    // bed demand 1.5 g/m2/d, less the net production of (1.4 - 1.0) mg/L/d over 1.5 m: constants enter as one
    set(values, "sediment_oxygen_demand.rate", 1.5 - 0.4 * 1.5);
    WaterBox box(values, 1.5);
    box.weather.temperature = 0;
    const double saturation = oxygen_saturation(0, 0);
    box.put(species::biochemical_oxygen_demand, 15);
    box.put(species::ammonia_nitrogen, 8 / oxygen_of_nitrification);
    box.put(species::dissolved_oxygen, saturation - 1);
    for (const auto& [day, deficit] : Points{{0.5, 3.191196176624487},
                                             {1, 4.268393231887949},
                                             {2, 4.681115360055802},
                                             {4, 3.450887851634848},
                                             {8, 1.6143174082428167}}) {
        box.run(day * one_day, 150);
        EXPECT_NEAR(saturation - box.get(species::dissolved_oxygen), deficit, 3e-6) << "day " << day;
    }
}

/// Organic nitrogen -> ammonia -> nitrate (Bateman 1910); the first pair of K04 has the same rates.
TEST(ExactCases, NitrogenChain) {
    ParameterValues values = nothing_but_reaeration(50);
    set(values, "ammonification.rate", 0.1);
    set(values, "nitrification.rate", 0.3);
    WaterBox box(values, 1.0);
    box.put(species::organic_nitrogen, 3);
    box.put(species::ammonia_nitrogen, 5);
    box.put(species::nitrate_nitrogen, 1.1);
    box.put(species::dissolved_oxygen, 9);
    for (const auto& [day, organic, ammonia] :
         std::vector<std::array<double, 3>>{{0.5, 2.853688273502142, 4.439322054238773},
                                            {1, 2.7145122541078788, 3.950119899439952},
                                            {2, 2.4561922592339456, 3.1489368559460655},
                                            {5, 1.8195919791379003, 1.6907515500884545},
                                            {10, 1.1036383235143272, 0.7260739010446875}}) {
        box.run(day * one_day, 300);
        EXPECT_NEAR(box.get(species::organic_nitrogen), organic, 1e-6) << day;
        EXPECT_NEAR(box.get(species::ammonia_nitrogen), ammonia, 1e-6) << day;
        EXPECT_NEAR(box.get(species::nitrate_nitrogen), 9.1 - organic - ammonia, 2e-6) << day;
    }
}

/// K05: D = S / (H ka) (1 - e^-ka t).
TEST(ExactCases, K05BedDemandAlone) {
    ParameterValues values = nothing_but_reaeration(0.7);
    set(values, "sediment_oxygen_demand.rate", 2.0);
    WaterBox box(values, 1.6);
    const double saturation = oxygen_saturation(20, 0);
    box.put(species::dissolved_oxygen, saturation);
    box.run(2 * one_day, 300);
    EXPECT_NEAR(saturation - box.get(species::dissolved_oxygen), 2.0 / (1.6 * 0.7) * (1 - std::exp(-1.4)), 1e-6);
}

/// K06: the periodic deficit under half-sine photosynthesis and constant respiration.
TEST(ExactCases, K06DailyCurve) {
    ParameterValues values = nothing_but_reaeration(3.0);
    set(values, "photosynthesis.maximum", 20);
    set(values, "photosynthesis.daylight", 0.55 * 24);
    set(values, "photosynthesis.noon", 0.55 * 12);  // so that the sun rises at midnight
    set(values, "respiration.rate", 6);
    WaterBox box(values, 1.0);
    const double saturation = oxygen_saturation(20, 0);
    box.put(species::dissolved_oxygen, saturation);
    box.run(8 * one_day, 60);
    for (const auto& [day, deficit] : Points{{0, 1.107475402692922},
                                             {0.1, 0.8351656336197812},
                                             {0.25, -0.7540943288376045},
                                             {0.5, -1.8507999115193443},
                                             {0.75, 0.11052541267369564},
                                             {0.9, 0.7952178113468158}}) {
        box.run((8 + day) * one_day, 60);
        EXPECT_NEAR(saturation - box.get(species::dissolved_oxygen), deficit, 1e-5) << "day " << day;
    }
}

TEST(ExactCases, K08Saturation) {
    const std::vector<std::array<double, 3>> table = {
        {0, 14.620833700217203, 12.942361991432268}, {5, 12.77100035676946, 11.304889515812325},
        {10, 11.287947373101861, 9.992091014669768}, {15, 10.083858341009252, 8.92623140346139},
        {20, 9.092426042885567, 8.048615533162303},  {25, 8.263456697819732, 7.314811868910027},
        {30, 7.55879604782573, 6.6910462615353365}};
    for (const auto& [temperature, at_sea_level, at_1000_m] : table) {
        EXPECT_NEAR(oxygen_saturation(temperature, 0), at_sea_level, 1e-10);
        EXPECT_NEAR(oxygen_saturation(temperature, 1000), at_1000_m, 1e-10);
    }
}

/// K09, on the process whose rate shows it alone.
TEST(ExactCases, K09TemperatureLaw) {
    ParameterValues values = nothing_but_reaeration(1);
    set(values, "chemical_oxygen_demand_decay.rate", 0.12);
    set(values, "chemical_oxygen_demand_decay.theta", 1.047);
    WaterBox box(values, 1.0);
    box.weather.temperature = 8;
    box.put(species::chemical_oxygen_demand, 30);
    box.run(one_day, 900);
    EXPECT_NEAR(box.get(species::chemical_oxygen_demand), 30 * std::exp(-0.12 * std::pow(1.047, -12)), 1e-6);
}

TEST(ExactCases, K10ReaerationFormulas) {
    struct Row {
        double velocity, depth, oconnor, churchill, owens, chosen;
    };
    for (const Row& row :
         {Row{0.2, 0.5, 4.971100481784692, 3.198693093881777, 6.523898887263698, 6.523898887263698},
          Row{0.5, 1.5, 1.5126577052768195, 1.2767918033628152, 1.579256619569135, 1.5126577052768195},
          Row{0.8, 3.0, 0.6764810911375622, 0.6419777493227614, 0.6002160471094385, 0.6764810911375622},
          Row{0.1, 0.3, 7.5632885263841, 3.753444416033991, 10.549632013223022, 10.549632013223022},
          Row{1.2, 2.0, 1.5220824550595147, 1.8953247661040127, 1.6674682570417092, 1.8953247661040127}}) {
        EXPECT_NEAR(oconnor_dobbins(row.velocity, row.depth), row.oconnor, 1e-12 * row.oconnor);
        EXPECT_NEAR(churchill(row.velocity, row.depth), row.churchill, 1e-12 * row.churchill);
        EXPECT_NEAR(owens_gibbs(row.velocity, row.depth), row.owens, 1e-12 * row.owens);
        EXPECT_NEAR(covar(Lanes<1>(row.velocity), Lanes<1>(row.depth))[0], row.chosen, 1e-12 * row.chosen);
        EXPECT_NEAR(covar(Lanes<8>(row.velocity), Lanes<8>(row.depth))[7], row.chosen, 1e-12 * row.chosen);
    }
    EXPECT_NEAR(banks_herrera(4), 0.728 * 2 - 0.317 * 4 + 0.0372 * 16, 1e-14);
}

/// The formulas, the wind and the temperature arrive in the water: one small step from no oxygen.
TEST(ExactCases, ReaerationPutsFlowAndWindTogether) {
    ParameterValues values = nothing_but_reaeration(0);
    set(values, "reaeration.theta", 1.024);
    WaterBox box(values, 1.5, -0.5);  // the sign of the velocity does not matter
    box.weather.temperature = 12;
    box.weather.wind_speed = 3;
    box.step(1.0);
    const double k2 = (1.5126577052768195 + banks_herrera(3) / 1.5) * std::pow(1.024, -8);
    EXPECT_NEAR(box.get(species::dissolved_oxygen), k2 / one_day * oxygen_saturation(12, 0), 1e-8);
    // still water without wind: the floor of 0.2 m/d
    WaterBox still(values, 2.0);
    still.step(1.0);
    EXPECT_NEAR(still.get(species::dissolved_oxygen), 0.1 / one_day * oxygen_saturation(20, 0), 1e-9);
}

TEST(ExactCases, NitrificationStopsInTheCold) {
    ParameterValues values;
    set(values, "nitrification.rate", 0.2);
    set(values, "ammonification.rate", 0);
    const auto nitrified = [&values](double temperature) {
        WaterBox box(values, 1.0, 0.3);
        box.weather.temperature = temperature;
        box.put(species::ammonia_nitrogen, 1);
        box.put(species::dissolved_oxygen, 10);
        box.step(60);
        return 1 - box.get(species::ammonia_nitrogen);
    };
    EXPECT_EQ(nitrified(2.9), 0);
    EXPECT_GT(nitrified(5.5), 0.45 * nitrified(8) * std::pow(1.083, -2.5));
    EXPECT_LT(nitrified(5.5), 0.55 * nitrified(8) * std::pow(1.083, -2.5));
    EXPECT_NEAR(nitrified(8) / nitrified(18), std::pow(1.083, -10), 1e-4);
}

TEST(ExactCases, AgeGrowsADayADayAndTheRestStays) {
    WaterBox box({}, 1.0, 0.3);
    box.fill_polluted();
    box.run(3 * one_day, 900);
    EXPECT_NEAR(box.get(species::water_age), 6.0, 1e-10);
    EXPECT_EQ(box.get(species::conductivity), 1200);
    EXPECT_EQ(box.get(species::fluoride), 0.9);
    EXPECT_EQ(box.get(box.constituents.size() - 2), 0.7);
}

}  // namespace
}  // namespace qingliu
