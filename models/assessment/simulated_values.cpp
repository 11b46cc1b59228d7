#include "models/assessment/simulated_values.hpp"

#include <algorithm>
#include <cstddef>

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
    return {indicator};
}

SimulatedValues::SimulatedValues(const Case& specification, const std::vector<Constituent>& constituents,
                                 const Standard& standard)
    : parts_(standard.indicators.size()),
      simulated_(standard.indicators.size(), false),
      estimated_(standard.indicators.size(), false) {
    const std::vector<Quality>& qualities = specification.qualities;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        std::vector<std::string> names = parts_of_indicator(standard.indicators[i].name);
        // nitrite counts by itself only where it is carried; else nitrate stands for both
        if (standard.indicators[i].name == "total_nitrogen" &&
            std::ranges::find(constituents, "nitrite_nitrogen", &Constituent::name) != constituents.end())
            names.emplace_back("nitrite_nitrogen");
        for (const std::string& name : names) {
            const auto found = std::find_if(constituents.begin(), constituents.end(),
                                            [&](const Constituent& c) { return c.name == name; });
            if (found != constituents.end())
                parts_[i].push_back(static_cast<std::size_t>(found - constituents.begin()));
        }
        const auto gives_some = [&](const Quality& quality) {
            return std::any_of(names.begin(), names.end(),
                               [&](const std::string& name) { return gives(quality, name); });
        };
        simulated_[i] = parts_[i].size() == names.size() && std::any_of(qualities.begin(), qualities.end(), gives_some);
        if (!simulated_[i]) continue;
        estimated_[i] = std::any_of(qualities.begin(), qualities.end(), [&](const Quality& quality) {
            return !gives_some(quality) || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
                return estimates(quality, name);
            });
        });
    }
}

std::vector<double> SimulatedValues::values(std::span<const double> concentration) const {
    std::vector<double> result(parts_.size(), unknown_value);
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (!simulated_[i]) continue;
        result[i] = 0.0;
        for (std::size_t part : parts_[i]) result[i] += concentration[part];
    }
    return result;
}

}  // namespace qingliu
