// A section, an index and a trend whose results were computed elsewhere.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/assessment/city_index.hpp"
#include "models/assessment/evaluation.hpp"
#include "models/assessment/trend.hpp"
#include "tests/models/assessment/standards.hpp"
#include "validation/claims.hpp"

namespace qingliu {
namespace {

using validation::Claims;

/// mg/L; pH.
const std::map<std::string, double> water{{"ph", 7.8},
                                          {"dissolved_oxygen", 6.4},
                                          {"permanganate_index", 5.2},
                                          {"chemical_oxygen_demand", 22},
                                          {"biochemical_oxygen_demand", 3.6},
                                          {"ammonia_nitrogen", 0.82},
                                          {"total_phosphorus", 0.26},
                                          {"copper", 0.004},
                                          {"zinc", 0.02},
                                          {"fluoride", 0.62},
                                          {"selenium", 0.0004},
                                          {"arsenic", 0.0021},
                                          {"mercury", 2e-05},
                                          {"cadmium", 5e-05},
                                          {"hexavalent_chromium", 0.002},
                                          {"lead", 0.001},
                                          {"cyanide", 0.002},
                                          {"volatile_phenol", 0.0008},
                                          {"petroleum", 0.02},
                                          {"anionic_surfactant", 0.06},
                                          {"sulfide", 0.01}};

TEST(Evaluation, OfASectionWithAllItems) {
    Claims claims("standards", "evaluation");
    const Standard standard = read_standard(repository_standards / "gb3838-2002.yaml");
    const Sample sample{0, values_of(standard, water), {}};
    const auto index = [&](const char* name) { return static_cast<std::size_t>(standard.find(name)); };
    for (const Rounding rounding : {Rounding::none, Rounding::evaluation}) {
        const std::string how = rounding == Rounding::none ? "A1, as measured" : "A1, rounded";
        const Evaluation month = evaluate_section(standard, {&sample, 1}, {.rounding = rounding}).front();
        claims.check(how + ": class", month.water_class, "==", 4, "1", "computed elsewhere");
        ASSERT_EQ(month.main_pollutants.size(), 2U);
        claims.check(how + ": places of total phosphorus and COD among the pollutants that are not theirs",
                     (month.main_pollutants[0] == standard.find("total_phosphorus") ? 0 : 1) +
                         (month.main_pollutants[1] == standard.find("chemical_oxygen_demand") ? 0 : 1),
                     "==", 0, "1", "both class IV, 0.3 and 0.1 over class III");
        claims.check(how + ": multiple of total phosphorus off 0.3",
                     std::fabs(month.multiples[index("total_phosphorus")] - 0.3), "<=", 1e-15, "1", "round-off");
        claims.check(how + ": multiple of COD off 0.1",
                     std::fabs(month.multiples[index("chemical_oxygen_demand")] - 0.1), "<=", 1e-15, "1", "round-off");
        int other = 0;
        for (std::size_t i = 0; i < month.multiples.size(); ++i) {
            if (!std::isnan(month.multiples[i]) && i != index("total_phosphorus") &&
                i != index("chemical_oxygen_demand"))
                ++other;
        }
        claims.check(how + ": other items over class III", other, "==", 0, "1", "computed elsewhere");
    }
}

TEST(Evaluation, IndexOfACity) {
    Claims claims("standards", "evaluation");
    const CityIndexRule rule = read_city_index(repository_standards / "cwqi-2017.yaml");
    const Standard standard = limits_of(rule);
    const CityIndex got = city_index(rule, standard, values_of(standard, water));
    claims.check("A1, city index: off 8.083916666666667", std::fabs(got.index - 8.083916666666667), "<=", 1e-14, "1",
                 "round-off of 21 terms");
    // Shares above a half, published with four decimals; 0.78125 ends in a tie.
    const std::map<std::string, double> parts{{"dissolved_oxygen", 0.7812},
                                              {"permanganate_index", 0.8667},
                                              {"chemical_oxygen_demand", 1.1},
                                              {"biochemical_oxygen_demand", 0.9},
                                              {"ammonia_nitrogen", 0.82},
                                              {"total_phosphorus", 1.3},
                                              {"fluoride", 0.62}};
    double largest = 0;
    int above_half = 0;
    for (std::size_t i = 0; i < got.parts.size(); ++i) {
        if (!(got.parts[i] > 0.5)) continue;
        ++above_half;
        const auto part = parts.find(standard.indicators[i].name);
        largest = part == parts.end() ? 1 : std::fmax(largest, std::fabs(got.parts[i] - part->second));
    }
    claims.check("A1, city index: items above a half", above_half, "==", 7, "1", "computed elsewhere");
    claims.check("A1, city index: largest difference of them", largest, "<=", 5.001e-5, "1", "their last digit");
}

TEST(Evaluation, TrendOfEightPeriods) {
    Claims claims("standards", "evaluation");
    const std::vector<double> series{1.2, 1.1, 1.15, 0.98, 0.9, 0.95, 0.82, 0.8};
    const SpearmanTrend got = spearman_trend(series);
    claims.check("A2, rank correlation: off -0.952381", std::fabs(got.r_s - -0.9523809523809523), "<=", 1e-15, "1",
                 "round-off");
    claims.check("A2: significant, falling", got.trend == Trend::falling ? 1 : 0, "==", 1, "1",
                 "0.952 is above 0.643 of eight periods");
}

}  // namespace
}  // namespace qingliu
