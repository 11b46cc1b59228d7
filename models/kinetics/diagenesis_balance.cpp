// The balance of both layers of the bed, solved directly: of a value of s all else follows in closed form but for the
// methane, and s is the one at which the oxygen balances.
#include <algorithm>

#include "models/kinetics/diagenesis_law.hpp"

namespace qingliu {
namespace {

using namespace species;

std::size_t of_bed(std::size_t stock) { return stock - bed_labile_carbon; }

/// Root of what falls, between two positive ends, to rounding.
template <class Function>
double root_of(const Function& function, double low, double high) {
    for (int step = 0; step < 200; ++step) {
        const double middle = std::sqrt(low) * std::sqrt(high);
        if (!(middle > low && middle < high)) break;
        (function(middle) > 0 ? low : high) = middle;
    }
    return high;
}

}  // namespace

BedSettling DiagenesisLaw::lasting(const Concentrations& c, const Block& phosphorus, const BedHeld& held,
                                   const BedSettling& settling) const {
    BedSettling stocks;
    const double buried = burial_ / thickness_;
    double decays[3];  // g m-2 s-1 of carbon, nitrogen, phosphorus
    for (std::size_t element = 0; element < 3; ++element) {
        decays[element] = 0;
        const double rates[] = {held.labile_decay[0], held.slow_decay[0], 0};
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t one = 3 * element + k;
            const double lost = rates[k] + buried;
            stocks.into[one] = lost > 0 ? settling.into[one] / lost : 0.0;  // without burial inert matter never lasts
            decays[element] += rates[k] * stocks.into[one];
        }
    }
    const double made = oxygen_of_carbon * decays[0] + settling.into[of_bed(bed_methane)];
    const double nitrogen = decays[1] + settling.into[of_bed(bed_ammonia_nitrogen)];
    const double phosphate_made = decays[2] + settling.into[of_bed(bed_phosphate)];

    // of what decays below, this share comes up whatever comes down; of what comes down the rest is buried
    const Exchange ammonia = exchange(held, Block(ammonia_sorption_), ammonia_sorption_);
    const double leaves = ammonia.up[0] + burial_;
    const Block oxygen = max(c[dissolved_oxygen], Block(least_oxygen));
    ThinLayer layer{
        .oxygen = oxygen,
        .methane = Block(made),
        .methane_oxidation = held.methane_oxidation,
        .nitrification = held.nitrification * c[dissolved_oxygen] / (2 * oxygen_half_ + c[dissolved_oxygen] + 1e-9),
        .ammonia_half = ammonia_half_,
        .ammonia = c[ammonia_nitrogen],
        .ammonia_from_bed = Block(ammonia.up[0] * nitrogen / leaves),
        .ammonia_back = ammonia.back * (burial_ / leaves),
        .profile = profile_};
    const double diffusion = held.diffusion[0], full = held.methane_saturation[0] * thickness_;
    const double knee = 2 * diffusion * held.methane_saturation[0];
    const double nitrate = c[nitrate_nitrogen][0];

    const auto demand = [&](double s) {
        const Nitrified nitrified = ammonia_nitrified(layer, Block(s));
        const double above = nitrified.flux[0] / std::max(nitrified.velocity[0], 1e-300);  // dissolved, g m-3
        stocks.into[of_bed(bed_ammonia_nitrogen)] = (nitrogen + ammonia.back[0] * above) / leaves * thickness_;
        double rising = 0;
        // the methane that carries what is left of itself by denitrification
        const auto gain = [&](double stock) {
            const double carbon = stock / (stock + carbon_half);
            const double k1 = held.denitrification[0] * carbon / s, k2 = held.denitrification_below[0] * carbon;
            const double back = diffusion * k2 / (diffusion + k2);  // of what goes down
            const double thin = (s * nitrate + nitrified.flux[0]) / (s + k1 + back);
            stocks.into[of_bed(bed_nitrate_nitrogen)] = diffusion * thin / (diffusion + k2) * thickness_;
            const double left = std::max(made - oxygen_of_denitrification * (k1 + back) * thin, 0.0);
            rising = std::min(left, std::sqrt(knee * left));
            const double lasts = left > knee ? full * (1 - rising / left / 3) : rising * thickness_ / (3 * diffusion);
            return lasts - stock;
        };
        constexpr double next_to_none = 1e-30;
        const double lasts = gain(next_to_none) > 0 ? root_of(gain, next_to_none, full) : 0.0;
        stocks.into[of_bed(bed_methane)] = lasts;
        gain(lasts);
        return rising * methane_oxidised(layer, Block(s)).share[0] + oxygen_of_nitrification * nitrified.flux[0];
    };
    const double least = 0.5 * diffusion;
    const double most = std::max(solve_transfer(layer, Block(least), Block(0.0))[0], least) * 2;
    const double s =
        std::max(root_of([&](double velocity) { return demand(velocity) - velocity * oxygen[0]; }, least, most), least);
    demand(s);

    const Block oxic = min(c[dissolved_oxygen] * (1 / critical_oxygen_), Block(1.0));
    const Exchange exchanged =
        exchange(held, phosphate_sorption_ * exponential(log_oxic_factor_ * oxic), phosphate_sorption_);
    const double goes = exchanged.up[0] + burial_, share = burial_ / goes;
    const double thin = (s * phosphorus[0] + exchanged.up[0] * phosphate_made / goes) / (s + exchanged.back[0] * share);
    stocks.into[of_bed(bed_phosphate)] = (phosphate_made + exchanged.back[0] * thin) / goes * thickness_;
    return stocks;
}

}  // namespace qingliu
