#include "models/observations/observed_classes.hpp"

#include <cmath>
#include <stdexcept>

#include "engine/base/quantity.hpp"
#include "engine/base/unknown.hpp"

namespace qingliu {
namespace {

std::vector<int> indicators_of(const Observations& observations, const Standard& standard) {
    std::vector<int> indicators;
    for (const ObservedVariable& variable : observations.variables) indicators.push_back(standard.find(variable.name));
    return indicators;
}

class Classifier {
public:
    Classifier(const Observations& observations, const Standard& standard, const ObservedSettings& settings)
        : o_(observations), settings_(settings), indicators_(standard.indicators.size()) {
        result_.indicator = indicators_of(observations, standard);
    }

    void add_station(int station, const Standard& standard, bool lake) {
        if (settings_.period)
            add_periods(station, standard, lake);
        else
            add_readings(station, standard, lake);
    }

    Evaluation evaluate(std::size_t row, const Standard& standard) {
        EvaluationSettings how = settings_.evaluation;
        how.period = Period::hour;  // of one reading it is the reading
        const Sample sample = sample_of(row);
        Evaluation evaluation = evaluate_section(standard, {&sample, 1}, how).front();
        evaluation.span = {o_.time[row], o_.time[row]};
        return evaluation;
    }

    std::vector<Evaluation> evaluate_periods(int station, const Standard& standard) {
        const auto [first, last] = o_.rows_of(station);
        EvaluationSettings how = settings_.evaluation;
        how.period = *settings_.period;
        std::vector<Sample> samples;
        for (std::size_t row = first; row < last; ++row) samples.push_back(sample_of(row));
        return evaluate_section(standard, samples, how);
    }

    ObservedClasses take() { return std::move(result_); }

private:
    void add_readings(int station, const Standard& standard, bool lake) {
        const auto [first, last] = o_.rows_of(station);
        for (std::size_t row = first; row < last; ++row) {
            ObservedClass& one = add(evaluate(row, standard), station, lake, row);
            one.published_class = static_cast<int>(o_.published_class[row]);  // 0 to 6
            one.flags = flags_of(row);
        }
    }

    void add_periods(int station, const Standard& standard, bool lake) {
        const auto [first, last] = o_.rows_of(station);
        std::size_t row = first;
        for (Evaluation& evaluation : evaluate_periods(station, standard)) {
            std::vector<double> values(o_.variables.size(), unknown);
            for (std::size_t k = 0; k < values.size(); ++k) {
                if (result_.indicator[k] >= 0)
                    values[k] = evaluation.values[static_cast<std::size_t>(result_.indicator[k])];
            }
            ObservedClass& one = add(std::move(evaluation), station, lake, row);
            one.values = std::move(values);
            for (; row < last && o_.time[row] < one.span.end; ++row) one.flags |= flags_of(row);
        }
    }

    ObservedClass& add(Evaluation evaluation, int station, bool lake, std::size_t row) {
        ObservedClass& one = result_.all.emplace_back();
        one.station = station;
        one.row = row;
        one.span = evaluation.span;
        one.samples = evaluation.samples;
        one.lake = lake;
        one.incomplete = !evaluation.missing.empty() || !evaluation.too_few.empty();
        one.water_class = evaluation.water_class;
        one.limiting = evaluation.limiting;
        one.rating = evaluation.rating;
        for (const int i : evaluation.main_pollutants)
            one.main_pollutants.emplace_back(i, evaluation.multiples[static_cast<std::size_t>(i)]);
        return one;
    }

    [[nodiscard]] std::uint16_t flags_of(std::size_t row) const {
        std::uint16_t flags = 0;
        for (std::size_t k = 0; k < o_.variables.size(); ++k) flags |= o_.flags[o_.at(row, k)];
        return flags;
    }

    Sample sample_of(std::size_t row) {
        Sample sample;
        sample.time = o_.time[row];
        sample.values.assign(indicators_, unknown);
        sample.below_detection.assign(indicators_, false);
        for (std::size_t k = 0; k < o_.variables.size(); ++k) {
            if (result_.indicator[k] < 0) continue;
            const std::size_t at = o_.at(row, k);
            const bool below = o_.below_detection[at] != 0;
            if (below && std::isnan(o_.values[at])) ++result_.without_limit;
            if (std::isnan(o_.values[at])) continue;
            if (o_.flags[at] != 0) ++result_.flagged;
            if (o_.flags[at] != 0 && settings_.leave_out_flagged) {
                ++result_.left_out;
                continue;
            }
            const auto i = static_cast<std::size_t>(result_.indicator[k]);
            sample.values[i] = o_.values[at];
            sample.below_detection[i] = below;
        }
        return sample;
    }

    const Observations& o_;
    const ObservedSettings& settings_;
    std::size_t indicators_;
    ObservedClasses result_;
};

}  // namespace

ObservedClasses classify(const Observations& observations, const Standard& river, const Standard& lake,
                         const LakeList& lakes, const ObservedSettings& settings) {
    bool same = river.indicators.size() == lake.indicators.size();
    for (std::size_t i = 0; same && i < river.indicators.size(); ++i)
        same = river.indicators[i].name == lake.indicators[i].name;
    if (!same) throw std::invalid_argument("a river and a lake are judged by different indicators");
    Classifier classifier(observations, river, settings);
    for (std::size_t s = 0; s < observations.stations.size(); ++s) {
        const bool in_lake = lakes.holds(observations.stations[s].name);
        classifier.add_station(static_cast<int>(s), in_lake ? lake : river, in_lake);
    }
    return classifier.take();
}

std::vector<Evaluation> evaluate_periods(const Observations& observations, int station, const Standard& standard,
                                         const ObservedSettings& settings) {
    if (!settings.period) throw std::invalid_argument("no period to evaluate");
    return Classifier(observations, standard, settings).evaluate_periods(station, standard);
}

Evaluation evaluate_reading(const Observations& observations, std::size_t row, const Standard& standard,
                            const ObservedSettings& settings) {
    return Classifier(observations, standard, settings).evaluate(row, standard);
}

std::vector<ObservedVariable> variables_of(const Standard& standard) {
    std::vector<ObservedVariable> variables;
    for (const Indicator& indicator : standard.indicators) {
        const auto unit = parse_unit(indicator.unit);
        if (!unit) continue;
        variables.push_back({indicator.name, indicator.title, unit_text(unit->dimension), indicator.unit});
    }
    return variables;
}

}  // namespace qingliu
