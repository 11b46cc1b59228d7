#include "models/observations/observations.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/base/unknown.hpp"

namespace qingliu {

const std::vector<std::pair<ObservationFlag, std::string>>& flag_names() {
    static const std::vector<std::pair<ObservationFlag, std::string>> names = {
        {ObservationFlag::negative, "negative"},
        {ObservationFlag::range, "range"},
        {ObservationFlag::spike, "spike"},
        {ObservationFlag::jump, "jump"},
        {ObservationFlag::stuck, "stuck"},
        {ObservationFlag::saturation, "saturation"},
        {ObservationFlag::inconsistent, "inconsistent"},
        {ObservationFlag::neighbours, "neighbours"},
        {ObservationFlag::duplicate_time, "duplicate_time"},
        {ObservationFlag::marked, "marked"},
    };
    return names;
}

std::string flag_text(std::uint16_t flags) {
    std::string text;
    for (const auto& [flag, name] : flag_names()) {
        if ((flags & static_cast<std::uint16_t>(flag)) != 0) text += (text.empty() ? "" : " ") + name;
    }
    return text;
}

int Observations::find(std::string_view name) const {
    const auto found = std::ranges::find(variables, name, &ObservedVariable::name);
    return found == variables.end() ? -1 : static_cast<int>(found - variables.begin());
}

int Observations::find_station(std::string_view name) const {
    const auto found = std::ranges::find(stations, name, &Station::name);
    return found == stations.end() ? -1 : static_cast<int>(found - stations.begin());
}

std::pair<std::size_t, std::size_t> Observations::rows_of(int station_index) const {
    const auto [first, last] = std::equal_range(station.begin(), station.end(), station_index);
    return {static_cast<std::size_t>(first - station.begin()), static_cast<std::size_t>(last - station.begin())};
}

std::size_t Observations::add_row(int station_index, double instant, int at_line) {
    station.push_back(station_index);
    time.push_back(instant);
    published_class.push_back(0);
    line.push_back(at_line);
    values.resize(values.size() + variables.size(), unknown);
    below_detection.resize(values.size(), 0);
    flags.resize(values.size(), 0);
    return rows() - 1;
}

void Observations::sort_rows() {
    const auto key = [&](std::size_t row) { return std::tuple(station[row], time[row], line[row]); };
    std::vector<std::size_t> order(rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto before = [&](std::size_t a, std::size_t b) { return key(a) < key(b); };
    if (std::is_sorted(order.begin(), order.end(), before)) return;
    std::stable_sort(order.begin(), order.end(), before);
    const auto reorder = [&](auto& column, std::size_t width) {
        std::remove_reference_t<decltype(column)> sorted;
        sorted.reserve(column.size());
        for (const std::size_t row : order) {
            const auto first = column.begin() + static_cast<std::ptrdiff_t>(row * width);
            sorted.insert(sorted.end(), first, first + static_cast<std::ptrdiff_t>(width));
        }
        column = std::move(sorted);
    };
    reorder(station, 1);
    reorder(time, 1);
    reorder(published_class, 1);
    reorder(line, 1);
    reorder(values, variables.size());
    reorder(below_detection, variables.size());
    reorder(flags, variables.size());
}

}  // namespace qingliu
