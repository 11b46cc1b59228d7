#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "models/hydraulics/section.hpp"
#include "models/imports/hecras_outlets.hpp"
#include "models/imports/hecras_translation.hpp"

namespace qingliu {
namespace {

using Flows = std::vector<double>;  // m3 s-1 [profile]

/// Discharges that differ by less are one: they are written in columns of 8 characters.
constexpr double same_share = 1e-4;
/// A profile is given the time in which its discharge fills the rivers so many times over: what is missing shrinks by
/// e each time where storage is linear, to 0.2 % then (estimate). At least a day, at most two months.
constexpr double fillings = 6, least_hours = 24, most_hours = 1440;

class SteadyFlowMaker {
public:
    SteadyFlowMaker(HecrasTranslation& t, const HecrasFlow& flow) : t_(t), flow_(flow), count_(flow.profiles.size()) {}

    void make() {
        find_changes();
        for (std::size_t r = 0; r < t_.geometry.reaches.size(); ++r) add_changes(r);
        for (const HecrasJunction& junction : t_.geometry.junctions) add_difference(junction);
        for (std::size_t r = 0; r < t_.geometry.reaches.size(); ++r) add_outlet(r);
        add_period();
        add_scenarios();
    }

private:
    struct Change {
        int node = 0;
        Flows flows;
        int line = 0;
    };

    void find_changes() {
        changes_.resize(t_.geometry.reaches.size());
        for (const HecrasFlowChange& change : flow_.changes) {
            const int r = t_.reach(change.river, change.reach);
            const int node = r < 0 ? -1 : t_.node(r, change.station);
            if (node < 0) {
                t_.fault(t_.text.flow_file, change.line,
                         fmt::format("the geometry has no station {} of \"{}, {}\"", change.station, change.river,
                                     change.reach),
                         "river, reach and station of a node");
                continue;
            }
            Flows flows;
            for (const double q : change.flows) flows.push_back(t_.scale.discharge(q));
            changes_[static_cast<std::size_t>(r)].push_back({node, flows, change.line});
        }
        for (auto& list : changes_) std::ranges::stable_sort(list, {}, &Change::node);
    }

    [[nodiscard]] const HecrasReach& reach(std::size_t r) const { return t_.geometry.reaches[r]; }

    /// What a reach begins and ends with; what flows into one that names nothing is what comes from above.
    [[nodiscard]] const Flows* first_of(std::size_t r) const {
        return changes_[r].empty() ? nullptr : &changes_[r].front().flows;
    }
    [[nodiscard]] const Flows* last_of(std::size_t r) const {
        return changes_[r].empty() ? nullptr : &changes_[r].back().flows;
    }

    void add_changes(std::size_t r) {
        const auto& list = changes_[r];
        if (list.empty()) {
            if (t_.places[r].first)
                t_.fault(
                    t_.text.flow_file, 0,
                    fmt::format("no discharge is given at the upper end of \"{}, {}\"", reach(r).river, reach(r).reach),
                    "\"River Rch & RM=\" with this river, reach and its first station");
            return;
        }
        if (t_.places[r].first) {
            const RiverPoint at{t_.places[r].river, river_of(r).from};
            add_source(fmt::format("{} {}", river_of(r).name, reach(r).nodes.front().station), at, list.front().flows,
                       list.front().line);
        }
        for (std::size_t i = 1; i < list.size(); ++i)
            add_step(
                fmt::format("{} {}", river_of(r).name, reach(r).nodes[static_cast<std::size_t>(list[i].node)].station),
                t_.point(static_cast<int>(r), list[i].node), list[i - 1].flows, list[i].flows, list[i].line);
    }

    [[nodiscard]] const River& river_of(std::size_t r) const {
        return t_.network().rivers[static_cast<std::size_t>(t_.places[r].river)];
    }

    /// What enters or leaves where the discharge given changes.
    void add_step(const std::string& name, RiverPoint at, const Flows& before, const Flows& after, int line) {
        Flows gain(count_, 0), loss(count_, 0);
        bool any_gain = false, any_loss = false;
        for (std::size_t p = 0; p < count_; ++p) {
            const double step = after[p] - before[p];
            if (std::fabs(step) <= same_share * std::max(std::fabs(before[p]), std::fabs(after[p]))) continue;
            (step > 0 ? gain : loss)[p] = HecrasScale::rounded(std::fabs(step), 1e6);
            (step > 0 ? any_gain : any_loss) = true;
        }
        if (any_gain) add_source(name, at, gain, line);
        if (any_loss) add_source(name + (any_gain ? " out" : ""), at, loss, line, PointSource::Kind::abstraction);
        if (any_gain || any_loss)
            t_.imported.report.assume(t_.flow_at(line),
                                      "where the discharge given changes, the difference enters or leaves at that "
                                      "station",
                                      "HEC-RAS prescribes the discharge below, here it follows from what enters");
    }

    void add_difference(const HecrasJunction& junction) {
        Flows above(count_, 0), below(count_, 0);
        int line = junction.line, main = -1;
        bool known = true;
        for (const auto& [river, name] : junction.above) {
            const int r = t_.reach(river, name);
            const Flows* flows = r < 0 ? nullptr : last_of(static_cast<std::size_t>(r));
            if (!flows) known = false;
            for (std::size_t p = 0; flows && p < count_; ++p) above[p] += (*flows)[p];
        }
        for (const auto& [river, name] : junction.below) {
            const int r = t_.reach(river, name);
            const Flows* flows = r < 0 ? nullptr : first_of(static_cast<std::size_t>(r));
            if (!flows) known = false;
            for (std::size_t p = 0; flows && p < count_; ++p) below[p] += (*flows)[p];
            if (flows) line = changes_[static_cast<std::size_t>(r)].front().line;
            if (r >= 0 && main < 0 && !river_of(static_cast<std::size_t>(r)).leaves) main = r;
        }
        if (junction.below.size() > 1)
            t_.imported.report.assume(t_.at(junction.line), "how the flow splits at a junction is computed",
                                      "the discharges of the flow file below it are what HEC-RAS was told to take");
        if (!known || main < 0) return;
        const auto m = static_cast<std::size_t>(main);
        add_step(junction.name, {t_.places[m].river, t_.places[m].from}, above, below, line);
    }

    void add_source(std::string name, RiverPoint at, const Flows& flows, int line,
                    PointSource::Kind kind = PointSource::Kind::inflow) {
        while (std::ranges::find(t_.model().sources, name, &PointSource::name) != t_.model().sources.end()) name += "'";
        for (const double q : flows) {
            if (q >= 0) continue;
            t_.fault(t_.text.flow_file, line, "a discharge is below 0", "discharges of at least 0");
            return;
        }
        t_.model().sources.push_back(hecras_source(name, kind, at, Series(flows.front()), in_file()));
        steps_.push_back(flows);
    }

    void add_outlet(std::size_t r) {
        River& river = t_.network().rivers[static_cast<std::size_t>(t_.places[r].river)];
        if (!t_.places[r].last || river.joins) return;
        std::vector<EndCondition> ends;
        for (const HecrasBoundary& boundary : flow_.boundaries) {
            if (boundary.river != reach(r).river || boundary.reach != reach(r).reach) continue;
            if (boundary.upper != HecrasBoundary::Kind::none)
                t_.imported.report.leave(t_.flow_at(boundary.line), "the boundary at the upper end of a reach",
                                         "it counts where HEC-RAS computes supercritical flow; here the flow itself "
                                         "decides");
            if (boundary.lower == HecrasBoundary::Kind::none || boundary.profile < 1 || boundary.profile > count_)
                continue;
            const Flows* flows = last_of(r);
            ends.push_back({boundary, flows ? (*flows)[boundary.profile - 1] : 0});
        }
        if (!ends.empty()) river.outlet = hecras_outlet(t_, river, ends);
    }

    /// Time (s) in which the inflow of a profile fills all rivers to normal depth on the mean slopes of their beds, the
    /// longest of all profiles.
    [[nodiscard]] double filling_time() const {
        double longest = 0;
        for (std::size_t p = 0; p < count_; ++p) {
            double time = 0;
            for (std::size_t i = 0; i < t_.network().rivers.size(); ++i) {
                const River& river = t_.network().rivers[i];
                double discharge = 0;
                for (std::size_t s = 0; s < steps_.size(); ++s)
                    if (t_.model().sources[s].at.river == static_cast<int>(i)) discharge += steps_[s][p];
                if (river.sections.size() < 2 || discharge <= 0) continue;
                const double fall = river.sections.front().bed_level - river.sections.back().bed_level;
                const double slope = std::max(1e-5, fall / (river.to - river.from));
                double volume = 0;
                for (const SectionShape& shape : shapes_[i])
                    volume += shape.area(shape.normal_depth(discharge, slope)) * (river.to - river.from);
                time += volume / static_cast<double>(shapes_[i].size()) / discharge;
            }
            longest = std::max(longest, time);
        }
        return longest;
    }

    void add_period() {
        for (const River& river : t_.network().rivers) {
            auto& list = shapes_.emplace_back();
            for (const CrossSection& section : river.sections) list.push_back(shape_of(section));
        }
        const double hours = std::clamp(std::ceil(fillings * filling_time() / 3600), least_hours, most_hours);
        Case& model = t_.model();
        // A civil date without meaning: steady profiles have none.
        model.start = 946684800;  // 2000-01-01 00:00 UTC
        model.end = model.start + hours * 3600;
        model.output_interval = hours > 72 ? 6 * 3600.0 : 3600.0;
        model.end = model.start + std::ceil((model.end - model.start) / model.output_interval) * model.output_interval;
        t_.imported.report.assume(
            t_.text.flow_file,
            fmt::format("every profile is run for {:.0f} h from 2000-01-01 00:00 UTC with constant discharge",
                        (model.end - model.start) / 3600),
            "a steady flow file has no time; what is steady is the end of the run");
    }

    void add_scenarios() {
        Case& model = t_.model();
        std::vector<std::string> names;
        for (std::size_t p = 0; p < count_; ++p) {
            Scenario scenario;
            scenario.title = flow_.profiles[p];
            scenario.name = latin_code(scenario.title, "profile", names);
            for (std::size_t s = 0; s < model.sources.size(); ++s)
                scenario.discharge.emplace(static_cast<int>(s), Series(steps_[s][p]));
            model.scenarios.push_back(std::move(scenario));
        }
        model.initial.scenario = names.front();
        t_.imported.report.taken.push_back({"profiles", count_, "scenarios"});
        t_.imported.report.taken.push_back({"flow change locations", flow_.changes.size(), "inflows, abstractions"});
    }

    HecrasTranslation& t_;
    const HecrasFlow& flow_;
    std::size_t count_;
    std::vector<std::vector<Change>> changes_;       // [reach], downstream
    std::vector<Flows> steps_;                       // [source]
    std::vector<std::vector<SectionShape>> shapes_;  // [river][section]
};

}  // namespace

void add_hecras_steady_flow(HecrasTranslation& translation, const HecrasFlow& flow) {
    SteadyFlowMaker(translation, flow).make();
}

PointSource hecras_source(std::string name, PointSource::Kind kind, RiverPoint at, Series discharge,
                          Provenance provenance) {
    PointSource source;
    source.name = std::move(name);
    source.kind = kind;
    source.at = at;
    source.discharge = std::move(discharge);
    source.quality = kind == PointSource::Kind::abstraction ? -1 : 0;
    source.provenance = std::move(provenance);
    return source;
}

}  // namespace qingliu
