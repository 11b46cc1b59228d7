// A standard as its file says it: the keys, before they are checked against each other and brought into SI.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/config/record.hpp"
#include "engine/run/case_records.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

struct WrittenGrade {
    std::string name, title;
    Rating rating = Rating::none;
};

/// An indicator as written; its limits stay nodes until the unit and the grades are known.
struct WrittenIndicator {
    std::string name, title, unit, article, source;
    Indicator::Direction direction = Indicator::Direction::upper;
    bool headline = false, judged = true;
    Node limits, lake_limits, cold_limits;
    std::vector<double> range;
    std::optional<int> decimals;
    bool named_first = false;
    std::optional<double> cold_at_most, shallow_below, shallow_share;
    double saturation_share = 0;
    Confidence confidence = Confidence::verified;
    std::optional<std::string> note;
};

struct WrittenStandard {
    std::string name, title;
    std::optional<std::string> issued, note;
    std::vector<Named<Source>> sources;
    std::vector<Written<WrittenGrade>> grades;
    std::optional<Written<WrittenGrade>> beyond;
    std::optional<std::string> acceptable;
    std::optional<PointRule> points;
    std::vector<Written<WrittenIndicator>> indicators;
};

/// verified, general or estimate.
Value<Confidence> confidence_word();
/// The sources of a file by key, as they are kept.
std::vector<Source> sources_of(const std::vector<Named<Source>>& written);
/// The keys of a standard's file.
Record<WrittenStandard> standard_record();

}  // namespace qingliu
