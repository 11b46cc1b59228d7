// How well classes of water quality are foretold, one by one or as probabilities.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace qingliu {

constexpr std::size_t water_classes = 6;  ///< I to worse than V

/// Observed against foretold classes.
struct ClassSkill {
    std::array<std::array<int, water_classes>, water_classes> table{};  ///< [observed][foretold], 0 = class I
    int pairs = 0;                                                      ///< with both known
    int skipped = 0;                                                    ///< with one not known
    int hits = 0;                                                       ///< the same class
    int near = 0;                                                       ///< the same or the next class

    /// Shares of the pairs; NaN of none.
    [[nodiscard]] double hit_rate() const;
    [[nodiscard]] double near_rate() const;
    /// Mean of foretold less observed class: positive where water is foretold too bad. NaN of none.
    [[nodiscard]] double bias() const;
    /// Agreement beyond that by chance (Cohen 1960): 1 perfect, 0 chance. NaN of none, and where one class is all there
    /// is.
    [[nodiscard]] double kappa() const;
};

/// Classes 1 (I) to 6 (worse than V), 0 = not known. Throws std::invalid_argument on unequal lengths and other classes.
ClassSkill class_skill(std::span<const int> observed, std::span<const int> foretold);

/// Whether an event came, against the probabilities it was given: mean of (p - o)^2 (Brier 1950), 0 the best.
struct ProbabilityScore {
    std::size_t forecasts = 0;
    double score = 0;      ///< NaN of none
    double reference = 0;  ///< of the frequencies observed, given each time
    /// 1 - score / reference; NaN where the reference is perfect.
    [[nodiscard]] double skill() const;
};

/// `probability` of the event (NaN = none given) and whether it came [forecast]. Throws std::invalid_argument on
/// unequal lengths and on probabilities outside 0 to 1.
ProbabilityScore brier_score(std::span<const double> probability, std::span<const char> came);

/// Ranked probability score (Epstein 1969; Murphy 1971) over ordered classes: mean over the forecasts of
/// 1 / (K - 1) sum over k < K of (P_k - O_k)^2, P and O cumulated; with K = 2 it is the Brier score. `probability`
/// [forecast][class], each forecast adding up to 1 within 1e-6; `came` is the class that came, 0 the first. Throws
/// std::invalid_argument on anything else.
ProbabilityScore ranked_probability_score(const std::vector<std::vector<double>>& probability,
                                          std::span<const std::size_t> came);

}  // namespace qingliu
