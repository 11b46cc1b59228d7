#include "models/kinetics/kinetics_ledger.hpp"

#include "engine/numerics/compensated_sum.hpp"

namespace qingliu {

double KineticsLedger::Compensated::total() const {
    double whole = 0;
    double rest = 0;
    const auto add = [&](double amount) {
        const double next = whole + amount;
        const double taken = next - whole;
        rest += (whole - (next - taken)) + (amount - taken);
        whole = next;
    };
    for (int i = 0; i < static_cast<int>(block_cells); ++i) add(sum[i]);
    for (int i = 0; i < static_cast<int>(block_cells); ++i) add(carry[i]);
    return whole + rest;
}

double KineticsLedger::extent(std::size_t process) const {
    CompensatedSum all;
    for (std::size_t river = 0; river < rivers(); ++river) all.add(extent(river, process));
    return all.value();
}

double KineticsLedger::clipped(std::size_t one) const {
    CompensatedSum all;
    for (std::size_t river = 0; river < rivers(); ++river) all.add(clipped(river, one));
    return all.value();
}

void KineticsLedger::carry(StateCarrier& carrier) {
    const auto rows = [&](const std::string& name, std::vector<Compensated>& sums) {
        std::vector<Block> sum, rest;
        for (const auto& s : sums) {
            sum.push_back(s.sum);
            rest.push_back(s.carry);
        }
        carrier.carry(name, sum);
        carrier.carry(name + "_rest", rest);
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = {sum[i], rest[i]};
    };
    rows("extent", extent_);
    rows("lifted", clipped_);
}

}  // namespace qingliu
