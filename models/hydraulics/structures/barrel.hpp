// Barrels of culverts and inverted siphons: boxes or circles, several alike side by side.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/hydraulics/structures/barrier.hpp"

namespace qingliu {

struct Barrel {
    explicit Barrel(const Figures& figure)
        : circle(figure.word("shape") == "circle"),
          count(figure("barrels")),
          width(figure("barrel_width")),
          height(circle ? width : figure.value_or("barrel_height", width)) {
        full_area = circle ? 0.25 * pi * width * width : width * height;
        full_radius = circle ? 0.25 * width : full_area / (2 * (width + height));
        const double n = figure("manning_n"), length = figure("length");
        friction = 2 * gravity * n * n * length / std::pow(full_radius, 4.0 / 3.0);
    }

    /// Flow section of all barrels filled to y, m2; full above the crown.
    template <int W>
    [[nodiscard]] Dual<W> area(const Dual<W>& y) const {
        const Dual<W> within = min(max(y, Dual<W>(0.0)), Dual<W>(height));
        if (!circle) return Dual<W>(count * width) * within;
        Lanes<W> segment, top;  // a lane at a time, so that every width gives the same bits
        for (int lane = 0; lane < W; ++lane) {
            const double share = within.value[lane] / height, half = 0.5 * height;
            const double chord = std::sqrt(std::max(share * (1 - share), 0.0)) * height;  // half of it
            segment.set(lane, count * (half * half * std::acos(std::clamp(1 - 2 * share, -1.0, 1.0)) -
                                       (half - within.value[lane]) * chord));
            top.set(lane, count * 2 * chord);
        }
        return within.chain(segment, top);
    }

    /// Loss of friction along the barrel at the depth y, in velocity heads: that of the full barrel, more where the
    /// hydraulic radius is smaller than that of the full one. The gain of a barrel nearly full is left out, so that the
    /// discharge does not fall as it fills.
    template <int W>
    [[nodiscard]] Dual<W> friction_loss(const Dual<W>& y) const {
        // wide and shallow R = y b / (b + 2 y); a circle has R within 4 % of 2/3 y / (1 + 2/3 y / D) up to half full
        const Dual<W> within = min(max(y, Dual<W>(1e-3 * height)), Dual<W>(height));
        const Dual<W> radius = circle
                                   ? Dual<W>(2.0 / 3.0) * within / (Dual<W>(1.0) + Dual<W>(2.0 / 3.0 / width) * within)
                                   : Dual<W>(width) * within / (Dual<W>(width) + Dual<W>(2.0) * within);
        const Dual<W> share = min(radius * Dual<W>(1 / full_radius), Dual<W>(1.0));
        return Dual<W>(friction) * power(share, -4.0 / 3.0);
    }

    static constexpr double pi = 3.14159265358979323846;
    bool circle;
    double count, width, height;  // 1, m, m
    double full_area = 0;         // m2 of one
    double full_radius = 0;       // m
    double friction = 0;          // velocity heads lost along a full barrel: 2 g n^2 L / R^(4/3)
};

inline std::vector<StructureParameter> barrel_parameters() {
    const auto length = [](const char* key, double minimum, double maximum, const char* sentence) {
        return StructureParameter{
            .key = key, .unit = "m", .minimum = minimum, .maximum = maximum, .sentence = sentence};
    };
    StructureParameter height = length("barrel_height", 0.05, 50, "Height of a box; left out: as high as wide.");
    height.optional = true;
    return {length("inlet_invert", -500, 9000, "Level of the bottom of the barrel upstream."),
            length("outlet_invert", -500, 9000, "Level of the bottom of the barrel downstream."),
            length("length", 0.1, 20000, "Length of the barrel."),
            length("barrel_width", 0.05, 50, "Width of one barrel, diameter of a circle."),
            height,
            {.key = "barrels",
             .unit = "1",
             .minimum = 1,
             .maximum = 100,
             .default_value = 1,
             .sentence = "Barrels side by side, all alike.",
             .source = "one"},
            {.key = "manning_n",
             .unit = "s/m^(1/3)",
             .minimum = 0.005,
             .maximum = 0.1,
             .default_value = 0.013,
             .sentence = "Roughness of the barrel.",
             .source = "Chow 1959, finished concrete"},
            {.key = "entrance_loss",
             .unit = "1",
             .minimum = 0,
             .maximum = 5,
             .default_value = 0.5,
             .sentence = "Loss at the entrance in velocity heads.",
             .source = "FHWA HDS-5, square edge"},
            {.key = "exit_loss",
             .unit = "1",
             .minimum = 0.1,
             .maximum = 5,
             .default_value = 1,
             .sentence = "Loss at the exit in velocity heads.",
             .source = "FHWA HDS-5, all of the velocity head"}};
}

inline StructureChoice barrel_shape() {
    return {.key = "shape", .words = {"box", "circle"}, .sentence = "Shape of the barrel."};
}

}  // namespace qingliu
