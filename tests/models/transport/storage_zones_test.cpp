// Storage zones against the solution of two boxes that exchange, and the laws of all transport.
#include "models/transport/storage_zones.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu {
namespace {

using Turn = StorageZones::Turn;

constexpr double length = 200;  // m, of a cell

/// Zones along 0 .. 600 m of a river of five cells.
struct River {
    explicit River(std::vector<StorageZone> list, std::size_t constituents = 1)
        : grid(testing::make_test_grid(5, testing::channel_faces(5), length)),
          zones(network(std::move(list)), grid, constituents) {}

    static Network network(std::vector<StorageZone> list) {
        Network n;
        n.storage_zones = std::move(list);
        return n;
    }
    [[nodiscard]] double held() const {
        double sum = 0;
        for (const double m : mass) sum += m;
        for (const double m : zones.mass()) sum += m;
        return sum;
    }

    Grid grid;
    StorageZones zones;
    std::vector<double> volume = std::vector<double>(5, 400.0), mass = std::vector<double>(5, 0.0);
};

StorageZone zone(double rate, double area, double from = 0, double to = 600) { return {0, from, to, rate, area, {}}; }

TEST(StorageZones, TwoBoxesAreExactAtAnyStep) {
    // A 2 m2, As 0.6 m2, alpha 5e-4 1/s; the river holds 8 g m-3, the zone nothing
    for (const double dt : {1.0, 600.0, 5e3, 1e7}) {
        River river({zone(5e-4, 0.6)});
        river.zones.begin(river.volume, river.mass);
        river.mass.assign(5, 8 * 400.0);
        river.zones.exchange(dt, river.volume, river.mass, Turn::forwards);
        const double even = 8 * 2 / 2.6, gap = 8 * std::exp(-5e-4 * (1 + 2 / 0.6) * dt);
        ASSERT_EQ(river.zones.mass().size(), 3U);
        for (std::size_t c = 0; c < 3; ++c) {
            EXPECT_NEAR(river.mass[c] / 400, even + gap * 0.6 / 2.6, 1e-12);
            EXPECT_NEAR(river.zones.mass()[c] / 120, even - gap * 2 / 2.6, 1e-12);
        }
        EXPECT_EQ(river.mass[3], 8 * 400.0) << "no zone, no change";
    }
}

TEST(StorageZones, StepsAddUp) {
    River once({zone(5e-4, 0.6)}), often({zone(5e-4, 0.6)});
    for (auto* river : {&once, &often}) {
        river->zones.begin(river->volume, river->mass);
        river->mass.assign(5, 3200.0);
    }
    once.zones.exchange(1000, once.volume, once.mass, Turn::forwards);
    for (int i = 0; i < 100; ++i) often.zones.exchange(10, often.volume, often.mass, Turn::backwards);
    EXPECT_NEAR(once.mass[0] / often.mass[0], 1, 1e-13);
}

TEST(StorageZones, APartOfACellTakesPartWithItsPart) {
    // 150 of 200 m: the mean of a cell with that much zone beside it
    River river({zone(5e-4, 0.6, 450, 800)});
    river.zones.begin(river.volume, river.mass);
    ASSERT_EQ(river.zones.mass().size(), 2U);
    river.mass.assign(5, 3200.0);
    river.zones.exchange(1, river.volume, river.mass, Turn::forwards);
    EXPECT_NEAR((3200 - river.mass[2]) / (3200 - river.mass[3]), 0.75, 1e-4);
    river.zones.exchange(1e9, river.volume, river.mass, Turn::forwards);
    EXPECT_NEAR(river.mass[2], 3200 * 400 / (400 + 0.6 * 150), 1e-9);
}

TEST(StorageZones, KeepMassAndSignWhateverComes) {
    std::mt19937 random(7);
    const auto draw = [&](double low, double high) {
        return std::exp(std::uniform_real_distribution<double>(std::log(low), std::log(high))(random));
    };
    River river({zone(5e-4, 0.6), zone(3e-5, 20, 300, 900)});
    for (auto& m : river.mass) m = draw(1e-3, 1e5);
    river.zones.begin(river.volume, river.mass);
    for (int i = 0; i < 2000; ++i) {
        for (auto& v : river.volume) v = draw(1e-12, 1e6);
        for (auto& m : river.mass) m = i % 7 == 0 ? 0 : m;
        const double before = river.held();
        river.zones.exchange(draw(1e-3, 1e8), river.volume, river.mass, i % 2 != 0 ? Turn::forwards : Turn::backwards);
        ASSERT_NEAR(river.held() / before, 1, 1e-14);
        for (const double m : river.mass) ASSERT_GE(m, 0);
        for (const double m : river.zones.mass()) ASSERT_GE(m, 0);
    }
}

TEST(StorageZones, UniformStaysUniform) {
    std::mt19937 random(3);
    River river({zone(5e-4, 0.6), zone(3e-5, 20, 300, 900)});
    for (std::size_t c = 0; c < 5; ++c) river.mass[c] = 7 * river.volume[c];
    river.zones.begin(river.volume, river.mass);
    for (int i = 0; i < 1000; ++i) {
        for (std::size_t c = 0; c < 5; ++c) {
            const double volume = std::uniform_real_distribution<double>(1, 1e4)(random);
            river.mass[c] *= volume / river.volume[c];  // water of the same kind comes and goes
            river.volume[c] = volume;
        }
        river.zones.exchange(50, river.volume, river.mass, Turn::forwards);
        river.zones.exchange(50, river.volume, river.mass, Turn::backwards);
    }
    for (std::size_t c = 0; c < 5; ++c) EXPECT_NEAR(river.mass[c] / river.volume[c], 7, 1e-12);
}

TEST(StorageZones, ADryCellExchangesNothingAndGetsBackWhatItsZoneKept) {
    River river({zone(5e-4, 0.6)});
    river.mass.assign(5, 3200.0);
    river.zones.begin(river.volume, river.mass);
    river.volume[1] = 0;
    river.mass[1] = 5;  // left behind by water that evaporated
    river.zones.exchange(1e9, river.volume, river.mass, Turn::forwards);
    EXPECT_EQ(river.mass[1], 5);
    EXPECT_EQ(river.zones.mass()[1], 8 * 120.0);
    river.volume[1] = 400;  // clean water comes
    river.zones.exchange(1e9, river.volume, river.mass, Turn::forwards);
    EXPECT_NEAR(river.mass[1] / 400, (5 + 8 * 120.0) / 520, 1e-12);
}

TEST(StorageZones, BeginAsTheRiverIsAndWhereThereIsNoneAsItIsOnAverage) {
    River river({zone(5e-4, 0.6)});
    river.mass = {400, 0, 800, 400, 400};
    river.volume[1] = 0;
    river.zones.begin(river.volume, river.mass);
    EXPECT_DOUBLE_EQ(river.zones.mass()[0], 120);
    EXPECT_DOUBLE_EQ(river.zones.mass()[1], 120 * 2000.0 / 1600);
    EXPECT_DOUBLE_EQ(river.zones.mass()[2], 240);
    river.zones.raise(0, 0.5);
    EXPECT_DOUBLE_EQ(river.zones.mass()[0], 180);
}

}  // namespace
}  // namespace qingliu
