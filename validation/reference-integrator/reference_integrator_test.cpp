// The steps of the run against CVODE's on the same face laws.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/reference_flow.hpp"
#include "tests/flow_setting.hpp"
#include "tests/random_case.hpp"
#include "tests/speed/tree_case.hpp"
#include "validation/claims.hpp"

namespace qingliu {
namespace {

constexpr double hour = 3600;

struct Prepared : testing::FlowSetting {
    explicit Prepared(const Case& made) : FlowSetting(made, made.scenarios.size() - 1) {
        for (double t = c.start; t < c.end + 1; t += hour) times.push_back(t);
    }
    std::vector<double> times;  // s, hourly

    /// Discharge through a face every hour, and the state at the end.
    std::vector<double> run(const FlowControl& control, const FlowState& start, int face, FlowState* end) const {
        const auto pack = this->pack(control);
        pack->set_state(0, start, c.start);
        std::vector<double> q{start.discharge[static_cast<std::size_t>(face)]};
        for (std::size_t k = 1; k < times.size(); ++k) {
            while (!pack->done(0, times[k])) pack->attempt(times[k]);
            EXPECT_EQ(pack->failure(0), "");
            q.push_back(pack->state(0).discharge[static_cast<std::size_t>(face)]);
        }
        *end = pack->state(0);
        return q;
    }
    ReferenceFlow reference(const FlowState& start, int face, double tolerance) const {
        return reference_flow(geometry, exchanges, forcing, start, times, {face}, {}, {tolerance});
    }
};

/// Newton's method to far below what is measured.
FlowControl exact(double tolerance, double longest) {
    FlowControl control;
    control.tolerance = tolerance;
    control.max_step = longest;
    control.newton_tolerance = 1e-9;
    control.newton_iterations = 60;
    return control;
}

double rms(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 1; k < a.size(); ++k) sum += (a[k] - b[k]) * (a[k] - b[k]);
    return std::sqrt(sum / static_cast<double>(a.size() - 1));
}

double largest(const std::vector<double>& a, const std::vector<double>& b) {
    double most = 0;
    for (std::size_t k = 0; k < a.size(); ++k) most = std::max(most, std::fabs(a[k] - b[k]));
    return most;
}

TEST(ReferenceIntegrator, StepsConvergeToItWithSecondOrder) {
    speed::Tree tree;
    tree.hours = 240;
    Case c = speed::tree_case(tree, {1.0});
    c.start = 120 * hour;  // the flood is on its way from hour 120 on
    c.end = 180 * hour;
    const Prepared p(c);
    std::vector<double> depth, discharge;
    speed::uniform_start(tree, p.c, depth, discharge);
    FlowState start;
    for (int i = 0; i < p.grid.cells(); ++i) {
        const auto cell = static_cast<std::size_t>(i);
        const double h = depth[static_cast<std::size_t>(p.grid.cell_river[cell])];
        start.level.push_back(p.geometry.cell_bed[cell] + h);
        start.volume.push_back(p.geometry.cell_shape(i).area(h) * p.grid.cell_length[cell]);
    }
    start.velocity.assign(p.geometry.face_bed.size(), 0.0);
    start.discharge = start.velocity;
    FlowState settled;
    {
        // what does not move yet gets going under the first inflows
        auto before = p.c;
        before.start -= 20 * hour;
        before.end = p.c.start;
        const Prepared first(before);
        first.run(exact(1e-4, hour), start, first.grid.outlet_face.back(), &settled);
    }
    const int outlet = p.grid.outlet_face.back();
    const auto best = p.reference(settled, outlet, 1e-6);
    std::vector<double> q;
    for (const auto& at_time : best.discharge) q.push_back(at_time.front());

    validation::Claims claims("reference-integrator");
    std::vector<double> steps, errors;
    std::vector<std::vector<std::string>> rows;
    FlowState end;
    for (const double step : {3600.0, 1800.0, 900.0, 450.0}) {
        steps.push_back(step);
        errors.push_back(rms(p.run(exact(std::numeric_limits<double>::infinity(), step), settled, outlet, &end), q));
        rows.push_back({std::to_string(static_cast<int>(step)), std::to_string(errors.back())});
    }
    for (std::size_t k = 1; k < errors.size(); ++k)
        claims.check("order from " + rows[k - 1][0] + " to " + rows[k][0] + " s", std::log2(errors[k - 1] / errors[k]),
                     ">=", 1.9, "1", "design order 2");
    claims.check("levels at the end, steps of 450 s, largest difference of any cell",
                 largest(end.level, best.end.level), "<=", 1e-4, "m", "a tenth of what a gauge tells");
    const auto as_run = p.run(FlowControl{}, settled, outlet, &end);
    claims.check("rms of the outlet at the tolerance of a run", rms(as_run, q), "<=", 0.006, "m3 s-1",
                 "0.01 % of the peak: what a run claims of its steps");
    claims.table("rms difference of the discharge at the outlet", {"step, s", "m3/s"}, rows);
    std::vector<double> hours;
    for (const double t : p.times) hours.push_back(t / hour);
    std::vector<double> difference;
    for (std::size_t k = 0; k < q.size(); ++k) difference.push_back(1000 * (as_run[k] - q[k]));
    claims.plot("Outlet of the tree", "time, h", "discharge, m3/s",
                {{"CVODE", hours, q}, {"run", hours, as_run, validation::PlotSeries::Style::points}});
    claims.plot("Error of the run", "time, h", "run less CVODE, L/s", {{"outlet", hours, difference}});
}

/// A network with a loop, works, schedules that jump and a river that runs dry; all rivers stop being fed half way.
TEST(ReferenceIntegrator, AgreesWhereSchedulesJumpAndRiversStop) {
    validation::Claims claims("reference-integrator");
    for (const unsigned seed : {1U, 3U}) {
        auto c = testing::random_case(seed, 2, 12);
        for (auto& [source, series] : c.scenarios.back().discharge)
            series = Series({0.0, 6 * hour}, {3.0, 0.0}, Series::Shape::step);
        const Prepared p(c);
        const auto start = steady_flow(p.geometry, p.exchanges, p.forcing, 0);
        const int outlet = p.grid.outlet_face.front();
        const auto best = p.reference(start, outlet, 1e-6);
        FlowState end;
        std::vector<double> q;
        for (const auto& at_time : best.discharge) q.push_back(at_time.front());
        const auto loose = rms(p.run(exact(1e-3, 1200), start, outlet, &end), q);
        const auto tight = rms(p.run(exact(1e-5, 1200), start, outlet, &end), q);
        const std::string name = "random network " + std::to_string(seed) + ": ";
        claims.check(name + "rms of the outlet at the tolerance of a run", loose, "<=", 0.02, "m3 s-1",
                     "schedules that jump leave errors that a smooth flood does not");
        claims.check(name + "rms of the outlet at a hundredth of it", tight, "<=", 5e-4, "m3 s-1",
                     "both go to the same solution");
        claims.check(name + "levels at the end, largest difference of any cell", largest(end.level, best.end.level),
                     "<=", 5e-4, "m", "both go to the same solution");
    }
}

}  // namespace
}  // namespace qingliu
