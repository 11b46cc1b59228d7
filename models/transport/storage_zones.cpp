#include "models/transport/storage_zones.hpp"

#include <algorithm>

#include "engine/numerics/powers.hpp"

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

void StorageZones::rates(std::span<const double> volume, std::span<const double> mass,
                         std::span<const double> zone_mass, std::span<double> river_rate,
                         std::span<double> zone_rate) const {
    for (std::size_t p = 0; p < places_.size(); ++p) {
        const auto& place = places_[p];
        const double passes = discharge(place, volume);
        const double per_river = passes > 0 ? passes / volume[place.cell] : 0.0, per_zone = passes / place.volume;
        for (std::size_t k = 0; k < width_; ++k) {
            const std::size_t river = place.cell * width_ + k, zone = p * width_ + k;
            const double flux = per_river * mass[river] - per_zone * zone_mass[zone];
            river_rate[river] -= flux;
            zone_rate[zone] = flux;
        }
    }
}

// With e = gamma alpha V: (V + e) c - e cs = right and (Vs + e) cs - e c = zone_right, of which the second gives cs.
void StorageZones::hold(double gamma, std::span<const double> volume, std::span<double> held) const {
    for (const auto& place : places_) {
        const double e = gamma * discharge(place, volume);
        held[place.cell] += e * place.volume / (place.volume + e);
    }
}

void StorageZones::take_out(double gamma, std::span<const double> volume, std::span<const double> zone_right,
                            std::span<double> right) const {
    for (std::size_t p = 0; p < places_.size(); ++p) {
        const auto& place = places_[p];
        const double e = gamma * discharge(place, volume), share = e / (place.volume + e);
        for (std::size_t k = 0; k < width_; ++k) right[place.cell * width_ + k] += share * zone_right[p * width_ + k];
    }
}

void StorageZones::put_back(double gamma, std::span<const double> volume, std::span<const double> zone_right,
                            std::span<const double> concentration, std::span<double> zone_mass) const {
    for (std::size_t p = 0; p < places_.size(); ++p) {
        const auto& place = places_[p];
        const double e = gamma * discharge(place, volume);
        for (std::size_t k = 0; k < width_; ++k)
            zone_mass[p * width_ + k] = place.volume *
                                        (zone_right[p * width_ + k] + e * concentration[place.cell * width_ + k]) /
                                        (place.volume + e);
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
