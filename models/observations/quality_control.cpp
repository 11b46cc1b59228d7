#include "models/observations/quality_control.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/kinetics/oxygen.hpp"

namespace qingliu {
namespace {

using Flag = ObservationFlag;

/// One variable at one station: its readings in time, those missing left out.
struct Run {
    std::vector<std::size_t> at;  // [reading] index into Observations::values
    std::vector<double> time, value;
    std::vector<bool> below;
    [[nodiscard]] std::size_t size() const { return at.size(); }
};

class Control {
public:
    Control(Observations& observations, const QualityLimits& limits) : o_(observations), limits_(limits) {}

    void run() {
        duplicates();
        for (std::size_t k = 0; k < o_.variables.size(); ++k) {
            range(k);
            const VariableLimits* limits = limits_.find(o_.variables[k].name);
            if (limits == nullptr) continue;
            for (std::size_t s = 0; s < o_.stations.size(); ++s) {
                const Run readings = run_of(static_cast<int>(s), k);
                const std::vector<bool> spikes = find_spikes(readings, limits->spike);
                mark(readings, spikes, Flag::spike);
                jumps(readings, spikes, limits->jump);
                stuck(readings, *limits);
            }
        }
        saturation();
        for (const PartOfWhole& part : limits_.parts) inconsistent(part);
        for (const NeighbourPair& pair : limits_.neighbours) look_up(pair);
        neighbours();
    }

private:
    void set(std::size_t at, Flag flag) { o_.flags[at] |= static_cast<std::uint16_t>(flag); }

    void mark(const Run& readings, const std::vector<bool>& which, Flag flag) {
        for (std::size_t i = 0; i < readings.size(); ++i) {
            if (which[i]) set(readings.at[i], flag);
        }
    }

    [[nodiscard]] Run run_of(int station, std::size_t variable) const {
        Run readings;
        const auto [first, last] = o_.rows_of(station);
        for (std::size_t row = first; row < last; ++row) {
            const std::size_t at = o_.at(row, variable);
            if (std::isnan(o_.values[at])) continue;
            readings.at.push_back(at);
            readings.time.push_back(o_.time[row]);
            readings.value.push_back(o_.values[at]);
            readings.below.push_back(o_.below_detection[at] != 0);
        }
        return readings;
    }

    void duplicates() {
        for (std::size_t row = 1; row < o_.rows(); ++row) {
            if (o_.station[row] != o_.station[row - 1] || o_.time[row] != o_.time[row - 1]) continue;
            for (const std::size_t twice : {row - 1, row}) {
                for (std::size_t k = 0; k < o_.variables.size(); ++k) {
                    const std::size_t at = o_.at(twice, k);
                    if (!std::isnan(o_.values[at]) || o_.below_detection[at] != 0) set(at, Flag::duplicate_time);
                }
            }
        }
    }

    void range(std::size_t variable) {
        const ObservedVariable& of = o_.variables[variable];
        const VariableLimits* limits = limits_.find(of.name);
        std::size_t values = 0, beyond = 0;
        for (std::size_t row = 0; row < o_.rows(); ++row) {
            const std::size_t at = o_.at(row, variable);
            const double value = o_.values[at];
            if (std::isnan(value)) continue;
            ++values;
            const bool negative = value < 0 && !of.may_be_negative;
            const bool out = limits != nullptr && (value < limits->lowest || value > limits->highest);
            if (negative) set(at, Flag::negative);
            if (out) set(at, Flag::range);
            beyond += negative || out ? 1 : 0;
        }
        if (values >= 3 && 2 * beyond > values) {
            o_.notes.push_back(
                {fmt::format("{} of {} values of {} are out of range: are columns exchanged, or is the "
                             "unit another?",
                             beyond, values, described(of))});
        }
    }

    /// Whether a change from `level` passes the limit.
    static bool too_large(double change, double level, const ChangeLimit& limit) {
        return std::fabs(change) > std::fmax(limit.least, limit.share * std::fabs(level));
    }

    static std::vector<bool> find_spikes(const Run& readings, const ChangeLimit& limit) {
        std::vector<bool> spikes(readings.size(), false);
        for (std::size_t i = 1; i + 1 < readings.size(); ++i) {
            if (readings.time[i] - readings.time[i - 1] > limit.within ||
                readings.time[i + 1] - readings.time[i] > limit.within)
                continue;
            const double before = readings.value[i - 1], value = readings.value[i], after = readings.value[i + 1];
            const double first = value - before, second = value - after;
            if (first * second <= 0) continue;
            const double apart = std::fmin(std::fabs(first), std::fabs(second));
            const double level = first > 0 ? std::fmax(before, after) : value;
            spikes[i] = too_large(apart, level, limit) && std::fabs(before - after) < apart / 2;
        }
        return spikes;
    }

    void jumps(const Run& readings, const std::vector<bool>& spikes, const ChangeLimit& limit) {
        for (std::size_t i = 1; i < readings.size(); ++i) {
            if (spikes[i] || spikes[i - 1] || readings.time[i] - readings.time[i - 1] > limit.within) continue;
            const double change = readings.value[i] - readings.value[i - 1];
            if (too_large(change, std::fmin(readings.value[i], readings.value[i - 1]), limit))
                set(readings.at[i], Flag::jump);
        }
    }

    void stuck(const Run& readings, const VariableLimits& limits) {
        if (limits.stuck_readings == 0) return;
        for (std::size_t first = 0; first < readings.size();) {
            std::size_t last = first;
            while (last + 1 < readings.size() && readings.value[last + 1] == readings.value[first] &&
                   readings.below[last + 1] == readings.below[first])
                ++last;
            const bool long_enough = last - first + 1 >= static_cast<std::size_t>(limits.stuck_readings) &&
                                     readings.time[last] - readings.time[first] >= limits.stuck_span;
            if (long_enough && !readings.below[first]) {
                for (std::size_t i = first; i <= last; ++i) set(readings.at[i], Flag::stuck);
            }
            first = last + 1;
        }
    }

    void saturation() {
        const int oxygen = o_.find("dissolved_oxygen"), temperature = o_.find("water_temperature");
        if (oxygen < 0 || temperature < 0) return;
        constexpr double coldest = -5, warmest = 50;  // degC, of the formula
        for (std::size_t row = 0; row < o_.rows(); ++row) {
            const std::size_t at = o_.at(row, static_cast<std::size_t>(oxygen));
            const double T = o_.values[o_.at(row, static_cast<std::size_t>(temperature))];
            if (std::isnan(o_.values[at]) || !(T >= coldest && T <= warmest)) continue;
            const double share = o_.values[at] / oxygen_saturation(T, 0);
            if (share < limits_.saturation_lowest || share > limits_.saturation_highest) set(at, Flag::saturation);
        }
    }

    void inconsistent(const PartOfWhole& rule) {
        const int part = o_.find(rule.part), whole = o_.find(rule.whole);
        if (part < 0 || whole < 0) return;
        for (std::size_t row = 0; row < o_.rows(); ++row) {
            const std::size_t a = o_.at(row, static_cast<std::size_t>(part)),
                              b = o_.at(row, static_cast<std::size_t>(whole));
            // less than a limit of detection says nothing of how large the part is
            if (o_.below_detection[a] != 0 || !(o_.values[a] > o_.values[b] * (1 + rule.tolerance))) continue;
            set(a, Flag::inconsistent);
            set(b, Flag::inconsistent);
        }
    }

    void look_up(const NeighbourPair& pair) {
        const int a = o_.find_station(pair.station), b = o_.find_station(pair.neighbour);
        for (const auto& [index, name] : {std::pair(a, pair.station), std::pair(b, pair.neighbour)}) {
            if (index < 0)
                o_.notes.push_back({fmt::format("no station \"{}\", which is to be compared with a neighbour", name)});
        }
        if (a < 0 || b < 0) return;
        pairs_.push_back({a, b, &pair});
        pairs_.push_back({b, a, &pair});
    }

    /// The reading of a station nearest in time, NaN where none is near enough.
    [[nodiscard]] double nearest(int station, std::size_t variable, double time, double within) const {
        const auto [first, last] = o_.rows_of(station);
        double best = within, value = unknown;
        for (std::size_t row = static_cast<std::size_t>(
                 std::lower_bound(o_.time.begin() + static_cast<std::ptrdiff_t>(first),
                                  o_.time.begin() + static_cast<std::ptrdiff_t>(last), time - within) -
                 o_.time.begin());
             row < last && o_.time[row] <= time + within; ++row) {
            const double read = o_.values[o_.at(row, variable)];
            if (std::isnan(read) || std::fabs(o_.time[row] - time) > best) continue;
            best = std::fabs(o_.time[row] - time);
            value = read;
        }
        return value;
    }

    void neighbours() {
        for (std::size_t row = 0; !pairs_.empty() && row < o_.rows(); ++row) {
            for (std::size_t k = 0; k < o_.variables.size(); ++k) {
                const std::size_t at = o_.at(row, k);
                const double value = o_.values[at];
                int above = 0, below = 0, asked = 0;
                for (const Pair& pair : pairs_) {
                    if (pair.station != o_.station[row] || std::isnan(value) ||
                        std::ranges::find(pair.rule->variables, o_.variables[k].name) == pair.rule->variables.end())
                        continue;
                    const double other = nearest(pair.neighbour, k, o_.time[row], pair.rule->within);
                    if (std::isnan(other)) continue;
                    ++asked;
                    above += value > other * pair.rule->factor ? 1 : 0;
                    below += value * pair.rule->factor < other ? 1 : 0;
                }
                if (asked > 0 && (above == asked || below == asked)) set(at, Flag::neighbours);
            }
        }
    }

    struct Pair {
        int station, neighbour;
        const NeighbourPair* rule;
    };

    Observations& o_;
    const QualityLimits& limits_;
    std::vector<Pair> pairs_;
};

}  // namespace

void control_quality(Observations& observations, const QualityLimits& limits) { Control(observations, limits).run(); }

FlagCounts count_flags(const Observations& observations) {
    FlagCounts counts{std::vector<std::size_t>(flag_names().size(), 0)};
    for (std::size_t row = 0; row < observations.rows(); ++row) {
        bool any = false;
        for (std::size_t k = 0; k < observations.variables.size(); ++k) {
            const std::uint16_t flags = observations.flags[observations.at(row, k)];
            if (flags == 0) continue;
            any = true;
            ++counts.values;
            for (std::size_t f = 0; f < flag_names().size(); ++f) {
                if ((flags & static_cast<std::uint16_t>(flag_names()[f].first)) != 0) ++counts.of_flag[f];
            }
        }
        counts.rows += any ? 1 : 0;
    }
    return counts;
}

}  // namespace qingliu
