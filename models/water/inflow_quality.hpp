// What flows in with which quality.
#pragma once

#include <vector>

#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/constituent.hpp"

namespace qingliu {

/// Concentration of every constituent in the inflow of every exchange, at any time.
class InflowQuality {
public:
    InflowQuality(const Case& specification, const std::vector<Exchange>& exchanges,
                  const std::vector<Constituent>& constituents);

    /// Means over [time, time + dt] into `values` [exchange * constituents]. Before the start of the case the quality
    /// at the start holds.
    void mean(double time, double dt, std::vector<double>& values) const;
    /// Quality of one exchange at the start.
    [[nodiscard]] double at_start(std::size_t exchange, std::size_t constituent) const;

private:
    struct Entry {
        std::size_t place;  // exchange * constituents + constituent
        const Series* series;
    };
    double start_;
    std::size_t width_;
    std::vector<double> constant_;  // [exchange * constituents]
    std::vector<Entry> varying_;
};

}  // namespace qingliu
