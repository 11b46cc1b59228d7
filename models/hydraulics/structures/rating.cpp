// Rating curve at a place inside a river: the discharge is read from the level upstream,
//
//   Q = sigma q(z_1),   sigma = (1 - (h_2/h_1)^(3/2))^0.385
//
// q: the curve, straight between its points, nothing below the first and along the last line beyond the last. h_1, h_2:
// levels on the higher and the lower side above the level of the first point, where the curve begins; a curve holds for
// free flow, so it is submerged like the weir behind it (Villemonte 1947). Reversed water takes the same curve.
//
//   structures:
//     - {name: 水位流量断面, kind: rating, river: 卫河, at: 20 km, source: W6, confidence: verified,
//       curve: [[66 m, 0 m3/s], [67 m, 4 m3/s], [69 m, 40 m3/s]]}
#include <algorithm>

#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/submergence.hpp"

namespace qingliu {
namespace {

/// Depth over which a curve that begins with water, or below the bed, fades in, m.
constexpr double fade = 0.05;

struct Rating {
    Rating(const Figures& figure, const WorkSite& site)
        : curve(figure.table("curve")), zero(std::max(curve.front().first, site.bed())) {
        const auto [x0, y0] = curve[curve.size() - 2];
        const auto [x1, y1] = curve.back();
        constexpr double far = 1e3;  // m
        curve.emplace_back(x1 + far, y1 + far * (y1 - y0) / (x1 - x0));
    }

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        using D = Dual<W>;
        const Heads<W> h(up, down, D(zero));
        const D free = interpolate<W>(curve, h.high + D(zero)) * smooth_step(h.high * D(1 / fade));
        return h.directed(free * villemonte<W>(h.high, h.low));
    }

    Structure::Table curve;
    double zero;
};

}  // namespace

WorkEntry rating() {
    return work_entry<Rating>({.name = "rating",
                               .title = "水位流量关系",
                               .sentence = "Discharge read from the level upstream, submerged like a weir.",
                               .source = "Villemonte 1947",
                               .tables = {{.key = "curve",
                                           .x_unit = "m",
                                           .y_unit = "m3/s",
                                           .sentence = "Levels upstream and discharges of free flow, rising."}}});
}

}  // namespace qingliu
