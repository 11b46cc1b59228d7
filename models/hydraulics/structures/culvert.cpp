// Culvert: barrels through a bank, free or full, under inlet or outlet control, in either direction.
//
//   Q = min(Q_inlet, Q_outlet)
//   Q_inlet  = phi A(y_i) sqrt(2 g (h_i - y_i)),   y_i = min(k_i h_i, c D)
//   Q_outlet = A(y_b) sqrt(2 g (h_o - max(t_o, y_o)) / (K_e + K_x + K_f(y_b))),
//              y_o = min(max(t_o, k_o h_o), D),   y_b = min(y_o, h_i)
//
// h, t: levels on the higher and the lower side above the invert of the entrance (i: the higher of both inverts) and
// of the exit (o); D: height; A: flow section; K_e, K_x: losses at entrance and exit, K_f = 2 g n^2 L / R^(4/3).
// - Inlet control: critical depth in the mouth (k_i = 2/3 in a box, 0.75 in a circle); a mouth under water is an
//   orifice with the contraction c. phi = 0.93 and c = 0.67 fit the square edge of FHWA HDS-5,
//   Q/A = 0.62 sqrt(2 g (h - 0.67 D)).
// - Outlet control, full: with both ends drowned Q = A sqrt(2 g (z_1 - z_2) / (K_e + K_x + K_f)); an exit that pours
//   freely has its head above the crown. Not full: the depth at the exit is the tail water's, at least the k_o share
//   of the head that passes most through a barrel of much friction (10/13 in a box, 13/16 in a circle), and the
//   barrel holds no more than stands at its entrance.
// The lesser of both governs (FHWA HDS-5, Schall et al. 2012). Every switch is at equal values; reversed, entrance and
// exit change places.
//
//   structures:
//     - {name: 穿路涵, kind: culvert, shape: box, river: 东孟姜女河, at: 3.4 km, inlet_invert: 68.2 m,
//       outlet_invert: 68.1 m, length: 24 m, barrel_width: 2.5 m, barrel_height: 2 m, barrels: 2, source: W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/barrel.hpp"
#include "models/hydraulics/structures/kinds.hpp"

namespace qingliu {
namespace {

struct Culvert {
    Culvert(const Figures& figure, const WorkSite& site)
        : barrel(figure),
          upper(std::max(figure("inlet_invert"), site.bed_up)),
          lower(std::max(figure("outlet_invert"), site.bed_down)),
          losses(figure("entrance_loss") + figure("exit_loss")),
          mouth(figure("mouth_coefficient")),
          contraction(figure("mouth_contraction")) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        using D = Dual<W>;
        const Heads<W> in(up, down, D(std::max(upper, lower)));
        const D y_in = min(D(barrel.circle ? 0.75 : 2.0 / 3.0) * in.high, D(contraction * barrel.height));
        const D inlet = D(mouth * root_of_2g) * barrel.template area<W>(y_in) * rounded_root(in.high - y_in);

        const Heads<W> out(up, down, select(up >= down, D(lower), D(upper)));
        const D y_out = min(max(out.low, D(barrel.circle ? 13.0 / 16 : 10.0 / 13) * out.high), D(barrel.height));
        const D filled = min(y_out, in.high);
        const D resistance = D(losses) + barrel.template friction_loss<W>(filled);
        const D outlet = D(root_of_2g) * barrel.template area<W>(filled) *
                         rounded_root(max(out.high - max(out.low, y_out), D(0.0)) / resistance);
        return in.directed(min(inlet, outlet));
    }

    Barrel barrel;
    double upper, lower, losses, mouth, contraction;
};

}  // namespace

WorkEntry culvert() {
    StructureKind kind{
        .name = "culvert",
        .title = "涵洞",
        .sentence = "Barrels through a bank: free or full, under inlet or outlet control, either direction.",
        .source = "FHWA HDS-5 2012",
        .parameters = barrel_parameters(),
        .choices = {barrel_shape()}};
    kind.parameters.push_back({.key = "mouth_coefficient",
                               .unit = "1",
                               .minimum = 0.3,
                               .maximum = 1,
                               .default_value = 0.93,
                               .sentence = "Velocity coefficient of the mouth under inlet control.",
                               .source = "fitted to FHWA HDS-5, square edge with headwall"});
    kind.parameters.push_back({.key = "mouth_contraction",
                               .unit = "1",
                               .minimum = 0.3,
                               .maximum = 1,
                               .default_value = 0.67,
                               .sentence = "Contraction of the jet in a mouth under water.",
                               .source = "fitted to FHWA HDS-5, square edge with headwall"});
    return work_entry<Culvert>(std::move(kind));
}

}  // namespace qingliu
