#include "models/water/bank_water.hpp"

#include <algorithm>

namespace qingliu {

BankWater::BankWater(const Case& specification, const std::vector<Exchange>& exchanges, std::size_t constituents)
    : width_(constituents) {
    for (std::size_t e = 0; e < exchanges.size(); ++e) {
        if (exchanges[e].kind != Exchange::Kind::banks) continue;
        const auto& banks = specification.network.banks[static_cast<std::size_t>(exchanges[e].index)];
        places_.push_back({e, static_cast<std::size_t>(exchanges[e].cell),
                           2 * banks.width * banks.specific_yield * exchanges[e].share});
    }
    volume_.assign(places_.size(), 0.0);
    mass_.assign(places_.size() * width_, 0.0);
}

void BankWater::begin(std::span<const double> depth, std::span<const double> concentration) {
    for (std::size_t b = 0; b < places_.size(); ++b) {
        const auto c = places_[b].cell;
        volume_[b] = places_[b].storage * depth[c];
        for (std::size_t k = 0; k < width_; ++k)
            mass_[b * width_ + k] = volume_[b] * std::max(concentration[c * width_ + k], 0.0);
    }
    begun_ = true;
}

void BankWater::give(std::span<const double> volume, std::span<double> concentration) {
    for (std::size_t b = 0; b < places_.size(); ++b) {
        const auto e = places_[b].exchange;
        // never more than is there, even where the river has fallen below the bank's first level
        const double store = std::max(volume_[b], volume[e]);
        for (std::size_t k = 0; k < width_; ++k)
            concentration[e * width_ + k] = store > 0 ? mass_[b * width_ + k] / store : 0.0;
    }
}

}  // namespace qingliu
