// What a kinetic process is: parameters, drivers, a row of the Petersen matrix, a rate. One file each (or a few of a
// kind together). Rates are per volume and second; a process's extent is the time integral of its rate, and everything
// it does to the water is its row times its extent, so nothing is created or lost whatever the integrator does.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/parameter.hpp"
#include "models/kinetics/acidity.hpp"
#include "models/kinetics/block.hpp"
#include "models/kinetics/temperature_factors.hpp"

namespace qingliu {

/// What lies over the water in a step, the same for all cells.
struct Weather {
    double temperature = 20;       ///< degC, of the water where its temperature is not carried
    bool same_temperature = true;  ///< all water has that temperature
    double wind_speed = 0;         ///< m s-1 at 10 m
    double elevation = 0;          ///< m
    double air_temperature = 20;   ///< degC
    double vapour_pressure = 0;    ///< hPa, of the air
    double cloud_cover = 0;        ///< 1, share of the sky
    double short_wave = 0;         ///< W m-2, of sun and sky onto the water, what it reflects not taken off
};

/// Thickness of ice that closes the water (m): thinner ice has gaps. An estimate.
inline constexpr double ice_that_closes = 0.05;

/// A formula of light_formulas() and its constant.
struct LightKey {
    int formula = 0;
    double constant = 0;  ///< W m-2
    bool operator==(const LightKey&) const = default;
};

/// Of each cell, held over a step.
struct Drivers {
    Block depth;               ///< m, mean over the width, > 0
    Block velocity;            ///< m s-1, >= 0
    Block friction_slope;      ///< 1, S_f >= 0; 0 where nothing tells it
    Block top_width;           ///< m, > 0; 1 where nothing tells it
    Block temperature;         ///< degC, of the water at the start of the step
    Block oxygen_saturation;   ///< g m-3, at that temperature
    Block bed_depth;           ///< m, volume of the water over the area of the bed that all in the bed is told by
    Block ice;                 ///< m, thickness, 0 where none is carried
    Block open_water;          ///< 1, share of the surface that ice leaves open
    Block light;               ///< W m-2 that algae can use, just under the surface; where a process asks for light
    AcidityConstants acidity;  ///< where a process asks for the pH
    Block hydrogen;            ///< mol L-1, its activity at the start of the step; where a process asks for the pH
    mutable TemperatureFactors temperature_factors = {};
};

struct BedFluxes;

/// What a rate looks at.
struct CellWater {
    CellWater(const Concentrations& concentrations, const Drivers& held, double now)
        : c(concentrations), drivers(held), time(now) {}

    const Concentrations& c;  ///< none negative
    const Drivers& drivers;
    double time;                                    ///< s since 1970Z
    Block extinction;                               ///< m-1, of light; where a process asks for it
    Acidity acidity;                                ///< where a process asks for the pH
    const Block* kept = nullptr;                    ///< what keep() left
    const BedFluxes* bed = nullptr;                 ///< where a process asks for diagenesis
    mutable WorkedOutOnce<LightKey, 4> mean_light;  ///< how light limits algae afloat
};

/// One entry of a row: g of the species (or reservoir) made per g of extent; negative where used.
struct Stoichiometry {
    std::size_t species;
    double coefficient;
};
/// A reservoir outside (air, bed, algae) that the row exchanges with.
enum class Reservoir {
    atmospheric_oxygen,
    atmospheric_carbon,
    atmospheric_ammonia,
    atmospheric_methane,
    nitrogen_gas,
    bed_demand,
    bed_organic_nitrogen,
    bed_phosphorus,
    bed_silicon,
    bed,  ///< matter that holds none of the balanced elements
    algal_demand
};
struct Exchanged {
    Reservoir reservoir;
    double coefficient;
};

struct ProcessDescription {
    std::string name;      ///< word name, prefix of its parameters
    std::string title;     ///< Chinese
    std::string sentence;  ///< the rate law
    std::string source;    ///< author year
    std::vector<std::string>
        drivers;  ///< "light", "ph", "diagenesis" among them: CellWater has what follows from those
    /// What carbon, sulfur, silicon and charge this and `outside` leave open goes to inorganic carbon, sulfate, silica
    /// and alkalinity (see PetersenMatrix).
    std::vector<Stoichiometry> row;
    std::vector<Exchanged> outside;
    std::vector<ParameterDeclaration> parameters;  ///< SI
    std::vector<std::size_t> reads = {};           ///< species the rate looks at beside those of the row
    std::vector<std::size_t> replaced_by = {};     ///< species whose own processes do this one's work where carried
    std::vector<std::size_t> looks_at = {};        ///< species the rate looks at as well where they are carried
};

class Process {
public:
    Process() = default;
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    virtual ~Process() = default;

    /// Takes in what is the same for all cells of a step.
    virtual void begin_step(const Weather& weather) = 0;
    /// What is constant over the step in each cell; 0 switches the process off there.
    [[nodiscard]] virtual Block coefficient(const Drivers& drivers) const = 0;
    /// Values beside the coefficient that it keeps over a step in each cell.
    [[nodiscard]] virtual std::size_t keeps() const { return 0; }
    /// Writes them.
    virtual void keep(const Drivers& /*drivers*/, Block* /*kept*/) const {}
    /// Writes the rate (g m-3 s-1) and its damping -sum_i row_i d rate / d c_i (s-1, >= 0): how fast the process slows
    /// itself down.
    virtual void rate(const CellWater& water, const Block& coefficient, Block& rate, Block& damping) const = 0;
};

/// SI values by "process.parameter"; what is absent has its default.
using ParameterValues = std::map<std::string, double>;

/// The values of one process. Asking for an undeclared parameter is a bug (std::logic_error).
class ParametersOf {
public:
    ParametersOf(const ProcessDescription& description, const ParameterValues& values)
        : description_(description), values_(values) {}
    [[nodiscard]] double operator()(const std::string& parameter) const;
    /// Those of another process, out of the same values.
    [[nodiscard]] ParametersOf of(const ProcessDescription& other) const { return {other, values_}; }

private:
    const ProcessDescription& description_;
    const ParameterValues& values_;
};

/// What a process may need to know beside its parameters.
struct ProcessSettings {
    int utc_offset_minutes = 480;           ///< of the clock its hours of day are told in
    std::vector<std::size_t> carried = {};  ///< species; of those it `looks_at` it may look at these alone
    [[nodiscard]] bool carries(std::size_t one) const {
        return std::find(carried.begin(), carried.end(), one) != carried.end();
    }
};

struct ProcessEntry {
    ProcessDescription description;
    /// Makes the process; null where its parameters leave it without effect.
    std::function<std::unique_ptr<Process>(const ParametersOf&, const ProcessSettings&)> make;
    /// The case brought it along: its rate may be no number somewhere, which the step then tells.
    bool own = false;
};

/// Declares a parameter; default and bounds in `unit`.
ParameterDeclaration declare(const std::string& process, const std::string& parameter, const std::string& unit,
                             double default_value, double minimum, double maximum, const std::string& sentence,
                             const std::string& source);
/// Declares a parameter that is one of some words; the first is the default.
ParameterDeclaration declare_choice(const std::string& process, const std::string& parameter,
                                    const std::vector<std::string>& choices, const std::string& sentence,
                                    const std::string& source);
/// Names of formulas, for a parameter that chooses among them.
template <class List>
std::vector<std::string> names_of(const List& list) {
    std::vector<std::string> names;
    for (const auto& formula : list) names.push_back(formula.name);
    return names;
}
/// The usual temperature factor theta, k(T) = k20 theta^(T - 20).
ParameterDeclaration declare_theta(const std::string& process, double default_value, const std::string& source);
/// The usual oxygen half-saturation.
ParameterDeclaration declare_half_saturation(const std::string& process, double default_value,
                                             const std::string& source);

/// Oxygen limitation O / (K + O) and its slope by O; smooth down to no oxygen. K = 0 means "as long as there is any".
struct OxygenLimit {
    Block value;
    Block slope;  ///< m3 g-1
};
QINGLIU_INLINE OxygenLimit oxygen_limit(const Block& oxygen, double half_saturation) {
    const Block k(half_saturation + 1e-9);  // keeps the quotient finite where both are zero
    const Block inverse = 1.0 / (oxygen + k);
    return {oxygen * inverse, k * inverse * inverse};
}

}  // namespace qingliu
