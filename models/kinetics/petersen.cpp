#include "models/kinetics/petersen.hpp"

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

void check_row(const ProcessDescription& process) {
    Residue nitrogen;
    Residue phosphorus;
    Residue oxygen;
    const auto add = [&](const ElementContent& content, double coefficient) {
        nitrogen.add(content.nitrogen * coefficient);
        phosphorus.add(content.phosphorus * coefficient);
        oxygen.add(content.oxygen * coefficient);
    };
    for (const Stoichiometry& entry : process.row) add(element_contents().at(entry.species), entry.coefficient);
    for (const Exchanged& entry : process.outside) add(reservoir_content(entry.reservoir), entry.coefficient);
    const auto require = [&](const Residue& residue, const char* element) {
        if (!residue.closed()) throw std::logic_error("process " + process.name + " does not conserve " + element);
    };
    require(nitrogen, "nitrogen");
    require(phosphorus, "phosphorus");
    require(oxygen, "oxygen equivalents");
}

}  // namespace

ElementContent reservoir_content(Reservoir reservoir) {
    switch (reservoir) {
        case Reservoir::atmospheric_oxygen:
            return {.oxygen = 1};
        case Reservoir::nitrogen_gas:
            return {.nitrogen = 1};
        case Reservoir::bed_demand:
            return {.oxygen = -1};
        case Reservoir::bed_organic_nitrogen:
            return element_contents()[species::organic_nitrogen];
        case Reservoir::bed_phosphorus:
            return {.phosphorus = 1};
        case Reservoir::bed:
            return {};
        case Reservoir::algal_demand:
            return {.oxygen = -1};
    }
    throw std::logic_error("unknown reservoir");
}

std::string reservoir_name(Reservoir reservoir) {
    switch (reservoir) {
        case Reservoir::atmospheric_oxygen:
            return "atmospheric_oxygen";
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

PetersenMatrix::PetersenMatrix(const std::vector<ProcessDescription>& processes)
    : dense_(processes.size() * species::count, 0.0) {
    for (std::size_t p = 0; p < processes.size(); ++p) {
        const ProcessDescription& process = processes[p];
        for (const Stoichiometry& entry : process.row) {
            if (entry.species >= species::count)
                throw std::logic_error("process " + process.name + " names a species that does not exist");
            double& place = dense_[p * species::count + entry.species];
            if (place != 0.0)
                throw std::logic_error("process " + process.name + " names " +
                                       known_constituents()[entry.species].name + " twice");
            place = entry.coefficient;
        }
        check_row(process);
        names_.push_back(process.name);
        rows_.push_back(process.row);
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
