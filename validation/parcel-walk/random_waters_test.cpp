// The walk over parcels in water that the engine moves itself: random networks with loops, gates, drops, rivers that
// fall dry, run backwards and lose water to banks and bed, and a pump in each.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "tests/water_watched.hpp"
#include "validation/claims.hpp"
#include "validation/random-networks/trial.hpp"

namespace qingliu::validation {
namespace {

constexpr auto uniform_constituent = "conductivity", pulsing_constituent = "chemical_oxygen_demand";
constexpr double uniform_conductivity = 700, highest = 30;  // in their units

struct Seen {
    double uniform_off = 0;  // of what a cell deeper than 1 mm held or passed in the step
    double off_volume = 0;   // m3, of uniform water, that a cell has too much or too little
    double overdrawn = 0;    // m3, by which a cell held less than nothing or its bed gave back what it never took
    double beyond = 0;       // of the highest inflow
    double balance = 0;      // of both, relative
    std::vector<char> dry, wet, forth, back;
    bool pumped = false;
};

/// The engine's own water, looked at after every step.
class Watched final : public testing::WaterWatched {
public:
    Watched(std::unique_ptr<WaterQuality> inner, std::size_t width, std::size_t even, std::size_t uneven, int pump,
            const Grid& grid, Seen& seen)
        : WaterWatched(std::move(inner)),
          grid_(&grid),
          passed_(seen.dry.size()),
          width_(width),
          even_(even),
          uneven_(uneven),
          pump_(pump),
          seen_(&seen) {}

    void look(const FlowStep& step, WaterQuality& water) override {
        const auto mass = water.mass();
        for (std::size_t c = 0; c < passed_.size(); ++c) passed_[c] = std::max(step.volume_after[c], 0.0);
        for (std::size_t f = 0; f < step.face_volume.size(); ++f) {
            const int giver = step.face_volume[f] > 0 ? grid_->face_from[f] : grid_->face_to[f];
            if (giver != Grid::outside) passed_[static_cast<std::size_t>(giver)] += std::fabs(step.face_volume[f]);
        }
        for (std::size_t c = 0; c < step.volume_after.size(); ++c) {
            (step.depth[c] > 1e-3 ? seen_->wet : seen_->dry)[c] = 1;
            seen_->overdrawn = std::max({seen_->overdrawn, -step.volume_after[c], -step.seepage_volume[c]});
            if (step.depth[c] <= 1e-3) continue;
            const double volume = step.volume_after[c];
            const double off = std::fabs(mass[c * width_ + even_] / uniform_conductivity - volume);
            seen_->uniform_off = std::max(seen_->uniform_off, off / passed_[c]);
            seen_->off_volume = std::max(seen_->off_volume, off);
            seen_->beyond = std::max(
                {seen_->beyond, mass[c * width_ + uneven_] / (volume * highest) - 1, -mass[c * width_ + uneven_]});
        }
        for (std::size_t f = 0; f < step.face_volume.size(); ++f) {
            if (std::fabs(step.face_volume[f]) > 1e-3 * step.dt)
                (step.face_volume[f] > 0 ? seen_->forth : seen_->back)[f] = 1;
        }
        if (pump_ >= 0) seen_->pumped = seen_->pumped || step.face_volume[static_cast<std::size_t>(pump_)] > 1;
    }

private:
    const Grid* grid_;
    std::vector<double> passed_;  // m3 [cell], held at the end of the step or passed on in it
    std::size_t width_, even_, uneven_;
    int pump_;
    Seen* seen_;
};

struct Nowhere final : ResultSink {
    void frame(const Frame&) override {}
};

/// A pump that lifts water within the trunk all day, beside what the generator thinks of.
CaseText with_pump(CaseText text) {
    const double length = std::stod(text.network["rivers"][0]["to"].get<std::string>());
    text.network["structures"].push_back(
        {{"name", "pump"},
         {"kind", "pump"},
         {"river", text.network["rivers"][0]["name"]},
         {"at", fmt::format("{:.3f} km", 0.45 * length)},
         {"speed", 1},
         {"curve", Json::array({Json::array({"0 m", "2 m3/s"}), Json::array({"8 m", "0 m3/s"})})},
         {"confidence", "general"}});
    return text;
}

Seen watched_run(unsigned seed, const std::filesystem::path& folder) {
    Case c = read_case(with_pump(NetworkGenerator(seed).make()).write(folder),
                       {constituents_of({}), kinetic_parameters(), structure_kinds(), {}});
    // every water that enters is as conductive as the next; what else the rivers carry comes and goes by the hour
    c.climate.evaporation = Series(0.0);
    for (auto& quality : c.qualities) quality.concentration = {{uniform_constituent, Series(uniform_conductivity)}};
    c.climate.rain_quality = 0;
    Quality changing = c.qualities.front();
    changing.name = "changing";
    std::vector<double> time, value;
    for (int h = 0; h < 24; ++h) time.push_back(c.start + 3600 * h), value.push_back(h % 3 == 0 ? highest : 0);
    changing.concentration[pulsing_constituent] = Series(time, value, Series::Shape::step);
    c.qualities.push_back(changing);
    for (auto& source : c.sources) source.quality = 1;
    const auto constituents = constituents_of(c.waters);
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    const auto place = [&](const char* name) {
        std::size_t k = 0;
        while (constituents[k].name != name) ++k;
        return k;
    };
    int pump = -1;
    for (int f = 0; f < grid.faces(); ++f) {
        const int work = grid.face_structure[static_cast<std::size_t>(f)];
        if (work != Grid::none && c.network.structures[static_cast<std::size_t>(work)].name == "pump") pump = f;
    }
    Seen seen;
    seen.dry.assign(static_cast<std::size_t>(grid.cells()), 0);
    seen.wet = seen.dry;
    seen.forth.assign(static_cast<std::size_t>(grid.faces()), 0);
    seen.back = seen.forth;
    auto models = assembly.models();
    models.quality = [&, made = models.quality](int scenario) -> std::unique_ptr<WaterQuality> {
        return std::make_unique<Watched>(made(scenario), constituents.size(), place(uniform_constituent),
                                         place(pulsing_constituent), pump, grid, seen);
    };
    // the rivers are filled with what flows in
    models.first_water = [&](int) {
        std::vector<double> first(constituents.size(), 0.0);
        first[place(uniform_constituent)] = uniform_conductivity;
        return first;
    };
    Nowhere sink;
    RunOptions options;
    options.threads = 1;
    const auto record = simulate(c, grid, constituents, models, sink, options);
    EXPECT_FALSE(record.scenarios[0].failed) << "seed " << seed << ": " << record.scenarios[0].failure;
    for (const auto& account : record.scenarios[0].ledger) {
        if (account.name != uniform_constituent && account.name != pulsing_constituent) continue;
        const double scale = std::max({account.in, account.stored_before, 1e-300});
        seen.balance = std::max(seen.balance, std::fabs(account.in - account.out - account.stored_change) / scale);
    }
    return seen;
}

TEST(ParcelWalk, KeepsItsLawsInRandomNetworks) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("qingliu-waters-{}", getpid());
    double uniform_off = 0, off_volume = 0, overdrawn = 0, beyond = 0, balance = 0;
    int pumped = 0, turned = 0, wetted = 0;
    constexpr int networks = 12;
    for (unsigned seed = 1; seed <= networks; ++seed) {
        const auto seen = watched_run(seed, folder);
        if (seen.overdrawn > 1e-12) {
            off_volume = std::max(off_volume, seen.off_volume);
            overdrawn = std::max(overdrawn, seen.overdrawn);
        } else {
            uniform_off = std::max(uniform_off, seen.uniform_off);
        }
        beyond = std::max(beyond, seen.beyond);
        balance = std::max(balance, seen.balance);
        pumped += seen.pumped ? 1 : 0;
        for (std::size_t f = 0; f < seen.forth.size(); ++f) turned += seen.forth[f] & seen.back[f];
        for (std::size_t c = 0; c < seen.dry.size(); ++c) wetted += seen.dry[c] & seen.wet[c];
    }
    std::filesystem::remove_all(folder);
    Claims claims("parcel-walk");
    claims.check("random networks: uniform stays uniform, off", uniform_off, "<=", 1e-12, "1",
                 "of what a cell held or passed in a step, in every cell deeper than 1 mm, after every step");
    claims.check(
        "the same where the flow took more from a cell than it held", off_volume, "<=", 5e-6, "m3",
        "there is no mass for water that is not there; in a cell about to dry the flow may be off by millilitres");
    claims.check("random networks: mass", balance, "<=", 1e-12, "1", "of what came in or was there");
    claims.check("random networks: beyond the extremes", beyond, "<=", 1e-12, "of the highest inflow", "round-off");
    claims.note(fmt::format("The most that the flow overdrew a dry cell: {:.1e} m3.", overdrawn));
    claims.check("networks whose pump lifted water", pumped, ">=", 5, "", "else nothing was tried");
    claims.check("faces on which water ran both ways", turned, ">=", 20, "", "likewise");
    claims.check("cells that were dry at one time and wet at another", wetted, ">=", 20, "", "likewise");
}

}  // namespace
}  // namespace qingliu::validation
