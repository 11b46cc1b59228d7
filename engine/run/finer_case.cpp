#include "engine/run/finer_case.hpp"

#include <algorithm>

#include "engine/base/index.hpp"

namespace qingliu {

Case finer_case(const Case& specification, const Grid& grid, const Grid& finer) {
    Case c = specification;
    c.numerics.max_step /= 2;
    c.numerics.min_step /= 2;
    c.numerics.flow_tolerance /= 4;
    const FinerReading reading(specification, grid, finer);
    for (std::size_t s = 0; s < specification.sections.size(); ++s) {
        for (const double chainage : {reading.points()[s].above, reading.points()[s].below}) {
            ControlSection point;
            point.at = {specification.sections[s].at.river, chainage};
            c.sections.push_back(point);
        }
    }
    return c;
}

FinerReading::FinerReading(const Case& specification, const Grid& grid, const Grid& finer) {
    for (const auto& section : specification.sections) {
        const auto cell = at(grid.cell_at(section.at));
        const double centre = grid.cell_chainage[cell], quarter = 0.25 * grid.cell_length[cell];
        const int above = finer.cell_at({section.at.river, centre - quarter}),
                  below = finer.cell_at({section.at.river, centre + quarter});
        const double from = finer.cell_chainage[at(above)], to = finer.cell_chainage[at(below)];
        const double weight = above == below ? 0 : std::clamp((section.at.chainage - from) / (to - from), 0.0, 1.0);
        points_.push_back({from, to, weight});
        cell_above_.push_back(above);
        cell_below_.push_back(below);
    }
}

double FinerReading::between(std::size_t section, double above, double below) const {
    const double weight = points_[section].weight;
    // a value that does not count need not be there
    if (weight <= 0) return above;
    return weight >= 1 ? below : (1 - weight) * above + weight * below;
}

double FinerReading::discharge(const ScenarioRecord& record, std::size_t day, std::size_t section) const {
    return record.daily_discharge[day].at(section);
}

double FinerReading::water_level(const ScenarioRecord& record, const std::vector<double>& bed, std::size_t day,
                                 std::size_t section) const {
    const std::size_t first = points_.size() + 2 * section;
    return between(section, record.daily_depth[day].at(first) + bed[at(cell_above_[section])],
                   record.daily_depth[day].at(first + 1) + bed[at(cell_below_[section])]);
}

double FinerReading::concentration(const ScenarioRecord& record, std::size_t day, std::size_t section,
                                   std::size_t constituent, std::size_t constituents) const {
    const std::size_t first = (points_.size() + 2 * section) * constituents + constituent;
    return between(section, record.daily_concentration[day].at(first),
                   record.daily_concentration[day].at(first + constituents));
}

}  // namespace qingliu
