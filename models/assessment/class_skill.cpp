#include "models/assessment/class_skill.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

double share(double part, double whole) { return whole > 0 ? part / whole : unknown; }

/// Sum over all but the last class of the squared differences of what is cumulated, over their number.
double ranked_distance(std::span<const double> probability, std::size_t came) {
    double cumulated = 0, sum = 0;
    for (std::size_t k = 0; k + 1 < probability.size(); ++k) {
        cumulated += probability[k];
        const double off = cumulated - (k >= came ? 1.0 : 0.0);
        sum += off * off;
    }
    return sum / static_cast<double>(probability.size() - 1);
}

}  // namespace

double ClassSkill::hit_rate() const { return share(hits, pairs); }

double ClassSkill::near_rate() const { return share(near, pairs); }

double ClassSkill::bias() const {
    double sum = 0;
    for (std::size_t o = 0; o < water_classes; ++o)
        for (std::size_t f = 0; f < water_classes; ++f)
            sum += (static_cast<double>(f) - static_cast<double>(o)) * table.at(o).at(f);
    return share(sum, pairs);
}

double ClassSkill::kappa() const {
    double chance = 0;  // pairs squared
    for (std::size_t k = 0; k < water_classes; ++k) {
        double observed = 0, foretold = 0;
        for (std::size_t other = 0; other < water_classes; ++other) {
            observed += table.at(k).at(other);
            foretold += table.at(other).at(k);
        }
        chance += observed * foretold;
    }
    const double all = static_cast<double>(pairs) * pairs;
    return share(static_cast<double>(hits) * pairs - chance, all - chance);
}

ClassSkill class_skill(std::span<const int> observed, std::span<const int> foretold) {
    if (observed.size() != foretold.size()) throw std::invalid_argument("every class has the one it is compared with");
    ClassSkill skill;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        for (const int one : {observed[i], foretold[i]})
            if (one < 0 || one > static_cast<int>(water_classes)) throw std::invalid_argument("classes go from 1 to 6");
        if (observed[i] == 0 || foretold[i] == 0) {
            ++skill.skipped;
            continue;
        }
        ++skill.pairs;
        ++skill.table.at(static_cast<std::size_t>(observed[i] - 1)).at(static_cast<std::size_t>(foretold[i] - 1));
        const int off = std::abs(observed[i] - foretold[i]);
        if (off == 0) ++skill.hits;
        if (off <= 1) ++skill.near;
    }
    return skill;
}

double ProbabilityScore::skill() const { return reference > 1e-12 ? 1 - score / reference : unknown; }

ProbabilityScore brier_score(std::span<const double> probability, std::span<const char> came) {
    if (probability.size() != came.size()) throw std::invalid_argument("every probability has its outcome");
    std::vector<std::vector<double>> both;
    std::vector<std::size_t> outcome;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        if (std::isnan(probability[i])) continue;
        both.push_back({probability[i], 1 - probability[i]});
        outcome.push_back(came[i] != 0 ? 0 : 1);
    }
    return ranked_probability_score(both, outcome);
}

ProbabilityScore ranked_probability_score(const std::vector<std::vector<double>>& probability,
                                          std::span<const std::size_t> came) {
    if (probability.size() != came.size()) throw std::invalid_argument("every forecast has its outcome");
    ProbabilityScore result{probability.size(), unknown, unknown};
    if (probability.empty()) return result;
    const std::size_t classes = probability.front().size();
    if (classes < 2) throw std::invalid_argument("a score needs two classes or more");
    const auto count = static_cast<double>(probability.size());
    std::vector<double> frequency(classes, 0.0);
    for (std::size_t i = 0; i < probability.size(); ++i) {
        double sum = 0;
        bool sound = probability[i].size() == classes && came[i] < classes;
        for (const double p : probability[i]) {
            sound = sound && p >= 0 && p <= 1;
            sum += p;
        }
        if (!sound || std::fabs(sum - 1) > 1e-6)
            throw std::invalid_argument("probabilities of every class lie from 0 to 1 and add up to 1");
        frequency[came[i]] += 1 / count;
    }
    result.score = result.reference = 0;
    for (std::size_t i = 0; i < probability.size(); ++i) {
        result.score += ranked_distance(probability[i], came[i]) / count;
        result.reference += ranked_distance(frequency, came[i]) / count;
    }
    return result;
}

}  // namespace qingliu
