#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

/// A value whose unit only the process that has it knows: left as it is written.
Value<Node> value_of_a_parameter() {
    return {text().description, [](const Node& node, const ValueDescription&, Reading&, Node& value) { value = node; }};
}

Record<EnsembleMemberText> ensemble_member_record() {
    return Record<EnsembleMemberText>("member", "One other view of what a forecast does not know.")
        .field("name", &EnsembleMemberText::name, latin_name(), "Name in files, behind that of the scenario.")
        .field("title", &EnsembleMemberText::title, text(), "Name in tables.")
        .optional()
        .field("inflow", &EnsembleMemberText::inflow, number().between(0, 10),
               "Factor on the discharge of inflows, plants and diffuse sources; releases and abstractions stay.")
        .fallback("1")
        .field("roughness", &EnsembleMemberText::roughness, number().between(0.2, 5),
               "Factor on Manning's n everywhere.")
        .fallback("1")
        .field("warming", &EnsembleMemberText::warming, quantity("degC").between(-10, 10),
               "Added to the water temperature that is given; where it is carried, nothing takes this.")
        .fallback("0 degC")
        .field("concentrations", &EnsembleMemberText::concentrations, map_of(number().between(0, 100)),
               "Factors on the concentration of what enters, by constituent.")
        .optional()
        .field("parameters", &EnsembleMemberText::values, map_of(value_of_a_parameter()),
               "Kinetic parameters that differ, as process.parameter, with unit.")
        .optional()
        .field("dispersion", &EnsembleMemberText::spread, record_of(dispersion_record()),
               "Dispersion everywhere, in place of the case's.");
}

Record<SampleText> sample_record() {
    const auto range = [](double least, double most) { return list_of(number().between(least, most)); };
    return Record<SampleText>("sample",
                              "Members drawn evenly between two bounds of each thing that is named (Latin hypercube).")
        .field("size", &SampleText::size, integer().between(2, 999), "How many.")
        .field("seed", &SampleText::seed, integer().at_least(0), "Another number is another draw.")
        .fallback("1")
        .field("inflow", &SampleText::inflow, range(0, 10), "Bounds of that factor: [low, high].")
        .optional()
        .field("roughness", &SampleText::roughness, range(0.2, 5), "Likewise.")
        .optional()
        .field("warming", &SampleText::warming, list_of(quantity("degC").between(-10, 10)), "Likewise.")
        .optional()
        .field("concentrations", &SampleText::concentrations, map_of(range(0, 100)), "Likewise, by constituent.")
        .optional()
        .field("parameters", &SampleText::values, map_of(list_of(value_of_a_parameter())),
               "Likewise, by process.parameter, with unit.")
        .optional();
}

}  // namespace

Record<EnsembleText> ensemble_record() {
    return Record<EnsembleText>("ensemble",
                                "Every scenario runs once as it is written, and once more for each member named here.")
        .field("members", &EnsembleText::members, list_of(record_of(ensemble_member_record())), "One by one.")
        .optional()
        .field("dispersion_formulas", &EnsembleText::formulas, list_of(name_of("a formula of dispersion, or all")),
               "One member for each of them, between the limits of the case.")
        .optional()
        .field("sample", &EnsembleText::sample, record_of(sample_record()), "Members that are drawn.");
}

}  // namespace qingliu
