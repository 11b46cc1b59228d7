// What a dispatcher can still do: when releases arrive, until when one helps, what the operators decided.
#pragma once

#include "models/reports/arrival_variables.hpp"
#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// [{"scenario", "section", "water", "releases", "release_start", "arrival", "travel_h", "share_before",
/// "share_at_peak", "still_rising"}], indices into the schedules, sections and waters.
Json travel_part(const Source& source);

/// [{"scenario", "from", "to", "target", "decided_by", "reason", "time", "until", "unit"}].
Json decisions_part(const Source& source);

/// The latest moment at which a release still betters the class of the water. For each section that misses its class on
/// some day under the schedule that diverts least, and each water whose arrival there is seen in some schedule: the
/// start of the first such day less the shortest travel time seen. A release later than that arrives when the day has
/// begun; that the water then suffices is told by the schedules, not by this. Where the moment lies before the period,
/// the miss cannot be prevented by that water any more. Of ecological flow nothing is told: a wave outruns the water
/// that makes it, and it is the water whose arrival is measured.
/// [{"section", "day", "without", "water", "releases", "travel_h", "latest", "possible"}].
Json moves_part(const Source& source);

}  // namespace qingliu::bulletin
