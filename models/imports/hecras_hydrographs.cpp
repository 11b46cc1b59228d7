#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/imports/hecras_outlets.hpp"
#include "models/imports/hecras_translation.hpp"

namespace qingliu {
namespace {

using Kind = HecrasHydrograph::Kind;

class UnsteadyFlowMaker {
public:
    UnsteadyFlowMaker(HecrasTranslation& t, const HecrasFlow& flow, const HecrasPlan& plan)
        : t_(t), report_(t.imported.report), flow_(flow), plan_(plan) {}

    void make() {
        add_period();
        for (const HecrasHydrograph& hydrograph : flow_.hydrographs) add(hydrograph);
        for (std::size_t r = 0; r < t_.places.size(); ++r) {
            if (t_.places[r].first && !fed_[t_.places[r].river])
                t_.fault(t_.text.flow_file, 0,
                         fmt::format("nothing flows into \"{}, {}\" at its upper end", t_.geometry.reaches[r].river,
                                     t_.geometry.reaches[r].reach),
                         "a flow hydrograph at its first station");
        }
        Case& model = t_.model();
        model.scenarios.push_back({"unsteady", flow_.title.empty() ? "unsteady" : flow_.title, {}, {}});
        model.initial.scenario = "unsteady";
        report_.assume(t_.text.flow_file, "the run begins with the steady flow of the first values of all hydrographs",
                       "initial flows and levels of the file make no balanced state");
        for (const HecrasInitialFlow& initial : flow_.initial_flows)
            report_.leave(t_.flow_at(initial.line), "an initial flow", "see the assumption on how the run begins");
        report_.taken.push_back({"hydrographs", taken_, "inflows, outlets"});
    }

private:
    void add_period() {
        Case& model = t_.model();
        const double shift = -60.0 * t_.text.utc_offset_minutes;  // s, civil time to UTC
        double longest = 0;
        for (const HecrasHydrograph& h : flow_.hydrographs)
            longest =
                std::max(longest, h.interval * static_cast<double>(std::max<std::size_t>(h.values.size(), 1) - 1));
        if (plan_.start && plan_.end) {
            model.start = *plan_.start + shift;
            model.end = *plan_.end + shift;
        } else {
            model.start = 946684800 + shift;  // 2000-01-01 00:00
            model.end = model.start + std::max(longest, 3600.0);
            report_.assume(t_.text.flow_file, "the run begins at 2000-01-01 00:00 and is as long as the hydrographs",
                           "no plan with a simulation date was given or found");
        }
        model.output_interval = model.end - model.start > 10 * 86400.0 ? 3 * 3600.0 : 3600.0;
        model.end = model.start + std::ceil((model.end - model.start) / model.output_interval) * model.output_interval;
        report_.assume(t_.text.flow_file,
                       fmt::format("times are those of an offset of {} min from UTC", t_.text.utc_offset_minutes),
                       "the files name none: `--utc-offset`");
    }

    [[nodiscard]] Series series_of(const HecrasHydrograph& h, auto convert) const {
        double time = t_.model().start;
        if (!h.fixed_start.empty()) {
            const auto comma = std::min(h.fixed_start.find(','), h.fixed_start.size() - 1);
            const auto instant = hecras_instant(h.fixed_start.substr(0, comma), h.fixed_start.substr(comma + 1));
            if (instant)
                time = *instant - 60.0 * t_.text.utc_offset_minutes;
            else
                t_.fault(t_.text.flow_file, h.line, "the fixed start of this hydrograph is no time",
                         "\"02JAN2020,0000\"");
        }
        std::vector<double> times, values;
        for (const double value : h.values) {
            times.push_back(time);
            values.push_back(convert(value));
            time += h.interval;
        }
        return {std::move(times), std::move(values), Series::Shape::linear};
    }

    void add(const HecrasHydrograph& h) {
        if (!h.storage_area.empty() && h.river.empty()) {
            const auto storage = t_.storages.find(h.storage_area);
            if (storage != t_.storages.end() && (h.kind == Kind::lateral_inflow || h.kind == Kind::flow))
                return h.values.empty() ? without_values(h) : add_flow(h, h.storage_area, {storage->second, 50});
            return report_.leave(t_.flow_at(h.line), "a boundary of a storage area or of an area of two dimensions",
                                 "only inflows of storage areas that were taken are");
        }
        const int r = t_.reach(h.river, h.reach);
        const int node = r < 0 ? -1 : t_.node(r, h.station);
        if (node < 0)
            return t_.fault(t_.text.flow_file, h.line,
                            fmt::format("the geometry has no station {} of \"{}, {}\"", h.station, h.river, h.reach),
                            "river, reach and station of a node");
        const auto reach = static_cast<std::size_t>(r);
        const bool upper = node == 0 && t_.places[reach].first;
        River& river = t_.network().rivers[static_cast<std::size_t>(t_.places[reach].river)];
        RiverPoint at = t_.point(r, node);
        if (upper) at.chainage = river.from;
        const std::string name = fmt::format("{} {}", river.name, h.station);
        switch (h.kind) {
            case Kind::flow:
            case Kind::lateral_inflow:
                if (h.values.empty()) return without_values(h);
                if (upper) fed_[at.river] = true;
                return add_flow(h, name, at);
            case Kind::uniform_lateral_inflow:
                return add_uniform(h, name, r, at);
            case Kind::stage:
                if (upper)
                    return t_.fault(t_.text.flow_file, h.line, "a stage hydrograph stands at an upper end",
                                    "a flow hydrograph there: rivers begin with a discharge");
                if (h.values.empty()) return without_values(h);
                return add_stage(h, river);
            case Kind::normal_depth:
            case Kind::rating_curve:
                return add_outlet(h, river);
            case Kind::other:
                break;
        }
        report_.leave(t_.flow_at(h.line), "a boundary of a kind that is not taken",
                      "taken are flow, stage and lateral inflow hydrographs, normal depth and rating curves");
    }

    void without_values(const HecrasHydrograph& h) {
        t_.fault(t_.text.flow_file, h.line, "the hydrograph of this place has no values",
                 "as many values as its count says, or no such boundary");
    }

    /// What is negative is taken out.
    void add_flow(const HecrasHydrograph& h, std::string name, RiverPoint at) {
        while (std::ranges::find(t_.model().sources, name, &PointSource::name) != t_.model().sources.end()) name += "'";
        const auto part = [&](double sign) {
            return series_of(
                h, [&, sign](double q) { return std::max(0.0, sign * t_.scale.discharge(q * h.multiplier)); });
        };
        const bool gains = std::ranges::any_of(h.values, [](double q) { return q > 0; });
        const bool loses = std::ranges::any_of(h.values, [](double q) { return q < 0; });
        if (gains || !loses)
            t_.model().sources.push_back(hecras_source(name, PointSource::Kind::inflow, at, part(1), in_file()));
        if (loses)
            t_.model().sources.push_back(
                hecras_source(name + " out", PointSource::Kind::abstraction, at, part(-1), in_file()));
        ++taken_;
    }

    void add_uniform(const HecrasHydrograph& h, const std::string& name, int reach, RiverPoint at) {
        const int end = t_.node(reach, h.to_station);
        DiffuseSource source;
        source.name = name;
        source.river = at.river;
        source.from = at.chainage;
        source.to = end < 0 ? t_.places[static_cast<std::size_t>(reach)].to : t_.point(reach, end).chainage;
        source.discharge = series_of(h, [&](double q) { return t_.scale.discharge(q * h.multiplier); });
        source.quality = 0;
        source.provenance = in_file();
        const bool negative = std::ranges::any_of(h.values, [](double q) { return q < 0; });
        if (source.to <= source.from || negative || h.values.empty())
            return t_.fault(t_.text.flow_file, h.line, "this uniform lateral inflow cannot be taken",
                            "discharges of at least 0 and a stretch that goes downstream");
        t_.model().diffuse.push_back(std::move(source));
        ++taken_;
    }

    void add_stage(const HecrasHydrograph& h, River& river) {
        Outlet outlet;
        outlet.kind = Outlet::Kind::stage;
        outlet.stage = t_.scale.length(h.values.front());
        outlet.provenance = in_file();
        river.outlet = outlet;
        EndLevel level;
        level.river = static_cast<int>(&river - t_.network().rivers.data());
        level.level = series_of(h, [&](double z) { return t_.scale.length(z); });
        level.provenance = in_file();
        t_.model().end_levels.push_back(std::move(level));
        ++taken_;
    }

    void add_outlet(const HecrasHydrograph& h, River& river) {
        HecrasBoundary boundary;
        boundary.lower =
            h.kind == Kind::normal_depth ? HecrasBoundary::Kind::normal_depth : HecrasBoundary::Kind::rating_curve;
        boundary.slope = h.slope;
        boundary.rating = h.rating;
        boundary.line = h.line;
        river.outlet = hecras_outlet(t_, river, {{boundary, 0}});
        ++taken_;
    }

    HecrasTranslation& t_;
    ImportReport& report_;
    const HecrasFlow& flow_;
    const HecrasPlan& plan_;
    std::map<int, bool> fed_;  // by river
    std::size_t taken_ = 0;
};

}  // namespace

void add_hecras_unsteady_flow(HecrasTranslation& translation, const HecrasFlow& flow, const HecrasPlan& plan) {
    UnsteadyFlowMaker(translation, flow, plan).make();
}

}  // namespace qingliu
