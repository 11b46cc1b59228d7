// Inverted siphon: barrels that dive under a river or a canal and always run full between their two pools.
//
//   Q = min(Q_full, Q_mouth)
//   Q_full  = A sqrt(2 g (z_1 - max(z_2, z_o)) / (K_e + K_b + K_x + K_f)),   K_f = 2 g n^2 L / R^(4/3)
//   Q_mouth = (2/3)^(3/2) sqrt(g) b h_1^(3/2), drowned as in barrier.hpp
//
// z_1, z_2: levels on the higher and the lower side; z_o: invert of the exit, over which the water spills; h_1: depth
// over the higher of both inverts; K_e, K_b, K_x, K_f: losses at entrance, bends, exit and by friction. Water too
// shallow to fill the mouth enters as over a broad crest (Chinese manual for inverted siphons; Chow 1959, 17).
// Reversed, entrance and exit change places.
//
//   structures:
//     - {name: 总干渠倒虹吸, kind: inverted_siphon, shape: box, river: 百泉河, at: 7.8 km, inlet_invert: 88.2 m,
//       outlet_invert: 88.0 m, length: 180 m, barrel_width: 4 m, barrel_height: 3.5 m, barrels: 2, source: W6,
//       confidence: verified}
#include <algorithm>

#include "models/hydraulics/structures/barrel.hpp"
#include "models/hydraulics/structures/kinds.hpp"

namespace qingliu {
namespace {

struct InvertedSiphon {
    InvertedSiphon(const Figures& figure, const WorkSite& site)
        : barrel(figure),
          upper(std::max(figure("inlet_invert"), site.bed_up)),
          lower(std::max(figure("outlet_invert"), site.bed_down)),
          losses(figure("entrance_loss") + figure("bend_loss") + figure("exit_loss") + barrel.friction) {}

    template <int W>
    [[nodiscard]] Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>&) const {
        using D = Dual<W>;
        const Heads<W> pools(up, down, select(up >= down, D(lower), D(upper)));
        const D head = max(pools.high - pools.low, D(0.0));
        const D full = D(barrel.count * barrel.full_area * root_of_2g) * rounded_root(head * D(1 / losses));
        const Heads<W> mouth(up, down, D(std::max(upper, lower)));
        const D enters = barrier_discharge<W>(mouth, barrel.count * barrel.width, 1, D(clear_of_the_water));
        return mouth.directed(min(full, enters));
    }

    Barrel barrel;
    double upper, lower, losses;
};

}  // namespace

WorkEntry inverted_siphon() {
    StructureKind kind{
        .name = "inverted_siphon",
        .title = "倒虹吸",
        .sentence = "Barrels that dive under something and run full between two pools, either direction.",
        .source = "Chow 1959",
        .parameters = barrel_parameters(),
        .choices = {barrel_shape()}};
    kind.parameters.push_back({.key = "bend_loss",
                               .unit = "1",
                               .minimum = 0,
                               .maximum = 10,
                               .default_value = 0.2,
                               .sentence = "Loss of all bends, racks and slots in velocity heads.",
                               .source = "estimate, two gentle bends"});
    return work_entry<InvertedSiphon>(std::move(kind));
}

}  // namespace qingliu
