// What is read off the water rather than carried by it: pH, BOD5, COD and the permanganate index of organic matter that
// is carried in four kinds, total nitrogen and phosphorus, chlorophyll, transparency, redox potential. Results and
// assessment take them for constituents; no flow moves them and no balance is kept of them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/kinetics/light.hpp"

namespace qingliu {

/// Those that what is `carried` allows, as constituents that have no mass and say what they are made of.
std::vector<Constituent> observables_of(const std::vector<Constituent>& carried);

class Observables {
public:
    /// `carried` as constituents_of() makes them. Throws InputError for parameters out of bounds.
    Observables(const std::vector<Constituent>& carried, const ParameterValues& values);

    [[nodiscard]] std::size_t count() const { return acting_.size(); }
    /// Reads all of them off a cell: `carried` concentrations [constituent] -> `read` [count()]. `temperature` degC, of
    /// the water where it is not carried.
    void read(std::span<const double> carried, double temperature, std::span<double> read) const;

private:
    std::vector<std::size_t> species_;  // [place]
    std::vector<std::size_t> acting_;   // of the list of all
    LightLaw light_;
    std::vector<double> parameters_;  // of the readings of organic matter
};

/// The parameters of the readings of organic matter; it is no process and has no row.
const ProcessDescription& organic_readings();

}  // namespace qingliu
