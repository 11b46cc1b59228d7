#include "models/kinetics/process_parts.hpp"

#include <stdexcept>

namespace qingliu {

ProcessParts::ProcessParts(const Reactions& reactions, const std::vector<Constituent>& constituents) {
    const PetersenMatrix& matrix = reactions.matrix();
    const auto add = [&](const std::string& process, std::size_t one) {
        names_.push_back({process, constituents[one].name});
        species_.push_back(one);
    };
    const auto balanced = [&](std::size_t one) { return constituents[one].mass; };
    for (std::size_t p = 0; p < reactions.processes(); ++p) {
        for (const std::size_t one : matrix.touched()) {
            if (matrix.at(p, one) == 0.0 || !balanced(one)) continue;
            add(matrix.name(p), one);
            process_.push_back(p);
        }
    }
    for (const std::size_t one : reactions.bounded()) {
        if (balanced(one)) add(ProcessPart::clipped, one);
    }
}

void ProcessParts::amounts(const PetersenMatrix& matrix, const KineticsLedger& ledger, std::span<double> values) const {
    if (values.size() != ledger.rivers() * names_.size())
        throw std::logic_error("amounts of processes: an array of another length");
    for (std::size_t river = 0, at = 0; river < ledger.rivers(); ++river) {
        for (std::size_t part = 0; part < names_.size(); ++part, ++at) {
            const std::size_t one = species_[part];
            values[at] = part < process_.size() ? matrix.at(process_[part], one) * ledger.extent(river, process_[part])
                                                : ledger.clipped(river, one);
        }
    }
}

}  // namespace qingliu
