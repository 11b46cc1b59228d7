#include "tests/speed/ten_constituents.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu::speed {

namespace {

constexpr std::size_t width = tree_constituents;
constexpr double step_hour = 48, step_concentration = 100, other_concentration = 10;

}  // namespace

TenConstituents::TenConstituents(const PreparedCase& prepared)
    : prepared_(&prepared),
      transport_(prepared.grid, prepared.geometry.elimination, prepared.exchanges, tree_constituents,
                 DispersionSettings{}),
      ledger_(transport_.make_ledger()),
      mass_(static_cast<std::size_t>(prepared.grid.cells()) * width, 0.0),
      entering_(prepared.exchanges.size() * width, other_concentration),
      at_boundary_(transport_.boundary_faces().size() * width, 0.0) {}

void TenConstituents::decay(double dt) {
    std::array<double, tree_constituents> factor{};
    for (std::size_t k = 0; k < width; ++k) factor[k] = std::exp(-decay_rates[k] * dt / 86400);
    for (std::size_t i = 0; i < mass_.size(); i += width) {
        for (std::size_t k = 0; k < width; ++k) mass_[i + k] *= factor[k];
    }
}

void TenConstituents::advance(const FlowStep& step) {
    decay_clock_.start();
    decay(0.5 * step.dt);
    decay_clock_.stop();
    // the step of P0 falls on a meeting, so no flow step runs across it
    const bool stepped = step.time - prepared_->specification.start >= 3600 * step_hour - 1e-6;
    for (std::size_t i = 0; i < entering_.size(); i += width) entering_[i] = stepped ? step_concentration : 0.0;
    transport_clock_.start();
    transport_.step(step, entering_, at_boundary_, mass_, ledger_);
    transport_clock_.stop();
    decay_clock_.start();
    decay(0.5 * step.dt);
    decay_clock_.stop();
    const auto cell = static_cast<std::size_t>(prepared_->outlet_cell);
    std::array<double, tree_constituents> now{};
    for (std::size_t k = 0; k < width; ++k) now[k] = mass_[cell * width + k] / step.volume_after[cell];
    hour_.push_back((step.time + step.dt - prepared_->specification.start) / 3600);
    outlet_.push_back(now);
}

double TenConstituents::outlet_at(int constituent, double hour) const {
    const auto k = static_cast<std::size_t>(constituent);
    const auto i = static_cast<std::size_t>(std::lower_bound(hour_.begin(), hour_.end(), hour) - hour_.begin());
    if (i == 0) return outlet_.front()[k];
    if (i == hour_.size()) return outlet_.back()[k];
    const double share = (hour - hour_[i - 1]) / (hour_[i] - hour_[i - 1]);
    return outlet_[i - 1][k] + share * (outlet_[i][k] - outlet_[i - 1][k]);
}

double TenConstituents::front_hour(double share) const {
    const double reached = share * step_concentration;
    for (std::size_t i = 1; i < hour_.size(); ++i) {
        const double before = outlet_[i - 1][0], after = outlet_[i][0];
        if (after >= reached) return hour_[i - 1] + (hour_[i] - hour_[i - 1]) * (reached - before) / (after - before);
    }
    return hour_.back();
}

}  // namespace qingliu::speed
