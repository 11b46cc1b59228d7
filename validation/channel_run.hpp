// One straight channel, its unsteady flow run step by step by the engine, for cases whose answer is known.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "models/hydraulics/flow_pack.hpp"

namespace qingliu::validation {

constexpr double g = 9.81;  // m s-2, the engine's

/// A prismatic channel of equal cells on a given bed. Without an outlet both ends are closed.
struct Channel {
    double length = 0;                                               ///< m
    double width = 1;                                                ///< m, of the bottom
    double side_slope = 0;                                           ///< 1
    double manning_n = 0;                                            ///< s m-1/3
    double cell = 0;                                                 ///< m
    std::function<double(double)> bed = [](double) { return 0.0; };  ///< m at x (m)
    Outlet outlet = {Outlet::Kind::closed, 0, 0, {}, {}};

    /// A case of this channel alone, from time 0 on; boundaries are to be added.
    [[nodiscard]] Case specification() const;
    /// Flow section, m2.
    [[nodiscard]] double area(double depth) const { return depth * (width + side_slope * depth); }
};

/// `discharge` (m3 s-1) entering the first cell.
void add_inflow(Case& specification, Series discharge);
/// The level (m) before the lower end.
void add_end_level(Case& specification, Series level);
/// A series linear between values at the multiples of `spacing` (s) from 0 to at least `end`.
Series sampled(const std::function<double(double)>& value, double spacing, double end);

class ChannelRun {
public:
    /// Depth (m) and velocity (m s-1) at x (m).
    using Profile = std::function<double(double)>;

    ChannelRun(const Channel& channel, Case specification, const FlowControl& control);

    /// Sets the state at time 0: volumes from the depths at cell centres, velocities at faces.
    void start(const Profile& depth, const Profile& velocity);
    /// Sets the steady flow of the forcing at time 0.
    void start_steady();
    /// Runs to `time` (s), calling `seen` after every step. Throws std::runtime_error where the engine gives up.
    void advance(double time, const std::function<void(const FlowStep&)>& seen = {});

    [[nodiscard]] std::size_t cells() const { return x.size(); }
    [[nodiscard]] std::vector<double> depth() const;     ///< m [cell]
    [[nodiscard]] std::vector<double> velocity() const;  ///< m s-1 [cell], mean of both faces; 0 where there is no face
    [[nodiscard]] double volume() const;                 ///< m3
    [[nodiscard]] FlowState state() const { return pack_->state(0); }
    [[nodiscard]] const StepCounts& counts() const { return pack_->counts(0); }
    [[nodiscard]] const FlowGeometry& geometry() const { return geometry_; }

    std::vector<double> x;    ///< m [cell], of the centre
    std::vector<double> bed;  ///< m [cell]
    double least_volume = 0;  ///< m3, over all cells and steps; 0 where none was negative
    double entered = 0;       ///< m3 since the start, by exchanges and through the ends

private:
    Channel channel_;
    Case case_;
    Grid grid_;
    FlowGeometry geometry_;
    std::vector<Exchange> exchanges_;
    Forcing forcing_;
    std::unique_ptr<FlowPack> pack_;
};

/// sum |computed - exact| / sum |exact| over equal cells.
double relative_error(const std::vector<double>& computed, const std::vector<double>& exact);
/// Where a profile first crosses `value` from the upstream side, by linear interpolation, m; not a number if nowhere.
double crossing(const std::vector<double>& x, const std::vector<double>& profile, double value);
/// log2 of the ratio of two errors, of which the first was made with twice the cell.
double order(double coarse, double fine);

}  // namespace qingliu::validation
