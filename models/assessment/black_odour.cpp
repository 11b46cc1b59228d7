#include "models/assessment/black_odour.hpp"

#include <fmt/format.h>

#include "engine/base/problems.hpp"
#include "models/assessment/point_grades.hpp"
#include "models/assessment/simulated_values.hpp"

namespace qingliu {

void require_points(const Standard& standard) {
    if (standard.points) return;
    Problem problem;
    problem.place.file = standard.file.string();
    problem.message = fmt::format("{} does not say how many samples make a grade", standard.name);
    problem.expected = "points: {one_indicator: 60 %, ...}, as in configs/standards/black-odour-urban-2015.yaml";
    throw InputError(std::move(problem));
}

std::vector<std::vector<int>> black_odour_grades(const Case& specification,
                                                 const std::vector<Constituent>& constituents, const RunRecord& record,
                                                 const Standard& standard) {
    const SimulatedValues simulated(specification, constituents, standard);
    const std::size_t width = constituents.size();
    std::vector<std::vector<int>> grades;
    for (const ScenarioRecord& scenario : record.scenarios) {
        std::vector<int>& of_scenario = grades.emplace_back();
        for (std::size_t section = 0; section < specification.sections.size(); ++section) {
            std::vector<Sample> samples;
            for (std::size_t day = 0; day < scenario.daily_concentration.size(); ++day) {
                const std::span<const double> all(scenario.daily_concentration[day]);
                samples.push_back({record.day_start[day], simulated.values(all.subspan(section * width, width)), {}});
            }
            const PointGrade point = grade_point(standard, samples);
            of_scenario.push_back(point.enough ? point.grade : 0);
        }
    }
    return grades;
}

}  // namespace qingliu
