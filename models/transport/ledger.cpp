#include "models/transport/ledger.hpp"

namespace qingliu {

TransportLedger::TransportLedger(int exchanges, int boundaries, int constituents, int passages)
    : exchanges_(exchanges),
      boundaries_(boundaries),
      passages_(passages),
      exchange_in_(exchanges, blocks_of(constituents)),
      exchange_out_(exchanges, blocks_of(constituents)),
      boundary_in_(boundaries, blocks_of(constituents)),
      boundary_out_(boundaries, blocks_of(constituents)),
      gained_(passages, blocks_of(constituents)),
      seepage_(1, blocks_of(constituents)),
      evaporated_(1, blocks_of(constituents)),
      clipped_(1, blocks_of(constituents)) {}

double TransportLedger::total_in(int constituent) const {
    double total = clipped(constituent);
    for (int e = 0; e < exchanges_; ++e) total += exchange_in(e, constituent);
    for (int b = 0; b < boundaries_; ++b) total += boundary_in(b, constituent);
    return total;
}

double TransportLedger::total_out(int constituent) const {
    double total = seepage(constituent) + evaporated(constituent);
    for (int e = 0; e < exchanges_; ++e) total += exchange_out(e, constituent);
    for (int b = 0; b < boundaries_; ++b) total += boundary_out(b, constituent);
    return total;
}

void TransportLedger::carry(StateCarrier& carrier) {
    exchange_in_.carry("exchange_in", carrier);
    exchange_out_.carry("exchange_out", carrier);
    boundary_in_.carry("boundary_in", carrier);
    boundary_out_.carry("boundary_out", carrier);
    if (passages_ > 0) gained_.carry("gained", carrier);
    seepage_.carry("seepage", carrier);
    evaporated_.carry("evaporated", carrier);
    clipped_.carry("clipped", carrier);
}

}  // namespace qingliu
