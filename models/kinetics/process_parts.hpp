// What each acting process makes or takes of each constituent that has a balance: names, and amounts by river.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/state/results.hpp"
#include "models/kinetics/kinetics_ledger.hpp"
#include "models/kinetics/reactions.hpp"

namespace qingliu {

class ProcessParts {
public:
    /// The entries of the matrix, process by process, then "clipped" of each constituent that cannot be negative;
    /// `constituents` [species].
    ProcessParts(const Reactions& reactions, const std::vector<Constituent>& constituents);

    [[nodiscard]] const std::vector<ProcessPart>& names() const { return names_; }
    /// values[river * parts + part], g (unit x m3, in the bed unit x m2); `matrix` that of the reactions. Throws
    /// std::logic_error for another length.
    void amounts(const PetersenMatrix& matrix, const KineticsLedger& ledger, std::span<double> values) const;

private:
    std::vector<ProcessPart> names_;
    std::vector<std::size_t> species_;  // [part]
    std::vector<std::size_t> process_;  // [part], without those clipped
};

}  // namespace qingliu
