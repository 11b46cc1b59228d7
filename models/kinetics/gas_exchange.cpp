// Exchange of gases with the air:
//  - reaeration, k2 (Cs - O), k2 by gas_transfer.hpp: it slows itself at k2, 1e3 .. 1e4 1/d in centimetres of water;
//  - carbon dioxide, 0.923 k2 (KH p - CO2) (Mills 1982: the fourth root of the molecular weights), CO2 the dissolved
//  gas
//    that pH leaves of all inorganic carbon;
//  - ammonia, v f NH4 / H, f the share that is NH3; v of two films, 1 / v = 1 / (1.171 k2 H) + 1 / (He Kg), Kg = 175.3
//  w
//    + 262.9 m/d, He = 1.37e-5 1.052^(T - 20) atm m3/mol over R Tk (Chapra 1997; QUAL2Kw).
#include "engine/base/quantity.hpp"
#include "models/kinetics/gas_transfer.hpp"
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

class Reaeration : public Process {
public:
    explicit Reaeration(const ParametersOf& value) : transfer_(value) {}
    void begin_step(const Weather& weather) override { transfer_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return transfer_.at(drivers); }
    void rate(const CellWater& water, const Block& k2, Block& rate, Block& damping) const override {
        rate = k2 * (water.drivers.oxygen_saturation - water.c[species::dissolved_oxygen]);
        damping = k2;
    }

private:
    GasTransfer transfer_;
};

class CarbonDioxideExchange : public Process {
public:
    CarbonDioxideExchange(const ParametersOf& value, const ParametersOf& reaeration)
        : transfer_(reaeration), pressure_(value("pressure")), factor_(value("factor")) {}
    void begin_step(const Weather& weather) override { transfer_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return factor_ * transfer_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        // mol L-1 of the gas to g C m-3
        rate = k * (12e3 * pressure_ * water.drivers.acidity.henry - water.acidity.carbon_dioxide);
        damping = k * water.acidity.carbon_dioxide_slope;
    }

private:
    GasTransfer transfer_;
    double pressure_;  // atm
    double factor_;    // 1
};

class AmmoniaVolatilisation : public Process {
public:
    AmmoniaVolatilisation(const ParametersOf& value, const ParametersOf& reaeration)
        : transfer_(reaeration), factor_(value("factor")), henry_(1.37e-5 / 8.206e-5, 1.052) {}
    void begin_step(const Weather& weather) override {
        transfer_.begin_step(weather);
        henry_.begin_step(weather);
        gas_film_ = to_si(175.3 * weather.wind_speed + 262.9, "m/d");
    }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block liquid = 1.171 * transfer_.at(drivers) * drivers.depth;  // m s-1
        const Block gas = henry_.at(drivers) / (drivers.temperature + 273.15) * gas_film_ * drivers.open_water;
        return factor_ * liquid * gas / (max(liquid + gas, Block(1e-30)) * drivers.depth);
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        damping = k * water.acidity.ammonia_share;
        rate = damping * water.c[species::ammonia_nitrogen];
    }

private:
    GasTransfer transfer_;
    double factor_;
    TemperatureLaw henry_;  // K
    double gas_film_ = 0;   // m s-1
};

}  // namespace

ProcessEntry reaeration() {
    return {
        .description = {.name = "reaeration",
                        .title = "大气复氧",
                        .sentence =
                            "k2 (Cs - O); k2 by a formula of flow and one of wind, together no less than a floor.",
                        .source = "O'Connor & Dobbins 1958; Churchill et al. 1962; Owens et al. 1964; Covar 1976; "
                                  "Tsivoglou & Neal 1976; "
                                  "Melching & Flores 1999; Thackston & Dawson 2001; Banks & Herrera 1977",
                        .drivers = {"depth", "velocity", "friction_slope", "top_width", "water_temperature",
                                    "wind_speed", "elevation", "ice"},
                        .row = {{species::dissolved_oxygen, 1}},
                        .outside = {{Reservoir::atmospheric_oxygen, -1}},
                        .parameters = gas_transfer_parameters()},
        .make = [](const ParametersOf& value, const ProcessSettings&) { return std::make_unique<Reaeration>(value); }};
}

std::vector<ProcessEntry> acid_gases() {
    const std::string carbon = "carbon_dioxide_exchange", ammonia = "ammonia_volatilisation";
    const std::vector<std::size_t> acids{species::alkalinity, species::inorganic_carbon};
    return {{.description = {.name = carbon,
                             .title = "二氧化碳交换",
                             .sentence =
                                 "0.923 k2 (KH p - CO2), k2 that of oxygen and CO2 what pH leaves of inorganic carbon.",
                             .source = "Mills et al. 1982; Chapra 1997",
                             .drivers = {"depth", "velocity", "friction_slope", "top_width", "water_temperature",
                                         "wind_speed", "ice", "ph"},
                             .row = {{species::inorganic_carbon, 1}},
                             .outside = {{Reservoir::atmospheric_carbon, -1}},
                             .parameters = {declare(carbon, "pressure", "1", 4.2e-4, 0, 0.1,
                                                    "Partial pressure of carbon dioxide in the air, in atmospheres.",
                                                    "2023 mean, about 420 ppm"),
                                            declare(carbon, "factor", "1", 0.923, 0, 5,
                                                    "Its transfer over that of oxygen.", "Mills et al. 1982")},
                             .reads = {species::alkalinity}},
             .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                 if (value("factor") <= 0) return nullptr;
                 return std::make_unique<CarbonDioxideExchange>(value, value.of(reaeration().description));
             }},
            {.description = {.name = ammonia,
                             .title = "氨挥发",
                             .sentence = "v f NH4 / H, v of two films in series and f the share that pH leaves as NH3.",
                             .source = "Chapra 1997; Pelletier & Chapra 2008",
                             .drivers = {"depth", "velocity", "friction_slope", "top_width", "water_temperature",
                                         "wind_speed", "ice", "ph"},
                             .row = {{species::ammonia_nitrogen, -1}},
                             .outside = {{Reservoir::atmospheric_ammonia, 1}},
                             .parameters = {declare(ammonia, "factor", "1", 1, 0, 10, "Factor on the transfer.",
                                                    "calibration")},
                             .reads = acids},
             .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                 if (value("factor") <= 0) return nullptr;
                 return std::make_unique<AmmoniaVolatilisation>(value, value.of(reaeration().description));
             }}};
}

}  // namespace qingliu
