// A reach of equal cells through which water moves as one piece, with what the engine does to what it carries:
// advection, dispersion and decay by the process of the chemical oxygen demand, split as in a run (Strang).
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/models/kinetics/water_box.hpp"
#include "tests/models/transport/network_fixture.hpp"
#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {

inline DispersionSettings constant_dispersion(double d) { return {.a = d, .b = 0, .least = d, .most = d}; }

/// What a reach is made of.
struct ReachData {
    int cells = 0;
    double cell = 0;        ///< m
    double area = 1;        ///< m2
    double dispersion = 0;  ///< m2 s-1
    double decay = 0;       ///< s-1
    std::vector<Exchange> exchanges = {{.cell = 0, .index = 0}};
};

class Reach : public qingliu::testing::Bench {
public:
    explicit Reach(const ReachData& data)
        : Bench(testing::make_test_grid(data.cells, testing::channel_faces(data.cells), data.cell), data.exchanges,
                data.decay > 0 ? static_cast<int>(constituents_of({}).size()) : 1,
                constant_dispersion(data.dispersion)),
          data_(data),
          place_(data.decay > 0 ? static_cast<int>(species::chemical_oxygen_demand) : 0) {
        std::fill(water.before.begin(), water.before.end(), data.area * data.cell);
        std::fill(water.area.begin(), water.area.end(), data.area);
        depth_.assign(at(data.cells), 1.0);
        still_.assign(at(data.cells), 0.0);
        if (data.decay <= 0) return;
        ParameterValues values = nothing_but_reaeration(0);
        values["chemical_oxygen_demand_decay.rate"] = data.decay;
        kinetics_.emplace(constituents_of({}), values, KineticsSettings{});
        kinetics_ledger_.emplace(kinetics_->make_ledger());
    }

    /// Moves all water by `distance` (m), downstream positive, over dt (s); what enters at the upper end carries
    /// `entering`.
    void move(double distance, double dt, double entering) {
        water.dt = dt;
        const double volume = data_.area * distance;
        std::fill(water.face.begin(), water.face.end(), volume);
        std::fill(water.face_velocity.begin(), water.face_velocity.end(), distance / dt);
        water.source[0] = volume;
        exchange_concentration[at(place_)] = entering;
        go();
    }
    /// One step of the water as it is set.
    void go() {
        react();
        step();
        react();
    }

    [[nodiscard]] double value(int c) { return concentration(c, place_); }
    [[nodiscard]] double& mass_of(int c) { return at_cell(c, place_); }
    [[nodiscard]] int place() const { return place_; }
    [[nodiscard]] std::vector<double> profile() {
        std::vector<double> values;
        for (int c = 0; c < data_.cells; ++c) values.push_back(value(c));
        return values;
    }
    /// Every cell to its mean of `shape` (m, from the upper end), by Gauss's rule of three points in eight parts.
    void fill(const std::function<double(double)>& shape) {
        for (int c = 0; c < data_.cells; ++c) mass_of(c) = mean(shape, c) * data_.area * data_.cell;
    }
    [[nodiscard]] double mean(const std::function<double(double)>& shape, int c) const {
        double sum = 0;
        const double part = data_.cell / 8, off = part * std::sqrt(0.15);
        for (int i = 0; i < 8; ++i) {
            const double middle = c * data_.cell + (i + 0.5) * part;
            sum += (5 * shape(middle - off) + 8 * shape(middle) + 5 * shape(middle + off)) / 18;
        }
        return sum / 8;
    }
    [[nodiscard]] std::vector<double> means(const std::function<double(double)>& shape) const {
        std::vector<double> values;
        for (int c = 0; c < data_.cells; ++c) values.push_back(mean(shape, c));
        return values;
    }
    [[nodiscard]] std::vector<double> centres() const {
        std::vector<double> x;
        for (int c = 0; c < data_.cells; ++c) x.push_back((c + 0.5) * data_.cell);
        return x;
    }

private:
    void react() {
        if (!kinetics_) return;
        const Conditions conditions{
            .volume = water.before, .depth = depth_, .velocity = still_, .top_width = depth_, .length = {}};
        kinetics_->step(water.time, 0.5 * water.dt, conditions, mass, *kinetics_ledger_);
    }

    ReachData data_;
    int place_;
    std::vector<double> depth_, still_;
    std::optional<Kinetics> kinetics_;
    std::optional<KineticsLedger> kinetics_ledger_;
};

/// Errors on grids each twice as fine as the one before, and what becomes of them.
struct Convergence {
    std::vector<double> cell, step, error;

    void add(double cell_length, double dt, double e) {
        cell.push_back(cell_length);
        step.push_back(dt);
        error.push_back(e);
    }
    /// From the last grid but one to the last.
    [[nodiscard]] double last_order() const { return order(error[error.size() - 2], error.back()); }
    [[nodiscard]] std::vector<std::vector<std::string>> rows(const std::string& name) const {
        std::vector<std::vector<std::string>> list;
        for (std::size_t i = 0; i < error.size(); ++i) {
            list.push_back({name, fmt::format("{:g}", cell[i]), fmt::format("{:g}", step[i]),
                            fmt::format("{:.3e}", error[i]),
                            i == 0 ? "" : fmt::format("{:.2f}", order(error[i - 1], error[i]))});
        }
        return list;
    }
};

inline const std::vector<std::string> convergence_header{"case", "cells, m", "steps, s", "relative L1 error", "order"};

inline void append(std::vector<std::vector<std::string>>& to, const std::vector<std::vector<std::string>>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace qingliu::validation
