#include "validation/channel_run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace qingliu::validation {

Case Channel::specification() const {
    Case c;
    River river;
    river.name = river.code = "channel";
    river.to = length;
    river.max_cell = cell;
    const auto halves = static_cast<int>(std::lround(2 * length / cell));
    for (int k = 0; k <= halves; ++k) {
        CrossSection section;
        section.chainage = 0.5 * k * cell;
        section.bed_level = bed(section.chainage);
        section.bottom_width = width;
        section.side_slope = side_slope;
        section.manning_n = manning_n;
        river.sections.push_back(section);
    }
    river.outlet = outlet;
    c.network.rivers = {river};
    c.scenarios.emplace_back();
    return c;
}

void add_inflow(Case& specification, Series discharge) {
    PointSource source;
    source.at = {0, 0};
    source.discharge = std::move(discharge);
    specification.sources.push_back(source);
}

void add_end_level(Case& specification, Series level) { specification.end_levels = {{0, std::move(level), {}}}; }

Series sampled(const std::function<double(double)>& value, double spacing, double end) {
    std::vector<double> time, values;
    for (int k = 0; (k - 1) * spacing < end; ++k) {
        time.push_back(k * spacing);
        values.push_back(value(time.back()));
    }
    return {time, values, Series::Shape::linear};
}

ChannelRun::ChannelRun(const Channel& channel, Case specification, const FlowControl& control)
    : channel_(channel),
      case_(std::move(specification)),
      grid_(make_grid(case_.network)),
      geometry_(case_.network, grid_),
      exchanges_(make_exchanges(case_, grid_)),
      forcing_(case_, case_.scenarios.front()),
      pack_(make_flow_pack(geometry_, exchanges_, {&forcing_}, control, 0)) {
    x = grid_.cell_chainage;
    bed = geometry_.cell_bed;
}

void ChannelRun::start(const Profile& depth, const Profile& velocity) {
    auto state = pack_->state(0);
    for (std::size_t c = 0; c < cells(); ++c) {
        const double h = depth(x[c]);
        state.level[c] = bed[c] + h;
        state.volume[c] = channel_.area(h) * grid_.cell_length[c];
    }
    for (std::size_t f = 0; f < state.velocity.size(); ++f) {
        const double at = grid_.face_chainage[f];
        state.velocity[f] = velocity(at);
        state.discharge[f] = state.velocity[f] * channel_.area(depth(at));
    }
    pack_->set_state(0, state, 0);
}

void ChannelRun::start_steady() { pack_->set_state(0, steady_flow(geometry_, exchanges_, forcing_, 0), 0); }

void ChannelRun::advance(double time, const std::function<void(const FlowStep&)>& seen) {
    while (!pack_->done(0, time)) {
        pack_->attempt(time);
        const auto* step = pack_->taken(0);
        if (step == nullptr) continue;
        least_volume = std::min(least_volume, *std::min_element(step->volume_after.begin(), step->volume_after.end()));
        for (const double v : step->source_volume) entered += v;
        for (std::size_t f = 0; f < step->face_volume.size(); ++f) {
            if (grid_.face_to[f] == Grid::outside) entered -= step->face_volume[f];
        }
        if (seen) seen(*step);
    }
    if (!pack_->failure(0).empty()) throw std::runtime_error(pack_->failure(0));
}

std::vector<double> ChannelRun::depth() const {
    auto h = pack_->state(0).level;
    for (std::size_t c = 0; c < h.size(); ++c) h[c] -= bed[c];
    return h;
}

std::vector<double> ChannelRun::velocity() const {
    const auto u = pack_->state(0).velocity;
    std::vector<double> mean(cells(), 0.0);
    for (std::size_t f = 0; f < u.size(); ++f) {
        mean[static_cast<std::size_t>(grid_.face_from[f])] += 0.5 * u[f];
        if (grid_.face_to[f] != Grid::outside) mean[static_cast<std::size_t>(grid_.face_to[f])] += 0.5 * u[f];
    }
    return mean;
}

double ChannelRun::volume() const {
    double sum = 0;
    for (const double v : pack_->state(0).volume) sum += v;
    return sum;
}

double relative_error(const std::vector<double>& computed, const std::vector<double>& exact) {
    double off = 0, all = 0;
    for (std::size_t c = 0; c < computed.size(); ++c) {
        off += std::fabs(computed[c] - exact[c]);
        all += std::fabs(exact[c]);
    }
    return off / all;
}

double crossing(const std::vector<double>& x, const std::vector<double>& profile, double value) {
    for (std::size_t c = 1; c < x.size(); ++c) {
        const double a = profile[c - 1] - value, b = profile[c] - value;
        if ((a >= 0) != (b >= 0)) return x[c - 1] + (x[c] - x[c - 1]) * a / (a - b);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double order(double coarse, double fine) { return std::log2(coarse / fine); }

}  // namespace qingliu::validation
