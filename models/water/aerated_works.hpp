// Works that bring the water they pass into touch with the air, and what that does to the gases in it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/constituent.hpp"
#include "models/kinetics/process.hpp"
#include "models/transport/passing_change.hpp"

namespace qingliu {

class AeratedWorks {
public:
    AeratedWorks() = default;
    /// `values` of the kinetic parameters, SI. Where no gas is carried there are none. References must outlive it.
    AeratedWorks(const Network& network, const Grid& grid, const std::vector<Constituent>& constituents,
                 const ParameterValues& values);

    [[nodiscard]] bool none() const { return places_.empty(); }
    /// The face of each place.
    [[nodiscard]] const std::vector<int>& faces() const { return faces_; }
    /// The river of each place.
    [[nodiscard]] std::vector<int> rivers() const;
    /// Places in the constituents of the gases it acts on: oxygen, and carbon where the pH is carried.
    [[nodiscard]] const std::vector<std::size_t>& gases() const { return gases_; }

    /// What happens in a step to the water that passes, told by the water above the fall at its start; `mass` [cell *
    /// constituents]. Valid until the next call; nothing where nothing falls.
    std::span<const PassingChange> changes(const FlowStep& step, std::span<const double> mass, const Weather& weather);

private:
    struct Place {
        const WorkReaeration* work;
        int face;
        double width;  // m
    };
    /// g m-3 of the dissolved carbon dioxide above what the air would leave in it.
    [[nodiscard]] double excess_carbon_dioxide(std::span<const double> above, double per_volume,
                                               double temperature) const;

    const Grid* grid_ = nullptr;
    std::size_t width_ = 0;  // constituents
    std::vector<Place> places_;
    std::vector<int> faces_;
    std::vector<std::size_t> gases_;
    // places in the constituents, or none
    static constexpr std::size_t none_carried = static_cast<std::size_t>(-1);
    std::size_t oxygen_ = none_carried, carbon_ = none_carried, temperature_ = none_carried, alkalinity_ = none_carried,
                ammonia_ = none_carried, phosphate_ = none_carried, conductivity_ = none_carried;
    double carbon_pressure_ = 0;  // atm
    std::vector<PassingChange> changes_;
};

}  // namespace qingliu
