#include "engine/run/kept_state.hpp"

#include "engine/base/index.hpp"
#include "engine/run/going_on.hpp"

namespace qingliu {

namespace {

void carry_state(FlowPack& flow, int lane, Traveller& traveller, StateCarrier& carrier) {
    carrier.of("flow");
    flow.carry_state(lane, carrier);
    carrier.of("quality");
    traveller.quality->carry_state(carrier);
}
void carry_days(Traveller& traveller, StateCarrier& carrier) {
    carrier.of("account");
    traveller.account->carry_days(carrier);
}
void carry_sums(FlowPack& flow, int lane, Traveller& traveller, StateCarrier& carrier) {
    carrier.of("flow");
    flow.carry_sums(lane, carrier);
    carrier.of("quality");
    traveller.quality->carry_sums(carrier);
    carrier.of("account");
    traveller.account->carry_sums(carrier);
    traveller.days->carry(carrier);
}

void carry_operation(Traveller& traveller, StateCarrier& carrier) {
    if (!traveller.operation) return;
    auto numbers = traveller.operation->save();
    carrier.of("operation");
    carrier.carry("numbers", numbers);
    if (carrier.restores()) traveller.operation->restore(numbers);
}

}  // namespace

void carry_scenario(FlowPack& flow, int lane, Traveller& traveller, StateCarrier& carrier) {
    carry_state(flow, lane, traveller, carrier);
    carry_days(traveller, carrier);
    carry_sums(flow, lane, traveller, carrier);
    carry_operation(traveller, carrier);
}

void set_off(const Checkpoint& from, const Case& c, const std::string& name, FlowPack& flow, int lane,
             Traveller& traveller) {
    const auto origin = at(origin_in(from, c, name));
    auto carrier = StateCarrier::from(from.state.at(origin));
    carry_state(flow, lane, traveller, carrier);
    traveller.quality->reset_ledger();
    traveller.quality->concentrations(flow.state(lane).volume, traveller.concentration);
    if (!from.failure[origin].empty()) flow.fail(lane, from.failure[origin]);
}

void restore_sums(const Checkpoint& from, const Case& c, const std::string& name, FlowPack& flow, int lane,
                  Traveller& traveller) {
    auto carrier = StateCarrier::from(from.state.at(at(origin_in(from, c, name))));
    if (same_control_sections(c, from)) carry_days(traveller, carrier);
    if (same_run(c, from)) carry_sums(flow, lane, traveller, carrier);
}

void restore_operation(const Checkpoint& from, const Case& c, const std::string& name, FlowPack& flow, int lane,
                       Traveller& traveller) {
    auto carrier = StateCarrier::from(from.state.at(at(origin_in(from, c, name))));
    carry_operation(traveller, carrier);
    flow.operate(lane, traveller.operation->moves(), traveller.operation->next_look());
}

}  // namespace qingliu
