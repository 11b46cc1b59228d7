#include "models/imports/swmm_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "models/hydraulics/section.hpp"
#include "models/imports/imported_case.hpp"
#include "models/imports/swmm_chains.hpp"
#include "models/imports/swmm_outfall.hpp"

namespace qingliu {
namespace {

constexpr double connector_length = 10;    // m; estimate, short beside any conduit
constexpr double longest_pipe_cell = 100;  // m; estimate
constexpr double shortest_pipe_cell = 2;   // m

class Builder {
public:
    Builder(const SwmmModel& model, const SwmmText& text, std::string source, int offset, ImportReport& report,
            Problems& problems)
        : model_(model),
          text_(text),
          source_(std::move(source)),
          offset_(offset),
          report_(report),
          problems_(problems) {
        out_.node.resize(model.nodes.size());
        out_.conduit.resize(model.links.size());
    }

    SwmmNetwork build() {
        std::vector<std::optional<ConduitShape>> shapes(model_.links.size());
        for (std::size_t l = 0; l < model_.links.size(); ++l) {
            const SwmmLink& link = model_.links[l];
            if (link.kind == SwmmLink::Kind::conduit && link.from >= 0 && link.to >= 0 && !link.shape.shape.empty())
                shapes[l] = conduit_shape(link, model_, text_, problems_);
        }
        // rivers are made of what is whole: with faults there is no network to speak of
        if (!problems_.empty()) return {};
        shapes_ = std::move(shapes);
        const SwmmChains chains = swmm_chains(model_, shapes_);
        for (std::size_t n = 0; n < model_.nodes.size(); ++n)
            if (model_.nodes[n].kind == SwmmNode::Kind::storage) add_storage(n);
        for (const std::vector<int>& chain : chains.chains) add_river(chain);
        find_homes(chains.chains);
        for (std::size_t r = 0; r < ends_.size(); ++r) connect_river(r);
        place_works(chains);
        return std::move(out_);
    }

private:
    /// The nodes at both ends of a river, -1 of a storage.
    struct Ends {
        int from = -1, to = -1;
    };

    [[nodiscard]] Provenance read(int line) const { return {source_, Confidence::verified, text_.where(line), {}}; }
    [[nodiscard]] Provenance assumed(const std::string& note) const {
        return {source_, Confidence::estimate, note, {}};
    }

    int add(River river, Ends ends) {
        river.code = latin_code(river.name, "R", codes_);
        std::string name = river.name;
        for (int i = 2; std::ranges::any_of(out_.network.rivers, [&](const River& r) { return r.name == name; }); ++i)
            name = fmt::format("{} ({})", river.name, i);
        river.name = name;
        out_.network.rivers.push_back(std::move(river));
        ends_.push_back(ends);
        return static_cast<int>(out_.network.rivers.size()) - 1;
    }

    void add_storage(std::size_t n) {
        const SwmmNode& node = model_.nodes[n];
        River river;
        river.name = node.name;
        river.to = connector_length;
        river.provenance = read(node.line);
        Pairs rows = node.surfaces;
        if (rows.size() < 2)
            rows = {{0, model_.options.least_surface}, {std::max(node.max_depth, 1.0), model_.options.least_surface}};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double widening =
                i + 1 < rows.size() ? (rows[i + 1].second - rows[i].second) / (rows[i + 1].first - rows[i].first) : 0;
            river.storage.push_back({node.invert + rows[i].first, rows[i].second, widening});
        }
        const int index = add(std::move(river), {-1, -1});
        out_.node[n] = RiverPoint{index, 0};
    }

    void add_river(const std::vector<int>& chain) {
        River river;
        const SwmmLink& first = model_.links[at(chain.front())];
        const SwmmLink& last = model_.links[at(chain.back())];
        river.name = chain.size() == 1 ? first.name : first.name + "-" + last.name;
        river.provenance = read(first.line);
        double shortest = first.length;
        const int index = static_cast<int>(out_.network.rivers.size());
        for (const int l : chain) {
            const SwmmLink& link = model_.links[at(l)];
            const ConduitShape& shape = *shapes_[at(l)];
            out_.conduit[at(l)] = {index, river.to, river.to + link.length};
            shortest = std::min(shortest, link.length);
            // sections stand a little inside, so that a conduit keeps its own up to its node
            const double inside = std::min(0.5, 0.01 * link.length),
                         fall = (link.level_down - link.level_up) / link.length;
            for (const double s : {chain.size() == 1 ? 0 : inside, link.length - (chain.size() == 1 ? 0 : inside)}) {
                CrossSection section = raised(shape.section, link.level_up + fall * s);
                section.chainage = river.to + s;
                section.place = link.name;
                section.provenance = read(link.line);
                if (!shape.assumed.empty())
                    section.provenance = assumed(text_.where(link.shape.line) + ": " + shape.assumed.front().first);
                else if (shape.section.manning_n != shape.n)
                    section.provenance = assumed(text_.where(link.line) + ": local losses are part of its roughness");
                river.sections.push_back(std::move(section));
            }
            for (const auto& [what, why] : shape.assumed) report_.assume(text_.where(link.shape.line), what, why);
            if (shape.closed && !shape.round)
                report_.assume(
                    text_.where(link.shape.line), "a long closed box is a rectangular channel without a lid",
                    "only circles have a crown here: above the lid the level is too low and nothing is under pressure");
            if (shape.section.manning_n != shape.n && link.loss_in + link.loss_out + link.loss_mean > 0)
                report_.assume(text_.where(link.losses_line),
                               "local losses are spread over the conduit as roughness, n'^2 = n^2 + K R^(4/3) / (2 g "
                               "L), R at 70 % of its height",
                               "a river has no losses at its ends");
            if (link.gate)
                report_.leave(text_.where(link.losses_line), "flap gates in conduits", "a river flows both ways here");
            if (link.seepage > 0)
                out_.network.seepage.push_back(
                    {index, river.to, river.to + link.length, link.seepage, read(link.losses_line)});
            river.to += link.length;
        }
        river.max_cell = std::clamp(0.5 * shortest, shortest_pipe_cell, longest_pipe_cell);
        add(std::move(river), {first.from, last.to});
    }

    /// Where the water of each node is: in the largest river that passes it, else that begins, else that ends there.
    void find_homes(const std::vector<std::vector<int>>& chains) {
        std::vector<double> best(model_.nodes.size(), -1);
        const auto offer = [&](int node, const RiverPoint& point, double rank) {
            const SwmmNode& n = model_.nodes[at(node)];
            if (n.kind == SwmmNode::Kind::outfall || n.kind == SwmmNode::Kind::storage || rank <= best[at(node)])
                return;
            best[at(node)] = rank;
            out_.node[at(node)] = point;
        };
        constexpr double passes = 2e6, begins = 1e6;  // above any area
        for (const std::vector<int>& chain : chains) {
            for (std::size_t i = 0; i < chain.size(); ++i) {
                const SwmmLink& link = model_.links[at(chain[i])];
                const ConduitPlace& place = out_.conduit[at(chain[i])];
                const double area = std::min(shapes_[at(chain[i])]->full_area, 1e5);
                // a conduit that begins or ends above the node's invert leaves its water to one that does not
                const auto low = [&](double level, int node) {
                    return level - model_.nodes[at(node)].invert < same_level;
                };
                const double up = low(link.level_up, link.from) ? begins : 0,
                             down = low(link.level_down, link.to) ? 1e5 : 0;
                offer(link.from, {place.river, place.from}, area + (i > 0 ? passes : up));
                offer(link.to, {place.river, place.to}, area + (i + 1 < chain.size() ? passes : down));
            }
        }
        for (std::size_t n = 0; n < model_.nodes.size(); ++n) {
            const SwmmNode& node = model_.nodes[n];
            if (out_.node[n] || node.kind == SwmmNode::Kind::outfall) continue;
            const bool used =
                std::ranges::any_of(model_.links, [&](const SwmmLink& l) { return at(l.from) == n || at(l.to) == n; });
            if (!used) {
                report_.leave(text_.where(node.line), "nodes that no link touches",
                              "no water comes to them or leaves them");
                continue;
            }
            add_storage(n);
            report_.assume(text_.where(node.line),
                           fmt::format("a node between works is a storage of {:.2f} m2", model_.options.least_surface),
                           "it has no conduit to hold its water; that is the least surface of the model");
        }
    }

    void connect_river(std::size_t r) {
        if (ends_[r].from < 0) return;
        const Ends ends = ends_[r];
        River& river = out_.network.rivers[r];
        const auto here = [&](const RiverPoint& point, double chainage) {
            return at(point.river) == r && std::fabs(point.chainage - chainage) < 1e-9;
        };
        if (const auto& home = out_.node[at(ends.from)]; home && !here(*home, 0)) river.leaves = *home;
        const SwmmNode& end = model_.nodes[at(ends.to)];
        if (end.kind == SwmmNode::Kind::outfall) {
            const CrossSection &last = river.sections.back(), &before = river.sections[river.sections.size() - 2];
            const auto level = [](const CrossSection& section) { return shape_of(section).bed_level; };
            const double slope = (level(before) - level(last)) / (last.chainage - before.chainage);
            double height = 1;
            for (std::size_t l = 0; l < out_.conduit.size(); ++l)
                if (out_.conduit[l].river == static_cast<int>(r) && model_.links[l].to == ends.to)
                    height = shapes_[l]->height;
            CrossSection bottom = last;
            bottom.bed_level = level(last);
            river.outlet = swmm_outlet(end, model_, bottom, height, slope, offset_, text_, report_);
            river.outlet->provenance = read(end.line);
            if (end.outfall == SwmmNode::Outfall::tidal || end.outfall == SwmmNode::Outfall::series)
                out_.end_levels.emplace_back(static_cast<int>(r), ends.to);
        } else if (const auto& home = out_.node[at(ends.to)]; home && !here(*home, river.to)) {
            river.joins = *home;
        } else {
            river.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, read(end.line)};
        }
    }

    void place_works(const SwmmChains& chains) {
        for (std::size_t l = 0; l < model_.links.size(); ++l) {
            const SwmmLink& link = model_.links[l];
            const bool conduit = link.kind == SwmmLink::Kind::conduit;
            if (conduit && chains.culvert[l] == 0) continue;
            const std::size_t told = report_.assumptions.size();
            std::optional<Structure> work =
                conduit ? swmm_culvert(link, *shapes_[l]) : swmm_work(link, model_, text_, report_);
            if (!work) continue;
            if (conduit) {
                report_.assume(text_.where(link.line), "a closed conduit of at most 100 m is a culvert",
                               "its law knows entrance, exit and full flow; the water it holds is left out, and the "
                               "exit loses a tenth of the velocity head at least");
                for (const auto& [what, why] : shapes_[l]->assumed)
                    report_.assume(text_.where(link.shape.line), what, why);
                if (link.gate)
                    report_.leave(text_.where(link.losses_line), "flap gates in conduits",
                                  "a culvert passes water both ways here");
            }
            work->provenance = read(link.line);
            if (report_.assumptions.size() > told)
                work->provenance = assumed(text_.where(link.line) + ": " + report_.assumptions.back().what);
            const auto [place, fresh] = works_at_.try_emplace({link.from, link.to});
            if (fresh) place->second = room_for(link);
            if (place->second.river < 0) continue;
            work->at = place->second;
            out_.network.structures.push_back(std::move(*work));
        }
    }

    /// Following `joins` from a river comes to another.
    [[nodiscard]] bool leads_to(int river, int other) const {
        for (std::size_t step = 0; step <= out_.network.rivers.size(); ++step) {
            if (river == other) return true;
            const auto& joins = out_.network.rivers[at(river)].joins;
            if (!joins) return false;
            river = joins->river;
        }
        return true;
    }

    /// Where works from one node to another stand: at an end that leads nowhere yet, or at the head of a short river.
    RiverPoint room_for(const SwmmLink& link) {
        const auto& from = out_.node[at(link.from)];
        const auto& to = out_.node[at(link.to)];
        if (!from || (!to && model_.nodes[at(link.to)].kind != SwmmNode::Kind::outfall)) {
            text_.fault(problems_, link.line, fmt::format("{} begins at an outfall", link.name),
                        "a work that leads from a node with water");
            return {-1, 0};
        }
        const auto leads_on = [&](River& river) {
            if (to)
                river.joins = *to;
            else
                river.outlet = end_of(link.to);
            if (to) river.outlet.reset();
        };
        River& host = out_.network.rivers[at(from->river)];
        const bool storage = !host.storage.empty();
        const bool at_end = storage || std::fabs(from->chainage - host.to) < 1e-9;
        const bool leads_nowhere = !host.joins && (!host.outlet || host.outlet->kind == Outlet::Kind::closed);
        if (at_end && leads_nowhere && !(to && leads_to(to->river, from->river))) {
            leads_on(host);
            if (!to) note_end(from->river, link.to);
            return {from->river, host.to};
        }
        River river;
        const SwmmNode &upper = model_.nodes[at(link.from)], &lower = model_.nodes[at(link.to)];
        river.name = upper.name + ">" + lower.name;
        river.to = connector_length;
        river.max_cell = connector_length;
        river.leaves = *from;
        leads_on(river);
        CrossSection section;
        section.bed_level = lower.invert;
        section.bottom_width = std::clamp(link.shape.geometry[1] * model_.units.length, 2.0, 20.0);
        section.manning_n = 0.03;
        const std::string note =
            "joins two nodes that a work links; its length, width and roughness are not in the model";
        section.provenance = river.provenance = assumed(note);
        river.sections = {section};
        report_.assume(text_.where(link.line),
                       "a work from a node that other water leaves too stands at the head of a river of 10 m",
                       "a work stands in a river or at an end of one");
        const int index = add(std::move(river), {-1, -1});
        if (!to) note_end(index, link.to);
        return {index, 0};
    }

    Outlet end_of(int outfall) {
        const SwmmNode& node = model_.nodes[at(outfall)];
        Outlet outlet{Outlet::Kind::stage, 0, node.invert, {}, read(node.line)};
        if (node.outfall == SwmmNode::Outfall::fixed) outlet.stage = node.stage;
        return outlet;
    }
    void note_end(int river, int outfall) {
        const SwmmNode& node = model_.nodes[at(outfall)];
        if (node.outfall == SwmmNode::Outfall::tidal || node.outfall == SwmmNode::Outfall::series)
            out_.end_levels.emplace_back(river, outfall);
    }

    const SwmmModel& model_;
    const SwmmText& text_;
    std::string source_;
    int offset_;  // min
    ImportReport& report_;
    Problems& problems_;
    std::vector<std::optional<ConduitShape>> shapes_;
    SwmmNetwork out_;
    std::vector<Ends> ends_;
    std::vector<std::string> codes_;
    std::map<std::pair<int, int>, RiverPoint> works_at_;
};

}  // namespace

SwmmNetwork make_swmm_network(const SwmmModel& model, const SwmmText& text, const std::string& source,
                              int utc_offset_minutes, ImportReport& report, Problems& problems) {
    return Builder(model, text, source, utc_offset_minutes, report, problems).build();
}

}  // namespace qingliu
