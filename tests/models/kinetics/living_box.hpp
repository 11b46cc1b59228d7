// Cells with everything that lives in water, and what it lives on.
#pragma once

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {

inline const std::vector<std::string> living{"organic_matter", "acidity", "algae"};

struct LivingBox : WaterBox {
    explicit LivingBox(const ParameterValues& values, double water_depth = 1.0,
                       const std::vector<std::string>& chosen = living, double speed = 0.3)
        : WaterBox(values, water_depth, speed, 1, {.utc_offset_minutes = 0}, chosen) {}
    [[nodiscard]] std::size_t place(std::size_t one) const {
        return static_cast<std::size_t>(
            std::ranges::find(constituents, known_constituents()[one].name, &Constituent::name) - constituents.begin());
    }
    void fill(std::size_t one, double concentration) { put(place(one), concentration); }
    [[nodiscard]] double of(std::size_t one) const { return get(place(one)); }
    /// `living` and more.
    static std::vector<std::string> living_with(const std::vector<std::string>& more) {
        std::vector<std::string> all = living;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
};

}  // namespace qingliu
