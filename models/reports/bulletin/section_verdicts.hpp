// The control sections: what is asked of them, and what each schedule makes of it, day by day.
#pragma once

#include <span>

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// Days on which something goes wrong.
struct Spells {
    int first = -1;   ///< index of the first such day, -1 = none
    int days = 0;     ///< how many
    int longest = 0;  ///< most in a row; a day that is not known ends a spell
};

/// Of days told by '1' (wrong) and anything else.
Spells spells_of(std::string_view days);

/// Days whose class is worse than the target: '1' worse, '0' not, '-' not known.
std::string days_missing_target(const SectionVerdict& verdict, int target_class);
/// Days whose mean discharge is below the ecological flow, likewise.
std::string days_missing_flow(const SectionVerdict& verdict);

/// What is judged by: [{"name", "zh", "en", "unit", "headline", "simulated", "estimated", "sense", "limits", "range"}];
/// "sense" is "low" where less is better.
Json indicators_part(const Source& source);
/// [{"name", "river", "chainage_km", "x", "y", "target_class", ...}].
Json sections_part(const Source& source);
/// [scenario][section] = {"class", "limiting", "margin", ...}.
Json verdicts_part(const Source& source);

}  // namespace qingliu::bulletin
