#include "models/kinetics/catalogue.hpp"

#include "models/kinetics/diagenesis_law.hpp"
#include "models/kinetics/grazing.hpp"
#include "models/kinetics/observables.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/solids.hpp"

namespace qingliu {

const std::vector<ProcessEntry>& kinetic_processes() {
    static const std::vector<ProcessEntry> list = [] {
        std::vector<ProcessEntry> all;
        const auto add = [&all](std::vector<ProcessEntry> group) {
            for (ProcessEntry& entry : group) all.push_back(std::move(entry));
        };
        add({reaeration(), biochemical_oxidation()});
        add(first_order_processes());
        add({nitrification(), denitrification()});
        add(nitrification_in_two_steps());
        add(settling_processes());
        add(area_oxygen_demands());
        add({photosynthesis(), ageing()});
        add(suspended_solids_processes());
        add(solids_class_processes());
        add(metal_processes());
        add(toxicant_processes());
        add({sulfide_oxidation()});
        add(heat_processes());
        add(acid_gases());
        add(organic_matter_processes());
        add(phosphate_sorption());
        add(phytoplankton_processes());
        add(bottom_algae_processes());
        add(bottom_algae_scour());
        add(silica_processes());
        add(zooplankton_processes());
        all = with_settling_into_the_bed(std::move(all));
        add(diagenesis_processes());
        add(methane_processes());
        return all;
    }();
    return list;
}

const std::vector<const ProcessDescription*>& shared_laws() {
    static const std::vector<const ProcessDescription*> list = {&light_law(), &grazing_law(), &bed_stock(),
                                                                &organic_readings(), &diagenesis_law()};
    return list;
}

std::vector<ParameterDeclaration> kinetic_parameters() {
    std::vector<ParameterDeclaration> all;
    for (const ProcessEntry& entry : kinetic_processes()) {
        all.insert(all.end(), entry.description.parameters.begin(), entry.description.parameters.end());
    }
    for (const ProcessDescription* law : shared_laws())
        all.insert(all.end(), law->parameters.begin(), law->parameters.end());
    return all;
}

}  // namespace qingliu
