// What scores of a watershed model are called: Moriasi et al. 2007, table 4 (monthly steps), and Moriasi et al. 2015,
// table 4 (flow of daily to annual steps; nitrogen and phosphorus of monthly ones).
#pragma once

#include "models/assessment/skill.hpp"

namespace qingliu {

enum class SkillRating { very_good, good, satisfactory, unsatisfactory };

enum class RatedQuantity { flow, sediment, nutrients };

/// The worst of efficiency, RSR and PBIAS; unsatisfactory where one of them does not exist.
SkillRating rating_2007(const Skill& skill, RatedQuantity quantity);

/// The worst of efficiency and PBIAS, of flow R2 too. Throws std::invalid_argument for sediment, whose bounds were not
/// found in a source.
SkillRating rating_2015(const Skill& skill, RatedQuantity quantity);

/// "very good".
const char* rating_name(SkillRating rating);

}  // namespace qingliu
