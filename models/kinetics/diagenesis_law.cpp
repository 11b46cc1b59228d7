#include "models/kinetics/diagenesis_law.hpp"

#include "engine/base/quantity.hpp"

namespace qingliu {
namespace {

/// Least share of the depth that is not saturated: enough for 200 KL12 Cs, some 400 g m-2 d-1 of methane.
constexpr double least_share = 0.1;

}  // namespace

Oxidised methane_oxidised(const ThinLayer& layer, const Block& s) {
    if (!layer.profile) {
        const Block square = s * s;
        const Block inverse = 1.0 / (layer.methane_oxidation + square);
        const Block share = layer.methane_oxidation * inverse;
        return {share, -2.0 * s * share * inverse};
    }
    const Block u = sqrt(layer.methane_oxidation) / s;
    const Block e = exponential(-u);
    const Block inverse = 1.0 / (1.0 + e * e);
    const Block secant = 2.0 * e * inverse;
    return {(1.0 - e) * (1.0 - e) * inverse, -secant * ((1.0 - e * e) * inverse) * u / s};
}

/// c1 of a c1^2 + b c1 - c0 K = 0 with a = s (s + v1), c0 = s (s C0 + v2 CT2), b = a K + kappa^2 K - c0.
Nitrified ammonia_nitrified(const ThinLayer& layer, const Block& s) {
    const Block a = s * (s + layer.ammonia_back), into = s * (s * layer.ammonia + layer.ammonia_from_bed);
    const Block half(layer.ammonia_half);
    const Block b = (a + layer.nitrification) * half - into;
    const Block root = sqrt(b * b + 4.0 * a * into * half);
    const auto positive = b > Block(0.0);
    const Block sum = root + abs(b);
    const Block c = select(positive, 2.0 * into * half / sum, sum / (2.0 * a));
    const Block inverse = 1.0 / (half + c);
    const Block velocity = layer.nitrification * half * inverse / s;
    const Block slope_by_c = half * half * inverse * inverse;  // of K c / (K + c)
    const Block c_slope = (2.0 * s * (layer.ammonia - c) + layer.ammonia_from_bed - layer.ammonia_back * c) /
                          (a + layer.nitrification * slope_by_c);
    return {velocity * c, (layer.nitrification * slope_by_c * c_slope - velocity * c) / s, velocity};
}

Block solve_transfer(const ThinLayer& layer, const Block& least, const Block& guess) {
    // demand <= F + 4.57 kappa^2 K / s gives the upper end
    const Block nitrogen = oxygen_of_nitrification * layer.nitrification * layer.ammonia_half;
    const Block most =
        (layer.methane + sqrt(layer.methane * layer.methane + 4.0 * layer.oxygen * nitrogen)) / (2.0 * layer.oxygen);
    Block low = logarithm(least), high = max(logarithm(most), low);
    const auto known = (guess > least) & (guess < most);
    Block x = select(known, logarithm(select(known, guess, Block(1.0))), 0.5 * (low + high));
    const Block supply = logarithm(layer.oxygen);
    // Newton's error after a move is about its square: beyond this there is rounding alone
    constexpr double last_move = 1e-7;
    const Block floor = low;
    auto done = Mask<static_cast<int>(block_cells)>::all(false), floor_tried = done;
    for (int step = 0; step < 100 && !done.all(); ++step) {
        const Block s = exponential(x);
        const Oxidised methane = methane_oxidised(layer, s);
        const Nitrified ammonia = ammonia_nitrified(layer, s);
        const Block demand = layer.methane * methane.share + oxygen_of_nitrification * ammonia.flux;
        const Block some = max(demand, Block(1e-300));
        const Block excess = logarithm(some) - x - supply;
        const Block slope = s * (layer.methane * methane.slope + oxygen_of_nitrification * ammonia.slope) / some - 1.0;
        const auto above = excess > Block(0.0), at_floor = x <= floor;
        low = select(above, x, low);
        high = select(above, high, x);
        const Block newton = x - excess / min(slope, Block(-1e-3));
        const auto inside = (newton >= low) & (newton <= high), to_floor = (newton < floor) & !floor_tried;
        floor_tried = floor_tried | at_floor;
        const Block next = select(inside, newton, select(to_floor, floor, 0.5 * (low + high)));
        const auto no_root = at_floor & !above;
        const auto last = inside & (abs(newton - x) < Block(last_move));
        x = select(done | no_root, x, next);
        done = done | no_root | last | (high - low < Block(1e-13));
    }
    return max(exponential(x), least);
}

DiagenesisLaw::DiagenesisLaw(const ParametersOf& value, bool phosphorus)
    : phosphorus_(phosphorus),
      thickness_(value("thickness")),
      burial_(value("burial")),
      ammonia_half_(value("ammonia_half_saturation")),
      oxygen_half_(value("nitrification_oxygen")),
      ammonia_sorption_(value("solids") * value("ammonia_partition")),
      phosphate_sorption_(value("solids") * value("phosphate_partition")),
      log_oxic_factor_(logarithm(value("oxic_factor"))),
      critical_oxygen_(value("critical_oxygen")),
      bubble_release_(value("bubble_release")),
      profile_(value("methane_formula") > 0.5),
      diffusion_(2 * value("diffusion") / thickness_, value("diffusion_theta")),
      mixing_(2 * value("mixing") / thickness_, value("mixing_theta")),
      nitrification_(value("nitrification") * value("nitrification"), value("nitrification_theta")),
      denitrification_(value("denitrification") * value("denitrification"), value("denitrification_theta")),
      denitrification_below_(value("denitrification_below"), value("denitrification_theta")),
      methane_oxidation_(value("methane_oxidation") * value("methane_oxidation"), value("methane_oxidation_theta")),
      saturation_(100, 1 / 1.024),
      labile_(value("labile_rate"), value("labile_theta")),
      slow_(value("slow_rate"), value("slow_theta")) {}

void DiagenesisLaw::begin_step(const Weather& weather) {
    for (TemperatureLaw* law : {&diffusion_, &mixing_, &nitrification_, &denitrification_, &denitrification_below_,
                                &methane_oxidation_, &saturation_, &labile_, &slow_})
        law->begin_step(weather);
}

void DiagenesisLaw::hold(const Concentrations& c, const Drivers& drivers, BedHeld& held) const {
    held.diffusion = diffusion_.at(drivers);
    held.mixing = mixing_.at(drivers);
    held.nitrification = nitrification_.at(drivers);
    held.denitrification = denitrification_.at(drivers);
    held.denitrification_below = denitrification_below_.at(drivers);
    held.methane_oxidation = methane_oxidation_.at(drivers);
    held.methane_saturation = saturation_.at(drivers) * (1.0 + 0.1 * drivers.depth);
    held.labile_decay = labile_.at(drivers);
    held.slow_decay = slow_.at(drivers);
    held.transfer = Block(0.0);
    Concentrations present;
    for (const std::size_t one : diagenesis_reads()) present[one] = max(c[one], Block(0.0));
    held.transfer = fluxes(present, drivers, held).transfer;
}

DiagenesisLaw::Exchange DiagenesisLaw::exchange(const BedHeld& held, const Block& above, double below) const {
    return {held.diffusion + held.mixing * above + burial_ * (1.0 + above),
            (held.diffusion + held.mixing * below) * (1 / (1 + below))};
}

BedFluxes DiagenesisLaw::fluxes(const Concentrations& c, const Drivers& drivers, const BedHeld& held) const {
    using namespace species;
    const Block depth = drivers.bed_depth, none(0.0);
    const double per_thickness = 1 / thickness_;
    const Block stock = c[bed_methane] * depth;  // g m-2
    BedFluxes f;

    // methane below, and what of it moves
    const Block full = held.methane_saturation * thickness_;
    const Block filled = stock / full, conducted = held.diffusion * held.methane_saturation;
    const Block open = 3.0 * (1.0 - filled);
    const Block share = min(max(open, Block(least_share)), Block(1.0)), inverse_share = 1.0 / share;
    const auto saturated = open<Block(1.0), within = open> Block(least_share);
    const Block rising = select(saturated, 2.0 * conducted * inverse_share, 3.0 * conducted * filled);
    const Block rising_slope =
        select(saturated, select(within, 6.0 * conducted * inverse_share * inverse_share, none), 3.0 * conducted) /
        full;

    // the thin layer
    const Block oxygen = max(c[dissolved_oxygen], Block(least_oxygen));
    const Block lack = c[dissolved_oxygen] / oxygen;
    const Exchange of_ammonia = exchange(held, Block(ammonia_sorption_), ammonia_sorption_);
    const Block lacks_oxygen = 1.0 / (2 * oxygen_half_ + c[dissolved_oxygen] + 1e-9);
    const ThinLayer layer{.oxygen = oxygen,
                          .methane = rising,
                          .methane_oxidation = held.methane_oxidation,
                          .nitrification = held.nitrification * c[dissolved_oxygen] * lacks_oxygen,
                          .ammonia_half = ammonia_half_,
                          .ammonia = c[ammonia_nitrogen],
                          .ammonia_from_bed = of_ammonia.up * per_thickness * c[bed_ammonia_nitrogen] * depth,
                          .ammonia_back = of_ammonia.back,
                          .profile = profile_};
    // it is no thicker than the other: Dd / s <= H2
    const Block s = solve_transfer(layer, 0.5 * held.diffusion, held.transfer);
    f.transfer = s;

    const Nitrified nitrified = ammonia_nitrified(layer, s);
    Block parted = 1.0 / (s + of_ammonia.back + nitrified.velocity);
    const Block down = s * parted, up = of_ammonia.up * per_thickness * parted;
    f.ammonia_down = down * of_ammonia.back;
    f.ammonia_nitrified = down * nitrified.velocity;
    f.ammonia_up = up * s;
    f.bed_ammonia_nitrified = up * nitrified.velocity;
    f.oxygen_slope = (2 * oxygen_half_) * lacks_oxygen / max(c[dissolved_oxygen], Block(1e-200));

    // denitrification as long as there is something to oxidise
    const Block carbon_inverse = 1.0 / (stock + carbon_half);
    const Block carbon = stock * carbon_inverse;
    const Block denitrified = held.denitrification * carbon / s, below = held.denitrification_below * carbon;
    parted = 1.0 / (s + held.diffusion + denitrified);
    f.to_water = s * parted;
    f.to_bed = held.diffusion * parted;
    f.to_gas = denitrified * parted;
    f.nitrate_down = s * f.to_bed;
    f.nitrate_denitrified = s * f.to_gas;
    f.nitrate_up = held.diffusion * per_thickness * f.to_water;
    f.bed_nitrate_denitrified = (held.diffusion * f.to_gas + below) * per_thickness;

    if (phosphorus_) {
        const Block oxic = min(c[dissolved_oxygen] * (1 / critical_oxygen_), Block(1.0));
        const Block above = phosphate_sorption_ * exponential(log_oxic_factor_ * oxic);
        const Exchange of_phosphate = exchange(held, above, phosphate_sorption_);
        parted = s / (s + of_phosphate.back);
        f.phosphate_down = of_phosphate.back * parted;
        f.phosphate_up = of_phosphate.up * per_thickness * parted;
    }

    // methane: oxidised, dissolved, bubbles
    const Block oxidised = lack * methane_oxidised(layer, s).share;
    f.methane_oxidised = oxidised * rising;
    f.methane_dissolved = (1.0 - oxidised) * rising;
    f.oxidised_damping = oxidised * (rising_slope + rising / (oxygen * depth));
    f.dissolved_damping = (1.0 - oxidised) * rising_slope;
    const Block made =
        oxygen_of_carbon * depth * (held.labile_decay * c[bed_labile_carbon] + held.slow_decay * c[bed_slow_carbon]);
    const Block nitrogen =
        f.nitrate_denitrified * c[nitrate_nitrogen] +
        (f.ammonia_nitrified * c[ammonia_nitrogen] + f.bed_ammonia_nitrified * c[bed_ammonia_nitrogen] * depth) *
            f.to_gas +
        f.bed_nitrate_denitrified * c[bed_nitrate_nitrogen] * depth;
    f.carbon_damping = oxygen_of_denitrification * nitrogen * carbon_half * carbon_inverse / max(stock, Block(1e-200));
    const Block left = max(made - oxygen_of_denitrification * nitrogen, none);
    const Block beyond = max(stock - full, none);
    f.methane_bubbles = left * (1.0 - share) + bubble_release_ * beyond;
    f.bubbles_damping =
        select(saturated & within, 3.0 * left / full, none) + select(beyond > none, Block(bubble_release_), none);
    return f;
}

const std::vector<std::size_t>& diagenesis_reads() {
    using namespace species;
    static const std::vector<std::size_t> list{dissolved_oxygen,     ammonia_nitrogen, nitrate_nitrogen,
                                               bed_labile_carbon,    bed_slow_carbon,  bed_ammonia_nitrogen,
                                               bed_nitrate_nitrogen, bed_methane};
    return list;
}

const ProcessDescription& diagenesis_law() {
    static const ProcessDescription law = [] {
        const std::string name = "diagenesis", q2k = "QUAL2Kw 5.1", toro = "Di Toro 2001";
        return ProcessDescription{
            .name = name,
            .title = "底泥成岩",
            .sentence =
                "Two layers of the bed: a thin one with oxygen, in balance, whose exchange with the water is s = "
                "SOD / O, over one without, 10 cm thick.",
            .source = "Di Toro & Fitzpatrick 1993; Di Toro 2001; Pelletier & Chapra 2008",
            .drivers = {"depth", "water_temperature"},
            .row = {},
            .outside = {},
            .parameters = {
                declare(name, "thickness", "m", 0.1, 0.01, 1, "Of the layer without oxygen.", q2k),
                declare(name, "solids", "kg/L", 0.5, 0, 3, "Dry matter of the bed over its volume.", q2k),
                declare(name, "burial", "m/d", 5e-6, 0, 0.01, "Velocity at which the bed is buried.", q2k),
                declare(name, "diffusion", "m2/d", 1e-3, 1e-6, 0.1,
                        "Diffusion in the water of the pores, what animals stir in it.", q2k),
                declare(name, "diffusion_theta", "1", 1.08, 0.9, 1.3, "Temperature factor of diffusion.", q2k),
                declare(name, "mixing", "m2/d", 1.2e-4, 0, 0.01, "Mixing of particles by animals.", q2k),
                declare(name, "mixing_theta", "1", 1.117, 0.9, 1.3, "Temperature factor of mixing.", q2k),
                declare(name, "labile_rate", "1/d", 0.035, 0, 10, "Decay of labile matter of the bed at 20 degC.", q2k),
                declare(name, "labile_theta", "1", 1.1, 0.9, 1.3, "Temperature factor of that.", q2k),
                declare(name, "slow_rate", "1/d", 0.0018, 0, 1, "Decay of slow matter of the bed at 20 degC.", q2k),
                declare(name, "slow_theta", "1", 1.15, 0.9, 1.3, "Temperature factor of that.", q2k),
                declare(name, "nitrification", "m/d", 0.131, 0, 10, "Reaction velocity in the thin layer at 20 degC.",
                        q2k),
                declare(name, "nitrification_theta", "1", 1.123, 0.9, 1.3, "Temperature factor of its square.", q2k),
                declare(name, "ammonia_half_saturation", "mg/L", 0.728, 1e-6, 1e6,
                        "Ammonia at which nitrification is half of what it would be in proportion.", q2k),
                declare(name, "nitrification_oxygen", "mg/L", 0.37, 0.01, 10,
                        "Oxygen in the thin layer at half the nitrification; in the water twice as much.", q2k),
                declare(name, "ammonia_partition", "L/kg", 1, 0, 1e6, "Partition of ammonia in the bed.", q2k),
                declare(name, "denitrification", "m/d", 0.1, 0, 10, "Reaction velocity in the thin layer at 20 degC.",
                        q2k),
                declare(name, "denitrification_below", "m/d", 0.25, 0, 10,
                        "Reaction velocity in the layer without oxygen at 20 degC.", q2k),
                declare(name, "denitrification_theta", "1", 1.08, 0.9, 1.3, "Temperature factor of both.", q2k),
                declare(name, "methane_oxidation", "m/d", 0.7, 0, 10, "Reaction velocity in the thin layer at 20 degC.",
                        q2k),
                declare(name, "methane_oxidation_theta", "1", 1.079, 0.9, 1.3, "Temperature factor of its square.",
                        toro),
                declare_choice(name, "methane_formula", {"layer", "profile"},
                               "Share of methane that is oxidised: of a layer that is mixed, or of a profile.", q2k),
                declare(name, "bubble_release", "1/d", 10, 0, 1000,
                        "Rate at which methane beyond saturation leaves where the level falls.", "estimate"),
                declare(name, "phosphate_partition", "L/kg", 20, 0, 1e6,
                        "Partition of phosphate in the bed without oxygen.", q2k),
                declare(name, "oxic_factor", "1", 20, 1, 1e4, "That with oxygen over it.", q2k),
                declare(name, "critical_oxygen", "mg/L", 2, 1e-3, 20, "Oxygen of the water below which it falls.",
                        q2k)}};
    }();
    return law;
}

}  // namespace qingliu
