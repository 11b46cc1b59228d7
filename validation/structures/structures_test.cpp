// The laws of works against values of their formulas, their own differences, and themselves across every switch.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/hydraulics/work_samples.hpp"
#include "validation/claims.hpp"

namespace qingliu {
namespace {

using testing::sample_structure;
using validation::Claims;
using validation::PlotSeries;

/// Discharge of one work in a wide deep pool, bed at -5 m: its sill is what counts.
class Law {
public:
    explicit Law(const Structure& structure) {
        WorkSite site = testing::sample_site();
        site.bed_up = site.bed_down = -5;
        work_ = make_work<1>(structure, site);
    }
    [[nodiscard]] double operator()(double up, double down, double setting = 0) const {
        return work_->law(up, down, setting).discharge[0];
    }

private:
    std::unique_ptr<Work<1>> work_;
};

Structure weir(const std::string& form, double coefficient) {
    return sample_structure("weir",
                            {{"sill", 0}, {"width", 5}, {"discharge_coefficient", coefficient}, {"crest_height", 1}},
                            {{"form", form}});
}
Structure gate(const std::string& form) {
    return sample_structure("gate", {{"sill", 0}, {"width", 5}, {"height", 4}, {"contraction_coefficient", 0.611}},
                            {{"form", form}});
}

constexpr double dry = -4;  // m, a tail water far below every sill

class Structures : public ::testing::Test {
protected:
    void six_digits(const std::string& name, double seen, double right) {
        claims_.check(name, std::fabs(seen / right - 1), "<=", 1e-6, "1", "the formula, to six digits");
    }
    Claims claims_{"structures"};
};

TEST_F(Structures, PassWhatTheirFormulasSay) {
    const Law broad(weir("broad_crested", 0.9)), sharp(weir("sharp_crested", 1)),
        villemonte(weir("broad_crested_villemonte", 0.9));
    const double heads[] = {0.3, 0.6, 1.2};
    const double broad_values[] = {1.260642693232305, 3.565635988151342, 10.08514154585844};
    const double sharp_values[] = {1.5300617837236108, 4.48612180132157, 13.637689944446619};
    for (int k = 0; k < 3; ++k) {
        six_digits(fmt::format("broad crest, head {} m", heads[k]), broad(heads[k], dry), broad_values[k]);
        six_digits(fmt::format("sharp crest, head {} m", heads[k]), sharp(heads[k], dry), sharp_values[k]);
    }
    const double ratios[] = {0.5, 0.8, 0.95};
    const double factors[] = {0.8453860455858134, 0.616307047462132, 0.3670940910265811};
    for (int k = 0; k < 3; ++k) {
        six_digits(fmt::format("Villemonte's factor at h2/h1 = {}", ratios[k]),
                   villemonte(1, ratios[k]) / villemonte(1, dry), factors[k]);
        six_digits(fmt::format("the same on the sharp crest at {}", ratios[k]), sharp(1, ratios[k]) / sharp(1, dry),
                   factors[k]);
    }
    const Law sluice(gate("momentum"));
    six_digits("gate 0.4 m open under 3 m, free", sluice(3, dry, 0.4), 9.015187543013433);
    six_digits("its tail water 1.2 m, still free", sluice(3, 1.2, 0.4), 9.015187543013433);
    six_digits("its tail water 1.8 m, submerged", sluice(3, 1.8, 0.4), 6.959896576387051);
    six_digits("its tail water 2.4 m, submerged", sluice(3, 2.4, 0.4), 4.673254357187034);
    six_digits("reversed", -sluice(2.4, 3, 0.4), 4.673254357187034);
    const Law manual_weir(weir("manual", 1)), manual_gate(gate("manual"));
    const double root = std::sqrt(2 * gravity);
    six_digits("manual weir, m = 0.385, head 0.8 m", manual_weir(0.8, dry), 0.385 * 5 * root * std::pow(0.8, 1.5));
    six_digits("manual gate, e/H = 0.4", manual_gate(2, dry, 0.8),
               (0.60 - 0.176 * 0.4) * 0.8 * 5 * root * std::sqrt(2.0));
    six_digits("manual gate, e/H = 0.1", manual_gate(3, dry, 0.3),
               (0.60 - 0.176 * 0.1) * 0.3 * 5 * root * std::sqrt(3.0));
    // a full box 1.6 m wide and high, two of them, 30 m long
    const Structure barrel = sample_structure(
        "culvert", {{"inlet_invert", 0}, {"outlet_invert", 0}, {"length", 30}, {"barrel_width", 1.6}, {"barrels", 2}});
    const double losses = 1.5 + 2 * gravity * 0.013 * 0.013 * 30 / std::pow(0.4, 4.0 / 3.0);
    six_digits("culvert, both ends drowned", Law(barrel)(3, 2.6),
               2 * 1.6 * 1.6 * std::sqrt(2 * gravity * 0.4 / losses));
    Structure siphon = barrel;
    siphon.kind = "inverted_siphon";
    six_digits("inverted siphon", Law(siphon)(3, 2.6), 2 * 1.6 * 1.6 * std::sqrt(2 * gravity * 0.4 / (losses + 0.2)));
    const Law pump(sample_structure("pump", {}, {}, {{"curve", {{0, 3}, {2, 2.4}, {4, 1}}}}));
    six_digits("pump at a head of 3 m", pump(1, 4, 1), 1.7);
    six_digits("pump at 0.8 of its speed, head 1.6 m", pump(1, 2.6, 0.8), 0.8 * (2.4 - 0.7 * (1.6 / 0.64 - 2)));
    six_digits("orifice, drowned",
               Law(sample_structure("orifice", {{"sill", 0}, {"width", 2}, {"height", 0.9}}))(2.5, 1.7),
               0.61 * 2 * 0.9 * std::sqrt(2 * gravity * 0.8));
    six_digits("drop, head 0.7 m",
               Law(sample_structure("drop", {{"sill", 0}, {"width", 3}, {"side_slope", 0.6}}))(0.7, dry),
               0.385 * (3 + 0.8 * 0.6 * 0.7) * root * std::pow(0.7, 1.5));
}

/// Largest relative difference of both derivatives to extrapolated central differences, where the law does not bend.
double worst_derivative(const Work<1>& work, double setting) {
    double worst = 0;
    for (double up = 9.9; up < 15; up += 0.137) {
        for (double down = 9.7; down < 15; down += 0.171) {
            if (std::fabs(up - down) < 2e-3) continue;
            const auto law = work.law(up, down, setting);
            for (const bool first : {true, false}) {
                const auto at = [&](double d) {
                    return work.law(up + (first ? d : 0), down + (first ? 0 : d), setting);
                };
                const auto slope = [&](double d) {
                    const auto l = at(d);
                    return first ? l.by_level_up[0] : l.by_level_down[0];
                };
                const double here = first ? law.by_level_up[0] : law.by_level_down[0], scale = 1 + std::fabs(here);
                constexpr double step = 2e-5;
                if (std::fabs(slope(step) + slope(-step) - 2 * here) > 5e-7 * scale) continue;
                const auto central = [&](double d) { return (at(d).discharge[0] - at(-d).discharge[0]) / (2 * d); };
                worst = std::fmax(worst, std::fabs(here - (4 * central(step / 2) - central(step)) / 3) / scale);
            }
        }
    }
    return worst;
}

/// Largest change of the discharge that is left when the interval it lies in is halved 38 times.
double largest_jump(const std::function<double(double)>& f) {
    double worst = 0;
    for (double z = 9.7; z < 15; z += 0.013) {
        double a = z, b = z + 0.013, fa = f(a), fb = f(b);
        for (int k = 0; k < 38; ++k) {
            const double middle = 0.5 * (a + b), fm = f(middle);
            const bool low = std::fabs(fm - fa) > std::fabs(fb - fm);
            (low ? b : a) = middle;
            (low ? fb : fa) = fm;
        }
        worst = std::fmax(worst, std::fabs(fb - fa));
    }
    return worst;
}

TEST_F(Structures, HaveTheirOwnDerivativesAndDoNotJump) {
    double derivative = 0, jump = 0;
    std::vector<std::vector<std::string>> rows;
    for (const auto& sample : testing::work_samples()) {
        const auto work = make_work<1>(sample.structure, testing::sample_site());
        double off = 0, broken = 0;
        for (const double setting : sample.settings) {
            off = std::fmax(off, worst_derivative(*work, setting));
            for (const double fixed : {10.3, 11.6, 14.5}) {
                broken = std::fmax(broken,
                                   largest_jump([&](double z) { return work->law(z, fixed, setting).discharge[0]; }));
                broken = std::fmax(broken,
                                   largest_jump([&](double z) { return work->law(fixed, z, setting).discharge[0]; }));
            }
        }
        rows.push_back({sample.label, fmt::format("{:.1e}", off), fmt::format("{:.1e}", broken)});
        derivative = std::fmax(derivative, off);
        jump = std::fmax(jump, broken);
    }
    claims_.check("derivatives, all kinds and forms", derivative, "<=", 1e-6, "1",
                  "against differences of fourth order");
    claims_.check("jump at a change of regime, all kinds and forms", jump, "<=", 1e-8, "m3/s",
                  "a continuous law leaves none");
    claims_.table("Derivatives and continuity", {"work", "derivative off, 1", "jump, m3/s"}, rows);
}

TEST_F(Structures, Pictures) {
    const Law energy(gate("energy")), momentum(gate("momentum")), manual(gate("manual"));
    std::vector<PlotSeries> gates{{"energy", {}, {}}, {"momentum", {}, {}}, {"manual", {}, {}}};
    std::vector<PlotSeries> weirs{
        {"broad_crested", {}, {}}, {"broad_crested_villemonte", {}, {}}, {"sharp_crested", {}, {}}, {"manual", {}, {}}};
    for (double tail = 0; tail <= 3.0001; tail += 0.01) {
        const double values[] = {energy(3, tail, 0.4), momentum(3, tail, 0.4), manual(3, tail, 0.4)};
        for (std::size_t k = 0; k < gates.size(); ++k) {
            gates[k].x.push_back(tail);
            gates[k].y.push_back(values[k]);
        }
    }
    for (auto& series : weirs) {
        const Law law(weir(series.label, 1));
        for (double tail = 0; tail <= 1.00001; tail += 0.004) {
            series.x.push_back(tail);
            series.y.push_back(law(1, tail));
        }
    }
    claims_.plot("Gate 5 m wide, 0.4 m open under 3 m of water", "tail water above the sill, m", "discharge, m3/s",
                 gates);
    claims_.plot("Weir 5 m wide under a head of 1 m", "tail water above the crest, m", "discharge, m3/s", weirs);
    EXPECT_GT(gates.front().y.front(), gates.front().y.back());
}

}  // namespace
}  // namespace qingliu
