#include "models/kinetics/observables.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/kinetics/acidity.hpp"
#include "models/kinetics/redox.hpp"

namespace qingliu {
namespace {

using namespace species;

/// Parameters of organic_readings(), in their order.
enum Reading : std::size_t { labile_bottle, slow_bottle, refractory_bottle, dichromate, permanganate };

/// Of one cell.
struct Sample {
    std::array<double, species::count> c{};  // 0 where not carried
    std::array<bool, species::count> carried{};
    double temperature = 20;  // degC
    double extinction = 0;    // m-1
};

struct Observable {
    Constituent constituent;
    std::vector<std::size_t> needs;  // all of them
    std::vector<std::size_t> takes;  // if they are carried
    double (*read)(const Sample& sample, const std::vector<double>& parameters);
};

const std::vector<std::size_t> organic = {labile_organic_matter, slow_organic_matter, refractory_organic_matter,
                                          detritus};
const std::vector<std::size_t> shading = {green_algae, diatoms, fine_solids, coarse_solids};
const std::vector<std::size_t> alive = {green_algae, diatoms, zooplankton};

double algae(const Sample& s) { return s.c[green_algae] + s.c[diatoms]; }

/// Carbon of all that lives in it.
double living(const Sample& s) { return algae(s) + s.c[zooplankton]; }

/// Demand of everything organic, g O2 m-3.
double whole_demand(const Sample& s) {
    double sum = oxygen_of_carbon * living(s);
    for (const std::size_t one : organic) sum += s.c[one];
    return sum;
}

double five_days(double demand, double rate) { return demand * -std::expm1(-rate * 5 * 86400); }

/// 7 where nothing makes it.
double ph(const Sample& s) {
    if (!s.carried[alkalinity] || !s.carried[inorganic_carbon]) return 7;
    return ph_of(s.temperature, s.c[conductivity], s.c[alkalinity], s.c[inorganic_carbon], s.c[ammonia_nitrogen],
                 s.carried[phosphate] ? s.c[phosphate] : s.c[dissolved_phosphorus]);
}

const std::vector<Observable>& all() {
    const auto shown = [](const char* name, const char* title, const char* unit, const char* long_name) {
        Constituent one{name, title, unit, "", long_name, false, true};
        return one;
    };
    static const std::vector<Observable> list = {
        {shown("ph", "pH", "1", "pH, by alkalinity and inorganic carbon"),
         {alkalinity, inorganic_carbon},
         {ammonia_nitrogen, phosphate, dissolved_phosphorus, conductivity},
         [](const Sample& s, const std::vector<double>&) { return ph(s); }},
        {shown("biochemical_oxygen_demand", "五日生化需氧量", "g m-3", "five-day biochemical oxygen demand"), organic,
         alive,
         [](const Sample& s, const std::vector<double>& p) {
             return five_days(s.c[labile_organic_matter], p[labile_bottle]) +
                    five_days(s.c[slow_organic_matter] + s.c[detritus] + oxygen_of_carbon * living(s), p[slow_bottle]) +
                    five_days(s.c[refractory_organic_matter], p[refractory_bottle]);
         }},
        {shown("chemical_oxygen_demand", "化学需氧量", "g m-3", "chemical oxygen demand (dichromate)"), organic, alive,
         [](const Sample& s, const std::vector<double>& p) { return p[dichromate] * whole_demand(s); }},
        {shown("permanganate_index", "高锰酸盐指数", "g m-3", "permanganate index (CODMn)"), organic, alive,
         [](const Sample& s, const std::vector<double>& p) { return p[permanganate] * whole_demand(s); }},
        {shown("total_phosphorus", "总磷", "g m-3", "total phosphorus (as P)"),
         {phosphate, organic_phosphorus},
         {green_algae, diatoms, zooplankton, sorbed_phosphate},
         [](const Sample& s, const std::vector<double>&) {
             return s.c[phosphate] + s.c[sorbed_phosphate] + s.c[organic_phosphorus] + algal_phosphorus * algae(s) +
                    zooplankton_phosphorus * s.c[zooplankton];
         }},
        {shown("total_nitrogen", "总氮", "g m-3", "total nitrogen (as N)"),
         {ammonia_nitrogen, nitrate_nitrogen, organic_nitrogen, green_algae},
         {nitrite_nitrogen, diatoms, zooplankton},
         [](const Sample& s, const std::vector<double>&) {
             return s.c[ammonia_nitrogen] + s.c[nitrate_nitrogen] + s.c[organic_nitrogen] + s.c[nitrite_nitrogen] +
                    algal_nitrogen * algae(s) + zooplankton_nitrogen * s.c[zooplankton];
         }},
        {shown("chlorophyll_a", "叶绿素a", "mg m-3", "chlorophyll a of algae afloat"),
         {green_algae},
         {diatoms},
         [](const Sample& s, const std::vector<double>&) { return 1e3 * chlorophyll_of_carbon * algae(s); }},
        {shown("transparency", "透明度", "m", "transparency, 1.7 over the extinction of light (Poole & Atkins 1929)"),
         {suspended_solids, detritus},
         shading,
         [](const Sample& s, const std::vector<double>&) { return 1.7 / s.extinction; }},
        {shown("redox_potential_surrogate", "氧化还原电位（推算）", "mV",
               "redox potential, a surrogate by oxygen, nitrate, sulfide and pH, within 150 mV or so, against the "
               "standard hydrogen electrode"),
         {dissolved_oxygen, nitrate_nitrogen, sulfide},
         {nitrite_nitrogen, alkalinity, inorganic_carbon},
         [](const Sample& s, const std::vector<double>&) {
             return redox_surrogate(s.c[dissolved_oxygen], s.c[nitrate_nitrogen] + s.c[nitrite_nitrogen], s.c[sulfide],
                                    ph(s));
         }},
    };
    return list;
}

bool possible(const Observable& observable, const std::vector<std::size_t>& carried) {
    return std::ranges::all_of(observable.needs,
                               [&](std::size_t one) { return std::ranges::find(carried, one) != carried.end(); });
}

std::vector<double> numbers(const ParameterValues& values) {
    const ParametersOf value(organic_readings(), values);
    return {value("labile_bottle_rate"), value("slow_bottle_rate"), value("refractory_bottle_rate"),
            value("dichromate_share"), value("permanganate_share")};
}

}  // namespace

std::vector<Constituent> observables_of(const std::vector<Constituent>& carried) {
    const auto there = species_of(carried);
    std::vector<Constituent> list;
    for (const Observable& observable : all()) {
        if (!possible(observable, there)) continue;
        list.push_back(observable.constituent);
        for (const auto* some : {&observable.needs, &observable.takes}) {
            for (const std::size_t one : *some) {
                if (std::ranges::find(there, one) != there.end())
                    list.back().made_of.push_back(known_constituents()[one].name);
            }
        }
    }
    return list;
}

Observables::Observables(const std::vector<Constituent>& carried, const ParameterValues& values)
    : species_(species_of(carried)), light_(ParametersOf(light_law(), values), species_), parameters_(numbers(values)) {
    for (std::size_t k = 0; k < all().size(); ++k) {
        if (possible(all()[k], species_)) acting_.push_back(k);
    }
}

void Observables::read(std::span<const double> carried, double temperature, std::span<double> read) const {
    Sample sample;
    for (std::size_t place = 0; place < species_.size(); ++place) {
        const std::size_t one = species_[place];
        sample.carried[one] = true;
        sample.c[one] = may_be_negative(one) ? carried[place] : std::max(carried[place], 0.0);
    }
    sample.temperature = sample.carried[water_temperature] ? sample.c[water_temperature] : temperature;
    Concentrations block;
    for (std::size_t one = 0; one < species::count; ++one) block[one] = Block(sample.c[one]);
    sample.extinction = light_.extinction(block)[0];
    for (std::size_t k = 0; k < acting_.size(); ++k) read[k] = all()[acting_[k]].read(sample, parameters_);
}

const ProcessDescription& organic_readings() {
    static const ProcessDescription law = [] {
        const std::string name = "organic_readings";
        const std::string sentence = "Rate at which a bottle at 20 degC uses up ";
        return ProcessDescription{
            .name = name,
            .title = "有机物读数",
            .sentence =
                "BOD5 = sum (1 - exp(-5 k)) c, COD = e sum c, CODMn = m sum c, over all kinds of organic matter.",
            .source = "DELWAQ process library, BODCOD",
            .drivers = {},
            .row = {},
            .outside = {},
            .parameters = {
                declare(name, "labile_bottle_rate", "1/d", 0.3, 0, 10, sentence + "labile organic matter.",
                        "DELWAQ, first pool"),
                declare(name, "slow_bottle_rate", "1/d", 0.15, 0, 10,
                        sentence + "slow organic matter, detritus and algae.", "DELWAQ, second pool"),
                declare(name, "refractory_bottle_rate", "1/d", 0.005, 0, 1, sentence + "refractory organic matter.",
                        "CE-QUAL-W2 0.001-0.01 1/d"),
                declare(name, "dichromate_share", "1", 0.9, 0, 1,
                        "Share of the organic matter that dichromate oxidises.", "DELWAQ default"),
                declare(name, "permanganate_share", "1", 0.5, 0, 1,
                        "Share of it that permanganate oxidises; 0.2 to 0.5 in Chinese rivers.", "DELWAQ default")}};
    }();
    return law;
}

}  // namespace qingliu
