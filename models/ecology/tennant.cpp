#include "models/ecology/tennant.hpp"

#include <cstddef>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

struct Grade {
    const char *name, *title, *english;
    double dry, wet;  // 1, of the mean flow
};

constexpr Grade grades[] = {{"outstanding", "极好", "outstanding", 0.4, 0.6},
                            {"excellent", "非常好", "excellent", 0.3, 0.5},
                            {"good", "好", "good", 0.2, 0.4},
                            {"fair", "中", "fair", 0.1, 0.3},
                            {"poor", "差", "poor", 0.1, 0.1}};

bool wet_half(std::size_t month) { return month >= 3 && month <= 8; }

}  // namespace

std::vector<FlowTarget> tennant_targets(const FlowYears& years) {
    const auto count = static_cast<double>(years.complete.size());
    double annual = 0, days = 0;
    std::array<double, 12> monthly{};
    for (const FlowYear& year : years.complete) {
        annual += year.mean * static_cast<double>(year.count);
        days += static_cast<double>(year.count);
        for (std::size_t month = 0; month < 12; ++month) monthly.at(month) += year.monthly_mean.at(month) / count;
    }
    annual = days > 0 ? annual / days : unknown;
    if (years.complete.empty()) monthly.fill(unknown);

    std::vector<FlowTarget> targets;
    for (const bool by_month : {false, true}) {
        for (const Grade& grade : grades) {
            FlowTarget target;
            target.method = std::string(by_month ? "tennant_monthly_" : "tennant_") + grade.name;
            target.title = std::string(by_month ? "Tennant逐月 " : "Tennant ") + grade.title;
            target.english = std::string(by_month ? "Tennant by month, " : "Tennant, ") + grade.english;
            target.source = "Tennant 1976";
            target.years_used = static_cast<int>(years.complete.size());
            target.years_needed = 10;
            for (std::size_t month = 0; month < 12; ++month)
                target.by_month.at(month) =
                    (wet_half(month) ? grade.wet : grade.dry) * (by_month ? monthly.at(month) : annual);
            targets.push_back(std::move(target));
        }
    }
    return targets;
}

}  // namespace qingliu
