#include "models/water/unsplit_step.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/index.hpp"
#include "engine/base/quantity.hpp"

namespace qingliu {

namespace {

/// Errors are told against no less than this share of the most there is anywhere, and this much where there is none.
constexpr double least_share = 1e-2, least_unit = 1e-6;
/// A cell that passes more than ten times what it holds hands an error on at once: it is told by a tenth of that.
constexpr double share_of_throughput = 0.1;

std::vector<char> find_may_be_negative(const std::vector<Constituent>& constituents) {
    const auto& known = known_constituents();
    std::vector<char> may(constituents.size(), 0);
    for (std::size_t k = 0; k < may.size(); ++k) {
        const auto found = std::ranges::find(known, constituents[k].name, &Constituent::name);
        may[k] = found != known.end() && may_be_negative(static_cast<std::size_t>(found - known.begin())) ? 1 : 0;
    }
    return may;
}

void between(std::span<const double> before, std::span<const double> after, double share, std::vector<double>& now) {
    now.resize(after.size());
    for (std::size_t i = 0; i < now.size(); ++i) now[i] = before[i] + share * (after[i] - before[i]);
}

}  // namespace

UnsplitStep::UnsplitStep(const Case& specification, const Grid& grid, const EliminationOrder& order,
                         const std::vector<Exchange>& exchanges, const std::vector<Constituent>& constituents,
                         const std::vector<Constituent>& in_bed, const std::vector<bool>& evaporates,
                         const std::vector<int>& passages)
    : case_(&specification),
      grid_(&grid),
      constituents_(&constituents),
      in_bed_(&in_bed),
      tolerance_(specification.numerics.quality_tolerance),
      width_(constituents.size()),
      bed_width_(in_bed.size()),
      may_be_negative_(find_may_be_negative(constituents)),
      transport_(grid, order, exchanges, static_cast<int>(width_), evaporates, passages),
      mass_size_(at(grid.cells()) * width_),
      bed_size_(at(grid.cells()) * bed_width_),
      weight_volume_(at(grid.cells()), 0.0),
      least_(width_, 0.0),
      least_in_bed_(bed_width_, 0.0),
      volume_(weight_volume_),
      earlier_volume_(weight_volume_),
      factored_volume_(weight_volume_),
      held_(weight_volume_),
      concentration_(mass_size_, 0.0) {
    const auto age = std::ranges::find(constituents, "water_age", &Constituent::name);
    if (age != constituents.end()) age_ = static_cast<std::size_t>(age - constituents.begin());
}

/// As many components as this step needs; those there is room for beyond them stand still.
void UnsplitStep::make_room(const Acting& acting) {
    zones_size_ = acting.zones.places() * width_;
    extents_size_ = acting.kinetics == nullptr ? 0 : grid_->first_cell.size() * acting.kinetics->processes();
    zone_right_.resize(zones_size_);
    if (acting.kinetics != nullptr && !jacobian_) jacobian_.emplace(acting.kinetics->make_jacobian(at(grid_->cells())));
    const std::size_t counted = mass_size_ + bed_size_ + zones_size_;
    const std::size_t needed = counted + transport_.accounts() + extents_size_;
    if (integrator_ && integrator_->size() >= needed) return;
    before_ = {steps(), rejected(), evaluations()};
    integrator_.emplace(needed, counted);
    y_.assign(needed, 0.0);
}

void UnsplitStep::scale_errors(std::span<const double> inflow) {
    const auto throughput = transport_.throughput();
    for (std::size_t c = 0; c < weight_volume_.size(); ++c)
        weight_volume_[c] = std::max(
            {0.5 * (flow_.volume_before[c] + flow_.volume_after[c]), share_of_throughput * throughput[c], dry_volume});
    std::fill(least_.begin(), least_.end(), least_unit);
    std::fill(least_in_bed_.begin(), least_in_bed_.end(), least_unit);
    const auto parts = parts_of(std::span<const double>(y_));
    for (std::size_t i = 0; i < parts.mass.size(); ++i)
        least_[i % width_] =
            std::max(least_[i % width_], least_share * std::fabs(parts.mass[i]) / weight_volume_[i / width_]);
    for (std::size_t i = 0; i < inflow.size(); ++i)
        least_[i % width_] = std::max(least_[i % width_], least_share * std::fabs(inflow[i]));
    for (std::size_t i = 0; i < parts.bed.size(); ++i) {
        const double area = std::max(acting_->bed_area[i / bed_width_], 1e-3);  // m2
        least_in_bed_[i % bed_width_] =
            std::max(least_in_bed_[i % bed_width_], least_share * std::fabs(parts.bed[i]) / area);
    }
}

void UnsplitStep::advance(const FlowStep& step, const Acting& acting, std::span<const double> inflow,
                          std::span<const double> dispersion, const Carried& carried) {
    acting_ = &acting;
    flow_ = step;
    transport_.begin(step, inflow, dispersion);
    make_room(acting);
    std::fill(y_.begin(), y_.end(), 0.0);
    const auto parts = parts_of(std::span<double>(y_));
    std::ranges::copy(carried.mass, parts.mass.begin());
    std::ranges::copy(carried.bed, parts.bed.begin());
    std::ranges::copy(acting.zones.mass(), parts.zones.begin());
    scale_errors(inflow);
    try {
        integrator_->integrate(*this, 0.0, step.dt, y_);
    } catch (const IntegrationFailure& problem) {
        throw std::runtime_error(fmt::format("the tolerance cannot be met, least of all for {}: {}",
                                             place_of(integrator_->worst()), problem.what()));
    }
    settle(acting, carried);
}

void UnsplitStep::settle(const Acting& acting, const Carried& carried) {
    const auto parts = parts_of(std::span<const double>(y_));
    std::vector<double> clipped(width_, 0.0);
    const auto raised = [&](double mass, std::size_t k) {
        if (mass >= 0 || may_be_negative_[k] != 0) return mass;
        clipped[k] -= mass;
        return 0.0;
    };
    for (std::size_t i = 0; i < parts.mass.size(); ++i) carried.mass[i] = raised(parts.mass[i], i % width_);
    const auto zones = acting.zones.mass();
    for (std::size_t i = 0; i < parts.zones.size(); ++i) zones[i] = raised(parts.zones[i], i % width_);
    TransportRates::book_clipped(clipped, carried.transport);
    transport_.book(parts.accounts, carried.transport);
    if (acting.kinetics == nullptr) return;
    acting.kinetics->book(parts.extents, *carried.kinetics);
    for (std::size_t i = 0; i < parts.bed.size(); ++i) {
        carried.bed[i] = std::max(parts.bed[i], 0.0);
        if (parts.bed[i] < 0)
            acting.kinetics->book_clipped(at(grid_->cell_river[i / bed_width_]), i % bed_width_, -parts.bed[i],
                                          *carried.kinetics);
    }
}

/// Water and drivers at a time of the step.
void UnsplitStep::look_at(double time) {
    const double share = std::clamp(time / flow_.dt, 0.0, 1.0);
    transport_.volumes(share, volume_);
    between(acting_->depth, flow_.depth, share, depth_);
    if (!acting_->works.none()) between(flow_.level_before, flow_.level_after, share, level_);
    if (acting_->kinetics == nullptr) return;
    between(acting_->velocity, flow_.velocity, share, velocity_);
    between(acting_->top_width, flow_.top_width, share, top_width_);
    between(acting_->friction_slope, flow_.friction_slope, share, friction_slope_);
}

Conditions UnsplitStep::conditions(double time) const {
    Conditions now;
    now.weather = acting_->weather(std::max(flow_.time + time, case_->start));
    now.volume = volume_;
    now.depth = depth_;
    now.velocity = velocity_;
    now.top_width = top_width_;
    now.friction_slope = friction_slope_;
    now.length = grid_->cell_length;
    now.bed_area = acting_->bed_area;
    now.river = grid_->cell_river;
    return now;
}

void UnsplitStep::rate(double time, std::span<const double> y, std::span<double> rate) {
    look_at(time);
    std::fill(rate.begin(), rate.end(), 0.0);
    const auto now = parts_of(y);
    const auto change = parts_of(rate);
    std::span<const PassingChange> changes;
    if (!acting_->works.none()) {
        FlowStep instant = flow_;
        instant.volume_before = volume_;
        instant.level_before = instant.level_after = level_;
        instant.depth = depth_;
        changes =
            acting_->works.changes(instant, now.mass, acting_->weather(std::max(flow_.time + time, case_->start)));
    }
    transport_.rates(volume_, now.mass, changes, change.mass, change.accounts);
    acting_->zones.rates(volume_, now.mass, now.zones, change.mass, change.zones);
    if (acting_->kinetics == nullptr) return;
    acting_->kinetics->rates(flow_.time + time, conditions(time), now.mass, now.bed, change.mass, change.bed,
                             change.extents);
    if (!age_) return;
    const double ageing = from_si(1.0, (*constituents_)[*age_].unit);
    for (std::size_t p = 0; p < acting_->zones.places(); ++p)
        change.zones[p * width_ + *age_] += acting_->zones.volume(p) * ageing;
}

void UnsplitStep::allowed_errors(std::span<const double> y, std::span<double> allowed) {
    const auto now = parts_of(y);
    const auto may = parts_of(allowed);
    for (std::size_t i = 0; i < now.mass.size(); ++i)
        may.mass[i] = tolerance_ * (std::fabs(now.mass[i]) + least_[i % width_] * weight_volume_[i / width_]);
    for (std::size_t i = 0; i < now.bed.size(); ++i)
        may.bed[i] = tolerance_ * (std::fabs(now.bed[i]) +
                                   least_in_bed_[i % bed_width_] * std::max(acting_->bed_area[i / bed_width_], 1e-3));
    for (std::size_t i = 0; i < now.zones.size(); ++i)
        may.zones[i] = tolerance_ * (std::fabs(now.zones[i]) + least_[i % width_] * acting_->zones.volume(i / width_));
}

void UnsplitStep::guess(double from, double to, std::span<double> y) {
    transport_.volumes(std::clamp(from / flow_.dt, 0.0, 1.0), earlier_volume_);
    transport_.volumes(std::clamp(to / flow_.dt, 0.0, 1.0), volume_);
    transport_.fill(earlier_volume_, volume_, parts_of(y).mass);
}

bool UnsplitStep::prepare(double time, std::span<const double> y, double gamma, bool again) {
    look_at(time);
    gamma_ = gamma;
    factored_volume_ = volume_;
    std::fill(held_.begin(), held_.end(), 0.0);
    acting_->zones.hold(gamma, factored_volume_, held_);
    if (!transport_.factor(factored_volume_, gamma, held_))
        throw std::runtime_error("transport: the matrix is singular, a volume or an area is not finite");
    if (acting_->kinetics == nullptr) return !again;
    const auto now = parts_of(y);
    if (!again) acting_->kinetics->linearise(flow_.time + time, conditions(time), now.mass, now.bed, *jacobian_);
    jacobian_->factor(gamma);
    return !again;
}

void UnsplitStep::precondition(std::span<const double> right, std::span<double> solution) {
    std::ranges::copy(right, solution.begin());
    const auto parts = parts_of(solution);
    std::ranges::copy(parts.mass, concentration_.begin());
    std::ranges::copy(parts.zones, zone_right_.begin());
    acting_->zones.take_out(gamma_, factored_volume_, zone_right_, concentration_);
    transport_.solve(concentration_);
    acting_->zones.put_back(gamma_, factored_volume_, zone_right_, concentration_, parts.zones);
    for (std::size_t i = 0; i < concentration_.size(); ++i)
        parts.mass[i] = concentration_[i] * std::max(factored_volume_[i / width_], dry_volume);
    if (acting_->kinetics != nullptr) acting_->kinetics->solve(*jacobian_, parts.mass, parts.bed);
}

std::string UnsplitStep::place_of(std::size_t component) const {
    const auto where = [&](std::size_t cell) {
        return fmt::format("on {} at {:.2f} km", case_->network.rivers[at(grid_->cell_river[cell])].name,
                           grid_->cell_chainage[cell] / 1000);
    };
    if (component < mass_size_) return (*constituents_)[component % width_].name + " " + where(component / width_);
    component -= mass_size_;
    if (component < bed_size_) return (*in_bed_)[component % bed_width_].name + " " + where(component / bed_width_);
    component -= bed_size_;
    return (*constituents_)[component % width_].name + " in a storage zone";
}

}  // namespace qingliu
