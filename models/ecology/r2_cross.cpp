#include "models/ecology/r2_cross.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

/// The smallest discharge from which on a criterion holds up to the banks; infinite where it does not there.
double holds_from(const SectionHydraulics& section, const std::function<bool(const UniformFlow&)>& holds) {
    double discharge = std::numeric_limits<double>::infinity();
    for (auto flow = section.flows.rbegin(); flow != section.flows.rend() && holds(*flow); ++flow)
        discharge = flow->discharge;
    return discharge;
}

}  // namespace

std::optional<RiffleCriteria> riffle_criteria(double top_width) {
    const auto between = [&](double from, double to, double low, double high) {
        return low + (top_width - from) / (to - from) * (high - low);
    };
    if (top_width < 0.3 || top_width > 30) return std::nullopt;
    if (top_width <= 6) return RiffleCriteria{0.06, 0.5};
    if (top_width <= 12) return RiffleCriteria{between(6, 12, 0.06, 0.12), 0.5};
    if (top_width <= 18) return RiffleCriteria{between(12, 18, 0.12, 0.18), between(12, 18, 0.5, 0.6)};
    return RiffleCriteria{between(18, 30, 0.18, 0.30), 0.7};
}

std::vector<FlowTarget> r2_cross_targets(const SectionHydraulics& section) {
    const double width = section.banks().top_width;
    const auto criteria = riffle_criteria(width);
    std::vector<FlowTarget> targets;
    for (const bool all : {true, false}) {
        FlowTarget target;
        target.method = all ? "r2_cross_three" : "r2_cross_two";
        target.title = all ? "R2-Cross 三项" : "R2-Cross 两项";
        target.english = all ? "R2-Cross, all three" : "R2-Cross, two of three";
        target.source = "Nehring 1979";
        target.set_all(unknown);
        if (!criteria) {
            target.remark = fmt::format("岸顶河宽 {:.1f} m，超出该法 0.3-30 m", width);
            target.english_remark = fmt::format("{:.1f} m wide at the banks, beyond 0.3 to 30 m", width);
        } else {
            std::array needed{
                holds_from(section, [&](const UniformFlow& f) { return f.mean_depth() >= criteria->mean_depth; }),
                holds_from(section, [&](const UniformFlow& f) { return f.velocity() >= criteria->velocity; }),
                holds_from(section, [&](const UniformFlow& f) {
                    return f.wetted_perimeter >= criteria->perimeter_share * section.banks().wetted_perimeter;
                })};
            std::ranges::sort(needed);
            const double discharge = all ? needed[2] : needed[1];
            if (discharge < std::numeric_limits<double>::infinity()) {
                target.set_all(discharge);
            } else {
                target.remark = "至岸顶仍不满足";
                target.english_remark = "not met up to the banks";
            }
        }
        targets.push_back(std::move(target));
    }
    return targets;
}

}  // namespace qingliu
