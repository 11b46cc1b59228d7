// Processes that several constituents share: a rate in proportion to one of them, oxidation, settling.
#pragma once

#include <string>
#include <vector>

#include "models/kinetics/process.hpp"

namespace qingliu {

/// How a process is told of.
struct Described {
    std::string name, title, sentence, source;
};
/// Declaration of a rate at 20 degC and its theta.
struct RateDeclared {
    double value;  // 1/d
    std::string sentence, source;
    double theta;
    std::string theta_source;
};

/// rate = k theta^(T-20) c of `reactant`.
ProcessEntry first_order(const Described& text, std::size_t reactant, std::vector<Stoichiometry> row,
                         const RateDeclared& rate);

/// rate = k theta^(T-20) c O / (K + O), taking `oxygen` g per g of `oxidised`. `made`: what becomes of it, if that is
/// followed. `parameters`: rate, theta, oxygen_half_saturation.
ProcessEntry oxidation(const Described& text, std::size_t oxidised, double oxygen, std::vector<Stoichiometry> made,
                       std::vector<ParameterDeclaration> parameters);

/// rate = v c / H, `velocity` in m/d.
ProcessEntry settling(const std::string& name, const std::string& title, std::size_t settles,
                      std::vector<Exchanged> bed, double velocity, const std::string& sentence,
                      const std::string& source);

}  // namespace qingliu
