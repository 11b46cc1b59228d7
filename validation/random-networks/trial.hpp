// What is asked of every random network, and the way from one that fails to the smallest that fails as well.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/case_reader.hpp"
#include "engine/run/scenario_account.hpp"
#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/constituents.hpp"
#include "validation/random-networks/network_generator.hpp"

namespace qingliu::validation {

struct Outcome {
    std::string failure;      // empty: it came to the end
    double balance = 0;       // |in - out - stored change| over the larger of inflow and storage
    double least_volume = 0;  // m3, of any cell after any step
    StepCounts counts;
    int cells = 0;
};

/// Runs the flow of a case from its steady start.
inline Outcome run_flow(const std::filesystem::path& file) {
    const Case c = read_case(file, {constituents_of({}), kinetic_parameters(), structure_kinds(), {}});
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    Outcome outcome;
    outcome.cells = grid.cells();
    try {
        const auto start = steady_flow(geometry, exchanges, forcing, c.start);
        const auto pack = make_flow_pack(geometry, exchanges, {&forcing}, flow_control(c), c.start);
        pack->set_state(0, start, c.start);
        const std::vector<double> days{c.start};
        ScenarioAccount account(c, grid, exchanges, 0, days);
        account.begin(start.volume, start.level, {});
        while (!pack->done(0, c.end)) {
            pack->attempt(c.end);
            const auto* step = pack->taken(0);
            if (step == nullptr) continue;
            account.add(*step, {});
            for (const double v : step->volume_after) outcome.least_volume = std::min(outcome.least_volume, v);
        }
        outcome.failure = pack->failure(0);
        outcome.counts = pack->counts(0);
        const auto water = account.water(pack->state(0).volume);
        outcome.balance =
            std::fabs(water.in - water.out - water.stored_change) / std::max(water.in, water.stored_before);
    } catch (const std::exception& problem) {
        outcome.failure = problem.what();
    }
    return outcome;
}

/// Limits a network is held to.
struct Limits {
    double balance = 1e-12;       // 1
    double least_volume = -1e-6;  // m3, a millilitre: what round-off leaves in a cell that runs dry
    double slowness = 50;         // Newton iterations, in those of the smooth twin
};

/// What a network does wrong, or nothing. Both cases are left in `folder`.
inline std::string complaint(const CaseText& text, const std::filesystem::path& folder, const Limits& limits,
                             double* slowness = nullptr, Outcome* seen = nullptr) {
    const auto outcome = run_flow(text.write(folder));
    if (seen != nullptr) *seen = outcome;
    if (!outcome.failure.empty()) return "fails: " + outcome.failure;
    if (!(outcome.balance <= limits.balance)) return fmt::format("balance {:.2g}", outcome.balance);
    if (outcome.least_volume < limits.least_volume) return fmt::format("volume {:.2g} m3", outcome.least_volume);
    const auto twin = run_flow(NetworkGenerator::smooth_twin(text).write(folder / "twin"));
    if (!twin.failure.empty()) return "twin fails: " + twin.failure;
    const double ratio = static_cast<double>(outcome.counts.iterations) / static_cast<double>(twin.counts.iterations);
    if (slowness != nullptr) *slowness = ratio;
    if (ratio > limits.slowness) return fmt::format("{:.0f} times as slow as its smooth twin", ratio);
    return {};
}

/// Every way to make a case smaller by one thing.
inline std::vector<CaseText> smaller(const CaseText& text) {
    std::vector<CaseText> all;
    const auto drop_each = [&](auto place) {
        CaseText probe = text;
        Json* list = place(probe);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
            CaseText less = text;
            auto& from = *place(less);
            from.erase(i);
            all.push_back(std::move(less));
        }
    };
    const auto in = [](const char* file, const char* key) {
        return [=](CaseText& t) -> Json* {
            auto& document = std::string(file) == "network" ? t.network : t.boundaries;
            return document.contains(key) ? &document[key] : nullptr;
        };
    };
    // a river with all that stands on it
    for (std::size_t r = 1; r < text.network["rivers"].size(); ++r) {
        CaseText less = text;
        const std::string name = less.network["rivers"][r]["name"];
        less.network["rivers"].erase(r);
        const auto of_river = [&](const Json& thing) { return thing["river"] == name; };
        for (const char* key : {"structures", "seepage", "bank_storage", "storage_zones"}) {
            if (less.network.contains(key)) std::erase_if(less.network[key].get_ref<Json::array_t&>(), of_river);
        }
        for (const char* key : {"inflows", "diffuse", "ground_water"}) {
            if (less.boundaries.contains(key)) std::erase_if(less.boundaries[key].get_ref<Json::array_t&>(), of_river);
        }
        all.push_back(std::move(less));
    }
    drop_each(in("network", "structures"));
    drop_each(in("network", "seepage"));
    drop_each(in("network", "bank_storage"));
    drop_each(in("network", "storage_zones"));
    drop_each(in("boundaries", "inflows"));
    drop_each(in("boundaries", "diffuse"));
    drop_each(in("boundaries", "ground_water"));
    for (std::size_t i = 0; i < text.boundaries["inflows"].size(); ++i) {
        const auto& discharge = text.boundaries["inflows"][i]["discharge"];
        if (!discharge.is_object()) continue;
        CaseText less = text;
        less.boundaries["inflows"][i]["discharge"] = discharge.begin().value()[0][1];
        all.push_back(std::move(less));
    }
    for (std::size_t r = 0; r < text.network["rivers"].size(); ++r) {
        for (std::size_t s = 0; text.network["rivers"][r]["sections"].size() > 1 && s < 3; ++s) {
            CaseText less = text;
            auto& sections = less.network["rivers"][r]["sections"];
            if (s >= sections.size()) continue;
            sections.erase(s);
            all.push_back(std::move(less));
        }
    }
    for (auto& less : all) {
        auto& openings = less.file["scenarios"][0]["openings"];
        for (auto it = openings.begin(); it != openings.end();) {
            const auto& works = less.network["structures"];
            const bool stands =
                std::any_of(works.begin(), works.end(), [&](const Json& w) { return w["name"] == it.key(); });
            it = stands ? std::next(it) : openings.erase(it);
        }
    }
    return all;
}

/// Goes on to smaller cases as long as they are legal and fail; leaves the last one in `folder`.
inline CaseText shrunk(CaseText text, const std::filesystem::path& folder, const Limits& limits) {
    for (bool progress = true; progress;) {
        progress = false;
        for (auto& less : smaller(text)) {
            try {
                if (complaint(less, folder, limits).empty()) continue;
            } catch (const InputError&) {
                continue;  // not legal
            }
            text = std::move(less);
            progress = true;
            break;
        }
    }
    (void)text.write(folder);
    return text;
}

}  // namespace qingliu::validation
