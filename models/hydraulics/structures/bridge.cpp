// Bridge: the channel goes on, and piers take head from it.
//
//   form yarnell (default)    dh = y F K (K + 5 F - 0.6) (alpha + 15 alpha^4)     (Yarnell 1934)
//   form loss_coefficient     dh = K_l v^2 / 2 g
//
// F = v^2 / (g y), y = A / B: Froude number squared and mean depth of the channel downstream; alpha: share of its
// section the piers block; K: shape of the piers (0.90 semicircular nose and tail, 1.05 twin cylinders, 1.25 square).
// The friction over the distance l between the two cells, l n^2 v^2 / R^(4/3), is added, so that a bridge without piers
// is the channel. Both sides of the balance are a polynomial in F, solved for it:
//
//   5 c F^2 + (c (K - 0.6) + f + K_l / 2) F = (z_1 - z_2) / y,   c = K (alpha + 15 alpha^4),  f = g l n^2 / R^(4/3)
//
// and Q = A sqrt(g y F). The section is that of the lower side, so the discharge rises with the difference of levels
// and falls with the tail water; where the fall is more than 0.15 of the depth, the depth is taken as 0.85 of the
// higher side's, beyond which no section passes more. The root of v^2 is rounded off below 0.001 m2/s2. The velocity is
// handed on to the water below. Deck under water: not covered, the section goes on upwards.
//
//   structures:
//     - {name: 京广铁路桥, kind: bridge, river: 卫河, at: 14 km, blocked_share: 0.08, pier_coefficient: 0.9, source:
//     W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/structures/barrier.hpp"
#include "models/hydraulics/structures/kinds.hpp"

namespace qingliu {
namespace {

struct Bridge {
    Bridge(const Figures& figure, const WorkSite& site)
        : place(sections.add_flow(site.section)),
          bed(site.bed()),
          friction(gravity * site.distance * site.section.manning_n * site.section.manning_n) {
        const double k = figure("pier_coefficient"), alpha = figure("blocked_share");
        if (figure.word("form") == "yarnell") {
            c = k * (alpha + 15 * alpha * alpha * alpha * alpha);
            linear = c * (k - 0.6);
        } else {
            linear = 0.5 * figure("loss_coefficient");
        }
    }

    /// Depth of the lower side, but no less than passes most in a triangle with Manning's friction: 16/19 of the higher
    /// one's.
    template <int W>
    [[nodiscard]] Dual<W> depth(const Heads<W>& h) const {
        return max(h.low, Dual<W>(crest_share) * h.high);
    }

    template <int W>
    [[nodiscard]] Dual<W> flow_area(const Dual<W>& up, const Dual<W>& down) const {
        const Dual<W> y = depth<W>(Heads<W>(up, down, Dual<W>(bed)));
        LanePiece<W> held;
        const auto w = wetted<W>(sections, place, y.value, held);
        return y.chain(w.area, w.width);
    }

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        using D = Dual<W>;
        const Heads<W> h(up, down, D(bed));
        const D y = max(depth<W>(h), D(1e-3));
        LanePiece<W> held;
        const auto s = flow_section<W>(sections, place, y.value, y.value, held);
        const D area = y.chain(s.area, s.width);
        const D width = max(y.chain(s.width, widening<W>(sections, place, y.value)), D(1e-6));
        const D radius = y.chain(s.radius, s.radius_by_depth), mean_depth = area / width;
        const D b = D(linear) + D(friction) * power(radius, -4.0 / 3.0);
        const D fall = max(h.high - max(h.low, D(crest_share) * h.high), D(0.0)) / mean_depth;
        const D froude = D(2.0) * fall / (b + sqrt(b * b + D(20 * c) * fall));
        const D wet = smooth_step(h.high * D(1 / 0.02));  // below the depth the section is taken at, nothing
        return h.directed(wet * area * rounded_root(D(gravity) * mean_depth * froude, 1e-3));
    }

    static constexpr double crest_share = 0.85;
    SectionStore sections;
    SectionPlace place;
    double bed, friction;
    double c = 0, linear = 0;
};

}  // namespace

WorkEntry bridge() {
    return work_entry<Bridge>(
        {.name = "bridge",
         .title = "桥",
         .sentence = "Loss of head at the piers of a bridge, by Yarnell or by a loss coefficient, either direction.",
         .source = "Yarnell 1934",
         .parameters = {{.key = "blocked_share",
                         .unit = "1",
                         .minimum = 0,
                         .maximum = 0.6,
                         .default_value = 0.1,
                         .sentence = "Share of the section that the piers block.",
                         .source = "estimate"},
                        {.key = "pier_coefficient",
                         .unit = "1",
                         .minimum = 0.7,
                         .maximum = 1.5,
                         .default_value = 0.9,
                         .sentence = "Yarnell's coefficient of the shape of the piers.",
                         .source = "Yarnell 1934, semicircular nose and tail"},
                        {.key = "loss_coefficient",
                         .unit = "1",
                         .minimum = 0,
                         .maximum = 20,
                         .default_value = 0.3,
                         .sentence = "Loss in velocity heads of the channel, for that form.",
                         .source = "estimate"}},
         .choices = {{.key = "form",
                      .words = {"yarnell", "loss_coefficient"},
                      .sentence = "Formula of the loss at a bridge."}}});
}

}  // namespace qingliu
