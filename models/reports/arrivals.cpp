#include "models/reports/arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "engine/run/going_on.hpp"

namespace qingliu {

namespace {

/// What a source releases under a schedule, as far as the schedule says.
const Series& release_of(const Case& specification, const std::map<int, Series>& schedule, int source) {
    const auto replaced = schedule.find(source);
    return replaced == schedule.end() ? specification.sources[static_cast<std::size_t>(source)].discharge
                                      : replaced->second;
}

}  // namespace

ArrivalWatch::ArrivalWatch(const ResultLayout& layout)
    : layout_(layout),
      time_(layout.specification.scenarios.size()),
      share_(layout.specification.scenarios.size() * layout.specification.waters.size() *
             layout.specification.arrivals.size()) {
    for (const Water& water : layout.specification.waters) {
        const auto& all = layout.constituents;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Constituent& c) { return c.name == "fraction_" + water.name; });
        fraction_.push_back(found == all.end() ? -1 : static_cast<int>(found - all.begin()));
    }
}

std::size_t ArrivalWatch::series(std::size_t scenario, std::size_t section, std::size_t water) const {
    return (scenario * layout_.specification.arrivals.size() + section) * fraction_.size() + water;
}

void ArrivalWatch::add(const Frame& frame) {
    const std::vector<int>& watched = layout_.specification.arrivals;
    for (std::size_t s = 0; s < frame.scenarios.size(); ++s) {
        if (frame.scenarios[s].failed) continue;
        time_.at(s).push_back(frame.time);
        for (std::size_t k = 0; k < watched.size(); ++k) {
            const auto cell = static_cast<std::size_t>(layout_.section_cell[static_cast<std::size_t>(watched[k])]);
            for (std::size_t w = 0; w < fraction_.size(); ++w) {
                if (fraction_[w] < 0) continue;
                const std::size_t at = cell * layout_.constituents.size() + static_cast<std::size_t>(fraction_[w]);
                const double share = frame.scenarios[s].concentration.at(at);
                // a dry section holds none of any water
                share_[series(s, k, w)].push_back(std::isnan(share) ? 0.0 : share);
            }
        }
    }
}

void ArrivalWatch::keep(Checkpoint& checkpoint) const {
    // rows of all scenarios are equally long; those of one that failed end in no time
    std::size_t records = 0;
    for (const auto& times : time_) records = std::max(records, times.size());
    const std::size_t width = layout_.specification.arrivals.size() * fraction_.size();
    for (std::size_t s = 0; s < checkpoint.state.size(); ++s) {
        std::vector<double> time = time_.at(s), share;
        time.resize(records, unknown);
        for (std::size_t i = 0; i < width; ++i) {
            auto row = share_[s * width + i];
            row.resize(records, 0.0);
            share.insert(share.end(), row.begin(), row.end());
        }
        if (width == 0 || records == 0) continue;
        checkpoint.state[s]["arrivals_time"] = std::move(time);
        checkpoint.state[s]["arrivals_share"] = std::move(share);
    }
}

void ArrivalWatch::go_on(const Checkpoint& checkpoint) {
    const Case& specification = layout_.specification;
    const std::size_t width = specification.arrivals.size() * fraction_.size();
    if (!same_run(specification, checkpoint) || width == 0) return;
    for (std::size_t s = 0; s < time_.size(); ++s) {
        const int origin = origin_in(checkpoint, specification, specification.scenarios[s].name);
        const auto& state = checkpoint.state.at(static_cast<std::size_t>(origin));
        const auto& time = state.at("arrivals_time");
        const auto& share = state.at("arrivals_share");
        // the frame at the time of the checkpoint comes again
        const auto seen = static_cast<std::ptrdiff_t>(
            std::count_if(time.begin(), time.end(), [&](double t) { return t < checkpoint.time; }));
        time_[s].assign(time.begin(), time.begin() + seen);
        for (std::size_t i = 0; i < width; ++i) {
            const auto row = share.begin() + static_cast<std::ptrdiff_t>(i * time.size());
            share_[s * width + i].assign(row, row + seen);
        }
    }
}

std::vector<SectionArrivals> ArrivalWatch::arrivals() const {
    const Case& specification = layout_.specification;
    std::vector<SectionArrivals> result;
    for (std::size_t s = 0; s < specification.scenarios.size(); ++s) {
        if (!specification.scenarios[s].of.empty()) continue;  // those of members are not told
        for (std::size_t k = 0; k < specification.arrivals.size(); ++k) {
            for (std::size_t w = 0; w < fraction_.size(); ++w) {
                SectionArrivals found{static_cast<int>(s), specification.arrivals[k], static_cast<int>(w), {}, {}};
                // Releases of the same water cannot be told apart by its share: their starts are taken together.
                std::vector<double> starts;
                for (const int i : layout_.releases_upstream[k]) {
                    const PointSource& source = specification.sources[static_cast<std::size_t>(i)];
                    if (source.water != static_cast<int>(w)) continue;
                    const double before =
                        release_of(specification, specification.initial.discharge, i).at(specification.start);
                    const std::vector<double> own =
                        release_starts(release_of(specification, specification.scenarios[s].discharge, i),
                                       specification.start, specification.end, before);
                    if (own.empty()) continue;
                    starts.insert(starts.end(), own.begin(), own.end());
                    found.releases.push_back(source.name);
                }
                std::sort(starts.begin(), starts.end());
                starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
                if (starts.empty() || fraction_[w] < 0 || time_[s].empty()) continue;
                found.pulses = pulse_arrivals(time_[s], share_[series(s, k, w)], starts);
                result.push_back(std::move(found));
            }
        }
    }
    return result;
}

}  // namespace qingliu
