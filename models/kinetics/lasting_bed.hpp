// The bed that lasts under water which stays as it is: the stocks that what settles keeps up, by the balance of both
// layers (diagenesis_law.hpp), solved directly.
#pragma once

#include <map>
#include <optional>

#include "models/kinetics/kinetics.hpp"

namespace qingliu {

class LastingBed {
public:
    /// Chemistry and values as for Kinetics; constituents of the water and of the bed. Throws what Kinetics does.
    LastingBed(const std::vector<Constituent>& constituents, const Chemistry& chemistry, const ParameterValues& values,
               const KineticsSettings& settings, const std::vector<Constituent>& bed);

    /// Whether all is carried that the bed's balance takes.
    [[nodiscard]] static bool known_of(const std::vector<Constituent>& constituents,
                                       const std::vector<Constituent>& bed);

    /// Whether something can settle into what bears that name.
    [[nodiscard]] static bool is_stock(const std::string& name);

    /// One cell of water; what of it the drivers below do not hold follows from the weather.
    struct Cell {
        std::vector<double> concentration;  ///< g m-3 [place], of the water
        double depth, velocity;             ///< m, mean over the width; m s-1
        double bed_depth;                   ///< m, volume over area of the bed
        std::optional<double> temperature;  ///< degC, of the bed's balance; that of the water if not given
    };
    /// Stocks of the bed (g m-2) by name; none where !known_of(). `settling` g m-2 s-1 by name of the stock it goes to;
    /// without it what settles from that water.
    [[nodiscard]] std::map<std::string, double> stocks(const Cell& cell, const Weather& weather,
                                                       const std::map<std::string, double>* settling);

private:
    std::vector<std::size_t> places_;  // [place] species
    bool carries_temperature_;
    std::size_t phosphorus_ = species::count;  // of the water
    Reactions reactions_;
    std::vector<std::size_t> settle_;  // processes that bring something from the water into stocks
    std::optional<DiagenesisLaw> law_;
    Held held_;
    PerProcess rate_, damping_;
};

}  // namespace qingliu
