#include "models/imports/swmm_runoff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

constexpr double step = 60;        // s between knots of what runs off
constexpr int parts_of_step = 12;  // steps of the reservoirs in it
/// What a series of few knots may leave that of every minute by, of its greatest flow: a year would else be half a
/// million rows for each subcatchment. Estimate, far below what the formulas are worth.
constexpr double share_left_out = 1e-4;

struct Subcatchment {
    std::string name, gage;
    int node = -1, line = 0;
    double area = 0, impervious = 0, width = 0, slope = 0;                              // m2, 1, m, 1
    double n_impervious = 0, n_pervious = 0, store_impervious = 0, store_pervious = 0;  // s m-1/3, m
    double without_store = 0;                                                           // 1, of the impervious part
    HortonGround ground;
};

/// Water on one kind of ground.
struct Sheet {
    double share = 0;  // 1, of the subcatchment
    double alpha = 0;  // s-1 m^(-2/3)
    double store = 0;  // m
    bool pervious = false;
    double depth = 0, time_on_curve = 0;  // m, s

    [[nodiscard]] double outflow(double d) const {  // m s-1
        const double over = d - store;
        return over > 0 ? alpha * std::pow(over, 5.0 / 3.0) : 0;
    }

    /// Goes on by h seconds with so much rain less evaporation; mean outflow (m s-1).
    double advance(double rain, double evaporation, const HortonGround& ground, double h) {
        const double dries = std::min(evaporation, rain + depth / h);
        double in = rain - dries;
        if (pervious) in -= horton_step(ground, std::max(in + depth / h, 0.0), h, time_on_curve);
        // Runge-Kutta of fourth order; what leaves is what came less what stayed, so that nothing is lost
        const auto slope = [&](double d) { return in - outflow(d); };
        const double k1 = slope(depth), k2 = slope(depth + 0.5 * h * k1), k3 = slope(depth + 0.5 * h * k2),
                     k4 = slope(depth + h * k3);
        const double next = std::max(0.0, depth + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4));
        const double left = std::max(0.0, depth + h * in - next) / h;
        depth = next;
        return left;
    }
};

class Runoff {
public:
    Runoff(const SwmmModel& model, const SwmmText& text, int offset, ImportReport& report, Problems& problems)
        : model_(model), text_(text), rows_(text, problems), offset_(offset), report_(report) {}

    std::vector<SwmmRunoff> compute() {
        if (text_.rows("SUBCATCHMENTS").empty()) return {};
        for (const SwmmRow& row : text_.rows("OPTIONS"))
            if (SwmmRows::capitals(row, 0) == "INFILTRATION" && SwmmRows::capitals(row, 1) != "HORTON") {
                report_.leave(
                    text_.where(*text_.find("SUBCATCHMENTS")),
                    fmt::format("{} subcatchments", text_.rows("SUBCATCHMENTS").size()),
                    fmt::format("they infiltrate by {}; only Horton's law is known: give what runs off as inflows",
                                SwmmRows::word(row, 1)));
                return {};
            }
        read();
        if (!rows_.problems.empty()) return {};
        read_evaporation();
        std::vector<SwmmRunoff> all;
        for (const Subcatchment& one : all_) {
            if (one.node < 0) {
                report_.leave(text_.where(one.line), "subcatchments that drain to another one",
                              "what runs off enters at nodes");
                continue;
            }
            all.push_back({one.node, one.name, one.line, discharge(one)});
        }
        report_.assume(text_.where(*text_.find("SUBCATCHMENTS")),
                       "what runs off the subcatchments is computed once, here, and enters as inflows",
                       "non-linear reservoirs and Horton's infiltration as in the SWMM Reference Manual; a case has no "
                       "rain on land");
        report_.assume(text_.where(*text_.find("SUBCATCHMENTS")),
                       fmt::format("what runs off has knots where it leaves a straight line by {} of its greatest flow",
                                   share_left_out),
                       "it is computed for every minute");
        return all;
    }

private:
    Subcatchment* find(const SwmmRow& row) {
        const auto found = find_named(all_, row.words[0].text);
        if (found != all_.end()) return &*found;
        rows_.fault(row, 0, fmt::format("there is no subcatchment \"{}\"", row.words[0].text),
                    "one of [SUBCATCHMENTS]");
        return nullptr;
    }

    void read() {
        const SwmmUnits& units = model_.units;
        for (const SwmmRow& row : text_.rows("SUBCATCHMENTS")) {
            Subcatchment one;
            one.name = row.words[0].text;
            one.gage = SwmmRows::word(row, 1);
            const auto node = find_named(model_.nodes, SwmmRows::word(row, 2));
            if (node != model_.nodes.end()) one.node = static_cast<int>(node - model_.nodes.begin());
            one.line = row.line;
            one.area = rows_.number(row, 3, "area") * units.land;
            one.impervious = rows_.number(row, 4, "impervious share") / 100;
            one.width = rows_.number(row, 5, "width") * units.length;
            one.slope = rows_.number(row, 6, "slope") / 100;
            all_.push_back(std::move(one));
        }
        for (const SwmmRow& row : text_.rows("SUBAREAS")) {
            Subcatchment* one = find(row);
            if (one == nullptr) continue;
            one->n_impervious = rows_.number(row, 1, "roughness");
            one->n_pervious = rows_.number(row, 2, "roughness");
            one->store_impervious = rows_.number(row, 3, "depression storage") * units.rain_depth;
            one->store_pervious = rows_.number(row, 4, "depression storage") * units.rain_depth;
            one->without_store = rows_.number(row, 5, "share without storage") / 100;
            const std::string way = SwmmRows::capitals(row, 6);
            if (!way.empty() && way != "OUTLET")
                report_.assume(text_.where(row.line), "both kinds of ground drain to the outlet",
                               "water that runs from one onto the other is not followed");
        }
        for (const SwmmRow& row : text_.rows("INFILTRATION")) {
            Subcatchment* one = find(row);
            if (one == nullptr) continue;
            one->ground.greatest = rows_.number(row, 1, "greatest infiltration") * units.rain;
            one->ground.least = rows_.number(row, 2, "least infiltration") * units.rain;
            one->ground.decay = rows_.number(row, 3, "decay") / 3600;
            // in the days given the ground dries by 98 %
            const double days = rows_.number_or(row, 4, "drying time", 7);
            one->ground.recovery = days > 0 ? -std::log(0.02) / (days * 86400) : 0;
            one->ground.most = rows_.number_or(row, 5, "greatest volume", 0) * units.rain_depth;
        }
    }

    void read_evaporation() {
        for (const SwmmRow& row : text_.rows("EVAPORATION")) {
            const std::string kind = SwmmRows::capitals(row, 0);
            if (kind != "MONTHLY" && kind != "CONSTANT") {
                report_.leave(text_.where(row.line), fmt::format("evaporation by {}", kind),
                              "only constant and monthly figures are known");
                continue;
            }
            for (std::size_t month = 0; month < 12; ++month)
                evaporation_.at(month) =
                    rows_.number(row, kind == "MONTHLY" ? month + 1 : 1, "evaporation") * model_.units.evaporation;
        }
    }

    /// Rain (m s-1) at an instant, of a gage.
    std::function<double(double)> rain_of(const Subcatchment& one) {
        for (const SwmmRow& row : text_.rows("RAINGAGES")) {
            if (in_capitals(row.words[0].text) != in_capitals(one.gage)) continue;
            const std::string form = SwmmRows::capitals(row, 1);
            const auto interval = swmm_time(SwmmRows::word(row, 2));
            const auto series = model_.series.find(SwmmRows::word(row, 5));
            if (!interval || *interval <= 0 || SwmmRows::capitals(row, 4) != "TIMESERIES" ||
                series == model_.series.end() || form == "CUMULATIVE") {
                report_.leave(text_.where(row.line), "rain gages that are not time series of intensity or volume",
                              "only those are known");
                return [](double) { return 0.0; };
            }
            const double unit = form == "VOLUME" ? model_.units.rain_depth / *interval : model_.units.rain;
            return [&values = series->second, unit, length = *interval](double t) {
                const auto& times = values.times();
                const auto after = std::upper_bound(times.begin(), times.end(), t);
                if (after == times.begin()) return 0.0;
                const auto i = static_cast<std::size_t>(after - times.begin()) - 1;
                return t < times[i] + length ? values.values()[i] * unit : 0.0;
            };
        }
        report_.leave(text_.where(one.line), "rain of gages that are not there", "no row in [RAINGAGES]");
        return [](double) { return 0.0; };
    }

    Series discharge(const Subcatchment& one) {
        const auto rain = rain_of(one);
        const double impervious = one.area * one.impervious, pervious = one.area - impervious;
        const auto alpha = [&](double area, double n) {
            return area > 0 && n > 0 ? one.width * std::sqrt(one.slope) / (area * n) : 0;
        };
        std::array<Sheet, 3> sheets;
        sheets[0] = {one.impervious * one.without_store, alpha(impervious, one.n_impervious), 0, false, 0, 0};
        sheets[1] = {one.impervious * (1 - one.without_store),
                     alpha(impervious, one.n_impervious),
                     one.store_impervious,
                     false,
                     0,
                     0};
        sheets[2] = {1 - one.impervious, alpha(pervious, one.n_pervious), one.store_pervious, true, 0, 0};
        std::vector<double> time{model_.options.start}, value{0};
        constexpr double h = step / parts_of_step;
        for (double t = model_.options.start; t < model_.options.end; t += step) {
            const double evaporation = evaporation_.at(static_cast<std::size_t>(month_of(t, offset_) - 1));
            for (int k = 0; k < parts_of_step; ++k) {
                const double falls = rain(t + k * h);
                for (Sheet& sheet : sheets)
                    if (sheet.share > 0) sheet.advance(falls, evaporation, one.ground, h);
            }
            double leaves = 0;  // m s-1 of the whole subcatchment, at the end of the step
            for (const Sheet& sheet : sheets) leaves += sheet.share * sheet.outflow(sheet.depth);
            time.push_back(t + step);
            value.push_back(leaves * one.area);
        }
        return thinned(time, value, share_left_out * *std::ranges::max_element(value));
    }

    const SwmmModel& model_;
    const SwmmText& text_;
    SwmmRows rows_;
    int offset_;
    ImportReport& report_;
    std::vector<Subcatchment> all_;
    std::array<double, 12> evaporation_{};  // m s-1 by month
};

}  // namespace

Series thinned(const std::vector<double>& time, const std::vector<double>& value, double tolerance) {
    // from a knot on, the slopes of the lines that pass all points since by no more than the tolerance
    constexpr double any = std::numeric_limits<double>::infinity();
    std::vector<double> t, v;
    double least = -any, most = any;
    const auto keep = [&](std::size_t i) {
        t.push_back(time[i]);
        v.push_back(value[i]);
        least = -any;
        most = any;
    };
    for (std::size_t i = 0; i < time.size(); ++i) {
        if (i == 0) {
            keep(i);
            continue;
        }
        const auto slope = [&](double height) { return (height - v.back()) / (time[i] - t.back()); };
        if (slope(value[i]) < least || slope(value[i]) > most) keep(i - 1);
        least = std::max(least, slope(value[i] - tolerance));
        most = std::min(most, slope(value[i] + tolerance));
    }
    if (time.size() > 1) keep(time.size() - 1);
    return Series(std::move(t), std::move(v), Series::Shape::linear);
}

double horton_step(const HortonGround& ground, double ready, double step_length, double& time_on_curve) {
    const double span = ground.greatest - ground.least, k = ground.decay;
    if (span <= 0 || k <= 0) return std::min(ready, std::max(ground.greatest, ground.least));
    const auto sum = [&](double t) { return ground.least * t + span / k * (1 - std::exp(-k * t)); };
    if (ready <= 0) {
        // drying: what the curve has come down goes back exponentially
        const double wet = std::exp(-ground.recovery * step_length) * (1 - std::exp(-k * time_on_curve));
        time_on_curve = -std::log(std::max(1 - wet, 1e-300)) / k;
        return 0;
    }
    const double could = (sum(time_on_curve + step_length) - sum(time_on_curve)) / step_length;
    // what the ground has taken up is the sum of the curve
    if (ground.most > 0) ready = std::min(ready, std::max(ground.most - sum(time_on_curve), 0.0) / step_length);
    if (could <= ready) {
        time_on_curve += step_length;
        return could;
    }
    // all of it infiltrates: the time at which the curve's sum has grown by so much, by bisection
    const double target = sum(time_on_curve) + ready * step_length;
    double low = time_on_curve, high = time_on_curve + step_length;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (sum(middle) < target ? low : high) = middle;
    }
    time_on_curve = 0.5 * (low + high);
    return ready;
}

std::vector<SwmmRunoff> swmm_runoff(const SwmmModel& model, const SwmmText& text, int utc_offset_minutes,
                                    ImportReport& report, Problems& problems) {
    return Runoff(model, text, utc_offset_minutes, report, problems).compute();
}

}  // namespace qingliu
