// Where the stocks of the bed are carried, what settles goes there instead of out of sight: each process that gives
// organic matter or phosphorus to the bed has a twin with the same law, which splits it into what decays soon, late and
// never (Di Toro 2001; QUAL2Kw): carbon and phosphorus 0.65, 0.20, 0.15, nitrogen 0.65, 0.25, 0.10. Phosphate on solids
// is phosphate there as well.
#include <algorithm>

#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

using namespace species;

struct Split {
    Reservoir reservoir;
    std::size_t labile, slow, inert;
    double per_gram;  // g of the stocks per g of the reservoir
    double labile_share, slow_share;
};

const std::vector<Split>& splits() {
    static const std::vector<Split> list{
        {Reservoir::bed_demand, bed_labile_carbon, bed_slow_carbon, bed_inert_carbon, 1 / oxygen_of_carbon, 0.65, 0.20},
        {Reservoir::bed_organic_nitrogen, bed_labile_nitrogen, bed_slow_nitrogen, bed_inert_nitrogen, 1, 0.65, 0.25},
        {Reservoir::bed_phosphorus, bed_labile_phosphorus, bed_slow_phosphorus, bed_inert_phosphorus, 1, 0.65, 0.20}};
    return list;
}

/// Moves what it gives to the bed from `outside` into the row; false where it gives none, or takes from it. Silicon has
/// no stock and stays outside.
bool put_into_stocks(ProcessDescription& process) {
    const std::size_t settling = process.row.front().species;
    const auto given = process.outside;
    process.outside.clear();
    bool any = false;
    for (const Exchanged& exchanged : given) {
        if (exchanged.reservoir == Reservoir::bed_silicon) {
            process.outside.push_back(exchanged);
            continue;
        }
        const auto split = std::ranges::find(splits(), exchanged.reservoir, &Split::reservoir);
        if (split == splits().end() || exchanged.coefficient <= 0) return false;
        any = true;
        if (settling == phosphate || settling == sorbed_phosphate) {
            process.row.push_back({bed_phosphate, exchanged.coefficient});
            continue;
        }
        const double made = exchanged.coefficient * split->per_gram;
        process.row.push_back({split->labile, made * split->labile_share});
        process.row.push_back({split->slow, made * split->slow_share});
        process.row.push_back({split->inert, made * (1 - split->labile_share - split->slow_share)});
    }
    return any;
}

}  // namespace

std::vector<ProcessEntry> with_settling_into_the_bed(std::vector<ProcessEntry> processes) {
    std::vector<ProcessEntry> twins;
    for (ProcessEntry& entry : processes) {
        ProcessEntry twin = entry;
        if (!put_into_stocks(twin.description)) continue;
        twin.description.name += "_into_stocks";
        twin.description.title += "（入底泥）";
        twin.description.sentence =
            "As " + entry.description.name + ", whose parameters it has, into stocks of the bed.";
        twin.description.parameters.clear();
        twin.make = [description = entry.description, make = entry.make](const ParametersOf& value,
                                                                         const ProcessSettings& settings) {
            return make(value.of(description), settings);
        };
        twins.push_back(std::move(twin));
        entry.description.replaced_by.push_back(bed_labile_carbon);
    }
    for (ProcessEntry& twin : twins) processes.push_back(std::move(twin));
    return processes;
}

}  // namespace qingliu
