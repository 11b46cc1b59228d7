// One case carried in all ways at once, and how far each is from the unsplit mode at its control sections.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "validation/splitting-error/side_by_side.hpp"

namespace qingliu::validation {

struct Way {
    std::string name;
    /// Root mean square over all hours and sections of what it differs by from the unsplit mode, unit of the
    /// constituent [constituent]
    std::vector<double> difference;
    double seconds = 0;  ///< s of CPU time
    double balance = 0;  ///< 1, largest relative error of an account
};

struct Comparison {
    std::vector<Constituent> constituents;
    std::vector<double> mean;  ///< [constituent], of the unsplit mode
    std::vector<Way> ways;     ///< the last is the unsplit mode itself
    std::size_t samples = 0;
    double flow_steps = 0;
    std::string failure;
    /// Dissolved oxygen, g m-3, root mean square at sections in the first cell of a river: there both modes tell
    /// differently what lies above the cell.
    double at_heads = 0;
    std::size_t head_samples = 0;

    [[nodiscard]] std::size_t find(const std::string& constituent) const {
        for (std::size_t k = 0; k < constituents.size(); ++k) {
            if (constituents[k].name == constituent) return k;
        }
        throw std::invalid_argument("not carried: " + constituent);
    }
    [[nodiscard]] const Way& way(const std::string& name) const {
        for (const Way& one : ways) {
            if (one.name == name) return one;
        }
        throw std::invalid_argument("no way is called " + name);
    }
    /// Largest over all constituents of the difference, against their mean; of those of which there is some.
    [[nodiscard]] double largest(const std::string& name) const {
        double most = 0;
        for (std::size_t k = 0; k < mean.size(); ++k) {
            if (mean[k] > 1e-3) most = std::max(most, way(name).difference[k] / mean[k]);
        }
        return most;
    }
};

/// The ways there are, but for the unsplit mode at `tolerance`, which all are held against.
inline std::vector<Follower> make_followers(const std::vector<Models>& models, int scenario) {
    std::vector<Follower> all;
    for (const int parts : {1, 2, 4, 8})
        all.push_back(
            {parts == 1 ? "routine" : fmt::format("routine, steps in {}", parts), models[0].quality(scenario), parts});
    for (const int parts : {1, 2})
        all.push_back({parts == 1 ? "exact parts" : "exact parts, steps in 2",
                       std::make_unique<ExactParts>(models[3].quality(scenario), models[2].quality(scenario)), parts});
    all.push_back({"unsplit, ten times the tolerance", models[4].quality(scenario)});
    all.push_back({"unsplit", models[1].quality(scenario)});
    return all;
}

/// Runs a scenario and holds each way against the unsplit mode every hour at the control sections.
inline Comparison compare(const Case& specification, int scenario, double tolerance) {
    const Grid grid = make_grid(specification.network);
    std::vector<Case> cases(5, specification);
    for (std::size_t i = 1; i < cases.size(); ++i) {
        cases[i].numerics.unsplit = true;
        cases[i].numerics.quality_tolerance = i == 4 ? 10 * tolerance : tolerance;
    }
    cases[2].network.storage_zones.clear();
    cases[3].kinetics = false;
    std::vector<std::unique_ptr<Assembly>> assemblies;
    std::vector<Models> models;
    for (const Case& one : cases) {
        assemblies.push_back(std::make_unique<Assembly>(one, grid));
        models.push_back(assemblies.back()->models());
    }
    Comparison result;
    result.constituents = assemblies[0]->constituents();
    const std::size_t width = result.constituents.size();
    result.mean.assign(width, 0.0);
    std::vector<std::size_t> cells;
    for (const auto& section : specification.sections)
        cells.push_back(static_cast<std::size_t>(grid.cell_at(section.at)));
    std::vector<char> fed(static_cast<std::size_t>(grid.cells()), 0);
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.is_inner(f)) fed[static_cast<std::size_t>(grid.face_to[static_cast<std::size_t>(f)])] = 1;
    }
    const std::size_t oxygen = result.find("dissolved_oxygen");
    double next = specification.start + 3600;
    const auto seen = [&](const FlowStep& step, WaterQuality&, std::vector<Follower>& all) {
        ++result.flow_steps;
        if (result.ways.empty()) {
            for (const auto& one : all) result.ways.push_back({one.name, std::vector<double>(width, 0.0)});
        }
        for (std::size_t w = 0; w < all.size(); ++w) {
            result.ways[w].seconds = all[w].seconds;
            if (step.time + step.dt < specification.end - 1e-3) continue;
            for (const auto& account : all[w].water->ledger())
                result.ways[w].balance = std::max(result.ways[w].balance, account.relative_error());
        }
        if (step.time + step.dt < next - 1e-3) return;
        next += 3600;
        for (const std::size_t cell : cells) {
            if (!(step.volume_after[cell] > 1)) continue;
            const auto of = [&](std::size_t w, std::size_t k) {
                return all[w].water->mass()[cell * width + k] / step.volume_after[cell];
            };
            if (fed[cell] == 0) {
                ++result.head_samples;
                result.at_heads += std::pow(of(0, oxygen) - of(all.size() - 1, oxygen), 2);
                continue;
            }
            ++result.samples;
            for (std::size_t k = 0; k < width; ++k) {
                result.mean[k] += of(all.size() - 1, k);
                for (std::size_t w = 0; w < all.size(); ++w)
                    result.ways[w].difference[k] += std::pow(of(w, k) - of(all.size() - 1, k), 2);
            }
        }
    };
    int made = 0;
    Models watched = models[0];
    watched.quality = [&](int of) -> std::unique_ptr<WaterQuality> {
        auto own = models[0].quality(of);
        if (made++ > 0) return own;  // of the spin-up
        return std::make_unique<SideBySide>(std::move(own), make_followers(models, of), seen);
    };
    struct Nothing final : ResultSink {
        void frame(const Frame&) override {}
    } nothing;
    RunOptions options;
    options.threads = 1;
    options.scenarios = {scenario};
    const RunRecord record = simulate(specification, grid, result.constituents, watched, nothing, options);
    result.failure = record.scenarios[0].failure;
    const auto samples = static_cast<double>(result.samples);
    for (double& mean : result.mean) mean /= samples;
    if (result.head_samples > 0)
        result.at_heads = std::sqrt(result.at_heads / static_cast<double>(result.head_samples));
    for (Way& way : result.ways) {
        for (double& square : way.difference) square = std::sqrt(square / samples);
    }
    return result;
}

/// The comparison as rows of text: constituent, mean, the difference of every way.
struct Rows {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    explicit Rows(const Comparison& of) : header{"constituent", "mean"} {
        for (const Way& way : of.ways) header.push_back(way.name);
        for (std::size_t k = 0; k < of.constituents.size(); ++k) {
            if (!(of.mean[k] > 1e-6)) continue;
            rows.push_back({fmt::format("{}, {}", of.constituents[k].name, of.constituents[k].unit),
                            fmt::format("{:.4g}", of.mean[k])});
            for (const Way& way : of.ways) rows.back().push_back(fmt::format("{:.2g}", way.difference[k]));
        }
    }
};

}  // namespace qingliu::validation
