// Processes written as formulas against closed solutions.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>

#include "tests/models/kinetics/water_box.hpp"
#include "tests/models/kinetics/written_process.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

struct WrittenCase {
    std::string name;
    OwnChemistry own;
    std::vector<double> first;                                         // mg/L, of its own constituents
    std::function<double(std::size_t constituent, double day)> exact;  // mg/L
    std::vector<double> days;
};

/// Largest error of all its constituents at its days with steps of `dt` (s), mg/L.
double error_with(const WrittenCase& c, double dt, KineticsSettings::Integrator integrator) {
    WaterBox box({}, 1, 0, 1, {.integrator = integrator, .utc_offset_minutes = 0}, {"fluoride"}, c.own);
    for (std::size_t k = 0; k < c.first.size(); ++k) box.put(1 + k, c.first[k]);
    double worst = 0;
    for (const double day : c.days) {
        box.run(day * one_day, dt);
        for (std::size_t k = 0; k < c.first.size(); ++k)
            worst = std::max(worst, std::fabs(box.get(1 + k) - c.exact(k, day)));
    }
    return worst;
}

/// W with W e^W = x > 0, by Newton's iteration on w + ln w = ln x.
double lambert(double log_x) {
    double w = std::max(log_x, 0.1);
    for (int k = 0; k < 60; ++k) w *= (1 + log_x - std::log(w)) / (1 + w);
    return w;
}

/// C + K ln C falls by V a day (Michaelis & Menten 1913; Schnell & Mendoza 1997).
WrittenCase michaelis_menten() {
    const double first = 4, most = 1.2, half = 0.8;
    WrittenCase c{"K12 Michaelis-Menten", {}, {first}, {}, {0.5, 1, 2, 4}};
    c.own.constituents = {own_constituent("substrate")};
    add_process(c.own, "uptake", "most * substrate / (half + substrate)",
                {{"most", most, "mg/L/d"}, {"half", half, "mg/L"}}, {{"substrate", -1}});
    c.exact = [=](std::size_t, double day) {
        return half * lambert(std::log(first / half) + (first - most * day) / half);
    };
    return c;
}

/// Parent, daughter, granddaughter, the first two of which lose a share on the way (Bateman 1910).
WrittenCase chain_with_daughters() {
    const std::array<double, 3> rate{0.5, 0.3, 0.1};
    const std::array<double, 2> share{0.9, 0.7};
    WrittenCase c{"chain with daughters", {}, {5, 0.5, 0}, {}, {0.5, 1, 2, 5, 10}};
    c.own.constituents = {own_constituent("parent"), own_constituent("daughter"), own_constituent("granddaughter")};
    add_process(c.own, "parent_decay", "rate * parent", {{"rate", rate[0], "1/d"}},
                {{"parent", -1}, {"daughter", share[0]}});
    add_process(c.own, "daughter_decay", "rate * daughter", {{"rate", rate[1], "1/d"}},
                {{"daughter", -1}, {"granddaughter", share[1]}});
    add_process(c.own, "granddaughter_decay", "rate * granddaughter", {{"rate", rate[2], "1/d"}},
                {{"granddaughter", -1}});
    c.exact = [=](std::size_t k, double day) {
        const auto [a, b, d] = rate;
        const double parent = 5, daughter = 0.5;
        const auto e = [day](double one) { return std::exp(-one * day); };
        if (k == 0) return parent * e(a);
        const double fed = share[0] * a * parent / (b - a), own = daughter - fed;
        if (k == 1) return fed * e(a) + own * e(b);
        return share[1] * b * (fed * (e(a) - e(d)) / (d - a) + own * (e(b) - e(d)) / (d - b));
    };
    return c;
}

TEST(KineticsExact, ProcessesWrittenAsFormulas) {
    using enum KineticsSettings::Integrator;
    Claims claims("kinetics-exact");
    const WrittenCase uptake = michaelis_menten();
    double off = 0;
    for (const auto& [day, value] :
         std::vector<std::pair<double, double>>{{0.5, 3.50556}, {1, 3.02382}, {2, 2.11122}, {4, 0.651643}})
        off = std::max(off, std::fabs(uptake.exact(0, day) - value));
    claims.check(uptake.name + ": the solution, off the figures computed elsewhere", off, "<=", 6e-6, "mg/L",
                 "their last digit");
    const std::array<double, 4> steps{3600, 1800, 900, 450};
    std::vector<std::vector<std::string>> rows;
    for (const WrittenCase& c : {uptake, chain_with_daughters()}) {
        claims.check(c.name + ": largest error with steps of 30 s", error_with(c, 30, rosenbrock), "<=", 1e-6, "mg/L",
                     "asked for");
        std::vector<std::string> row{c.name};
        std::vector<double> errors;
        for (const double dt : steps) {
            errors.push_back(error_with(c, dt, rosenbrock));
            row.push_back(fmt::format("{:.1e}", errors.back()));
        }
        const double order = std::log2(errors[2] / errors[3]);
        claims.check(c.name + ": order from 900 to 450 s", order, ">=", 1.8, "1", "second order");
        claims.check(c.name + ": largest error by ARKODE, steps of 15 min", error_with(c, 900, arkode), "<=", 5e-6,
                     "mg/L", "the tolerance ARKODE is given");
        row.push_back(fmt::format("{:.2f}", order));
        rows.push_back(row);
    }
    claims.table("Processes written as formulas: largest error, mg/L, by the step of the kinetics",
                 {"case", "3600 s", "1800 s", "900 s", "450 s", "order"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
