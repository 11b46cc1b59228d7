#include "engine/run/certification.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {
constexpr double day_length = 86400;  // s
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
}  // namespace

void certify(const Case& c, const Grid& grid, const Models& models, int scenario, const FlowState& start, double begin,
             double end, const std::vector<double>& day_start, ScenarioRecord& record) {
    const std::size_t sections = c.sections.size();
    record.discharge_error.assign(day_start.size(), std::vector<double>(sections, unknown));
    record.depth_error = record.discharge_error;
    if (record.failed) {
        record.not_certified = "the run failed";
        return;
    }
    std::vector<int> faces, cells;
    for (const auto& section : c.sections) {
        faces.push_back(grid.face_at(section.at));
        cells.push_back(grid.cell_at(section.at));
    }
    std::vector<double> times{begin};
    std::vector<int> day_of;  // [interval]
    for (std::size_t day = 0; day < day_start.size(); ++day) {
        const double last = std::min(day_start[day] + day_length, end);
        if (last <= begin) continue;
        times.push_back(last);
        day_of.push_back(static_cast<int>(day));
    }
    try {
        const auto reference = models.reference(scenario, start, times, faces, cells);
        for (std::size_t k = 0; k < day_of.size(); ++k) {
            const auto day = static_cast<std::size_t>(day_of[k]);
            // of the day under way at the start the run knows more
            if (day_start[day] < begin && begin != c.start) continue;
            const double length = times[k + 1] - times[k];
            for (std::size_t s = 0; s < sections; ++s) {
                record.discharge_error[day][s] = record.daily_discharge[day][s] - reference.volume[k][s] / length;
                record.depth_error[day][s] = record.daily_depth[day][s] - reference.depth[k][s];
            }
        }
    } catch (const std::runtime_error& problem) {
        record.not_certified = problem.what();
    }
}

bool in_doubt(const ControlSection& section, double day_start, int utc_offset_minutes, double discharge, double error) {
    const int month = month_of(day_start + 0.5 * day_length, utc_offset_minutes);
    const double target = section.ecological_flow[static_cast<std::size_t>(month - 1)];
    return target > 0 && std::fabs(discharge - target) <= std::fabs(error);
}

}  // namespace qingliu
