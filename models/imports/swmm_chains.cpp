#include "models/imports/swmm_chains.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"

namespace qingliu {
namespace {

constexpr double longest_culvert = 100;    // m: what is longer stores enough water to be a river; estimate
constexpr double most_unlike_length = 10;  // a conduit so much shorter than the next would need its fine cells there

}  // namespace

SwmmChains swmm_chains(const SwmmModel& model, const std::vector<std::optional<ConduitShape>>& shapes) {
    using NodeKind = SwmmNode::Kind;
    const std::size_t links = model.links.size();
    SwmmChains out;
    out.culvert.assign(links, 0);
    std::vector<char> has_water(model.nodes.size(), 0);
    for (std::size_t n = 0; n < model.nodes.size(); ++n)
        has_water[n] = model.nodes[n].kind == NodeKind::storage ? 1 : 0;
    const auto becomes_river = [&](std::size_t l) {
        has_water[at(model.links[l].from)] = has_water[at(model.links[l].to)] = 1;
    };
    for (std::size_t l = 0; l < links; ++l) {
        if (!shapes[l]) continue;
        const bool outfall = model.nodes[at(model.links[l].to)].kind == NodeKind::outfall;
        out.culvert[l] = shapes[l]->closed && model.links[l].length <= longest_culvert && !outfall ? 1 : 0;
        if (out.culvert[l] == 0) becomes_river(l);
    }
    // a culvert needs water at both ends; what turns into a river gives it to its neighbours
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t l = 0; l < links; ++l) {
            const SwmmLink& link = model.links[l];
            if (out.culvert[l] == 0 || (has_water[at(link.from)] != 0 && has_water[at(link.to)] != 0)) continue;
            out.culvert[l] = 0;
            becomes_river(l);
            changed = true;
        }
    }
    const auto is_river = [&](std::size_t l) { return shapes[l] && out.culvert[l] == 0; };

    std::vector<int> next(links, -1), before(links, -1);
    for (std::size_t n = 0; n < model.nodes.size(); ++n) {
        const SwmmNode& node = model.nodes[n];
        if (node.kind == NodeKind::storage || node.kind == NodeKind::outfall) continue;
        int in = -1, on = -1;
        const auto larger = [&](std::size_t l, int than) {
            return than < 0 || shapes[l]->full_area > shapes[at(than)]->full_area;
        };
        for (std::size_t l = 0; l < links; ++l) {
            const SwmmLink& link = model.links[l];
            if (!is_river(l) || link.from == link.to) continue;
            if (link.to == static_cast<int>(n) && std::fabs(link.level_down - node.invert) < same_level &&
                larger(l, in))
                in = static_cast<int>(l);
            if (link.from == static_cast<int>(n) && std::fabs(link.level_up - node.invert) < same_level &&
                larger(l, on))
                on = static_cast<int>(l);
        }
        if (in < 0 || on < 0 || shapes[at(in)]->closed != shapes[at(on)]->closed) continue;
        const double ratio = model.links[at(in)].length / model.links[at(on)].length;
        if (ratio > most_unlike_length || ratio < 1 / most_unlike_length) continue;
        next[at(in)] = on;
        before[at(on)] = in;
    }
    std::vector<char> done(links, 0);
    const auto follow = [&](std::size_t first) {
        std::vector<int> chain;
        for (int l = static_cast<int>(first); l >= 0 && done[at(l)] == 0; l = next[at(l)]) {
            chain.push_back(l);
            done[at(l)] = 1;
        }
        if (!chain.empty()) out.chains.push_back(std::move(chain));
    };
    for (std::size_t l = 0; l < links; ++l)
        if (is_river(l) && before[l] < 0) follow(l);
    for (std::size_t l = 0; l < links; ++l)  // what flows in a circle begins anywhere
        if (is_river(l)) follow(l);
    return out;
}

std::vector<int> conduits_in_circles(const SwmmModel& model) {
    std::vector<std::vector<int>> out(model.nodes.size());
    for (std::size_t l = 0; l < model.links.size(); ++l) {
        const SwmmLink& link = model.links[l];
        if (link.kind == SwmmLink::Kind::conduit && link.from >= 0 && link.to >= 0)
            out[at(link.from)].push_back(static_cast<int>(l));
    }
    // depth first: a conduit that leads to a node still on the way closes a circle
    enum class Mark : char { fresh, on_the_way, left };
    std::vector<Mark> mark(model.nodes.size(), Mark::fresh);
    std::vector<int> circles;
    struct Visit {
        std::size_t node, next;
    };
    for (std::size_t start = 0; start < model.nodes.size(); ++start) {
        if (mark[start] != Mark::fresh) continue;
        std::vector<Visit> way{{start, 0}};
        mark[start] = Mark::on_the_way;
        while (!way.empty()) {
            Visit& here = way.back();
            if (here.next == out[here.node].size()) {
                mark[here.node] = Mark::left;
                way.pop_back();
                continue;
            }
            const int link = out[here.node][here.next++];
            const std::size_t to = at(model.links[at(link)].to);
            if (mark[to] == Mark::on_the_way) circles.push_back(link);
            if (mark[to] != Mark::fresh) continue;
            mark[to] = Mark::on_the_way;
            way.push_back({to, 0});
        }
    }
    return circles;
}

}  // namespace qingliu
