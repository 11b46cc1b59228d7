#include "models/assessment/simulated_values.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"

namespace qingliu {

namespace {

bool gives(const Quality& quality, const std::string& part) { return quality.concentration.contains(part); }

bool estimates(const Quality& quality, const std::string& part) {
    if (!gives(quality, part)) return false;
    return quality.provenance.confidence == Confidence::estimate ||
           std::find(quality.estimates.begin(), quality.estimates.end(), part) != quality.estimates.end();
}

}  // namespace

std::vector<std::string> parts_of_indicator(const std::string& indicator) {
    if (indicator == "total_phosphorus") return {"dissolved_phosphorus", "particulate_phosphorus"};
    if (indicator == "total_nitrogen") return {"ammonia_nitrogen", "nitrate_nitrogen", "organic_nitrogen"};
    if (indicator == "redox_potential") return {"redox_potential_surrogate"};
    return {indicator};
}

SimulatedValues::SimulatedValues(const Case& specification, const std::vector<Constituent>& constituents,
                                 const Standard& standard)
    : parts_(standard.indicators.size()),
      simulated_(standard.indicators.size(), false),
      estimated_(standard.indicators.size(), false) {
    const std::vector<Quality>& qualities = specification.qualities;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const auto shown = [&](const std::string& name) {
            return std::ranges::find(constituents, name, &Constituent::name);
        };
        std::vector<std::string> names = parts_of_indicator(standard.indicators[i].name);
        if (shown(standard.indicators[i].name) != constituents.end()) names = {standard.indicators[i].name};
        // nitrite counts by itself only where it is carried; else nitrate stands for both
        if (names.size() > 1 && standard.indicators[i].name == "total_nitrogen" &&
            shown("nitrite_nitrogen") != constituents.end())
            names.emplace_back("nitrite_nitrogen");
        for (const std::string& name : names) {
            const auto found = shown(name);
            if (found != constituents.end())
                parts_[i].push_back(static_cast<std::size_t>(found - constituents.begin()));
        }
        simulated_[i] = parts_[i].size() == names.size();
        // what is read off the water is given by what it is made of
        std::vector<std::string> given;
        for (const std::string& name : names) {
            const auto found = shown(name);
            const bool carried = found == constituents.end() || found->made_of.empty();
            for (const std::string& part : carried ? std::vector{name} : found->made_of) given.push_back(part);
        }
        const auto gives_some = [&](const Quality& quality) {
            return std::any_of(given.begin(), given.end(),
                               [&](const std::string& name) { return gives(quality, name); });
        };
        simulated_[i] = simulated_[i] && std::any_of(qualities.begin(), qualities.end(), gives_some);
        if (!simulated_[i]) continue;
        estimated_[i] = std::any_of(qualities.begin(), qualities.end(), [&](const Quality& quality) {
            return !gives_some(quality) || std::any_of(given.begin(), given.end(), [&](const std::string& name) {
                return estimates(quality, name);
            });
        });
    }
}

std::vector<double> SimulatedValues::values(std::span<const double> concentration) const {
    std::vector<double> result(parts_.size(), unknown);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!simulated_[i]) continue;
        result[i] = 0.0;
        for (std::size_t part : parts_[i]) result[i] += concentration[part];
    }
    return result;
}

}  // namespace qingliu
