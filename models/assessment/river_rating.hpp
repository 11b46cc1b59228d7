// Evaluation of a river, a basin or a region out of its sections, and comparison of two periods
// (地表水环境质量评价办法（试行）环办〔2011〕22号; 5 sections and the shares as in a published copy of it).
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/assessment/evaluation.hpp"

namespace qingliu {

/// Sections from which on shares of classes tell a river; below that the mean of its sections does.
constexpr int sections_for_shares = 5;

/// How the sections share out among the classes.
struct ClassShares {
    std::vector<int> count;  ///< [grade - 1], sections of that grade
    int judged = 0;          ///< sections that have one
    int not_judged = 0;
    double acceptable = 0;  ///< 1, share of the judged at the acceptable class or better (I to III)
    double beyond = 0;      ///< 1, share of the judged worse than every class

    /// 1, share of the judged sections of a grade (1..); 0 where none is judged.
    [[nodiscard]] double share(int grade) const;
};

/// Of sections whose classes are given, 0 = not judged.
ClassShares class_shares(const Standard& standard, std::span<const int> classes);

/// I to III at 0.9 or more excellent, 0.75 or more good; below that worse than V less than 0.2 light, less than 0.4
/// moderate, else heavy. `none` where no section is judged.
Rating rating_of_shares(const ClassShares& shares);

struct RiverEvaluation {
    ClassShares shares;
    bool by_shares = false;  ///< five judged sections or more; else by `mean`
    Evaluation mean;  ///< of the arithmetic means over the judged sections; class and rating only where not by_shares
    Rating rating = Rating::none;
    /// Three at most: by the share of sections over class III, then the largest multiple; of a mean as of a section.
    std::vector<int> main_pollutants;
    std::vector<double> shares_over;  ///< [Standard::indicators], 1, share of the sections with a value that exceed III
};

/// One period of all sections of a river, a basin or a region.
RiverEvaluation evaluate_river(const Standard& standard, std::span<const Evaluation> sections,
                               const EvaluationSettings& settings = {});

/// How the water changed between two periods.
enum class Change { none, better, worse, much_better, much_worse };

/// "无明显变化", "有所好转", "有所变差", "明显好转", "明显变差".
std::string_view change_title(Change change);
std::string_view change_name(Change change);

/// By the rating: one level is some change, two and more a clear one; no change where one of them is `none`.
Change compare_ratings(Rating before, Rating after);

/// By shares: with X the growth of I to III less that of worse than V, in points of percent, |X| <= 10 is no clear
/// change, up to 20 some, beyond that a clear one.
Change compare_shares(const ClassShares& before, const ClassShares& after);

}  // namespace qingliu
