#include "models/assessment/city_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/unknown.hpp"
#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "models/assessment/classification.hpp"
#include "models/assessment/written_standard.hpp"

namespace qingliu {

namespace {

struct WrittenRule : CityIndexRule {
    std::string source, limits_file;
    Confidence confidence = Confidence::verified;
    std::optional<std::string> note;
    std::vector<Named<Source>> written_sources;
};

Record<WrittenRule> rule_record() {
    return Record<WrittenRule>("rule", "An index of the water of a city.")
        .field("standard", &WrittenRule::name, text(), "Its name.")
        .field("title", &WrittenRule::title, text(), "Chinese title.")
        .field("limits", &WrittenRule::limits_file, text(), "File of the standard with the limits.")
        .field("grade", &WrittenRule::grade, name_of("a grade of that standard"), "Grade of the limits.")
        .field("neutral", &WrittenRule::neutral, number().between(1, 13), "pH from which its distance counts.")
        .field("decimals", &WrittenRule::decimals, integer(), "Decimals of a published index.")
        .field("article", &WrittenRule::article, text(), "Place in the rule.")
        .field("source", &WrittenRule::source, name_of("a source of this file"), "Where it was read.")
        .field("confidence", &WrittenRule::confidence, confidence_word(), "How far it can be trusted.")
        .field("note", &WrittenRule::note, text(), "Remark.")
        .field("sources", &WrittenRule::written_sources, map_of(plain_record_of(source_record())), "Sources by key.");
}

double part_of(const CityIndexRule& rule, const Indicator& indicator, double mean) {
    const double limit = indicator.limits[static_cast<std::size_t>(indicator.acceptable - 1)];
    switch (indicator.direction) {
        case Indicator::Direction::upper:
            return mean / limit;
        case Indicator::Direction::lower:
            return limit / mean;
        case Indicator::Direction::range:
            return mean <= rule.neutral ? (rule.neutral - mean) / (rule.neutral - indicator.range_from)
                                        : (mean - rule.neutral) / (indicator.range_to - rule.neutral);
        case Indicator::Direction::none:
            break;
    }
    return unknown;
}

}  // namespace

CityIndexRule read_city_index(const std::filesystem::path& file) {
    Reading reading;
    WrittenRule written;
    const Node document = read_document(file, reading);
    rule_record().read(document, reading, written);
    const Node limits = document.find("limits");
    if (limits.present()) {
        written.limits = Reading::resolve(limits);
        std::error_code error;
        if (reading.sound(limits) && !std::filesystem::is_regular_file(written.limits, error))
            reading.fault(limits, fmt::format("there is no file {}", written.limits.string()));
    }
    written.sources = sources_of(written.written_sources);
    written.provenance = {written.source, written.confidence, written.note.value_or("")};
    reading.problems.throw_if_any();
    return written;
}

Standard limits_of(const CityIndexRule& rule, Waterbody waterbody) {
    Standard standard = read_standard(rule.limits, waterbody);
    const auto found = std::find_if(standard.grades.begin(), standard.grades.end() - 1,
                                    [&](const Grade& grade) { return grade.name == rule.grade; });
    if (found == standard.grades.end() - 1) {
        Problem problem;
        problem.place.file = rule.limits.string();
        problem.message = fmt::format("{} has no grade \"{}\" for {}", standard.name, rule.grade, rule.name);
        throw InputError(std::move(problem));
    }
    standard.acceptable = static_cast<int>(found - standard.grades.begin()) + 1;
    for (Indicator& indicator : standard.indicators) indicator.acceptable = standard.acceptable;
    return standard;
}

CityIndex city_index(const CityIndexRule& rule, const Standard& limits, std::span<const double> means) {
    CityIndex result;
    for (std::size_t i = 0; i < limits.indicators.size(); ++i) {
        const Indicator& indicator = limits.indicators[i];
        const bool counts = takes_part(indicator, Scope::full) && indicator.direction != Indicator::Direction::none;
        result.parts.push_back(counts ? part_of(rule, indicator, means[i]) : unknown);
        if (!counts) continue;
        if (std::isnan(means[i])) result.missing.push_back(static_cast<int>(i));
        result.index += result.parts[i];
    }
    return result;
}

double joined_city_index(double river_index, int sections, double lake_index, int points) {
    if (points == 0) return sections == 0 ? unknown : river_index;
    if (sections == 0) return lake_index;
    return (river_index * sections + lake_index * points) / (sections + points);
}

double city_index_change(double before, double index) { return (index - before) / before; }

}  // namespace qingliu
