#include "engine/run/cold_start.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/index.hpp"

namespace qingliu {

ColdStart make_start(const Case& c, const Grid& grid, int otherwise, const Models& models, std::size_t concentrations,
                     const std::atomic<bool>* stop) {
    int origin = otherwise;
    for (int s = 0; s < static_cast<int>(c.scenarios.size()); ++s) {
        if (c.scenarios[at(s)].name == c.initial.scenario) origin = s;
    }
    ColdStart start{models.steady(origin), {}, {}};
    start.unrest = start.flow.unrest;
    std::vector<Traveller> first(1);
    first[0].quality = models.quality(origin);
    first[0].quality->fill(start.flow.volume, models.first_water(origin));
    first[0].concentration.assign(concentrations, 0.0);
    // constant forcing for some time up to the start
    const auto lead_up = [&](double duration) {
        if (duration <= 0) return;
        const double begin = c.start - duration;
        Pack pack{{0}, models.flow({origin}, begin)};
        pack.flow->set_state(0, start.flow, begin);
        advance(pack, first, c.start, c.utc_offset_minutes, stop);
        if (!pack.flow->failure(0).empty()) throw std::runtime_error("spin-up: " + failure_of(c, grid, *pack.flow, 0));
        start.flow = pack.flow->state(0);
    };
    lead_up(c.initial.spin_up);
    if (!c.initial.bed.empty()) {
        // the water follows what comes out of the bed
        first[0].quality->start_bed(start.flow.volume);
        lead_up(c.initial.spin_up);
    }
    if (!c.initial.measured.empty()) {
        // what was measured is the amount of water; its quality stays what the spin-up made it
        const auto before = start.flow.volume;
        models.pass_through_measured(start.flow);
        const auto mass = first[0].quality->mass();
        const std::size_t width = mass.size() / before.size();
        for (std::size_t i = 0; i < mass.size(); ++i)
            mass[i] *= before[i / width] > 0 ? start.flow.volume[i / width] / before[i / width] : 0.0;
        lead_up(c.initial.settle);
    }
    if (!c.initial.bed.empty()) first[0].quality->start_bed(start.flow.volume);
    const auto mass = first[0].quality->mass();
    start.mass.assign(mass.begin(), mass.end());
    const auto bed = first[0].quality->bed();
    start.bed.assign(bed.begin(), bed.end());
    return start;
}

void set_off(const ColdStart& start, double time, FlowPack& flow, int lane, Traveller& traveller) {
    flow.set_state(lane, start.flow, time);
    std::copy(start.mass.begin(), start.mass.end(), traveller.quality->mass().begin());
    std::copy(start.bed.begin(), start.bed.end(), traveller.quality->bed().begin());
    traveller.quality->reset_ledger();
    traveller.quality->concentrations(start.flow.volume, traveller.concentration);
}

}  // namespace qingliu
