#include "models/water/inflow_quality.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/index.hpp"

namespace qingliu {

namespace {

/// Index of the water and of the quality an exchange brings, -1 where it brings none.
std::pair<int, int> origin(const Case& specification, const Exchange& exchange) {
    const auto of = [](const auto& origin) { return std::pair(origin.water, origin.quality); };
    switch (exchange.kind) {
        case Exchange::Kind::diffuse:
            return of(specification.diffuse[at(exchange.index)]);
        case Exchange::Kind::ground_water:
            return of(specification.ground_water[at(exchange.index)]);
        case Exchange::Kind::rain:
            return {specification.climate.rain_water, specification.climate.rain_quality};
        case Exchange::Kind::banks:
            return {-1, -1};  // what they took, BankWater knows it
        case Exchange::Kind::source:
            break;
    }
    const auto& source = specification.sources[at(exchange.index)];
    if (source.kind == PointSource::Kind::abstraction) return {-1, -1};
    return of(source);
}

}  // namespace

InflowQuality::InflowQuality(const Case& specification, const std::vector<Exchange>& exchanges,
                             const std::vector<Constituent>& constituents)
    : start_(specification.start), width_(constituents.size()), constant_(exchanges.size() * width_, 0.0) {
    for (std::size_t e = 0; e < exchanges.size(); ++e) {
        const auto& exchange = exchanges[e];
        const auto [water, quality] = origin(specification, exchange);
        for (std::size_t k = 0; k < width_; ++k) {
            const std::size_t place = e * width_ + k;
            if (water >= 0 && constituents[k].name == "fraction_" + specification.waters[at(water)].name)
                constant_[place] = 1;
            const Series* series = nullptr;
            if (constituents[k].name == "water_temperature") series = &specification.climate.water_temperature;
            if (quality >= 0) {
                const auto& given = specification.qualities[at(quality)].concentration;
                const auto found = given.find(constituents[k].name);
                if (found != given.end()) series = &found->second;
            }
            if (series == nullptr) continue;
            if (series->constant()) {
                constant_[place] = series->at(start_);
            } else {
                varying_.push_back({place, series});
            }
        }
    }
}

void InflowQuality::mean(double time, double dt, std::vector<double>& values) const {
    values = constant_;
    // dt itself is not what the clock, which counts from 1970, moves by: 1e-7 s off, which would show in the mean
    const double end = time + dt;
    for (const auto& entry : varying_) {
        values[entry.place] = end <= start_ || end <= time ? entry.series->at(std::max(time, start_))
                                                           : entry.series->integral(time, end) / (end - time);
    }
}

double InflowQuality::at_start(std::size_t exchange, std::size_t constituent) const {
    const std::size_t place = exchange * width_ + constituent;
    for (const auto& entry : varying_) {
        if (entry.place == place) return entry.series->at(start_);
    }
    return constant_[place];
}

}  // namespace qingliu
