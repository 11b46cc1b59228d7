#include "models/reports/arrivals.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu {

ArrivalWatch::ArrivalWatch(const ResultLayout& layout)
    : layout_(layout),
      time_(layout.specification.scenarios.size()),
      share_(layout.specification.scenarios.size() * layout.specification.waters.size() *
             layout.specification.sections.size()) {
    for (const Water& water : layout.specification.waters) {
        const auto& all = layout.constituents;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Constituent& c) { return c.name == "fraction_" + water.name; });
        fraction_.push_back(found == all.end() ? -1 : static_cast<int>(found - all.begin()));
    }
}

void ArrivalWatch::add(const Frame& frame) {
    const std::size_t waters = fraction_.size();
    const std::size_t sections = layout_.section_cell.size();
    for (std::size_t s = 0; s < frame.scenarios.size(); ++s) {
        if (frame.scenarios[s].failed) continue;
        time_.at(s).push_back(frame.time);
        for (std::size_t w = 0; w < waters; ++w) {
            if (fraction_[w] < 0) continue;
            for (std::size_t k = 0; k < sections; ++k) {
                const std::size_t at = static_cast<std::size_t>(layout_.section_cell[k]) * layout_.constituents.size() +
                                       static_cast<std::size_t>(fraction_[w]);
                share_[(s * waters + w) * sections + k].push_back(frame.scenarios[s].concentration.at(at));
            }
        }
    }
}

std::vector<SectionArrivals> ArrivalWatch::arrivals() const {
    const Case& specification = layout_.specification;
    const std::size_t waters = fraction_.size();
    const std::size_t sections = layout_.section_cell.size();
    std::vector<SectionArrivals> result;
    for (std::size_t s = 0; s < specification.scenarios.size(); ++s) {
        for (std::size_t w = 0; w < waters; ++w) {
            // Releases of the same water cannot be told apart by its tracer: their starts are taken together.
            std::vector<double> starts;
            std::string names;
            for (std::size_t i = 0; i < specification.sources.size(); ++i) {
                const PointSource& source = specification.sources[i];
                if (source.kind != PointSource::Kind::release || source.water != static_cast<int>(w)) continue;
                const auto replaced = specification.scenarios[s].discharge.find(static_cast<int>(i));
                const Series& series =
                    replaced == specification.scenarios[s].discharge.end() ? source.discharge : replaced->second;
                if (series.constant()) continue;
                const std::vector<double> own = release_starts(series, specification.start, specification.end);
                if (own.empty()) continue;
                starts.insert(starts.end(), own.begin(), own.end());
                names += (names.empty() ? "" : "/") + source.name;
            }
            std::sort(starts.begin(), starts.end());
            starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
            if (starts.empty() || fraction_[w] < 0 || time_[s].empty()) continue;
            for (std::size_t k = 0; k < sections; ++k) {
                std::vector<PulseArrival> pulses =
                    pulse_arrivals(time_[s], share_[(s * waters + w) * sections + k], starts);
                if (std::none_of(pulses.begin(), pulses.end(),
                                 [](const PulseArrival& p) { return std::isfinite(p.arrival); }))
                    continue;
                result.push_back(
                    {static_cast<int>(s), static_cast<int>(k), static_cast<int>(w), names, std::move(pulses)});
            }
        }
    }
    return result;
}

}  // namespace qingliu
