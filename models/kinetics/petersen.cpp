#include "models/kinetics/petersen.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace qingliu {
namespace {

/// Residue of one element in a row against the size of its terms.
struct Residue {
    double sum = 0;
    double size = 0;
    void add(double amount) {
        sum += amount;
        size += std::fabs(amount);
    }
    [[nodiscard]] bool closed() const { return std::fabs(sum) <= 1e-12 * size; }
};

bool names(const std::vector<Stoichiometry>& row, std::size_t one) {
    return std::ranges::find(row, one, &Stoichiometry::species) != row.end();
}

}  // namespace

const std::vector<Element>& elements() {
    // sulfate carries charge: charge comes last
    static const std::vector<Element> list{
        {"nitrogen", &ElementContent::nitrogen},
        {"phosphorus", &ElementContent::phosphorus},
        {"oxygen", &ElementContent::oxygen},
        {"carbon", &ElementContent::carbon, species::inorganic_carbon},
        {"sulfur", &ElementContent::sulfur, species::sulfate},
        {"silicon", &ElementContent::silicon, species::dissolved_silica, species::particulate_silica},
        {"charge", &ElementContent::charge, species::alkalinity}};
    return list;
}

Completion completion_of(const ProcessDescription& process, const std::vector<ElementContent>& contents) {
    Completion done{process.row, {}};
    for (const Element& element : elements()) {
        Residue residue;
        for (const Stoichiometry& entry : done.row)
            residue.add(contents.at(entry.species).*element.content * entry.coefficient);
        for (const Exchanged& entry : process.outside)
            residue.add(reservoir_content(entry.reservoir).*element.content * entry.coefficient);
        if (residue.closed()) continue;
        const std::size_t one = residue.sum > 0 ? element.completed_by : element.given_to;
        if (one == species::places || names(done.row, one)) {
            done.open.emplace_back(element.name, residue.sum);
        } else {
            done.row.push_back({one, -residue.sum / (contents[one].*element.content)});
        }
    }
    return done;
}

ElementContent reservoir_content(Reservoir reservoir) {
    switch (reservoir) {
        case Reservoir::atmospheric_oxygen:
            return {.oxygen = 1};
        case Reservoir::atmospheric_carbon:
            return {.carbon = 1};
        case Reservoir::atmospheric_ammonia: {
            ElementContent gas = element_contents()[species::ammonia_nitrogen];
            gas.charge = 0;
            return gas;
        }
        case Reservoir::atmospheric_methane:
            return element_contents()[species::methane];
        case Reservoir::nitrogen_gas:
            return {.nitrogen = 1};
        case Reservoir::bed_demand:
        case Reservoir::algal_demand:
            return element_contents()[species::biochemical_oxygen_demand];
        case Reservoir::bed_organic_nitrogen:
            return element_contents()[species::organic_nitrogen];
        case Reservoir::bed_phosphorus:
            return {.phosphorus = 1};
        case Reservoir::bed_silicon:
            return {.silicon = 1};
        case Reservoir::bed:
            return {};
    }
    throw std::logic_error("unknown reservoir");
}

std::string reservoir_name(Reservoir reservoir) {
    switch (reservoir) {
        case Reservoir::atmospheric_oxygen:
            return "atmospheric_oxygen";
        case Reservoir::atmospheric_carbon:
            return "atmospheric_carbon";
        case Reservoir::atmospheric_ammonia:
            return "atmospheric_ammonia";
        case Reservoir::atmospheric_methane:
            return "atmospheric_methane";
        case Reservoir::nitrogen_gas:
            return "nitrogen_gas";
        case Reservoir::bed_demand:
            return "bed_demand";
        case Reservoir::bed_organic_nitrogen:
            return "bed_organic_nitrogen";
        case Reservoir::bed_phosphorus:
            return "bed_phosphorus";
        case Reservoir::bed_silicon:
            return "bed_silicon";
        case Reservoir::bed:
            return "bed";
        case Reservoir::algal_demand:
            return "algal_demand";
    }
    throw std::logic_error("unknown reservoir");
}

const std::vector<Reservoir>& all_reservoirs() {
    using enum Reservoir;
    static const std::vector<Reservoir> list{
        atmospheric_oxygen,   atmospheric_carbon, atmospheric_methane, nitrogen_gas, bed_demand,
        bed_organic_nitrogen, bed_phosphorus,     bed_silicon,         bed,          algal_demand};
    return list;
}

PetersenMatrix::PetersenMatrix(const std::vector<ProcessDescription>& processes,
                               const std::vector<std::size_t>& carried, const std::vector<ElementContent>& contents)
    : dense_(processes.size() * species::places, 0.0) {
    for (std::size_t p = 0; p < processes.size(); ++p) {
        const ProcessDescription& process = processes[p];
        for (const Stoichiometry& entry : process.row) {
            if (entry.species >= contents.size())
                throw std::logic_error("process " + process.name + " names a species that does not exist");
        }
        Completion completion = completion_of(process, contents);
        if (!completion.open.empty())
            throw std::logic_error("process " + process.name + " does not conserve " + completion.open.front().first);
        std::vector<Stoichiometry>& row = rows_.emplace_back(std::move(completion.row));
        std::erase_if(row, [&](const Stoichiometry& entry) {
            return std::ranges::find(carried, entry.species) == carried.end();
        });
        for (const Stoichiometry& entry : row) {
            double& place = dense_[p * species::places + entry.species];
            if (place != 0.0)
                throw std::logic_error("process " + process.name + " names " +
                                       (entry.species < species::count ? known_constituents()[entry.species].name
                                                                       : "one of the case's own constituents") +
                                       " twice");
            place = entry.coefficient;
        }
        names_.push_back(process.name);
    }
    for (std::size_t i = 0; i < contents.size(); ++i) {
        for (std::size_t p = 0; p < processes.size(); ++p) {
            if (at(p, i) != 0.0) {
                touched_.push_back(i);
                break;
            }
        }
    }
}

}  // namespace qingliu
