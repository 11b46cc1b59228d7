// Water of one composition keeps it, however it is moved: README.md beside this file says what is claimed and why.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "engine/run/case_reader.hpp"
#include "engine/run/simulation.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/constituents.hpp"
#include "models/water/assembly.hpp"
#include "validation/claims.hpp"

namespace qingliu {
namespace {

constexpr double allowed = 1e-12;     // relative deviation of a concentration
constexpr double least_depth = 1e-3;  // m

/// What one scenario has shown so far.
struct Seen {
    std::vector<double> worst;            // [constituent] relative deviation
    std::vector<double> lowest, highest;  // m3 s-1 [face]
    std::vector<double> last;             // m3 s-1 [face]
    std::vector<char> wet, dry;           // [cell] deeper than least_depth at some frame; not deeper at some frame
};

class Watch final : public ResultSink {
public:
    Watch(const std::vector<double>& expected, std::size_t scenarios) : seen(scenarios), expected_(expected) {}

    void frame(const Frame& frame) override {
        ++frames;
        for (std::size_t s = 0; s < seen.size(); ++s) look(frame.scenarios[s], seen[s]);
    }

    std::vector<Seen> seen;
    int frames = 0;

private:
    void look(const ScenarioFrame& now, Seen& of) const {
        const std::size_t width = expected_.size();
        if (of.worst.empty()) {
            of.worst.assign(width, 0.0);
            of.lowest = of.highest = now.discharge;
            of.wet.assign(now.depth.size(), 0);
            of.dry = of.wet;
        }
        of.last = now.discharge;
        for (std::size_t f = 0; f < now.discharge.size(); ++f) {
            of.lowest[f] = std::min(of.lowest[f], now.discharge[f]);
            of.highest[f] = std::max(of.highest[f], now.discharge[f]);
        }
        for (std::size_t c = 0; c < now.depth.size(); ++c) {
            (now.depth[c] > least_depth ? of.wet : of.dry)[c] = 1;
            if (!(now.depth[c] > least_depth)) continue;
            for (std::size_t k = 0; k < width; ++k) {
                if (std::isnan(expected_[k])) continue;
                const double is = now.concentration[c * width + k];
                // what is absent has to stay absent to the last bit: there is nothing to be relative to
                const double off = expected_[k] == 0 ? (is == 0 ? 0.0 : std::numeric_limits<double>::infinity())
                                                     : std::fabs(is / expected_[k] - 1);
                if (!(off <= of.worst[k])) of.worst[k] = off;  // not a number is the worst
            }
        }
    }

    std::vector<double> expected_;  // [constituent], not a number where nothing is claimed
};

/// Gives every inflow the same water, of one origin, in which no two constituents have the same concentration.
std::vector<double> make_uniform(Case& c, const std::vector<Constituent>& constituents) {
    std::map<std::string, Series> concentration;
    std::vector<double> expected;
    double next = 0.0625;
    for (const auto& constituent : constituents) {
        if (constituent.name.starts_with("fraction_")) {
            expected.push_back(constituent.name == "fraction_" + c.waters.front().name ? 1.0 : 0.0);
        } else if (!constituent.mass) {
            expected.push_back(std::numeric_limits<double>::quiet_NaN());  // the age of water grows
        } else {
            expected.push_back(next);
            concentration.emplace(constituent.name, Series(next));
            next *= 3.7;  // four orders from the first to the last
        }
    }
    for (auto& quality : c.qualities) quality.concentration = concentration;
    for (auto& source : c.sources) source.water = 0;
    for (auto& diffuse : c.diffuse) diffuse.water = 0;
    c.climate.evaporation = Series(0.0);
    return expected;
}

class UniformConcentration : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        case_ = read_case(QINGLIU_ROOT "/validation/uniform-concentration/case.yaml",
                          {constituents_of({}), kinetic_parameters(), structure_kinds(), {}});
        constituents_ = constituents_of(case_.waters);
        const auto expected = make_uniform(case_, constituents_);
        grid_ = make_grid(case_.network);
        const Assembly assembly(case_, grid_);
        Watch watch(expected, case_.scenarios.size());
        record_ = simulate(case_, grid_, constituents_, assembly.models(), watch, {});
        seen_ = watch.seen;
        frames_ = watch.frames;
    }

    static std::size_t scenario(const std::string& name) {
        for (std::size_t s = 0; s < case_.scenarios.size(); ++s) {
            if (case_.scenarios[s].name == name) return s;
        }
        throw std::runtime_error("no scenario " + name);
    }

    static std::size_t face_of(const std::string& structure) {
        for (std::size_t f = 0; f < grid_.face_structure.size(); ++f) {
            const int found = grid_.face_structure[f];
            if (found != Grid::none && case_.network.structures[static_cast<std::size_t>(found)].name == structure)
                return f;
        }
        throw std::runtime_error("no structure " + structure);
    }

    static inline Case case_;
    static inline std::vector<Constituent> constituents_;
    static inline Grid grid_;
    static inline RunRecord record_;
    static inline std::vector<Seen> seen_;
    static inline int frames_ = 0;
};

TEST_F(UniformConcentration, StaysWhereverThereIsWater) {
    EXPECT_TRUE(record_.complete);
    EXPECT_EQ(frames_, 241);
    validation::Claims claims("uniform-concentration");
    for (std::size_t s = 0; s < seen_.size(); ++s) {
        ASSERT_FALSE(record_.scenarios[s].failed) << record_.scenarios[s].failure;
        for (std::size_t k = 0; k < constituents_.size(); ++k) {
            EXPECT_LE(seen_[s].worst[k], allowed) << case_.scenarios[s].name << ", " << constituents_[k].name;
        }
        const auto worst = static_cast<std::size_t>(std::max_element(seen_[s].worst.begin(), seen_[s].worst.end()) -
                                                    seen_[s].worst.begin());
        claims.check(case_.scenarios[s].name + ": largest relative deviation (" + constituents_[worst].name + ")",
                     seen_[s].worst[worst], "<=", allowed, "1", "round-off of some thousand steps");
    }
}

TEST_F(UniformConcentration, WaterRanBackwards) {
    const auto& seen = seen_[scenario("reversal")];
    const std::size_t gate = face_of("小河口闸");
    validation::Claims claims("uniform-concentration");
    claims.check("小河口闸, least discharge", seen.lowest[gate], "<", -5, "m3/s",
                 "卫河 is to push water up into 共产主义渠");
    claims.check("小河口闸, largest discharge", seen.highest[gate], ">", 5, "m3/s", "and 共产主义渠 to push it back");
    std::map<std::string, int> reversed;  // faces on which water ran both ways, by river
    for (std::size_t f = 0; f < seen.lowest.size(); ++f) {
        if (seen.lowest[f] < -0.1 && seen.highest[f] > 0.1)
            ++reversed[case_.network.rivers[static_cast<std::size_t>(grid_.face_river[f])].name];
    }
    for (const auto& [river, faces] : reversed) std::printf("%s: %d faces ran both ways\n", river.c_str(), faces);
    EXPECT_GE(reversed["淇河南支"], 4) << "all of it";
    EXPECT_GE(reversed["卫河"], 20);
}

TEST_F(UniformConcentration, GatesMovedAndTheWaterFelt) {
    for (std::size_t s = 0; s < seen_.size(); ++s) {
        EXPECT_GE(case_.scenarios[s].opening.size(), 2U);
        for (const auto& [structure, opening] : case_.scenarios[s].opening) {
            const auto& name = case_.network.structures[static_cast<std::size_t>(structure)].name;
            EXPECT_GT(opening.times().back(), case_.start) << name;
            EXPECT_LT(opening.times().back(), case_.end) << name;
            const std::size_t face = face_of(name);
            std::printf("%s, %s: from %.3f to %.3f m3/s\n", case_.scenarios[s].name.c_str(), name.c_str(),
                        seen_[s].lowest[face], seen_[s].highest[face]);
            EXPECT_GT(seen_[s].highest[face] - seen_[s].lowest[face], 0.5) << name;
        }
    }
    // shut, it passes nothing
    EXPECT_EQ(seen_[scenario("gates-and-pulses")].lowest[face_of("合河闸")], 0);
}

TEST_F(UniformConcentration, BedsWereWettedAndFellDry) {
    for (std::size_t s = 0; s < seen_.size(); ++s) {
        int both = 0;
        for (std::size_t c = 0; c < seen_[s].wet.size(); ++c) both += seen_[s].wet[c] & seen_[s].dry[c];
        std::printf("%s: %d cells were dry at one time and wet at another\n", case_.scenarios[s].name.c_str(), both);
        if (case_.scenarios[s].name == "gates-and-pulses") {
            EXPECT_GE(both, 10);
        }
    }
}

}  // namespace
}  // namespace qingliu
