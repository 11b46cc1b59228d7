#include "engine/run/traveller.hpp"

#include <fmt/format.h>

#include "engine/base/index.hpp"
#include "engine/run/cell_place.hpp"
#include "engine/run/in_parallel.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

void look(Traveller& traveller, FlowPack& flow, int lane, std::span<const double> depth, const FlowStep* step) {
    const FlowState state = flow.state(lane);
    Observation seen{traveller.operation->next_look(), state, depth, traveller.concentration, {}, 0};
    if (step != nullptr) {
        seen.source_volume = step->source_volume;
        seen.dt = step->dt;
    }
    traveller.operation->look(seen, traveller.decisions);
    flow.operate(lane, traveller.operation->moves(), traveller.operation->next_look());
}

void advance(Pack& pack, std::vector<Traveller>& travellers, double target, int utc_offset_minutes,
             const std::atomic<bool>* stop) {
    const auto arrived = [&] {
        for (int lane = 0; lane < pack.flow->lanes(); ++lane) {
            if (!pack.flow->done(lane, target)) return false;
        }
        return true;
    };
    while (!arrived() && !(stop != nullptr && stop->load(std::memory_order_relaxed))) {
        pack.flow->attempt(target);
        in_parallel(pack.flow->lanes(), [&](int lane) {
            const auto* step = pack.flow->taken(lane);
            if (step == nullptr) return;
            auto& traveller = travellers[at(pack.scenarios[at(lane)])];
            try {
                if (traveller.days) traveller.days->before(*step, *traveller.quality);
                traveller.quality->advance(*step);
                traveller.quality->concentrations(step->volume_after, traveller.concentration);
                if (traveller.account) traveller.account->add(*step, traveller.concentration);
                if (traveller.operation && pack.flow->done(lane, traveller.operation->next_look()))
                    look(traveller, *pack.flow, lane, step->depth, step);
            } catch (const std::exception& problem) {
                pack.flow->fail(lane, fmt::format("water quality: {} at {}", problem.what(),
                                                  format_instant(step->time, utc_offset_minutes)));
            }
        });
    }
}

std::string failure_of(const Case& c, const Grid& grid, const FlowPack& flow, int lane) {
    const int cell = flow.failed_cell(lane);
    return flow.failure(lane) + (cell < 0 ? "" : "; " + describe_cell(c, grid, cell));
}

}  // namespace qingliu
