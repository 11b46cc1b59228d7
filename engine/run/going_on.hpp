// Going on from a checkpoint: whether a case may, and what it takes from it.
#pragma once

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/checkpoint.hpp"
#include "engine/state/constituent.hpp"

namespace qingliu {

/// What a checkpoint of this case belongs to: grid, shapes of its sections, constituents, control sections, exchanges
/// with the outside.
std::map<std::string, std::string> belongings(const Case& specification, const Grid& grid,
                                              const std::vector<Constituent>& constituents, const Models& models);

/// Throws InputError at the place where the case names the checkpoint: where it is of another grid, other sections or
/// constituents; of another time than the start of the case (a case that starts when the run began that wrote it goes
/// on with that run instead); where a scenario is not in it.
void check_going_on(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                    const Models& models, const Checkpoint& checkpoint);

/// The case is the run that wrote the checkpoint: sums and daily means go on. Else they begin with the case, the civil
/// day under way excepted.
inline bool same_run(const Case& specification, const Checkpoint& checkpoint) {
    return specification.start == checkpoint.case_start && checkpoint.time > specification.start;
}

/// Both look at the same control sections: a civil day under way goes on.
bool same_control_sections(const Case& specification, const Checkpoint& checkpoint);

/// Index in the checkpoint of the scenario that `scenario` of the case begins as; -1 where there is none.
int origin_in(const Checkpoint& checkpoint, const Case& specification, const std::string& scenario);

}  // namespace qingliu
