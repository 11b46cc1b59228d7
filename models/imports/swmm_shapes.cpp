#include "models/imports/swmm_shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/hydraulics/section.hpp"
#include "models/hydraulics/structures/work.hpp"

namespace qingliu {
namespace {

constexpr double pi = std::numbers::pi;

/// Shapes told by their height alone: A = share * height^2 of the full section (Rossman & Simon 2022, table A.1).
struct PlainShape {
    const char* name;
    double share;
};
constexpr PlainShape plain_shapes[] = {{"EGG", 0.5105},         {"HORSESHOE", 0.8293},     {"GOTHIC", 0.6554},
                                       {"CATENARY", 0.70277},   {"SEMIELLIPTICAL", 0.785}, {"BASKETHANDLE", 0.7862},
                                       {"SEMICIRCULAR", 1.2697}};

/// A curve width(depth) with both sides alike as a survey: walls above its top.
Pairs survey_of(double height, int parts, double (*share)(double, double), double exponent, double top_width) {
    Pairs points;
    for (int i = -parts; i <= parts; ++i) {
        const double x = static_cast<double>(std::abs(i)) / parts;  // share of the depth
        points.emplace_back((i < 0 ? -0.5 : 0.5) * top_width * share(x, exponent), x * height);
    }
    return points;
}

class Shaping {
public:
    Shaping(const SwmmLink& link, const SwmmModel& model, const SwmmText& text, Problems& problems)
        : link_(link), model_(model), text_(text), problems_(problems) {}

    std::optional<ConduitShape> make() {
        const std::string& kind = link_.shape.shape;
        for (std::size_t i = 0; i < 4; ++i) g_[i] = link_.shape.geometry[i] * model_.units.length;
        out_.section.manning_n = link_.n;
        out_.height = g_[0];
        out_.barrels = link_.shape.barrels;
        if (kind == "IRREGULAR")
            irregular();
        else if (!open_shape(kind) && !closed_shape(kind))
            return refuse();
        if (!sound()) return std::nullopt;
        several_barrels();
        losses();
        if (out_.section.manning_n < 0.005 || out_.section.manning_n > 0.5) {
            text_.fault(problems_, link_.line,
                        fmt::format("the roughness of {} is {:.4g}", link_.name, out_.section.manning_n),
                        "Manning's n of 0.005 to 0.5");
            return std::nullopt;
        }
        return out_;
    }

private:
    std::optional<ConduitShape> refuse() {
        std::vector<std::string> known{"CIRCULAR",        "RECT_CLOSED",     "RECT_OPEN",  "TRAPEZOIDAL",
                                       "TRIANGULAR",      "PARABOLIC",       "POWER",      "IRREGULAR",
                                       "HORIZ_ELLIPSE",   "VERT_ELLIPSE",    "ARCH",       "FORCE_MAIN",
                                       "FILLED_CIRCULAR", "RECT_TRIANGULAR", "RECT_ROUND", "MODBASKETHANDLE"};
        for (const PlainShape& shape : plain_shapes) known.emplace_back(shape.name);
        text_.fault(problems_, link_.shape.line,
                    fmt::format("the shape {} of {} cannot be taken", link_.shape.shape, link_.name),
                    "one of the shapes that README lists, such as an IRREGULAR transect");
        return std::nullopt;
    }

    bool sound() {
        if (out_.height > 0 && (out_.section.survey.size() >= 3 || out_.section.diameter > 0 ||
                                out_.section.bottom_width > 0 || out_.section.side_slope > 0))
            return true;
        text_.fault(problems_, link_.shape.line, fmt::format("the shape of {} encloses no area", link_.name),
                    "dimensions above 0");
        return false;
    }

    void irregular() {
        const SwmmTransect& transect = model_.transects.at(link_.shape.table);
        CrossSection& section = out_.section;
        double lowest = transect.points.front().second, highest = lowest;
        for (const auto& [x, z] : transect.points) {
            lowest = std::min(lowest, z);
            highest = std::max(highest, z);
        }
        for (const auto& [x, z] : transect.points) section.survey.emplace_back(x, z - lowest);
        out_.height = highest - lowest;
        section.manning_n = transect.n;
        const double first = transect.points.front().first, last = transect.points.back().first;
        if (transect.left_bank > first && transect.left_bank < last) {
            section.left_bank = transect.left_bank;
            section.left_n = transect.n_left;
        }
        if (transect.right_bank > first && transect.right_bank < last && transect.right_bank > transect.left_bank) {
            section.right_bank = transect.right_bank;
            section.right_n = transect.n_right;
        }
    }

    bool open_shape(const std::string& kind) {
        CrossSection& section = out_.section;
        const auto root = [](double share, double exponent) { return std::pow(share, exponent); };
        if (kind == "RECT_OPEN") {
            section.bottom_width = g_[1];
        } else if (kind == "TRAPEZOIDAL") {
            const double left = link_.shape.geometry[2], right = link_.shape.geometry[3];
            if (left == right) {
                section.bottom_width = g_[1];
                section.side_slope = left;
            } else {
                section.survey = {{-left * g_[0], g_[0]}, {0, 0}, {g_[1], 0}, {g_[1] + right * g_[0], g_[0]}};
            }
        } else if (kind == "TRIANGULAR") {
            section.side_slope = g_[0] > 0 ? 0.5 * g_[1] / g_[0] : 0;
        } else if (kind == "PARABOLIC") {
            section.survey = survey_of(g_[0], 16, root, 0.5, g_[1]);
        } else if (kind == "POWER") {
            const double power = link_.shape.geometry[2];
            if (power <= 0) return false;
            section.survey = survey_of(g_[0], 16, root, 1 / power, g_[1]);
        } else {
            return false;
        }
        return true;
    }

    /// A box as high as the shape and of its area; as a river its lid is left off.
    void box(double height, double width) {
        out_.closed = true;
        out_.height = height;
        out_.barrel_width = width;
        out_.full_area = height * width;
        out_.section.bottom_width = width;
    }

    void circle(double area) {
        out_.closed = out_.round = true;
        out_.full_area = area;
        out_.section.diameter = out_.barrel_width = std::sqrt(4 * area / pi);
    }

    bool closed_shape(const std::string& kind) {
        if (kind == "CIRCULAR" || kind == "FORCE_MAIN" || kind == "FILLED_CIRCULAR") {
            circle(0.25 * pi * g_[0] * g_[0]);
            if (kind == "FORCE_MAIN")
                assume("a force main has Manning's roughness",
                       "no law of Hazen and Williams or Darcy and Weisbach here");
            if (kind == "FILLED_CIRCULAR") filled();
            return true;
        }
        for (const PlainShape& shape : plain_shapes) {
            if (kind != shape.name) continue;
            circle(shape.share * g_[0] * g_[0]);
            assume(fmt::format("conduits of shape {} are circles of the same area", kind),
                   "closed sections other than circles are not known; the crown lies elsewhere");
            return true;
        }
        if (kind == "RECT_CLOSED") {
            box(g_[0], g_[1]);
            return true;
        }
        if (kind == "HORIZ_ELLIPSE" || kind == "VERT_ELLIPSE" || kind == "ARCH") return by_size(kind);
        const double slanted = g_[2], width = g_[1];
        if (kind == "RECT_TRIANGULAR") {
            box(g_[0], g_[0] > 0 ? width * (g_[0] - 0.5 * slanted) / g_[0] : 0);
        } else if (kind == "RECT_ROUND" || kind == "MODBASKETHANDLE") {
            const double radius = std::max(slanted, 0.5 * width), angle = 2 * std::asin(0.5 * width / radius);
            const double arc = 0.5 * radius * radius * (angle - std::sin(angle)),
                         rise = radius * (1 - std::cos(angle / 2));
            box(g_[0], g_[0] > 0 ? (width * (g_[0] - rise) + arc) / g_[0] : 0);
        } else {
            return false;
        }
        equal_box(kind);
        return true;
    }

    void filled() {
        const double fill = std::clamp(g_[1], 0.0, 0.99 * g_[0]);
        const double angle = 2 * std::acos(1 - 2 * fill / g_[0]);
        circle(0.25 * pi * g_[0] * g_[0] - g_[0] * g_[0] / 8 * (angle - std::sin(angle)));
        assume("a partly filled circle is a whole one of the area that is left, at the same invert",
               "no such section here");
    }

    void equal_box(const std::string& kind) {
        assume(fmt::format("conduits of shape {} are boxes of the same height and area", kind),
               "closed sections other than circles and boxes are not known");
    }

    bool by_size(const std::string& kind) {
        const bool upright = kind == "VERT_ELLIPSE";
        double rise = g_[0], span = g_[1];
        int number = static_cast<int>(link_.shape.geometry[2]);
        if (link_.shape.geometry[1] == 0) number = static_cast<int>(link_.shape.geometry[0]);
        if (number > 0) {
            const auto size = kind == "ARCH" ? standard_arch(number) : standard_ellipse(number);
            if (!size) return false;
            std::tie(rise, span) = *size;
            if (upright) std::swap(rise, span);
        }
        // a pipe-arch has 0.7879 of its rectangle (Rossman & Simon 2022, table A.1)
        box(rise, (kind == "ARCH" ? 0.7879 : 0.25 * pi) * span);
        equal_box(kind);
        return true;
    }

    void several_barrels() {
        const int count = out_.barrels;
        if (count == 1) return;
        out_.full_area *= count;
        if (out_.round) {
            // equal area and equal conveyance of the full section: N A R^(2/3) / n = (N A) (sqrt(N) R)^(2/3) / n'
            out_.section.diameter *= std::sqrt(count);
            out_.section.manning_n *= std::cbrt(count);
        } else if (!out_.section.survey.empty()) {
            for (auto& [x, z] : out_.section.survey) x *= count;
        } else {
            out_.section.bottom_width *= count;
            out_.section.side_slope *= count;
        }
        assume(fmt::format("{} barrels are one section as wide as all of them", count),
               "a river has one section; the walls between them are not counted");
    }

    /// K velocity heads over the conduit as roughness: n'^2 = n^2 + K R^(4/3) / (2 g L), R at 70 % of the height.
    void losses() {
        const double sum = link_.loss_in + link_.loss_out + link_.loss_mean;
        out_.n = link_.n;
        const double height = std::max(out_.height, 0.01);
        if (!out_.closed) out_.full_area = shape_of(out_.section).area(height);
        if (sum <= 0 || link_.kind != SwmmLink::Kind::conduit) return;
        CrossSection section = out_.section;
        const SectionShape shape = shape_of(section);
        const double depth = 0.7 * out_.height, perimeter = shape.wetted_perimeter(depth);
        const double radius = perimeter > 0 ? shape.flow_area(depth) / perimeter : 0;
        const double n = out_.section.manning_n;
        out_.section.manning_n = std::sqrt(n * n + sum * std::pow(radius, 4.0 / 3.0) / (2 * gravity * link_.length));
    }

    void assume(std::string what, std::string why) { out_.assumed.emplace_back(std::move(what), std::move(why)); }

    const SwmmLink& link_;
    const SwmmModel& model_;
    const SwmmText& text_;
    Problems& problems_;
    double g_[4] = {0, 0, 0, 0};  // m
    ConduitShape out_;
};

}  // namespace

std::optional<ConduitShape> conduit_shape(const SwmmLink& link, const SwmmModel& model, const SwmmText& text,
                                          Problems& problems) {
    return Shaping(link, model, text, problems).make();
}

CrossSection raised(const CrossSection& section, double level) {
    CrossSection copy = section;
    copy.bed_level = section.bed_level + level;
    for (auto& [x, z] : copy.survey) z += level;
    return copy;
}

}  // namespace qingliu
