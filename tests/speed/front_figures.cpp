// A front of conservative water in steady uniform flow, through the run loop of the engine: how much it is smeared, how
// late it comes. Its moments at the outlet follow from the mass that left between meetings, so they are exact for any
// spacing of cells.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "tests/speed/prepared_case.hpp"
#include "tests/speed/sections.hpp"
#include "tests/water_watched.hpp"

namespace qingliu::speed {

namespace {

constexpr double length = 65000, discharge = 10, slope = 2e-4, front_start = 24 * 3600.0, plateau = 100;
constexpr auto tracer = "conductivity";

Case front_case(double cell, double step, double dispersion) {
    Case c;
    c.name = "front";
    c.end = 10 * 86400.0;
    c.output_interval = std::max(step, 300.0);
    c.waters = {{"local", ""}};
    River river;
    river.name = river.code = "front";
    river.to = length;
    river.max_cell = cell;
    for (const double x : {0.0, length}) {
        CrossSection s;
        s.chainage = x;
        s.bed_level = slope * (length - x);
        s.bottom_width = 20.48;
        s.side_slope = 2;
        s.manning_n = 0.03;
        river.sections.push_back(s);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, slope, 0, {}, {}};
    c.network.rivers.push_back(river);
    Quality quality;
    quality.name = "inflow";
    quality.concentration[tracer] = Series({0.0, front_start}, {0.0, plateau}, Series::Shape::step);
    c.qualities.push_back(quality);
    PointSource source;
    source.name = "inflow";
    source.at = {0, 0.0};
    source.discharge = Series(discharge);
    source.quality = 0;
    c.sources.push_back(source);
    c.scenarios.push_back({"front", "", {}, {}});
    c.initial.scenario = "front";
    c.kinetics = false;
    c.numerics.max_step = step;
    c.numerics.dispersion_a = 0;
    c.numerics.dispersion_constant = c.numerics.dispersion_max = dispersion;
    return c;
}

/// What left through the outlet, and the extremes in the river.
struct Passage {
    std::vector<double> time;  // s, of the meetings
    std::vector<double> left;  // g, until then
    double highest = 0, lowest = 0;
};

/// The engine's own water, watched.
class Watched final : public testing::WaterWatched {
public:
    Watched(std::unique_ptr<WaterQuality> inner, std::size_t constituents, std::size_t place, double interval,
            Passage& passage)
        : WaterWatched(std::move(inner)),
          constituents_(constituents),
          place_(place),
          interval_(interval),
          passage_(&passage) {}

    void look(const FlowStep& step, WaterQuality& water) override {
        const auto mass = water.mass();
        for (std::size_t c = 0; c < step.volume_after.size(); ++c) {
            const double value = mass[c * constituents_ + place_] / step.volume_after[c];
            passage_->highest = std::max(passage_->highest, value);
            passage_->lowest = std::min(passage_->lowest, value);
        }
        const double end = step.time + step.dt;
        if (std::fabs(end / interval_ - std::round(end / interval_)) > 1e-9) return;
        for (const auto& account : water.ledger()) {
            if (account.name != tracer) continue;
            passage_->time.push_back(end);
            passage_->left.push_back(account.out);
        }
    }

private:
    std::size_t constituents_, place_;
    double interval_;
    Passage* passage_;
};

struct Nowhere final : ResultSink {
    void frame(const Frame&) override {}
};

struct Front {
    double travel_error;  // mean travel time / (length / velocity) - 1
    double dispersion;    // m2 s-1, of the variance of the arrival
    double width;         // h, from 10 to 90 %
    double overshoot;     // share of the step outside 0 .. 1
};

double hour_of(const std::vector<double>& middle, const std::vector<double>& share, double wanted) {
    std::size_t i = 1;
    while (i + 1 < share.size() && share[i] < wanted) ++i;
    return (middle[i - 1] + (middle[i] - middle[i - 1]) * (wanted - share[i - 1]) / (share[i] - share[i - 1])) / 3600;
}

Front run_front(double cell, double step, double dispersion) {
    const Case specification = front_case(cell, step, dispersion);
    const Grid grid = make_grid(specification.network);
    const Assembly assembly(specification, grid);
    std::size_t place = 0;
    while (assembly.constituents()[place].name != tracer) ++place;
    Passage passage;
    auto models = assembly.models();
    models.quality = [&, made = models.quality](int scenario) -> std::unique_ptr<WaterQuality> {
        return std::make_unique<Watched>(made(scenario), assembly.constituents().size(), place,
                                         specification.output_interval, passage);
    };
    Nowhere sink;
    RunOptions options;
    options.threads = 1;
    const auto record = simulate(specification, grid, assembly.constituents(), models, sink, options);
    if (record.scenarios[0].failed) throw std::runtime_error(record.scenarios[0].failure);

    // mean concentration of what left in each interval, over the plateau: the distribution of arrival times
    std::vector<double> middle, share;
    double mean = 0, square = 0, arrived = 0;
    for (std::size_t i = 1; i < passage.time.size(); ++i) {
        const double dt = passage.time[i] - passage.time[i - 1];
        middle.push_back(0.5 * (passage.time[i] + passage.time[i - 1]) - front_start);
        share.push_back((passage.left[i] - passage.left[i - 1]) / (discharge * dt * plateau));
        if (share.size() < 2) continue;
        const double arriving = share.back() - share[share.size() - 2],
                     when = 0.5 * (middle.back() + middle[middle.size() - 2]);
        arrived += arriving;
        mean += arriving * when;
        square += arriving * when * when;
    }
    mean /= arrived;
    // the intervals themselves spread the arrival by dt^2/12 each, the differences between two of them by dt^2/6
    const double interval = specification.output_interval;
    const double variance = square / arrived - mean * mean - interval * interval / 6;
    const auto shape = shape_of(specification.network.rivers[0].sections[0]);
    const double velocity = discharge / shape.area(shape.normal_depth(discharge, slope));
    Front front{};
    front.travel_error = mean * velocity / length - 1;
    front.dispersion = variance * velocity * velocity * velocity / (2 * length);
    front.width = hour_of(middle, share, 0.9) - hour_of(middle, share, 0.1);
    front.overshoot = std::max(passage.highest / plateau - 1, -passage.lowest / plateau);
    return front;
}

}  // namespace

void front_figures(Figures& figures) {
    figures.title("Front over 65 km of uniform flow, 10 m3/s, through the run loop (10 days)");
    for (const auto& [cell, step] :
         {std::pair{100.0, 30.0}, {200.0, 30.0}, {400.0, 30.0}, {200.0, 300.0}, {200.0, 1200.0}}) {
        const auto front = run_front(cell, step, 0);
        const auto name = fmt::format("cells {:g} m, steps {:g} s", cell, step);
        // the demand is on the case as defined, cells of 200 m; the other widths show how it grows
        figures.judged(cell <= 200, name + ": numerical dispersion", front.dispersion, "m2/s", at_most(1));
        figures.demanded(name + ": departure of the mean travel time from L/u", 100 * std::fabs(front.travel_error),
                         "%", at_most(0.1));
        figures.demanded(name + ": overshoot or undershoot", front.overshoot, "of the step", at_most(1e-12));
        figures.told(name + ": 10-90 % width", front.width, "h");
    }
    const auto spread = run_front(200, 300, 10);
    figures.told("cells 200 m, steps 300 s, D = 10 m2/s: dispersion found", spread.dispersion, "m2/s");
    figures.told("cells 200 m, steps 300 s, D = 10 m2/s: departure of the mean travel time",
                 100 * std::fabs(spread.travel_error), "%");
}

}  // namespace qingliu::speed
