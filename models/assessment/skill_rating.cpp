#include "models/assessment/skill_rating.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace qingliu {

namespace {

/// Bounds of very good, good and satisfactory.
using Bounds = std::array<double, 3>;

SkillRating rated(bool very_good, bool good, bool satisfactory) {
    if (very_good) return SkillRating::very_good;
    if (good) return SkillRating::good;
    return satisfactory ? SkillRating::satisfactory : SkillRating::unsatisfactory;
}

SkillRating above(double value, const Bounds& b) { return rated(value > b[0], value > b[1], value > b[2]); }

SkillRating at_most(double value, const Bounds& b) { return rated(value <= b[0], value <= b[1], value <= b[2]); }

SkillRating below(double value, const Bounds& b) { return rated(value < b[0], value < b[1], value < b[2]); }

SkillRating worst(std::initializer_list<SkillRating> ratings) { return std::max(ratings); }

}  // namespace

SkillRating rating_2007(const Skill& skill, RatedQuantity quantity) {
    const Bounds bias = quantity == RatedQuantity::flow       ? Bounds{0.10, 0.15, 0.25}
                        : quantity == RatedQuantity::sediment ? Bounds{0.15, 0.30, 0.55}
                                                              : Bounds{0.25, 0.40, 0.70};
    return worst({above(skill.efficiency, {0.75, 0.65, 0.50}), at_most(skill.rsr, {0.50, 0.60, 0.70}),
                  below(std::fabs(skill.pbias), bias)});
}

SkillRating rating_2015(const Skill& skill, RatedQuantity quantity) {
    if (quantity == RatedQuantity::sediment) throw std::invalid_argument("no bounds of 2015 for sediment");
    const bool flow = quantity == RatedQuantity::flow;
    const double bias = std::fabs(skill.pbias);
    const Bounds bounds = flow ? Bounds{0.05, 0.10, 0.15} : Bounds{0.15, 0.20, 0.30};
    const SkillRating of_bias = rated(bias < bounds[0], bias < bounds[1], bias <= bounds[2]);
    if (!flow) return worst({above(skill.efficiency, {0.65, 0.50, 0.35}), of_bias});
    return worst(
        {above(skill.efficiency, {0.80, 0.70, 0.50}), above(skill.determination(), {0.85, 0.75, 0.60}), of_bias});
}

const char* rating_name(SkillRating rating) {
    switch (rating) {
        case SkillRating::very_good:
            return "very good";
        case SkillRating::good:
            return "good";
        case SkillRating::satisfactory:
            return "satisfactory";
        case SkillRating::unsatisfactory:
            return "unsatisfactory";
    }
    throw std::logic_error("a rating without a name");
}

}  // namespace qingliu
