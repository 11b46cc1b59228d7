// A cell of water over a bed, and the published equations of that bed (Di Toro 2001; QUAL2Kw 5.1) written down once
// more: one number at a time, in days, everything by bisection.
#pragma once

#include <cmath>

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {

struct BedBox : WaterBox {
    explicit BedBox(const ParameterValues& values, double water_depth,
                    const std::vector<std::string>& chosen = {"organic_matter", "acidity", "diagenesis"},
                    KineticsSettings::Integrator integrator = KineticsSettings::Integrator::rosenbrock)
        : WaterBox(values, water_depth, 0.2, 1, {.integrator = integrator, .utc_offset_minutes = 0}, chosen) {}
    [[nodiscard]] std::size_t place(std::size_t one) const {
        return static_cast<std::size_t>(
            std::ranges::find(constituents, known_constituents()[one].name, &Constituent::name) - constituents.begin());
    }
    /// mg/L, or g m-2 in the bed.
    void fill(std::size_t one, double amount) {
        if (known_constituents()[one].bed) {
            in_bed(one) = amount * bed_area[0];
        } else {
            put(place(one), amount);
        }
    }
    [[nodiscard]] double of(std::size_t one) {
        return known_constituents()[one].bed ? in_bed(one) / bed_area[0] : get(place(one));
    }
    /// What a process has done since the start, g m-2 of its extent.
    [[nodiscard]] double done(const std::string& process) const {
        for (std::size_t p = 0; p < kinetics.matrix().processes(); ++p) {
            if (kinetics.matrix().name(p) == process) return ledger.extent(p) / bed_area[0];
        }
        throw std::logic_error("no process " + process);
    }
};

/// Root of a function that falls, between two ends.
template <class Function>
double root_of(const Function& function, double low, double high) {
    for (int k = 0; k < 400; ++k) {
        const double middle = low > 0 && high / low > 2 ? std::sqrt(low * high) : 0.5 * (low + high);
        if (!(middle > low && middle < high)) break;
        (function(middle) > 0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// The bed under water that does not change; m, d, g m-3.
struct BedByHand {
    double temperature, depth, oxygen, ammonia, nitrate, phosphate;
    bool profile = false;
    double kappa_methane = 0.7;
    double thickness = 0.1, burial = 5e-6, carbon_half = 0.01;

    // of it
    double s = 0, ammonia1 = 0, nitrate1 = 0, phosphate1 = 0;
    double nitrified = 0, denitrified = 0, rising = 0, oxidised = 0, bubbles = 0;

    [[nodiscard]] double at(double value, double theta) const { return value * std::pow(theta, temperature - 20); }
    [[nodiscard]] double diffusion() const { return at(1e-3, 1.08) / (thickness / 2); }
    [[nodiscard]] double mixing() const { return at(1.2e-4, 1.117) / (thickness / 2); }
    [[nodiscard]] double saturation() const { return 100 * (1 + depth / 10) * std::pow(1.024, 20 - temperature); }
    [[nodiscard]] double sorption_above() const { return 0.5 * 20 * (oxygen > 2 ? 20 : std::pow(20, oxygen / 2)); }

    /// A substance between the layers: what of it is in solution and on particles.
    struct Sorbed {
        double dissolved1, particles1, dissolved2, particles2;
    };
    [[nodiscard]] static Sorbed sorbed(double above, double below) {
        return {1 / (1 + above), above / (1 + above), 1 / (1 + below), below / (1 + below)};
    }
    [[nodiscard]] double up(const Sorbed& f) const { return f.dissolved2 * diffusion() + f.particles2 * mixing(); }
    [[nodiscard]] double down(const Sorbed& f) const {
        return f.dissolved1 * diffusion() + f.particles1 * mixing() + burial;
    }

    /// Dissolved ammonia of the thin layer at s, where `from_below` (g m-2 d-1) comes up for a concentration c1.
    template <class Below>
    double thin_ammonia(double velocity, const Below& from_below) const {
        const Sorbed f = sorbed(0.5, 0.5);
        const auto gain = [&](double c1) {
            return velocity * (ammonia - c1) + from_below(c1) - down(f) * c1 / f.dissolved1 -
                   nitrification(velocity, c1);
        };
        return root_of(gain, 0, 1e6);
    }
    [[nodiscard]] double nitrification(double velocity, double c1) const {
        return at(0.131 * 0.131, 1.123) / velocity * 0.728 / (0.728 + c1) * oxygen / (2 * 0.37 + oxygen) * c1;
    }
    [[nodiscard]] double oxidised_share(double velocity) const {
        const double square = at(kappa_methane * kappa_methane, 1.079);
        return profile ? 1 - 1 / std::cosh(std::sqrt(square) / velocity) : square / (square + velocity * velocity);
    }
    /// Denitrification in the thin layer and below, m d-1.
    [[nodiscard]] double denitrification(double velocity, double methane) const {
        return at(0.01, 1.08) / velocity * methane / (methane + carbon_half);
    }
    [[nodiscard]] double denitrification_below(double methane) const {
        return at(0.25, 1.08) * methane / (methane + carbon_half);
    }

    /// With these stocks (g m-2), of which carbon makes methane at `made` (g O2 m-2 d-1).
    void now(double made, double bed_ammonia, double bed_nitrate, double bed_phosphate, double methane) {
        const double full = saturation() * thickness, filled = methane / full;
        const double share = std::clamp(3 * (1 - filled), 0.1, 1.0);
        rising = filled < 2.0 / 3 ? 3 * diffusion() * methane / thickness : 2 * diffusion() * saturation() / share;
        const Sorbed f = sorbed(0.5, 0.5);
        const double below = up(f) * bed_ammonia / thickness;
        const auto demand = [&](double velocity) {
            ammonia1 = thin_ammonia(velocity, [&](double) { return below; });
            nitrified = nitrification(velocity, ammonia1);
            oxidised = rising * oxidised_share(velocity);
            return oxidised + 4.57 * nitrified;
        };
        s = root_of([&](double velocity) { return demand(velocity) - velocity * oxygen; }, 1e-6, 1e6);
        s = std::max(s, diffusion() / 2);
        demand(s);
        const double k = denitrification(s, methane);
        nitrate1 = (s * nitrate + nitrified + diffusion() * bed_nitrate / thickness) / (s + k + diffusion());
        denitrified = k * nitrate1 + denitrification_below(methane) * bed_nitrate / thickness;
        bubbles = std::max(made - 2.86 * denitrified, 0.0) * (1 - share) + 10 * std::max(methane - full, 0.0);
        const Sorbed g = sorbed(sorption_above(), 10);
        phosphate1 = (s * phosphate + up(g) * bed_phosphate / thickness) / (s + down(g) / g.dissolved1);
    }

    /// The stocks that last where so much decays (g O2, g N, g P m-2 d-1), by the balance of both layers.
    struct Lasting {
        double ammonia, nitrate, phosphate, methane;
    };
    Lasting lasting(double made, double of_nitrogen, double of_phosphorus) {
        Lasting stocks{};
        const Sorbed f = sorbed(0.5, 0.5), g = sorbed(sorption_above(), 10);
        const auto at_velocity = [&](double velocity) {
            // below: what decays and comes down goes up and is buried
            const auto total = [&](double c1) {
                return (of_nitrogen + down(f) * c1 / f.dissolved1) / (up(f) + burial);
            };
            ammonia1 = thin_ammonia(velocity, [&](double c1) { return up(f) * total(c1); });
            stocks.ammonia = total(ammonia1) * thickness;
            nitrified = nitrification(velocity, ammonia1);
            const auto methane_left = [&](double methane) {
                const double k = denitrification(velocity, methane), k2 = denitrification_below(methane);
                // nitrate: two equations for two layers
                const double a11 = velocity + k + diffusion(), a12 = -diffusion(), a21 = -diffusion(),
                             a22 = diffusion() + k2, b1 = velocity * nitrate + nitrified;
                const double determinant = a11 * a22 - a12 * a21;
                nitrate1 = a22 * b1 / determinant;
                stocks.nitrate = -a21 * b1 / determinant * thickness;
                denitrified = k * nitrate1 + k2 * stocks.nitrate / thickness;
                const double left = std::max(made - 2.86 * denitrified, 0.0);
                const double most = std::sqrt(2 * diffusion() * saturation() * left);
                rising = std::min(left, most);
                bubbles = left - rising;
                // the profile that carries it
                return left > most ? saturation() * thickness * (1 - most / left / 3)
                                   : rising * thickness / (3 * diffusion());
            };
            stocks.methane = root_of([&](double m) { return methane_left(m) - m; }, 0, saturation() * thickness);
            methane_left(stocks.methane);
            oxidised = rising * oxidised_share(velocity);
            return oxidised + 4.57 * nitrified;
        };
        s = root_of([&](double velocity) { return at_velocity(velocity) - velocity * oxygen; }, 1e-6, 1e6);
        s = std::max(s, diffusion() / 2);
        at_velocity(s);
        // phosphate: likewise
        const double a11 = s + down(g) / g.dissolved1, a12 = -up(g), a21 = -down(g) / g.dissolved1,
                     a22 = up(g) + burial;
        const double b1 = s * phosphate, b2 = of_phosphorus, determinant = a11 * a22 - a12 * a21;
        phosphate1 = (a22 * b1 - a12 * b2) / determinant;
        stocks.phosphate = (a11 * b2 - a21 * b1) / determinant * thickness;
        return stocks;
    }
};

struct Stocks {
    double labile, slow, ammonia, nitrate, phosphate, methane;  // g m-2
};

inline void fill(BedBox& box, const BedByHand& water, const Stocks& stocks) {
    box.weather.temperature = water.temperature;
    using namespace species;
    box.fill(dissolved_oxygen, water.oxygen);
    box.fill(ammonia_nitrogen, water.ammonia);
    box.fill(nitrate_nitrogen, water.nitrate);
    box.fill(phosphate, water.phosphate);
    box.fill(bed_labile_carbon, stocks.labile);
    box.fill(bed_slow_carbon, stocks.slow);
    box.fill(bed_ammonia_nitrogen, stocks.ammonia);
    box.fill(bed_nitrate_nitrogen, stocks.nitrate);
    box.fill(bed_phosphate, stocks.phosphate);
    box.fill(bed_methane, stocks.methane);
}

inline ParameterValues of_the_bed_alone() {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "methane_evasion.factor", 0);
    return values;
}

}  // namespace qingliu
