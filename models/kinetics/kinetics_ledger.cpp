#include "models/kinetics/kinetics_ledger.hpp"

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

}  // namespace qingliu
