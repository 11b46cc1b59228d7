// Weirs, orifices, pumps, outlets and culverts of a SWMM file as works.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/imports/broad_crest.hpp"
#include "models/imports/swmm_network.hpp"

namespace qingliu {
namespace {

constexpr double least_exit_loss = 0.1;  // velocity heads: a culvert takes no less

class Works {
public:
    Works(const SwmmLink& link, const SwmmModel& model, const SwmmText& text, ImportReport& report)
        : link_(link), model_(model), text_(text), report_(report) {
        work_.name = link.name;
    }

    std::optional<Structure> make() {
        switch (link_.kind) {
            case SwmmLink::Kind::weir:
                return weir();
            case SwmmLink::Kind::orifice:
                return orifice();
            case SwmmLink::Kind::pump:
                return pump();
            default:
                return outlet();
        }
    }

private:
    [[nodiscard]] std::string where() const { return text_.where(link_.line); }
    [[nodiscard]] double dimension(std::size_t i) const { return link_.shape.geometry[i] * model_.units.length; }

    /// Within what a work takes; told where the file is beyond that.
    double within(double value, double least, double most, const char* what) {
        const double taken = std::clamp(value, least, most);
        if (taken != value)
            report_.assume(where(), fmt::format("{} of {:.4g} is taken as {:.4g}", what, value, taken),
                           fmt::format("works take {} to {}", least, most));
        return taken;
    }

    void one_way(const char* what) {
        if (link_.gate)
            report_.leave(where(), fmt::format("the flap gate of {}s", what), "this work passes water both ways");
    }

    std::optional<Structure> weir() {
        one_way("weir");
        const double height = dimension(0) > 0 ? dimension(0) : 2;
        if (link_.form == "V-NOTCH" || link_.form == "TRAPEZOIDAL") {
            const bool notch = link_.form == "V-NOTCH";
            const double width = notch ? 0 : dimension(1);
            const double slope =
                notch ? 0.5 * dimension(1) / height : 0.5 * (link_.shape.geometry[2] + link_.shape.geometry[3]);
            const double sides = notch ? link_.coefficient : link_.end_coefficient;
            work_.kind = "rating";
            constexpr int parts = 20;
            for (int i = 0; i <= parts; ++i) {
                const double h = height * i / parts;
                work_.tables["curve"].emplace_back(link_.level_up + h, link_.coefficient * width * std::pow(h, 1.5) +
                                                                           sides * slope * std::pow(h, 2.5));
            }
            return work_;
        }
        work_.kind = "weir";
        work_.words["form"] = "broad_crested_villemonte";
        work_.values["sill"] = link_.level_up;
        work_.values["width"] = std::max(dimension(1), 0.01);
        work_.values["discharge_coefficient"] =
            within(link_.coefficient / broad_crest, 0.01, 2, "the factor on the weir law");
        if (link_.form == "SIDEFLOW" || link_.form == "ROADWAY")
            report_.assume(where(), fmt::format("a {} weir has the law of a transverse one", link_.form),
                           "Q = C b h^(3/2), submerged after Villemonte, is the one law with a free coefficient here");
        return work_;
    }

    std::optional<Structure> orifice() {
        const bool round = link_.shape.shape == "CIRCULAR";
        const double height = dimension(0), width = round ? 0.785398163397448 * height : dimension(1);
        work_.kind = link_.gate ? "flap_gate" : "orifice";
        work_.values["sill"] = link_.level_up;
        work_.values["width"] = std::max(width, 0.01);
        work_.values["height"] = std::max(height, 0.01);
        work_.values["orifice_coefficient"] = within(link_.coefficient, 0.1, 1, "the coefficient of an orifice");
        if (round)
            report_.assume(where(), "a circular orifice is a rectangle of its height and area",
                           "orifices are rectangles here");
        if (link_.form == "BOTTOM") {
            constexpr double slit = 0.05;  // m
            work_.values["width"] = std::max(width * height / slit, 0.01);
            work_.values["height"] = slit;
            report_.assume(where(), "an orifice in the bottom is a slit of 5 cm of its area over the bottom",
                           "orifices stand in walls here");
        }
        return work_;
    }

    std::optional<Structure> pump() {
        work_.kind = "pump";
        work_.setting = Setting{"speed", "1", link_.off ? 0.0 : 1.0, 0, 1};
        work_.values["suction_level"] = link_.level_up + link_.off_depth;
        const auto curve = model_.curves.find(link_.table);
        if (curve == model_.curves.end() || curve->second.points.empty()) {
            constexpr double more_than_comes = 50;  // m3 s-1; near the suction level a pump fades out to what comes
            work_.tables["curve"] = {{0, more_than_comes}, {100, more_than_comes}};
            report_.assume(where(), "an ideal pump is one of 50 m3/s, which fades out near the bottom to what comes",
                           "an ideal pump passes what comes; a pump here has a curve");
            return work_;
        }
        Pairs points;
        for (const auto& [x, y] : curve->second.points)
            points.emplace_back(x * model_.units.length, y * model_.units.discharge);
        const bool by_head = curve->second.type == "PUMP3" || curve->second.type == "PUMP5";
        const bool falling =
            std::ranges::is_sorted(points, [](const auto& a, const auto& b) { return a.second > b.second; });
        if (by_head && falling && points.size() >= 2) {
            work_.tables["curve"] = points;
            return work_;
        }
        double most = 0;
        for (const auto& [x, q] : points) most = std::max(most, q);
        work_.tables["curve"] = {{0, most}, {100, most}};
        report_.assume(
            where(),
            fmt::format("a pump with a curve of type {} lifts the largest discharge of its curve", curve->second.type),
            "pumps here go by the head, not by the depth or the volume before them");
        return work_;
    }

    std::optional<Structure> outlet() {
        one_way("outlet");
        work_.kind = "rating";
        Pairs& curve = work_.tables["curve"];
        if (link_.form.starts_with("FUNCTIONAL")) {
            constexpr int parts = 24;
            const double top = std::max(model_.nodes[static_cast<std::size_t>(link_.from)].max_depth, 2.0);
            for (int i = 0; i <= parts; ++i) {
                const double h = top * i / parts;
                curve.emplace_back(link_.level_up + h, link_.coefficient * std::pow(h, link_.exponent));
            }
        } else {
            for (const auto& [h, q] : model_.curves.at(link_.table).points)
                curve.emplace_back(link_.level_up + h * model_.units.length, q * model_.units.discharge);
        }
        if (!std::ranges::is_sorted(curve, [](const auto& a, const auto& b) { return a.second < b.second; }) ||
            curve.size() < 2) {
            report_.leave(where(), "outlets whose curve does not rise", "a rating rises here");
            return std::nullopt;
        }
        if (link_.form.ends_with("HEAD"))
            report_.assume(where(),
                           "an outlet by the difference of levels goes by the level above, submerged after Villemonte",
                           "ratings go by the level upstream here");
        return work_;
    }

    const SwmmLink& link_;
    const SwmmModel& model_;
    const SwmmText& text_;
    ImportReport& report_;
    Structure work_;
};

}  // namespace

std::optional<Structure> swmm_work(const SwmmLink& link, const SwmmModel& model, const SwmmText& text,
                                   ImportReport& report) {
    return Works(link, model, text, report).make();
}

Structure swmm_culvert(const SwmmLink& link, const ConduitShape& shape) {
    Structure work;
    work.name = link.name;
    work.kind = "culvert";
    work.words["shape"] = shape.round ? "circle" : "box";
    work.values["inlet_invert"] = link.level_up;
    work.values["outlet_invert"] = link.level_down;
    work.values["length"] = link.length;
    work.values["barrel_width"] = shape.barrel_width;
    if (!shape.round) work.values["barrel_height"] = shape.height;
    work.values["barrels"] = shape.barrels;
    work.values["manning_n"] = shape.n;
    work.values["entrance_loss"] = link.loss_in;
    work.values["exit_loss"] = std::max(least_exit_loss, link.loss_out + link.loss_mean);
    return work;
}

}  // namespace qingliu
