#include "models/ecology/wetted_perimeter.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <functional>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

/// R2 of p against a curve of q.
double determination(std::span<const double> q, std::span<const double> p, const std::function<double(double)>& curve) {
    double mean = 0, left = 0, all = 0;
    for (const double value : p) mean += value / static_cast<double>(p.size());
    for (std::size_t i = 0; i < q.size(); ++i) {
        left += std::pow(p[i] - curve(q[i]), 2);
        all += std::pow(p[i] - mean, 2);
    }
    return 1 - left / all;
}

/// Least squares through (1, 1): of p - 1 on ln q, or of ln p on ln q.
double slope_through_one(std::span<const double> q, std::span<const double> p, bool logarithmic) {
    double xy = 0, xx = 0;
    for (std::size_t i = 0; i < q.size(); ++i) {
        const double x = std::log(q[i]);
        xy += x * (logarithmic ? p[i] - 1 : std::log(p[i]));
        xx += x * x;
    }
    return xy / xx;
}

double below_the_banks(double q) { return q > 0 && q < 1 ? q : unknown; }

}  // namespace

PerimeterFit fit_perimeter(std::span<const double> discharge, std::span<const double> perimeter) {
    const double a = slope_through_one(discharge, perimeter, true), b = slope_through_one(discharge, perimeter, false);
    const double log_fit = determination(discharge, perimeter, [&](double q) { return 1 + a * std::log(q); });
    const double power_fit = determination(discharge, perimeter, [&](double q) { return std::pow(q, b); });
    PerimeterFit fit;
    fit.logarithmic = log_fit > power_fit;
    fit.coefficient = fit.logarithmic ? a : b;
    fit.determination = std::max(log_fit, power_fit);
    const auto discharge_of_slope = [&](double slope) {
        return fit.logarithmic ? a / slope : std::pow(slope / b, 1 / (b - 1));
    };
    fit.slope_break = discharge_of_slope(1);
    if (fit.logarithmic)
        fit.curvature_break = discharge_of_slope(std::sqrt(2.0));
    else
        fit.curvature_break = b < 0.5 ? discharge_of_slope(std::sqrt((2 - b) / (1 - 2 * b))) : unknown;
    return fit;
}

std::vector<FlowTarget> wetted_perimeter_targets(const SectionHydraulics& section) {
    std::vector<double> discharge, perimeter;  // 1, over those at the banks
    for (const UniformFlow& flow : section.flows) {
        discharge.push_back(flow.discharge / section.banks().discharge);
        perimeter.push_back(flow.wetted_perimeter / section.banks().wetted_perimeter);
    }
    const PerimeterFit fit = fit_perimeter(discharge, perimeter);
    std::vector<FlowTarget> targets;
    for (const bool by_slope : {true, false}) {
        FlowTarget target;
        target.method = by_slope ? "wetted_perimeter_slope" : "wetted_perimeter_curvature";
        target.title = by_slope ? "湿周法 斜率为1" : "湿周法 曲率最大";
        target.english = by_slope ? "wetted perimeter, slope 1" : "wetted perimeter, curvature";
        target.source = "Gippel & Stewardson 1998";
        target.set_all(below_the_banks(by_slope ? fit.slope_break : fit.curvature_break) * section.banks().discharge);
        target.english_remark = fmt::format("P/P0 = {}, R2 {:.3f}; banks {:.3g} m3/s",
                                            fit.logarithmic ? fmt::format("1 + {:.3f} ln(Q/Q0)", fit.coefficient)
                                                            : fmt::format("(Q/Q0)^{:.3f}", fit.coefficient),
                                            fit.determination, section.banks().discharge);
        target.remark = target.english_remark;
        targets.push_back(std::move(target));
    }
    return targets;
}

}  // namespace qingliu
