// Sluice gate over a flat sill, vertical (gate) or radial (radial_gate). h_1, h_2: depths above the sill on the higher
// and the lower side; a: opening; b: clear width; C_c: contraction of the jet, y_v = C_c a its depth. The setting is a
// in m; the full height lifts the gate clear of the water, and what is left is a weir.
//
// form energy (default)   barrier.hpp: Q = C_d b y_v sqrt(2 g (h_1 - max(h_2, y_v)))
// form momentum           free: Q = C_d C_c a b sqrt(2 g h_1) / sqrt(1 + C_c a / h_1) (Henderson 1966, eq. 6.21: energy
//                         from the pool, its velocity head included, to the jet). Submerged where h_2 exceeds the
//                         sequent depth y_2 of the jet: energy to the jet under a back-water of depth h_s, momentum
//                         from there to the tail water,
//                           h_1 + X / h_1^2 = h_s + X / y_v^2,  h_s^2 + 4 X / y_v = h_2^2 + 4 X / h_2,  X = q^2 / 2 g
//                         (Rajaratnam & Subramanya 1967), the root with the lesser X. Where the jet is thin its X at
//                         y_2 lies below that of free flow (two states exist there): between y_2 and 1.1 y_2 the one
//                         passes smoothly into the other, so that Q is continuous and falls with h_2.
// form manual             Q = sigma mu a b sqrt(2 g h_1), mu = 0.60 - 0.176 a / h_1 for a flat lip; radial:
//                         mu = (0.97 - 0.81 t) - (0.56 - 0.81 t) a / h_1, t = theta / 180 deg. sigma by
//                         (h_2 - h_c'') / (h_1 - h_c''), h_c'' the sequent depth of h_c = eps a,
//                         eps = 1 / (1 + sqrt(0.4 (1 - (a/h_1)^2))) (SL 265, appendix A), 0.001 added to the root's
//                         argument so that it has a slope where the lip leaves the water
//
// A gate lets through no more than the weir it leaves, so Q is the lesser of both laws: the broad crest of barrier.hpp
// for energy and momentum, sigma m b sqrt(2 g) h_1^(3/2) for the manual. That switches where both agree, so Q is
// continuous: for the manual at a / h_1 = 0.65, as it prescribes, with m = 0.316; with m = 0.385 at 0.86, where a
// change at 0.65 would let Q jump by 22 %.
//
// Radial gates: C_c = 1 - 0.75 t + 0.36 t^2 with t = theta / 90 deg (Toch 1955), theta the angle of the lip against the
// horizontal, cos theta = (trunnion_height - a) / radius.
//
//   structures:
//     - {name: 合河闸, kind: gate, river: 卫河, at: 0 km, sill: 70.10 m, width: 12.5 m, height: 2.5 m, opening: 0.05 m,
//       source: W6, confidence: verified}
//     - {name: 泄洪闸, kind: radial_gate, form: manual, river: 卫河, at: 9 km, sill: 68 m, width: 30 m, height: 5 m,
//       opening: 1.2 m, radius: 7.5 m, trunnion_height: 5.5 m, source: W6, confidence: verified}
#include <algorithm>
#include <cmath>

#include "models/hydraulics/structures/barrier.hpp"
#include "models/hydraulics/structures/kinds.hpp"
#include "models/hydraulics/structures/parameters.hpp"
#include "models/hydraulics/structures/submergence.hpp"

namespace qingliu {
namespace {

/// Depth to which a jet of depth y with q^2/2g = X jumps, rectangular channel: y/2 (sqrt(1 + 16 X / y^3) - 1), with X
/// given as y^2 times the head Y.
template <int W>
Dual<W> sequent_depth(const Dual<W>& y, const Dual<W>& head) {
    return Dual<W>(0.5) * (sqrt(y * y + Dual<W>(16.0) * y * head + Dual<W>(1e-18)) - y);
}

/// Share of the free flow through a submerged gate by (h_2 - h_c'') / (h_1 - h_c''): SL 265, appendix A, as handbooks
/// quote it (general knowledge, not read in the standard itself).
const std::vector<std::pair<double, double>> manual_gate_submergence{
    {0, 1},       {0.1, 0.86},  {0.2, 0.78},  {0.3, 0.71},   {0.4, 0.66},  {0.5, 0.59},
    {0.6, 0.52},  {0.7, 0.45},  {0.8, 0.36},  {0.9, 0.23},   {0.92, 0.19}, {0.94, 0.16},
    {0.96, 0.12}, {0.98, 0.07}, {0.99, 0.04}, {0.995, 0.02}, {1, 0}};

struct Gate {
    enum class Form { energy, momentum, manual };

    Gate(const Figures& figure, const WorkSite& site)
        : sill(std::max(figure("sill"), site.bed())),
          width(figure("width")),
          height(figure("height")),
          coefficient(figure("discharge_coefficient")),
          m(figure("flow_coefficient")) {
        const auto& word = figure.word("form");
        form = word == "manual" ? Form::manual : word == "momentum" ? Form::momentum : Form::energy;
    }

    template <int W>
    [[nodiscard]] Dual<W> by_contraction(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& opening,
                                         const Lanes<W>& contraction) const {
        using D = Dual<W>;
        const Heads<W> h(up, down, D(sill));
        const auto clear = opening >= Lanes<W>(height);
        const D jet = select(clear, D(clear_of_the_water), D(contraction * opening));
        if (form == Form::energy) return h.directed(barrier_discharge<W>(h, width, coefficient, jet));
        const D weir = barrier_discharge<W>(h, width, coefficient, D(clear_of_the_water));
        return h.directed(select(clear, weir, min(weir, momentum<W>(h, opening, contraction))));
    }

    template <int W>
    [[nodiscard]] Dual<W> momentum(const Heads<W>& h, const Lanes<W>& opening, const Lanes<W>& contraction) const {
        using D = Dual<W>;
        const D one(1.0), two(2.0), four(4.0);
        const D h1 = max(h.high, D(1e-6)), h2 = min(max(h.low, D(1e-7)), h1);
        const D y = D(contraction) * min(D(opening), h1);  // a lip above the water contracts nothing more
        const D free = h1 * h1 / (h1 + y);                 // X / y^2
        const D share = y / h1, alpha = one - share * share;
        const D beta = four * y * (one - y / max(h2, y));
        const D middle = two * alpha * h1 - beta;
        const D apart = h1 * h1 - h2 * h2;
        const D under_root = max(middle * middle - four * alpha * alpha * apart, D(1e-12));
        const D submerged = min(two * apart / (middle + sqrt(under_root)), free);
        const D limit = sequent_depth<W>(y, free) + D(1e-9);
        const D drowned = smooth_step((h2 / limit - one) * D(10.0));
        const D head = free + drowned * (submerged - free);
        return D(coefficient * width * root_of_2g) * y * rounded_root(max(head, D(0.0)));
    }

    template <int W>
    [[nodiscard]] Dual<W> by_manual(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& opening,
                                    const Lanes<W>& mu_closed, const Lanes<W>& mu_fall) const {
        using D = Dual<W>;
        const Heads<W> h(up, down, D(sill));
        const D weir = D(m * width * root_of_2g) * three_halves_power(h.high) * manual_submergence<W>(h.high, h.low);
        const D h1 = max(h.high, D(1e-6)), e = min(D(opening), h1);
        const D ratio = e / h1;
        const D mu = D(mu_closed) - D(mu_fall) * ratio;
        const D jet = e / (D(1.0) + sqrt(D(0.4) * (D(1.0) - ratio * ratio) + D(1e-3)));
        const D velocity_head = mu * mu * h1 * e * e / max(jet * jet, D(1e-18));  // X / y^2
        const D sequent = min(sequent_depth<W>(jet, velocity_head), h1 - D(1e-3) * h1);
        const D sigma = interpolate<W>(manual_gate_submergence, (h.low - sequent) / (h1 - sequent));
        const D gate = D(coefficient * width) * sigma * mu * e * D(root_of_2g) * rounded_root(h1);
        const auto clear = opening >= Lanes<W>(height);
        return h.directed(select(clear, weir, min(weir, gate)));
    }

    double sill, width, height, coefficient, m;
    Form form = Form::energy;
};

struct VerticalGate : Gate {
    VerticalGate(const Figures& figure, const WorkSite& site)
        : Gate(figure, site), contraction(figure("contraction_coefficient")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& opening) const {
        if (form == Form::manual) return by_manual<W>(up, down, opening, Lanes<W>(0.60), Lanes<W>(0.176));
        return by_contraction<W>(up, down, opening, Lanes<W>(contraction));
    }

    double contraction;
};

struct RadialGate : Gate {
    RadialGate(const Figures& figure, const WorkSite& site)
        : Gate(figure, site), radius(figure("radius")), trunnion_height(figure("trunnion_height")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& opening) const {
        Lanes<W> t;  // theta / 90 deg; a lane at a time, so that every width gives the same bits
        for (int lane = 0; lane < W; ++lane) {
            const double cosine = std::clamp((trunnion_height - opening[lane]) / radius, -1.0, 1.0);
            t.set(lane, std::acos(cosine) / (0.5 * 3.14159265358979323846));
        }
        if (form == Form::manual) return by_manual<W>(up, down, opening, 0.97 - 0.405 * t, 0.56 - 0.405 * t);
        return by_contraction<W>(up, down, opening, 1.0 - 0.75 * t + 0.36 * t * t);
    }

    double radius, trunnion_height;
};

StructureKind described(StructureKind kind) {
    kind.source = "Henderson 1966; Rajaratnam & Subramanya 1967; Toch 1955; SL 265";
    kind.parameters.insert(kind.parameters.begin(), {sill_level(), clear_width(), full_height(), opening(),
                                                     weir_coefficient(), flow_coefficient()});
    kind.choices = {{.key = "form",
                     .words = {"energy", "momentum", "manual"},
                     .sentence =
                         "Formula of the gate: energy to the jet, energy and momentum to the tail water, or the "
                         "coefficients of the Chinese manual."}};
    kind.setting = "opening";
    kind.setting_limit = "height";
    return kind;
}

}  // namespace

WorkEntry gate() {
    return work_entry<VerticalGate>(described(
        {.name = "gate",
         .title = "平板闸",
         .sentence =
             "Vertical sluice gate over a sill: free, submerged, drowned or clear of the water, either direction.",
         .source = {},
         .parameters = {{.key = "contraction_coefficient",
                         .unit = "1",
                         .minimum = 0.3,
                         .maximum = 1,
                         .default_value = 0.62,
                         .sentence = "Contraction of the jet under a vertical gate.",
                         .source = "Henderson 1966"}}}));
}

WorkEntry radial_gate() {
    return work_entry<RadialGate>(described(
        {.name = "radial_gate",
         .title = "弧形闸",
         .sentence = "Radial (Tainter) gate over a sill: as gate, the jet's contraction by the angle of its lip.",
         .source = {},
         .parameters = {
             {.key = "radius", .unit = "m", .minimum = 0.1, .maximum = 200, .sentence = "Radius of the skin plate."},
             {.key = "trunnion_height",
              .unit = "m",
              .minimum = 0,
              .maximum = 200,
              .sentence = "Height of the trunnion above the sill, not above the radius."}}}));
}

}  // namespace qingliu
