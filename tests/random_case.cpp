#include "tests/random_case.hpp"

#include <random>
#include <string>

namespace qingliu::testing {

Case random_case(unsigned seed, int scenarios, double hours) {
    std::mt19937 random(seed);
    const auto draw = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    Case c;
    c.name = "random" + std::to_string(seed);
    c.start = 0;
    c.end = hours * 3600;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}, {"yellow_river", "黄河水"}};
    c.climate.evaporation = Series(2e-8);
    c.climate.water_temperature = Series(15.0);
    c.climate.wind_speed = Series(2.0);

    const double slope = draw(1e-4, 4e-4);
    const auto river = [&](const std::string& name, double length, double bed_at_end, double width) {
        River r;
        r.name = r.code = name;
        r.to = length;
        r.max_cell = draw(200, 500);
        for (const double share : {0.0, 0.5, 1.0}) {
            CrossSection s;
            s.chainage = share * length;
            s.bed_level = bed_at_end + slope * (1 - share) * length;
            s.bottom_width = width * (1 + 0.5 * share);
            s.side_slope = draw(1, 3);
            s.manning_n = draw(0.02, 0.04);
            if (share == 0.5 && draw(0, 1) < 0.3) {
                s.survey = {{0, s.bed_level + 5},
                            {4, s.bed_level + 1},
                            {6, s.bed_level},
                            {6 + width, s.bed_level + 0.3},
                            {20 + width, s.bed_level + 5}};
            }
            r.sections.push_back(s);
        }
        return r;
    };
    const double trunk_length = draw(12e3, 20e3);
    c.network.rivers.push_back(river("trunk", trunk_length, 10, draw(10, 25)));
    c.network.rivers[0].outlet = Outlet{Outlet::Kind::normal_depth, slope, 0, {}, {}};
    const int tributaries = 2 + below(4);
    for (int t = 1; t <= tributaries; ++t) {
        const double where = draw(0.1, 0.9) * trunk_length;
        auto r = river("t" + std::to_string(t), draw(3e3, 8e3), 10 + slope * (trunk_length - where) + draw(0, 0.3),
                       draw(3, 10));
        r.joins = RiverPoint{0, where};
        c.network.rivers.push_back(r);
    }
    const double off = draw(0.1, 0.4) * trunk_length, back = draw(0.6, 0.9) * trunk_length;
    auto loop = river("loop", back - off, 10 + slope * (trunk_length - back), draw(4, 8));
    loop.leaves = RiverPoint{0, off};
    loop.joins = RiverPoint{0, back};
    c.network.rivers.push_back(loop);

    const int loop_index = static_cast<int>(c.network.rivers.size()) - 1;
    const auto work = [&](const std::string& name, const std::string& kind, int on, double share, double width,
                          double height, double opening) {
        const auto& r = c.network.rivers[static_cast<std::size_t>(on)];
        Structure s;
        s.name = name;
        s.kind = kind;
        s.at = {on, share * r.to};
        s.values["sill"] = r.sections.back().bed_level +
                           (r.sections.front().bed_level - r.sections.back().bed_level) * (1 - share) + 0.1;
        s.values["width"] = width;
        if (height > 0) {
            s.values["height"] = height;
            s.setting = Setting{"opening", "m", opening, 0, height};
        }
        c.network.structures.push_back(s);
    };
    work("gate", "gate", 0, draw(0.45, 0.55), 12, 3, 3);
    work("dam", "rubber_dam", 0, draw(0.92, 0.97), 15, 2, draw(0, 1.2));
    work("head gate", "gate", loop_index, 0.0, 4, 2, draw(0.1, 2));
    work("weir", "weir", 1, 0.8, 5, 0, 0);
    c.network.seepage.push_back({1, 0, 3000, 5e-6, {}});

    for (int t = 0; t <= tributaries; ++t) {
        PointSource s;
        s.name = "inflow " + std::to_string(t);
        s.kind = PointSource::Kind::inflow;
        s.at = {t, 0};
        s.discharge = Series(draw(0.3, 6));
        s.water = below(2);
        s.quality = below(2);
        c.sources.push_back(s);
    }
    PointSource taking;
    taking.name = "abstraction";
    taking.kind = PointSource::Kind::abstraction;
    taking.at = {0, 0.7 * trunk_length};
    taking.discharge = Series(draw(0.2, 1.5));
    c.sources.push_back(taking);
    c.diffuse.push_back({"diffuse", 0, 0.2 * trunk_length, 0.5 * trunk_length, Series(draw(0.1, 0.5)), 0, 1, {}});
    // ground water that rises over the bed and falls away below it, banks, a shower
    GroundWater ground;
    ground.name = "ground water";
    ground.river = 0;
    ground.from = 0.1 * trunk_length;
    ground.to = 0.6 * trunk_length;
    const double lowest = c.network.rivers[0].sections.back().bed_level;
    ground.level = Series({0, 0.3 * c.end, 0.7 * c.end}, {lowest + draw(0, 2), lowest + draw(2, 6), lowest - 2},
                          Series::Shape::linear);
    ground.conductance = draw(0.01, 0.3) / 86400;
    ground.bed_thickness = 0.5;
    ground.water = below(2);
    ground.quality = below(2);
    c.ground_water.push_back(ground);
    c.network.banks.push_back({1, 500, 2500, draw(5, 30), draw(0.05, 0.25), draw(0.1, 3) * 86400, {}});
    // a dead zone and the bed below it, beside one another in some cells
    c.network.storage_zones.push_back({0, 0.15 * trunk_length, 0.6 * trunk_length, 5e-4, 4, {}});
    c.network.storage_zones.push_back({0, 0.4 * trunk_length, 0.8 * trunk_length, 3e-5, 20, {}});
    c.network.storage_zones.push_back({1, 300, 2700, 2e-4, 0.5, {}});
    c.climate.rain = Series({0, 0.2 * c.end, 0.4 * c.end}, {0, draw(0, 0.1) / 86400, 0}, Series::Shape::step);
    c.climate.rain_water = 0;
    c.climate.rain_quality = 1;
    for (int q = 0; q < 2; ++q) {
        Quality quality;
        quality.name = "q" + std::to_string(q);
        quality.concentration = {{"dissolved_oxygen", Series(draw(4, 10))},
                                 {"ammonia_nitrogen", Series(draw(0.1, 2))},
                                 {"biochemical_oxygen_demand", Series(draw(1, 8))},
                                 {"conductivity", Series(draw(300, 2500))},
                                 {"particulate_phosphorus", Series(draw(0.01, 0.3))}};
        c.qualities.push_back(quality);
    }
    for (int k = 0; k < scenarios; ++k) {
        Scenario s;
        s.name = "s" + std::to_string(k);
        const auto steps = [&](double high) {
            std::vector<double> time{0}, value{draw(0, high)};
            for (int i = 0; i < 3; ++i) {
                time.push_back(time.back() + 60 * (1 + below(600)));
                value.push_back(draw(0, 1) < 0.2 ? 0.0 : draw(0, high));
            }
            return Series(time, value, Series::Shape::step);
        };
        s.discharge[0] = steps(8);
        s.discharge[1 + below(tributaries)] = steps(4);
        s.opening[0] = steps(3);
        s.opening[1] = steps(1.5);
        c.scenarios.push_back(s);
    }
    c.initial.scenario = "s0";
    return c;
}

void seal(Case& c) {
    c.ground_water.clear();
    c.network.banks.clear();
    c.network.storage_zones.clear();
    c.network.seepage.clear();
    c.climate.rain = c.climate.evaporation = Series(0.0);
}

}  // namespace qingliu::testing
