#include "engine/run/case_records.hpp"

#include <algorithm>

#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

Record<MeasuredPoint> measured_record() {
    return Record<MeasuredPoint>("measured point", "What a gauge read at the start of the case.")
        .embed(&MeasuredPoint::at, river_point_record("of the gauge"))
        .field("water_level", &MeasuredPoint::water_level, quantity("m"), "Level above the datum of the network.")
        .field("discharge", &MeasuredPoint::discharge, quantity("m3/s"), "Discharge, positive downstream.")
        .embed(&MeasuredPoint::provenance, provenance_record(false));
}

Record<BedStretchText> bed_record() {
    return Record<BedStretchText>("bed stretch", "What lies in the bed of a river, or a stretch of it, at the start.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &BedStretchText::from, quantity("km"),
               "Design chainage of the upstream end; that of the river where it is left out.")
        .field("to", &BedStretchText::to, quantity("km"), "Design chainage of the downstream end, likewise.")
        .field("amounts", &BedStretchText::amounts, map_of(text()),
               "Constituents of the bed, over its area, as in {bed_phosphate: 3 g/m2}; the others are 0.")
        .optional()
        .field(
            "settling", &BedStretchText::settling, map_of(text()),
            "What has long been settling into each of them, as in {bed_labile_carbon: 0.5 g/m2/d}: the bed begins in "
            "balance with it, `amounts` aside.")
        .optional()
        .field("in_balance", &BedStretchText::in_balance, boolean(),
               "true: the bed begins in balance with what settles at the end of the spin-up.")
        .fallback("false")
        .field("temperature", &BedStretchText::temperature, quantity("degC").between(0, 40),
               "Mean temperature of the time in which it came into balance; that of the water at the start where it is "
               "left out.")
        .embed(&BedStretchText::provenance, provenance_record(false));
}

Record<StartText> start_record() {
    return Record<StartText>("initial", "The state every scenario begins from.")
        .mention("checkpoint", text(),
                 "File of the state to begin from, as `qingliu run --checkpoint` writes it; without it a steady flow.")
        .optional()
        .field("scenario", &StartText::scenario, name_of("a scenario"),
               "Whose forcing at the start of the case makes the steady state; of a checkpoint, the scenario all begin "
               "from, each from its namesake without it.")
        .optional()
        .field("spin_up", &StartText::spin_up, quantity("d").at_least(0),
               "Length of the run with constant forcing that makes the first concentrations after a steady flow.")
        .optional()
        .field("measured", &StartText::points, list_of(record_of(measured_record())),
               "Levels and discharges the state is drawn through after the spin-up, river by river.")
        .optional()
        .field("settle", &StartText::settle, quantity("h").at_least(0),
               "Length of the run with constant forcing after that, in which rivers without a gauge follow.")
        .fallback("0 h")
        .field("bed", &StartText::beds, list_of(record_of(bed_record())),
               "What lies in the bed; nothing where no stretch says so.")
        .optional();
}

Record<DispersionReachText> dispersion_reach_record() {
    return Record<DispersionReachText>("dispersion reach", "A river, or a stretch of it, with a dispersion of its own.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &DispersionReachText::from, quantity("km"),
               "Design chainage of the upstream end; that of the river where it is left out.")
        .field("to", &DispersionReachText::to, quantity("km"), "Design chainage of the downstream end, likewise.")
        .field("formula", &DispersionReachText::formula, name_of("a formula"), "As of the whole network.")
        .fallback("power_law")
        .field("a", &DispersionReachText::a, quantity("m2/s").at_least(0), "In place of that of the whole network.")
        .field("b", &DispersionReachText::b, number().between(0, 3), "Likewise.")
        .field("min", &DispersionReachText::min, quantity("m2/s").at_least(0), "Likewise.")
        .field("max", &DispersionReachText::max, quantity("m2/s").at_least(0), "Likewise.");
}

Record<NumericsText> numerics_record() {
    return Record<NumericsText>("numerics", "How finely the equations are solved.")
        .field("max_step", &NumericsText::max_step, quantity("min").above(0), "Longest step of the flow.")
        .fallback("20 min")
        .field("min_step", &NumericsText::min_step, quantity("s").above(0),
               "A step that would have to be shorter than this ends the scenario.")
        .fallback("0.001 s")
        .field("flow_tolerance", &NumericsText::flow_tolerance, number().between(1e-9, 0.1),
               "Relative tolerance of the embedded error estimate of the flow.")
        .fallback("0.001")
        .field("coupling", &NumericsText::unsplit, choice<bool>({{"split", false}, {"unsplit", true}}),
               "split: half a step of kinetics, a step of transport, half a step of kinetics. unsplit: both integrated "
               "together under error control, many times as long.")
        .fallback("split")
        .field("quality_tolerance", &NumericsText::quality_tolerance, number().between(1e-9, 1e-2),
               "Relative tolerance of the error of concentrations in a step, where the coupling is unsplit.")
        .fallback("0.00001")
        .field("dispersion", &NumericsText::dispersion, plain_record_of(dispersion_record()),
               "Longitudinal dispersion.")
        .fallback("{}");
}

Record<KineticsText> kinetics_record() {
    return Record<KineticsText>("kinetics", "What the water does to what it carries.")
        .field("enabled", &KineticsText::enabled, boolean(), "false: transport only.")
        .fallback("true")
        .field("integrator", &KineticsText::integrator,
               choice<std::string>({{"rosenbrock", "rosenbrock"}, {"arkode", "arkode"}}),
               "Integrator of the reactions.")
        .fallback("rosenbrock")
        .field("parameters", &KineticsText::parameters, text(),
               "File of the parameters that differ from their defaults.")
        .optional()
        .field("processes", &KineticsText::processes, text(),
               "File of constituents and processes that the case brings along.")
        .optional();
}

/// A series in a unit that only the work's kind knows: left as it is written.
Value<Node> setting_of_a_work() {
    return {series("m").description,
            [](const Node& node, const ValueDescription&, Reading&, Node& value) { value = node; }};
}

Record<ScenarioText> scenario_record() {
    return Record<ScenarioText>("scenario",
                                "One schedule of releases and openings; what it does not name stays as in the "
                                "boundaries and the network.")
        .field("name", &ScenarioText::name, latin_name(), "Name in files.")
        .field("title", &ScenarioText::title, text(), "Name in tables.")
        .optional()
        .field("releases", &ScenarioText::releases, map_of(series("m3/s").at_least(0)),
               "Discharge by the name of the inflow it replaces.")
        .optional()
        .field("openings", &ScenarioText::openings, map_of(setting_of_a_work()),
               "Setting (opening, height, speed) by the name of the structure, in the unit its kind has it in.")
        .optional()
        .field("operation", &ScenarioText::operation, text(),
               "File of the rules, controllers and shared withdrawals this scenario is operated by.")
        .optional();
}

Record<GoalsText> goals_record() {
    return Record<GoalsText>("goals",
                             "What a plan asks of every schedule; the defaults are those of Xinxiang's for 2025.")
        .field("sections_of_class_iii", &GoalsText::sections_of_class_iii, number().between(0, 1),
               "Share of the national sections (of all where none is national) at class III or better, at least.")
        .fallback("70 %")
        .field("sections_worse_than_v", &GoalsText::sections_worse_than_v, integer().at_least(0),
               "Sections worse than class V, at most.")
        .fallback("0")
        .field("sections_of_ecological_flow", &GoalsText::sections_of_ecological_flow, number().between(0, 1),
               "Share of the key sections that meet their ecological flow, at least.")
        .fallback("90 %")
        .field("days_of_ecological_flow", &GoalsText::days_of_ecological_flow, number().between(0, 1),
               "Share of the days on which a key section must meet it.")
        .fallback("90 %")
        .field("black_odour", &GoalsText::black_odour_file, text(),
               "Standard of black and odorous water, by name or file, of which there shall be none.")
        .optional();
}

}  // namespace

Value<std::string> latin_name() {
    Value<std::string> plain = text();
    ValueDescription description = plain.description;
    description.phrase = "a name of Latin letters, digits, - and _";
    return {std::move(description),
            [plain](const Node& node, const ValueDescription& what, Reading& reading, std::string& value) {
                const auto allowed = [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_';
                };
                plain.read(node, reading, value);
                if (!std::ranges::all_of(node.text(), allowed))
                    reading.fault(node, "this name becomes part of a file name", what.phrase);
            }};
}

Record<DispersionText> dispersion_record() {
    return Record<DispersionText>("dispersion", "Longitudinal dispersion by a formula, kept between two limits.")
        .field("formula", &DispersionText::formula, name_of("a formula"),
               "power_law, a U^b, or one of what `qingliu list dispersion` tells, by speed, depth, width and shear "
               "velocity.")
        .fallback("power_law")
        .field("a", &DispersionText::a, quantity("m2/s").at_least(0),
               "Of the power law: dispersion at a velocity of 1 m/s.")
        .fallback("10 m2/s")
        .field("b", &DispersionText::b, number().between(0, 3), "Of the power law: exponent of the velocity.")
        .fallback("0.05")
        .field("min", &DispersionText::min, quantity("m2/s").at_least(0), "Lower limit.")
        .fallback("0 m2/s")
        .field("max", &DispersionText::max, quantity("m2/s").at_least(0), "Upper limit.")
        .fallback("20 m2/s")
        .field("reaches", &DispersionText::reaches, list_of(record_of(dispersion_reach_record())),
               "Where another formula or other limits hold; of several the last.")
        .optional();
}

Record<RiverPoint> river_point_record(const std::string& where) {
    return Record<RiverPoint>("river point", "A point on a river.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("at", &RiverPoint::chainage, quantity("km"), "Design chainage " + where + ".");
}

Record<CaseText> case_record() {
    return Record<CaseText>("case",
                            "One forecast: a period, a river network, its boundaries, and the scenarios to compare.")
        .field("case", &CaseText::name, latin_name(), "Name of the case in files.")
        .field("title", &CaseText::title, text(), "Name of the case in tables.")
        .optional()
        .field("start", &CaseText::start, instant(),
               "Beginning of the forecast; its UTC offset is that of the civil days in the results.")
        .field("end", &CaseText::end, instant(), "End of the forecast.")
        .field("output_interval", &CaseText::output_interval, quantity("min").between(1, 525600),
               "Time between two outputs.")
        .fallback("1 h")
        .mention("network", text(), "File of the river network, from this file's folder.")
        .mention("boundaries", text(), "File of the period's waters, qualities, inflows and climate.")
        .mention("sections", text(), "File of the control sections.")
        .optional()
        .field("standard", &CaseText::standard, text(),
               "The water-quality standard: one that comes along, by name, or a file.")
        .optional()
        .field("goals", &CaseText::goals, plain_record_of(goals_record()), "What every schedule is held against.")
        .fallback("{}")
        .field("initial", &CaseText::initial, plain_record_of(start_record()), "The state every scenario begins from.")
        .field("numerics", &CaseText::numerics, plain_record_of(numerics_record()),
               "How finely the equations are solved.")
        .fallback("{}")
        .field("kinetics", &CaseText::kinetics, plain_record_of(kinetics_record()),
               "What the water does to what it carries.")
        .fallback("{}")
        .field("constituents", &CaseText::constituents, list_of(name_of("a constituent or a group of them")),
               "What the water carries, by names and groups; without it the group routine.")
        .optional()
        .field("arrivals", &CaseText::arrivals, list_of(name_of("a control section")),
               "Control sections at which the arrival of each release is told.")
        .optional()
        .field("scenarios", &CaseText::scenarios, list_of(record_of(scenario_record())), "The schedules to compare.")
        .field("ensemble", &CaseText::ensemble, plain_record_of(ensemble_record()),
               "Other views of what the forecast does not know, for every scenario.")
        .optional();
}

Record<ParametersText> parameters_record() {
    Record<ParameterText> parameter("parameter", "The value of one parameter of a kinetic process.");
    parameter
        .field("name", &ParameterText::name, name_of("a parameter"), "Process and parameter, as in nitrification.rate.")
        .field("value", &ParameterText::value, text(), "Its value, with unit.")
        .embed(&ParameterText::provenance, provenance_record(false));
    return file_of_figures<ParametersText>("parameters file", "Kinetic parameters that differ from their defaults.")
        .field("sources", &ParametersText::sources, map_of(plain_record_of(source_record())),
               "What the keys of sources stand for.")
        .optional()
        .field("parameters", &ParametersText::parameters, list_of(record_of(std::move(parameter))), "The values.");
}

}  // namespace qingliu
