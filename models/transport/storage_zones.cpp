#include "models/transport/storage_zones.hpp"

#include <algorithm>

#include "engine/numerics/powers.hpp"
#include "models/transport/constituent_block.hpp"

namespace qingliu {

StorageZones::StorageZones(const Network& network, const Grid& grid, std::size_t constituents) : width_(constituents) {
    for (const auto& zone : network.storage_zones) {
        for (const auto& part : cells_along(grid, zone.river, zone.from, zone.to)) {
            const auto cell = static_cast<std::size_t>(part.cell);
            // the zone lies beside a part of the cell only: that part of its water takes part
            places_.push_back(
                {cell, zone.area * part.length, zone.exchange_rate * part.length / grid.cell_length[cell]});
        }
    }
    mass_.assign(places_.size() * width_, 0.0);
    first_mass_ = mass_;
}

void StorageZones::begin(std::span<const double> volume, std::span<const double> mass) {
    double all = 0;
    std::vector<double> mean(width_, 0.0);
    for (std::size_t c = 0; c < volume.size(); ++c) {
        if (volume[c] <= dry_volume) continue;
        all += volume[c];
        for (std::size_t k = 0; k < width_; ++k) mean[k] += std::max(mass[c * width_ + k], 0.0);
    }
    for (std::size_t p = 0; p < places_.size(); ++p) {
        const auto& place = places_[p];
        const double water = volume[place.cell];
        for (std::size_t k = 0; k < width_; ++k) {
            const double concentration = water > dry_volume ? std::max(mass[place.cell * width_ + k], 0.0) / water
                                         : all > 0          ? mean[k] / all
                                                            : 0.0;
            mass_[p * width_ + k] = place.volume * concentration;
        }
    }
    begun_ = true;
    account();
}

void StorageZones::clear() {
    std::fill(mass_.begin(), mass_.end(), 0.0);
    begun_ = false;
}

void StorageZones::exchange(double dt, std::span<const double> volume, std::span<double> mass, Turn turn) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const std::size_t p = turn == Turn::forwards ? i : places_.size() - 1 - i;
        const auto& place = places_[p];
        const double water = volume[place.cell];
        if (water <= dry_volume) continue;
        const double both = water + place.volume;
        const double done = 1 - exponential(Lanes<1>(-place.rate * dt * both / place.volume))[0];
        // each is a share of what is there: no difference can take more
        const double leaves = done * (place.volume / both), returns = done * (water / both);
        double* river = mass.data() + place.cell * width_;
        double* zone = mass_.data() + p * width_;
        for (std::size_t k = 0; k < width_; ++k) {
            const double into = leaves * river[k], back = returns * zone[k];
            river[k] = (river[k] - into) + back;
            zone[k] = (zone[k] - back) + into;
        }
    }
}

void StorageZones::raise(std::size_t constituent, double by) {
    for (std::size_t p = 0; p < places_.size(); ++p) mass_[p * width_ + constituent] += places_[p].volume * by;
}

void StorageZones::carry_state(StateCarrier& carrier) {
    double begun = begun_ ? 1 : 0;
    carrier.carry("zones_begun", begun);
    carrier.carry("zone_mass", mass_);
    begun_ = begun != 0;
}

}  // namespace qingliu
