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

struct Element {
    const char* name;
    double ElementContent::*content;
    std::size_t completed_by;  // species, or none
};
constexpr std::size_t none = species::count;
// sulfate carries charge: charge comes last
constexpr Element elements[] = {{"nitrogen", &ElementContent::nitrogen, none},
                                {"phosphorus", &ElementContent::phosphorus, none},
                                {"oxygen equivalents", &ElementContent::oxygen, none},
                                {"carbon", &ElementContent::carbon, species::inorganic_carbon},
                                {"sulfur", &ElementContent::sulfur, species::sulfate},
                                {"charge", &ElementContent::charge, species::alkalinity}};

bool names(const std::vector<Stoichiometry>& row, std::size_t one) {
    return std::ranges::find(row, one, &Stoichiometry::species) != row.end();
}

/// The row of a process with what completes it. Throws where it does not close.
std::vector<Stoichiometry> completed(const ProcessDescription& process) {
    std::vector<Stoichiometry> row = process.row;
    for (const Element& element : elements) {
        Residue residue;
        for (const Stoichiometry& entry : row)
            residue.add(element_contents().at(entry.species).*element.content * entry.coefficient);
        for (const Exchanged& entry : process.outside)
            residue.add(reservoir_content(entry.reservoir).*element.content * entry.coefficient);
        if (residue.closed()) continue;
        if (element.completed_by == none || names(row, element.completed_by))
            throw std::logic_error("process " + process.name + " does not conserve " + element.name);
        row.push_back(
            {element.completed_by, -residue.sum / (element_contents()[element.completed_by].*element.content)});
    }
    return row;
}

}  // namespace

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
        case Reservoir::nitrogen_gas:
            return {.nitrogen = 1};
        case Reservoir::bed_demand:
        case Reservoir::algal_demand:
            return element_contents()[species::biochemical_oxygen_demand];
        case Reservoir::bed_organic_nitrogen:
            return element_contents()[species::organic_nitrogen];
        case Reservoir::bed_phosphorus:
            return {.phosphorus = 1};
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
        case Reservoir::nitrogen_gas:
            return "nitrogen_gas";
        case Reservoir::bed_demand:
            return "bed_demand";
        case Reservoir::bed_organic_nitrogen:
            return "bed_organic_nitrogen";
        case Reservoir::bed_phosphorus:
            return "bed_phosphorus";
        case Reservoir::bed:
            return "bed";
        case Reservoir::algal_demand:
            return "algal_demand";
    }
    throw std::logic_error("unknown reservoir");
}

PetersenMatrix::PetersenMatrix(const std::vector<ProcessDescription>& processes,
                               const std::vector<std::size_t>& carried)
    : dense_(processes.size() * species::count, 0.0) {
    for (std::size_t p = 0; p < processes.size(); ++p) {
        const ProcessDescription& process = processes[p];
        for (const Stoichiometry& entry : process.row) {
            if (entry.species >= species::count)
                throw std::logic_error("process " + process.name + " names a species that does not exist");
        }
        std::vector<Stoichiometry>& row = rows_.emplace_back(completed(process));
        std::erase_if(row, [&](const Stoichiometry& entry) {
            return std::ranges::find(carried, entry.species) == carried.end();
        });
        for (const Stoichiometry& entry : row) {
            double& place = dense_[p * species::count + entry.species];
            if (place != 0.0)
                throw std::logic_error("process " + process.name + " names " +
                                       known_constituents()[entry.species].name + " twice");
            place = entry.coefficient;
        }
        names_.push_back(process.name);
    }
    for (std::size_t i = 0; i < species::count; ++i) {
        for (std::size_t p = 0; p < processes.size(); ++p) {
            if (at(p, i) != 0.0) {
                touched_.push_back(i);
                break;
            }
        }
    }
}

}  // namespace qingliu
