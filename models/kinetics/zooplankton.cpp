// Zooplankton, one group, as carbon with fixed shares of nitrogen and phosphorus: it eats green algae, diatoms and
// detritus (grazing.hpp), egests what it does not keep as detritus, breathes, and dies.
//
//   from algae     nitrogen and phosphorus that they hold more than zooplankton does are excreted
//   from detritus  those come out of the organic nitrogen and phosphorus
//   mortality      (kd + kp Z) theta^(T-20) Z; the second, of those that eat it, grows with how many there are
//                  (Steele & Henderson 1992)
#include "models/kinetics/grazing.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"

namespace qingliu {
namespace {

using namespace species;

class Ingestion final : public Process {
public:
    Ingestion(std::size_t food, const ParametersOf& law, const ProcessSettings& settings)
        : food_(food), grazing_(law, settings) {}

    void begin_step(const Weather& weather) override { grazing_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return grazing_.most(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Grazing::Meal meal = grazing_.meal(food_, water.c, k);
        rate = meal.eaten;
        // the more grazers, the more is eaten
        const Block grows = meal.eaten / max(water.c[zooplankton], Block(1e-12));
        damping = max(meal.by_food + meal.by_nutrient - grows, Block(0.0));
    }

private:
    std::size_t food_;
    Grazing grazing_;
};

class Egestion final : public Process {
public:
    Egestion(const ParametersOf& law, const ProcessSettings& settings)
        : grazing_(law, settings), lost_(1 - law("assimilation")) {}

    void begin_step(const Weather& weather) override { grazing_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return grazing_.most(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Grazing::Meals meals = grazing_.meals(water.c, k);
        rate = lost_ * meals.eaten;
        damping = max(rate / max(water.c[zooplankton], Block(1e-12)) - lost_ * meals.by_detritus, Block(0.0));
    }

private:
    Grazing grazing_;
    double lost_;
};

class Mortality final : public Process {
public:
    explicit Mortality(const ParametersOf& value)
        : rate_(1, value("theta")), death_(value("rate")), predation_(value("predation")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block by_predation = predation_ * water.c[zooplankton];
        rate = k * (death_ + by_predation) * water.c[zooplankton];
        damping = k * (death_ + 2.0 * by_predation);
    }

private:
    TemperatureLaw rate_;
    double death_;      // s-1
    double predation_;  // m3 g-1 s-1
};

/// Detritus with what nitrogen and phosphorus a gram of zooplankton holds.
const std::vector<Stoichiometry> to_detritus = {{zooplankton, -1},
                                                {detritus, oxygen_of_carbon},
                                                {organic_nitrogen, zooplankton_nitrogen},
                                                {organic_phosphorus, zooplankton_phosphorus}};

ProcessEntry grazing_on(std::size_t food, const std::string& name, const std::string& title,
                        std::vector<Stoichiometry> row, std::vector<std::size_t> reads) {
    return {.description = {.name = "grazing_on_" + name,
                            .title = "摄食" + title,
                            .sentence = "p c / F of what zooplankton eats; what it egests goes on from there.",
                            .source = grazing_law().source,
                            .drivers = grazing_law().drivers,
                            .row = std::move(row),
                            .outside = {},
                            .parameters = {},
                            .reads = std::move(reads),
                            .looks_at = {green_algae, diatoms, detritus}},
            .make = [food](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
                const ParametersOf law = value.of(grazing_law());
                if (law("rate") <= 0) return nullptr;
                return std::make_unique<Ingestion>(food, law, settings);
            }};
}

ProcessEntry grazing_on_algae(std::size_t food, const std::string& name, const std::string& title) {
    return grazing_on(food, name, title,
                      {{food, -1},
                       {zooplankton, 1},
                       {ammonia_nitrogen, algal_nitrogen - zooplankton_nitrogen},
                       {phosphate, algal_phosphorus - zooplankton_phosphorus}},
                      {dissolved_oxygen, organic_nitrogen, organic_phosphorus});
}

}  // namespace

std::vector<ProcessEntry> zooplankton_processes() {
    const std::string egestion = "zooplankton_egestion", breathing = "zooplankton_respiration",
                      mortality = "zooplankton_mortality";
    return {
        grazing_on_algae(green_algae, "green_algae", "绿藻"),
        grazing_on_algae(diatoms, "diatoms", "硅藻"),
        grazing_on(detritus, "detritus", "碎屑",
                   {{detritus, -oxygen_of_carbon},
                    {organic_nitrogen, -zooplankton_nitrogen},
                    {organic_phosphorus, -zooplankton_phosphorus},
                    {zooplankton, 1}},
                   {dissolved_oxygen}),
        {.description = {.name = egestion,
                         .title = "浮游动物排遗",
                         .sentence = "(1 - e) of all that zooplankton eats becomes detritus.",
                         .source = grazing_law().source,
                         .drivers = grazing_law().drivers,
                         .row = to_detritus,
                         .outside = {},
                         .parameters = {},
                         .reads = {dissolved_oxygen},
                         .looks_at = {green_algae, diatoms}},
         .make = [](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
             const ParametersOf law = value.of(grazing_law());
             if (law("rate") <= 0 || law("assimilation") >= 1) return nullptr;
             return std::make_unique<Egestion>(law, settings);
         }},
        oxidation({breathing, "浮游动物呼吸", "kr O / (K + O) Z: it breathes, and excretes what it is made of.",
                   "Cole & Wells 2015 (CE-QUAL-W2)"},
                  zooplankton, oxygen_of_carbon,
                  {{ammonia_nitrogen, zooplankton_nitrogen}, {phosphate, zooplankton_phosphorus}},
                  {declare(breathing, "rate", "1/d", 0.1, 0, 10, "Respiration rate at 20 degC.", "CE-QUAL-W2 default"),
                   declare_theta(breathing, 1.072, "as grazing"),
                   declare_half_saturation(breathing, 0.5, "estimate, as for other respiration")}),
        {.description = {.name = mortality,
                         .title = "浮游动物死亡",
                         .sentence = "(kd + kp Z) Z: it dies of itself and is eaten, and is detritus.",
                         .source = "Cole & Wells 2015 (CE-QUAL-W2); Steele & Henderson 1992",
                         .drivers = {"water_temperature"},
                         .row = to_detritus,
                         .outside = {},
                         .parameters = {declare(mortality, "rate", "1/d", 0.01, 0, 10, "Death rate at 20 degC.",
                                                "CE-QUAL-W2 default"),
                                        declare(mortality, "predation", "L/mg/d", 0, 0, 100,
                                                "Rate at which it is eaten at 20 degC, over its own carbon.",
                                                "off by default"),
                                        declare_theta(mortality, 1.072, "as grazing")}},
         .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
             if (value("rate") <= 0 && value("predation") <= 0) return nullptr;
             return std::make_unique<Mortality>(value);
         }},
    };
}

}  // namespace qingliu
