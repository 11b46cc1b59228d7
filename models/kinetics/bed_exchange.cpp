#include "models/kinetics/bed_exchange.hpp"

#include "models/kinetics/bed_shear.hpp"

namespace qingliu {
namespace {

/// Solids beyond this share of the volume are a bed and fall no more slowly.
constexpr double densest = 0.6;
/// A bed is not bare sooner, s: what lies there does not come up all at once. An estimate, which keeps short steps
/// away.
constexpr double quickest = 60;

/// How solids hinder each other.
class Hindrance {
public:
    /// Fall over that in clear water to the power asked for, and its slope by the solids, m3 g-1.
    struct Fall {
        Block share, slope;
    };
    Hindrance(const BedExchange& values, const ProcessSettings& settings)
        : exponent_(values.hindrance), solids_(settings, values.water) {}
    [[nodiscard]] Fall fall(const Concentrations& c, double to_the) const {
        const Block water = 1.0 - solids_.sum(c) * (1 / solids_density);
        const Block open = max(water, Block(1 - densest));
        const double n = exponent_ * to_the;
        const Block share = power(open, Block(n));
        return {share, select(water > Block(1 - densest), -(n / solids_density) * share / open, Block(0.0))};
    }

private:
    double exponent_;
    CarriedSolids solids_;
};

/// How much of a flux off the bed (g m-2 s-1) it can give, 1, and the slope of that by what is in the bed, m3 g-1.
struct Supply {
    Block there, slope;
    Supply(const Block& in_bed, const Drivers& drivers, double half, const Block& flux) {
        const Block b = half + quickest * flux + 1e-9;  // g m-2; finite where there is neither bed nor flux
        const Block lies = in_bed * drivers.bed_depth;  // g m-2
        const Block inverse = 1.0 / (lies + b);
        there = lies * inverse;
        slope = b * inverse * inverse * drivers.bed_depth;
    }
};

class Deposition final : public Process {
public:
    Deposition(const BedExchange& values, const ProcessSettings& settings)
        : values_(values), hindrance_(values, settings) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block shear = bed_shear(drivers, values_.settling_roughness) * (1 / values_.settling_shear);
        return values_.velocity * max(1.0 - shear, Block(0.0)) / drivers.depth;
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Hindrance::Fall fall = hindrance_.fall(water.c, 1);
        rate = k * fall.share * water.c[values_.water];
        damping = max(k * (fall.share + fall.slope * water.c[values_.water]), Block(0.0));
    }

private:
    BedExchange values_;
    Hindrance hindrance_;
};

class Erosion final : public Process {
public:
    explicit Erosion(const BedExchange& values) : values_(values) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block shear = bed_shear(drivers, values_.erosion_roughness) * (1 / values_.erosion_shear);
        return values_.erosion * max(shear - 1.0, Block(0.0)) / drivers.depth;
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Supply supply(water.c[values_.bed], water.drivers, values_.stock_half, k * water.drivers.depth);
        rate = k * supply.there;
        damping = k * supply.slope;
    }

private:
    BedExchange values_;
};

class Exchange final : public Process {
public:
    Exchange(const BedExchange& values, const ProcessSettings& settings)
        : values_(values),
          rises_as_(values.capacity == CapacityFormula::zhang ? 1 - values.capacity_exponent : 1),
          hindrance_(values, settings) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        return values_.recovery * values_.velocity / drivers.depth;
    }
    [[nodiscard]] std::size_t keeps() const override { return 1; }
    void keep(const Drivers& drivers, Block* kept) const override { kept[0] = held_up(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block up = k * water.kept[0];
        const Supply supply(water.c[values_.bed], water.drivers, values_.stock_half, up * water.drivers.depth);
        const Hindrance::Fall falls = hindrance_.fall(water.c, 1), rises = hindrance_.fall(water.c, rises_as_);
        rate = k * falls.share * water.c[values_.water] - up * rises.share * supply.there;
        const Block by_water =
            k * (falls.share + falls.slope * water.c[values_.water]) - up * rises.slope * supply.there;
        damping = max(by_water + up * rises.share * supply.slope, Block(0.0));
    }

private:
    BedExchange values_;
    double rises_as_;  // power of the hindrance that what comes up goes by
    Hindrance hindrance_;

    /// g m-3, by clear water
    [[nodiscard]] Block held_up(const Drivers& drivers) const {
        switch (values_.capacity) {
            case CapacityFormula::engelund_hansen:
                return engelund_hansen_capacity(drivers.velocity, drivers.depth, values_.grain,
                                                values_.erosion_roughness);
            case CapacityFormula::van_rijn:
                return van_rijn_capacity(drivers.velocity, drivers.depth, values_.grain);
            default:
                return zhang_capacity(drivers.velocity, drivers.depth, values_.velocity, values_.capacity_factor,
                                      values_.capacity_exponent);
        }
    }
};

}  // namespace

std::unique_ptr<Process> deposition_by_shear(const BedExchange& values, const ProcessSettings& settings) {
    return std::make_unique<Deposition>(values, settings);
}
std::unique_ptr<Process> erosion_by_shear(const BedExchange& values) { return std::make_unique<Erosion>(values); }
std::unique_ptr<Process> exchange_by_capacity(const BedExchange& values, const ProcessSettings& settings) {
    return std::make_unique<Exchange>(values, settings);
}

}  // namespace qingliu
