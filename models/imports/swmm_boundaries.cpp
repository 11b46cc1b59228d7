#include "models/imports/swmm_boundaries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/time/civil_time.hpp"
#include "models/imports/swmm_constituents.hpp"
#include "models/imports/swmm_outfall.hpp"

namespace qingliu {
namespace {

constexpr double dry_second = 1;  // s in which water that runs at the start comes to its discharge

/// The factor of a pattern at an instant. Hours hold on all seven days, unless the ends of weeks have a pattern of
/// their own (inflow_getDwfInflow of SWMM 5.2).
double pattern_factor(const SwmmPattern& pattern, double instant, int offset, bool weekends_have_their_own = false) {
    const double local = instant + 60.0 * offset;
    const auto day = static_cast<long>(std::floor(local / 86400));
    const auto hour = static_cast<std::size_t>(std::floor((local - 86400.0 * static_cast<double>(day)) / 3600));
    const auto weekday = static_cast<std::size_t>(((day + 4) % 7 + 7) % 7);  // 1970-01-01 was a Thursday; 0 is Sunday
    const bool weekend = weekday == 0 || weekday == 6;
    std::size_t index = 0;
    if (pattern.type == "HOURLY") {
        if (weekend && weekends_have_their_own) return 1;
        index = hour;
    } else if (pattern.type == "WEEKEND") {
        if (!weekend) return 1;
        index = hour;
    } else if (pattern.type == "DAILY") {
        index = weekday;
    } else {
        index = static_cast<std::size_t>(month_of(instant, offset) - 1);
    }
    return index < pattern.factors.size() ? pattern.factors[index] : 1;
}

class Boundaries {
public:
    Boundaries(const SwmmModel& model, const SwmmNetwork& network, const SwmmText& text, int offset, std::string source,
               ImportedCase& imported)
        : model_(model), network_(network), text_(text), offset_(offset), source_(std::move(source)), out_(imported) {}

    void add(const std::vector<SwmmRunoff>& runoff) {
        Case& result = out_.model;
        result.waters = {{"inflow", "inflow"}};
        Quality quality;
        quality.name = "inflow";
        quality.concentration["conductivity"] = Series(0);
        quality.provenance = {source_, Confidence::estimate, "nothing of it is told", {}};
        result.qualities = {quality};
        result.climate.water_temperature = Series(15);
        result.climate.evaporation = Series(0);
        result.climate.wind_speed = Series(2);
        result.climate.provenance = {
            source_, Confidence::estimate, "a case needs weather; without kinetics it changes nothing", {}};
        out_.report.assume(text_.where(), "water of 15 degC, wind of 2 m/s, no evaporation from water",
                           "a case needs weather; without kinetics only evaporation would matter");
        add_swmm_constituents(model_, text_, source_, out_);
        for (const SwmmInflow& inflow : model_.inflows) external(inflow);
        for (const SwmmDryWeather& flow : model_.dry_weather) dry_weather(flow);
        for (const SwmmRunoff& one : runoff) add_source(one.node, "runoff of " + one.name, one.discharge, one.line);
        for (const auto& [river, node] : network_.end_levels)
            result.end_levels.push_back(
                {river, swmm_outfall_level(model_.nodes[static_cast<std::size_t>(node)], model_, offset_),
                 read(model_.nodes[static_cast<std::size_t>(node)].line)});
    }

private:
    [[nodiscard]] Provenance read(int line) const { return {source_, Confidence::verified, text_.where(line), {}}; }

    void external(const SwmmInflow& inflow) {
        if (inflow.constituent != "FLOW") return pollute(inflow);
        std::vector<double> time, value;
        const double unit = model_.units.discharge;
        const auto baseline = [&](double t) {
            const auto pattern = model_.patterns.find(inflow.pattern);
            const double factor = pattern == model_.patterns.end() ? 1 : pattern_factor(pattern->second, t, offset_);
            return inflow.baseline * factor;
        };
        const auto series = model_.series.find(inflow.series);
        if (series == model_.series.end() || series->second.empty()) {
            if (inflow.pattern.empty())
                return add_source(inflow.node, "inflow", Series(inflow.baseline * unit), inflow.line);
            return add_source(inflow.node, "inflow", hourly(baseline, unit), inflow.line);
        }
        if (!inflow.pattern.empty() && inflow.baseline != 0)
            add_source(inflow.node, "baseline", hourly(baseline, unit), inflow.line);
        const double base = inflow.pattern.empty() ? inflow.baseline : 0;
        // outside its times a series of SWMM is 0
        const auto& times = series->second.times();
        const auto& values = series->second.values();
        const auto knot = [&](double t, double v) {
            time.push_back(t);
            value.push_back((v * inflow.scale + base) * unit);
        };
        if (times.front() > model_.options.start) {
            knot(model_.options.start, 0);
            if (times.front() - 1 > model_.options.start && values.front() != 0) knot(times.front() - 1, 0);
        }
        for (std::size_t i = 0; i < times.size(); ++i)
            if (time.empty() || times[i] > time.back()) knot(times[i], values[i]);
        if (times.back() < model_.options.end) {
            if (values.back() != 0) knot(times.back() + 1, 0);
            if (time.back() < model_.options.end) knot(model_.options.end, 0);
        }
        add_source(inflow.node, "inflow", Series(std::move(time), std::move(value), Series::Shape::linear),
                   inflow.line);
    }

    void pollute(const SwmmInflow& inflow) {
        if (inflow.mass)
            out_.report.leave(text_.where(inflow.line), "inflows of pollutants by mass",
                              "an inflow here has a concentration");
        else if (find_named(model_.pollutants, inflow.constituent) == model_.pollutants.end())
            out_.report.leave(text_.where(inflow.line), "inflows of pollutants that are counted",
                              "only those by mass are taken");
    }

    /// The quality of what enters a node: concentrations of its external or of its dry-weather inflow.
    int quality_of(int node, const std::string& what) {
        Quality quality;
        quality.name = model_.nodes[static_cast<std::size_t>(node)].name + " " + what;
        const auto put = [&](const std::string& constituent, const std::string& table, double scale, double base,
                             int line) {
            const auto pollutant = find_named(model_.pollutants, constituent);
            if (pollutant == model_.pollutants.end()) return;
            const std::string name = swmm_constituent(*pollutant);
            const auto series = model_.series.find(table);
            Series values(base * pollutant->unit);
            if (series != model_.series.end() && !series->second.empty()) {
                std::vector<double> value;
                for (const double v : series->second.values())
                    value.push_back(std::max(0.0, (v * scale + base) * pollutant->unit));
                values = Series(series->second.times(), std::move(value), Series::Shape::linear);
            }
            quality.concentration[name] = values;
            quality.provenance = read(line);
        };
        if (what == "dry weather") {
            for (const SwmmDryWeather& flow : model_.dry_weather)
                if (flow.node == node && flow.constituent != "FLOW") put(flow.constituent, {}, 1, flow.mean, flow.line);
            for (const SwmmPollutant& pollutant : model_.pollutants)
                if (pollutant.dry_weather > 0 && !quality.concentration.contains(swmm_constituent(pollutant)))
                    put(pollutant.name, {}, 1, pollutant.dry_weather, pollutant.line);
        } else if (what == "inflow" || what == "baseline") {
            for (const SwmmInflow& inflow : model_.inflows)
                if (inflow.node == node && inflow.constituent != "FLOW" && !inflow.mass)
                    put(inflow.constituent, inflow.series, inflow.scale, inflow.baseline, inflow.line);
        }
        if (quality.concentration.empty()) return 0;
        out_.model.qualities.push_back(std::move(quality));
        return static_cast<int>(out_.model.qualities.size()) - 1;
    }

    template <class Rate>
    Series hourly(const Rate& rate, double unit) const {
        std::vector<double> time, value;
        for (double t = model_.options.start; t < model_.options.end;) {
            time.push_back(t);
            value.push_back(rate(t) * unit);
            t = (std::floor((t + 60.0 * offset_) / 3600) + 1) * 3600 - 60.0 * offset_;
        }
        time.push_back(model_.options.end);
        value.push_back(value.back());
        return Series(std::move(time), std::move(value), Series::Shape::step);
    }

    void dry_weather(const SwmmDryWeather& flow) {
        if (flow.constituent != "FLOW") {  // its concentration goes with the flow of its node
            if (!flow.patterns.empty())
                out_.report.leave(text_.where(flow.line), "patterns of dry-weather concentrations",
                                  "their mean is taken");
            return;
        }
        const double unit = model_.units.discharge;
        if (flow.patterns.empty()) return add_source(flow.node, "dry weather", Series(flow.mean * unit), flow.line);
        const bool weekends = std::ranges::any_of(
            flow.patterns, [&](const std::string& name) { return model_.patterns.at(name).type == "WEEKEND"; });
        const auto rate = [&](double t) {
            double product = flow.mean;
            for (const std::string& name : flow.patterns)
                product *= pattern_factor(model_.patterns.at(name), t, offset_, weekends);
            return product;
        };
        add_source(flow.node, "dry weather", hourly(rate, unit), flow.line);
    }

    void add_source(int node, const std::string& what, const Series& discharge, int line) {
        if (node < 0) return;
        const auto& home = network_.node[static_cast<std::size_t>(node)];
        if (!home) {
            out_.report.leave(text_.where(line), "inflows at outfalls", "that water leaves the network at once");
            return;
        }
        add_part(node, *home, what, discharge, line, 1);
        add_part(node, *home, what, discharge, line, -1);
    }

    /// The part of a series that enters (sign 1) or leaves (-1); where it changes its sign there is a knot.
    void add_part(int node, const RiverPoint& home, const std::string& what, const Series& discharge, int line,
                  int sign) {
        std::vector<double> time, value;
        const auto& t = discharge.times();
        const auto& v = discharge.values();
        if (std::ranges::none_of(v, [&](double x) { return sign * x > 0; })) return;
        for (std::size_t i = 0; i < t.size(); ++i) {
            if (i > 0 && discharge.shape() == Series::Shape::linear && v[i - 1] * v[i] < 0) {
                const double crossing = t[i - 1] + (t[i] - t[i - 1]) * v[i - 1] / (v[i - 1] - v[i]);
                if (crossing > t[i - 1] && crossing < t[i]) {
                    time.push_back(crossing);
                    value.push_back(0);
                }
            }
            time.push_back(t[i]);
            value.push_back(std::max(0.0, sign * v[i]));
        }
        PointSource source;
        source.kind = sign > 0 ? PointSource::Kind::inflow : PointSource::Kind::abstraction;
        source.name = unique(fmt::format("{} {}", model_.nodes[static_cast<std::size_t>(node)].name, what));
        source.at = home;
        source.quality = quality_of(node, what);
        source.discharge = Series(std::move(time), std::move(value), discharge.shape());
        if (sign > 0) begin_dry(source.discharge, line);
        source.provenance = read(line);
        out_.model.sources.push_back(std::move(source));
    }

    /// A run begins from the steady flow of its first moment; a model of SWMM begins empty.
    void begin_dry(Series& discharge, int line) {
        const double start = model_.options.start, first = discharge.at(start);
        if (first <= 0 || std::ranges::any_of(model_.links, [](const SwmmLink& link) { return link.init_flow > 0; }))
            return;
        std::vector<double> time{start, start + dry_second}, value{0, discharge.at(start + dry_second)};
        for (std::size_t i = 0; i < discharge.times().size(); ++i) {
            if (discharge.times()[i] <= time.back()) continue;
            time.push_back(discharge.times()[i]);
            value.push_back(discharge.values()[i]);
        }
        discharge = Series(std::move(time), std::move(value), discharge.shape());
        out_.report.assume(text_.where(line), "an inflow that runs at the start is 0 in its first second",
                           "a run begins from the steady flow of its first moment, a model of SWMM without water");
    }

    std::string unique(const std::string& name) {
        const auto taken = [&](const std::string& one) {
            return std::ranges::any_of(out_.model.sources,
                                       [&](const PointSource& source) { return source.name == one; });
        };
        std::string fresh = name;
        for (int i = 2; taken(fresh); ++i) fresh = fmt::format("{} {}", name, i);
        return fresh;
    }

    const SwmmModel& model_;
    const SwmmNetwork& network_;
    const SwmmText& text_;
    int offset_;
    std::string source_;
    ImportedCase& out_;
};

}  // namespace

void add_swmm_boundaries(const SwmmModel& model, const SwmmNetwork& network, const SwmmText& text,
                         const std::vector<SwmmRunoff>& runoff, int utc_offset_minutes, const std::string& source,
                         ImportedCase& imported) {
    Boundaries(model, network, text, utc_offset_minutes, source, imported).add(runoff);
}

}  // namespace qingliu
