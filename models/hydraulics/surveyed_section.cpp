#include "models/hydraulics/surveyed_section.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/hydraulics/ground_line.hpp"

namespace qingliu {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double wall_height = 1e6;  // m, water stands against the ends of a survey

using Line = std::vector<std::pair<double, double>>;

void put_in_order(std::vector<double>& offsets) {
    std::sort(offsets.begin(), offsets.end());
    offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
}

/// Offsets on whose two sides water conveys by itself.
std::vector<double> divisions(const CrossSection& section, const Line& ground, double bed_level) {
    std::vector<double> cuts;
    for (const auto& bank : {section.left_bank, section.right_bank}) {
        if (bank) cuts.push_back(*bank);
    }
    for (const auto& zone : section.n_by_offset) cuts.push_back(zone.first);
    if (section.pilot) {
        // the water over the old bed beside the pilot channel is a part of its own
        const double old_bed = bed_level + section.pilot->depth;
        for (std::size_t i = 0; i + 1 < ground.size(); ++i) {
            const auto [x0, z0] = ground[i];
            const auto [x1, z1] = ground[i + 1];
            if (std::min(z0, z1) < old_bed && std::max(z0, z1) >= old_bed)
                cuts.push_back(z0 == z1 ? x0 : x0 + (x1 - x0) * (old_bed - z0) / (z1 - z0));
        }
    }
    put_in_order(cuts);
    return cuts;
}

/// The middle of where the channel is lowest: levees keep the land behind them out, the banks tell on which side the
/// channel lies.
std::pair<double, double> channel_bed(const CrossSection& section, const Line& ground) {
    double from = ground.front().first, to = from, lowest = never;
    for (const auto& [x, z] : ground) {
        const bool between = section.levees.empty() || ((!section.left_bank || x >= *section.left_bank) &&
                                                        (!section.right_bank || x <= *section.right_bank));
        const bool flows = std::none_of(section.ineffective.begin(), section.ineffective.end(),
                                        [x = x](const IneffectiveArea& a) { return x > a.from && x < a.to; });
        if (!between || !flows || z > lowest) continue;
        if (z < lowest) from = x;
        lowest = z;
        to = x;
    }
    return {0.5 * (from + to), lowest};
}

}  // namespace

SurveyedSection::SurveyedSection(const CrossSection& section)
    : manning_n_(section.manning_n), n_by_depth_(section.n_by_depth) {
    const auto ground = ground_line(section);
    const auto [bed_offset, bed] = channel_bed(section, ground);
    bed_level_ = bed;
    const auto zones = divisions(section, ground, bed);
    auto cuts = zones;
    for (const auto& part : section.ineffective) {
        cuts.push_back(part.from);
        cuts.push_back(part.to);
    }
    put_in_order(cuts);

    const auto add = [&, bed_offset = bed_offset](double x0, double z0, double x1, double z1) {
        // a wall belongs to the side it faces
        const double hair = 1e-9 * (1 + std::fabs(x0));
        const double middle = x1 > x0 ? 0.5 * (x0 + x1) : z1 < z0 ? x0 + hair : x0 - hair;
        Segment s{x0, z0 - bed_level_, x1, z1 - bed_level_, 1, 0, 0, -never, -never};
        if (section.left_bank && middle < *section.left_bank) s.part = 0;
        if (section.right_bank && middle >= *section.right_bank) s.part = 2;
        const auto& beyond = s.part == 0 ? section.left_n : section.right_n;
        if (s.part != 1 && beyond) s.manning_n = *beyond;
        for (const auto& [offset, n] : section.n_by_offset) {
            if (middle >= offset) s.manning_n = n;
        }
        s.zone = static_cast<int>(std::upper_bound(zones.begin(), zones.end(), middle) - zones.begin());
        for (const auto& part : section.ineffective) {
            if (middle > part.from && middle < part.to)
                s.passes_above = std::max(s.passes_above, part.until ? *part.until - bed_level_ : never);
        }
        for (const auto& levee : section.levees) {
            const bool behind = levee.offset < bed_offset ? middle < levee.offset : middle > levee.offset;
            if (behind) s.fills_above = std::max(s.fills_above, levee.crest - bed_level_);
        }
        if (s.fills_above == -never) {
            // hollows deeper than the bed do not drain: no part of the channel
            s.z0 = std::max(s.z0, 0.0);
            s.z1 = std::max(s.z1, 0.0);
        }
        segments_.push_back(s);
    };
    add(ground.front().first, ground.front().second + wall_height, ground.front().first, ground.front().second);
    for (std::size_t i = 0; i + 1 < ground.size(); ++i) {
        const auto [x0, z0] = ground[i];
        const auto [x1, z1] = ground[i + 1];
        double x = x0, z = z0;
        for (auto cut = std::upper_bound(cuts.begin(), cuts.end(), x0); cut != cuts.end() && *cut < x1; ++cut) {
            const double at_cut = z0 + (z1 - z0) * (*cut - x0) / (x1 - x0);
            add(x, z, *cut, at_cut);
            x = *cut;
            z = at_cut;
        }
        add(x, z, x1, z1);
    }
    add(ground.back().first, ground.back().second, ground.back().first, ground.back().second + wall_height);
    find_windows(section);
}

void SurveyedSection::find_windows(const CrossSection& section) {
    for (const auto& part : section.ineffective) {
        if (part.until) windows_.emplace_back(*part.until - bed_level_, *part.until - bed_level_ + part.over);
    }
    for (const auto& levee : section.levees)
        windows_.emplace_back(levee.crest - bed_level_, levee.crest - bed_level_ + levee.over);
    std::sort(windows_.begin(), windows_.end());
    for (std::size_t k = 1; k < windows_.size();) {
        if (windows_[k].first > windows_[k - 1].second) {
            ++k;
            continue;
        }
        windows_[k - 1].second = std::max(windows_[k - 1].second, windows_[k].second);
        windows_.erase(windows_.begin() + static_cast<std::ptrdiff_t>(k));
    }
    std::erase_if(windows_, [](const auto& window) { return window.second <= 0; });

    depths_.push_back(0.0);
    for (const auto& s : segments_) {
        for (const double z : {s.z0, s.z1}) depths_.push_back(z);
    }
    for (const auto& [from, to] : windows_)
        for (const double depth : {from, to}) depths_.push_back(depth);
    for (const auto& point : n_by_depth_) depths_.push_back(point.first);
    std::erase_if(depths_, [](double depth) { return depth < 0 || depth >= 0.5 * wall_height; });
    std::sort(depths_.begin(), depths_.end());
    constexpr double same = 1e-7;  // m
    depths_.erase(std::unique(depths_.begin(), depths_.end(), [](double a, double b) { return b - a < same; }),
                  depths_.end());
}

double SurveyedSection::main_n(double depth) const {
    if (n_by_depth_.empty()) return manning_n_;
    if (depth <= n_by_depth_.front().first) return n_by_depth_.front().second;
    for (std::size_t k = 0; k + 1 < n_by_depth_.size(); ++k) {
        const auto [h0, n0] = n_by_depth_[k];
        const auto [h1, n1] = n_by_depth_[k + 1];
        if (depth < h1) return n0 + (n1 - n0) * (depth - h0) / (h1 - h0);
    }
    return n_by_depth_.back().second;
}

/// One pass from left to right, closing a stretch of flow where the zone changes or the water ends.
WettedSection SurveyedSection::wet(double depth) const {
    WettedSection w;
    const double n_here = main_n(depth);
    double area = 0, perimeter = 0, n = 0;
    int part = 1, zone = -1;
    bool apart = true;
    const auto close = [&] {
        auto& p = part == 0 ? w.left : part == 1 ? w.main : w.right;
        p.area += area;
        p.perimeter += perimeter;
        if (area > 0) {
            const double radius = area / perimeter;
            p.conveyance += area * std::cbrt(radius * radius) / n;
        }
        area = perimeter = 0;
    };
    for (const auto& s : segments_) {
        const double low = std::min(s.z0, s.z1), high = std::max(s.z0, s.z1);
        if (depth <= low || depth <= s.fills_above) {
            apart = true;
            continue;
        }
        const double share = depth >= high ? 1.0 : (depth - low) / (high - low);
        const double width = share * (s.x1 - s.x0);
        const double filled = depth >= high ? width * (depth - 0.5 * (low + high)) : 0.5 * width * (depth - low);
        w.stored_width += width;
        w.stored_area += filled;
        if (depth <= s.passes_above) {
            apart = true;
            continue;
        }
        if (apart || s.zone != zone || s.z0 >= depth) close();
        zone = s.zone;
        part = s.part;
        n = s.manning_n > 0 ? s.manning_n : n_here;
        w.flow_width += width;
        area += filled;
        perimeter += share * std::hypot(s.x1 - s.x0, s.z1 - s.z0);
        apart = s.z1 >= depth;
    }
    close();
    return w;
}

WettedSection SurveyedSection::at(double depth) const {
    for (const auto& [from, to] : windows_) {
        if (depth <= from || depth >= to) continue;
        const auto low = wet(from), high = wet(to);
        const double rise = to - from, share = (depth - from) / rise;
        const auto between = [share](double a, double b) { return a + share * (b - a); };
        const auto blend = [&](const WettedSection::Part& a, const WettedSection::Part& b) {
            return WettedSection::Part{between(a.area, b.area), between(a.perimeter, b.perimeter),
                                       between(a.conveyance, b.conveyance)};
        };
        return {blend(low.left, high.left),
                blend(low.main, high.main),
                blend(low.right, high.right),
                (high.flow_area() - low.flow_area()) / rise,
                between(low.stored_area, high.stored_area),
                (high.stored_area - low.stored_area) / rise};
    }
    return wet(depth);
}

}  // namespace qingliu
