// Water that moves through a network as plugs, followed back to where it came from: the exact advection in channels of
// constant volume whose discharges are constant between set times.
//
//   rivers A (0) and B (1) meet in 2, which parts round an island into 3, with a gate, and 4; these meet in 5, at whose
//   end a pump lifts water into a canal (6) while the rest runs on to the outlet (7)
//
// Nodes between them hold no water: what enters there mixes at once, in proportion to the discharges.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace qingliu::validation {

class PlugFlow {
public:
    static constexpr int channels = 8, ends = 4;
    static constexpr std::array<double, channels> volume{60e3, 48e3, 90e3, 72e3, 54e3, 60e3, 36e3, 48e3};  // m3
    /// Node at which each begins and ends; those from 4 on are ends of the network: A, B, canal, outlet.
    static constexpr std::array<int, channels> from{4, 5, 0, 1, 1, 2, 3, 3}, to{0, 0, 1, 2, 2, 3, 6, 7};

    /// Discharges (m3 s-1, downstream positive) from a time (s) on.
    struct Piece {
        double begin;
        std::array<double, channels> discharge;
    };
    /// The gate shuts and the pump starts; B is drawn back; the whole river runs backwards; forward again.
    static const std::vector<Piece>& pieces() {
        static const std::vector<Piece> list{{0, {6, 3, 9, 4, 5, 9, 0, 9}},
                                             {14400, {6, 3, 9, 0, 9, 9, 2, 7}},
                                             {28800, {8, -2, 6, 2, 4, 6, 1, 5}},
                                             {43200, {-2, -1, -3, -1, -2, -3, 0, -3}},
                                             {57600, {6, 3, 9, 4, 5, 9, 2, 7}}};
        return list;
    }
    static constexpr double end = 86400;  // s
    static std::size_t piece_at(double t) {
        std::size_t p = 0;
        while (p + 1 < pieces().size() && pieces()[p + 1].begin <= t) ++p;
        return p;
    }

    /// What enters at an end (A, B, canal, outlet) at a time, and what was there at the start.
    using Entering = std::function<double(int end, double t)>;
    PlugFlow(Entering entering, double at_start) : entering_(std::move(entering)), at_start_(at_start) {}

    /// Concentration `s` m3 below the beginning of a channel.
    [[nodiscard]] double at(int channel, double s, double t) const {
        const auto c = static_cast<std::size_t>(channel);
        // just before t, so that a time between two pieces belongs to the earlier
        for (auto p = t > 0 ? piece_at(t * (1 - 1e-14)) : 0;; --p) {
            const double begin = pieces()[p].begin, q = pieces()[p].discharge[c];
            const double origin = s - q * (t - begin);
            if (q > 0 && origin < 0) return entering(from[c], p, t - s / q);
            if (q < 0 && origin > volume[c]) return entering(to[c], p, t - (s - volume[c]) / q);
            s = std::clamp(origin, 0.0, volume[c]);
            t = begin;
            if (p == 0) return at_start_;
        }
    }

private:
    /// Mixture of all that comes to a node during piece p, at time t.
    [[nodiscard]] double entering(int node, std::size_t p, double t) const {
        if (node >= 4) return entering_(node - 4, t);
        double water = 0, mass = 0;
        for (std::size_t c = 0; c < channels; ++c) {
            const double q = pieces()[p].discharge[c];
            if ((q > 0 && to[c] != node) || (q < 0 && from[c] != node) || q == 0) continue;
            water += std::fabs(q);
            mass += std::fabs(q) * at(static_cast<int>(c), q > 0 ? volume[c] : 0.0, std::max(t, pieces()[p].begin));
        }
        return mass / water;
    }

    Entering entering_;
    double at_start_;
};

}  // namespace qingliu::validation
