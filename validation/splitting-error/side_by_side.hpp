// Several waters carried by one flow, so that what they differ by is nothing of the flow's: the routine mode, the same
// on parts of its steps, the unsplit mode, and a splitting of which each part is integrated as the unsplit mode does.
#pragma once

#include <algorithm>
#include <ctime>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/water_watched.hpp"

namespace qingliu::validation {

/// Equal parts of a flow step: volumes change evenly, what passes is shared out, and what is told of the end of the
/// step lies on the way from the end of the step before.
class StepParts {
public:
    /// Calls advance(part) for each of `parts` in turn.
    template <class Advance>
    void each(const FlowStep& whole, int parts, const Advance& advance) {
        if (depth_.end.empty()) keep(whole);  // at first the water, too, takes the end for the start
        for (int i = 0; i < parts; ++i) {
            const double begin = static_cast<double>(i) / parts, end = static_cast<double>(i + 1) / parts;
            FlowStep part = whole;
            part.time = whole.time + begin * whole.dt;
            part.dt = whole.dt / parts;
            part.volume_before = mix(whole.volume_before, whole.volume_after, begin, volume_before_);
            part.volume_after = mix(whole.volume_before, whole.volume_after, end, volume_after_);
            part.face_volume = shared(whole.face_volume, parts, face_);
            part.source_volume = shared(whole.source_volume, parts, source_);
            part.evaporation_volume = shared(whole.evaporation_volume, parts, evaporation_);
            part.seepage_volume = shared(whole.seepage_volume, parts, seepage_);
            part.depth = mix(depth_.end, whole.depth, end, depth_.now);
            part.top_width = mix(width_.end, whole.top_width, end, width_.now);
            part.velocity = mix(velocity_.end, whole.velocity, end, velocity_.now);
            part.friction_slope = mix(slope_.end, whole.friction_slope, end, slope_.now);
            part.level_before = mix(whole.level_before, whole.level_after, begin, level_before_);
            part.level_after = mix(whole.level_before, whole.level_after, end, level_after_);
            advance(part);
        }
        keep(whole);
    }

private:
    struct Kept {
        std::vector<double> end, now;
    };
    static std::span<const double> mix(std::span<const double> before, std::span<const double> after, double share,
                                       std::vector<double>& now) {
        if (before.size() != after.size()) return after;  // nobody asks for it
        now.resize(after.size());
        for (std::size_t i = 0; i < now.size(); ++i)
            now[i] = share >= 1 ? after[i] : before[i] + share * (after[i] - before[i]);
        return now;
    }
    static std::span<const double> shared(std::span<const double> whole, int parts, std::vector<double>& part) {
        part.assign(whole.begin(), whole.end());
        for (double& value : part) value /= parts;
        return part;
    }
    void keep(const FlowStep& step) {
        depth_.end.assign(step.depth.begin(), step.depth.end());
        width_.end.assign(step.top_width.begin(), step.top_width.end());
        velocity_.end.assign(step.velocity.begin(), step.velocity.end());
        slope_.end.assign(step.friction_slope.begin(), step.friction_slope.end());
    }

    Kept depth_, width_, velocity_, slope_;
    std::vector<double> volume_before_, volume_after_, face_, source_, evaporation_, seepage_, level_before_,
        level_after_;
};

/// Half a step of kinetics, a step of transport, half a step of kinetics (Strang 1968), each by an unsplit water that
/// does nothing else: what it differs by from one that does both is the error of splitting alone.
class ExactParts final : public testing::WaterWatched {
public:
    /// `kinetics` of a case without storage zones.
    ExactParts(std::unique_ptr<WaterQuality> transport, std::unique_ptr<WaterQuality> kinetics)
        : WaterWatched(std::move(transport)), kinetics_(std::move(kinetics)) {}

    void advance(const FlowStep& step) override {
        bool first = true;
        halves_.each(step, 2, [&](FlowStep half) {
            half.volume_before = half.volume_after = first ? step.volume_before : step.volume_after;
            for (auto* still : {&half.face_volume, &half.source_volume, &half.evaporation_volume, &half.seepage_volume,
                                &half.face_area})
                *still = nothing(still->size());
            std::ranges::copy(mass(), kinetics_->mass().begin());
            kinetics_->advance(half);
            std::ranges::copy(kinetics_->mass(), mass().begin());
            if (first) WaterWatched::advance(step);
            first = false;
        });
    }

private:
    void look(const FlowStep&, WaterQuality&) override {}
    std::span<const double> nothing(std::size_t size) {
        if (zeros_.size() < size) zeros_.assign(std::max<std::size_t>(size, 100000), 0.0);
        return std::span<const double>(zeros_).first(size);
    }

    std::unique_ptr<WaterQuality> kinetics_;
    StepParts halves_;
    std::vector<double> zeros_;
};

/// A water that goes along, its steps cut into parts.
struct Follower {
    std::string name;
    std::unique_ptr<WaterQuality> water;
    int parts = 1;
    double seconds = 0;  ///< s of CPU time
    StepParts cut = {};

    void advance(const FlowStep& step) {
        const std::clock_t begin = std::clock();
        if (parts == 1) {
            water->advance(step);
        } else {
            cut.each(step, parts, [&](const FlowStep& part) { water->advance(part); });
        }
        seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    }
};

/// The run's own water and others beside it that begin as it does.
class SideBySide final : public testing::WaterWatched {
public:
    /// Called after every step.
    using Seen = std::function<void(const FlowStep&, WaterQuality& own, std::vector<Follower>&)>;

    SideBySide(std::unique_ptr<WaterQuality> own, std::vector<Follower> others, Seen seen)
        : WaterWatched(std::move(own)), others_(std::move(others)), seen_(std::move(seen)) {}

    void advance(const FlowStep& step) override {
        for (auto& one : others_) {
            if (begun_) break;
            std::ranges::copy(mass(), one.water->mass().begin());
            std::ranges::copy(bed(), one.water->bed().begin());
            one.water->reset_ledger();
        }
        begun_ = true;
        WaterWatched::advance(step);
    }

private:
    void look(const FlowStep& step, WaterQuality& own) override {
        for (auto& one : others_) one.advance(step);
        seen_(step, own, others_);
    }

    std::vector<Follower> others_;
    Seen seen_;
    bool begun_ = false;
};

}  // namespace qingliu::validation
