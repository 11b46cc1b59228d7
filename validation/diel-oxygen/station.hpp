// Readings of one station of a stream by solar days, as the files of vv/diel_do tell them.
#pragma once

#include <cmath>
#include <ctime>
#include <fstream>
#include <iomanip>
#include <numbers>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace qingliu::validation {

constexpr double one_hour = 3600, whole_day = 86400;  // s

/// From the first reading after 4 h to 24 h later by mean solar time, so that the night follows the light it lived on;
/// readings are in equal steps, one at either end.
struct StreamDay {
    std::string date;
    double midnight = 0;                      ///< s since 1970 by mean solar time
    double noon = 0, daylight = 0;            ///< s; noon after midnight
    std::vector<double> time;                 ///< s since 1970 by mean solar time
    std::vector<double> oxygen, temperature;  ///< g m-3, degC
    std::vector<double> depth;                ///< m
    double light = 0;                         ///< mean photosynthetically active radiation, umol m-2 s-1; 0: not read

    [[nodiscard]] double step() const { return time[1] - time[0]; }
};

struct Station {
    std::string name, file, time_column;
    double latitude = 0;     ///< degrees
    double clock_ahead = 0;  ///< s, the file's clock less mean solar time
    double elevation = 0;    ///< m, which says how much air presses on the water
    double fixed_depth = 0;  ///< m; 0: as read
    std::size_t every = 1;   ///< of so many readings one is used
};

/// Length of the day (s) by the sun's declination (Cooper 1969), and solar noon (s after midnight of mean solar time)
/// by the equation of time (Spencer 1971), for a day of the year (0 = January 1st).
inline std::pair<double, double> daylight_and_noon(double latitude, int day_of_year) {
    using std::numbers::pi;
    const double declination = 23.45 * pi / 180 * std::sin(2 * pi * (285 + day_of_year) / 365);
    const double half = std::acos(-std::tan(latitude * pi / 180) * std::tan(declination));
    const double g = 2 * pi * day_of_year / 365;
    const double minutes = 229.18 * (0.000075 + 0.001868 * std::cos(g) - 0.032077 * std::sin(g) -
                                     0.014615 * std::cos(2 * g) - 0.040849 * std::sin(2 * g));
    return {whole_day * half / pi, 0.5 * whole_day - 60 * minutes};
}

/// Columns of a table by their words; what is empty is not a number. Times are s since 1970 by the file's own clock.
class Table {
public:
    explicit Table(const std::string& name) {
        std::ifstream file(name);
        std::string line;
        while (std::getline(file, line)) {
            if (line.ends_with('\r')) line.pop_back();
            std::istringstream cells(line);
            rows_.emplace_back();
            for (std::string cell; std::getline(cells, cell, ',');) rows_.back().push_back(cell);
            rows_.back().resize(rows_.front().size());
        }
    }
    [[nodiscard]] std::vector<double> numbers(const std::string& column) const {
        return read(column, [](const std::string& cell) { return cell.empty() ? std::nan("") : std::stod(cell); });
    }
    [[nodiscard]] std::vector<double> times(const std::string& column) const {
        return read(column, [](const std::string& cell) {
            std::tm when{};
            std::istringstream text(cell);
            text >> std::get_time(&when, "%Y-%m-%d %H:%M:%S");
            if (text.fail()) throw std::runtime_error(cell + " is no time");
            return static_cast<double>(timegm(&when));
        });
    }

private:
    std::vector<std::vector<std::string>> rows_;

    /// Empty where there is no such column.
    template <class Parse>
    [[nodiscard]] std::vector<double> read(const std::string& column, const Parse& parse) const {
        std::vector<double> values;
        for (std::size_t place = 0; place < rows_.front().size(); ++place) {
            if (rows_.front()[place] != column) continue;
            for (std::size_t i = 1; i < rows_.size(); ++i) values.push_back(parse(rows_[i][place]));
        }
        return values;
    }
};

/// The days on which water and sensor were themselves: no reading is missing; none leaps from the one before by more
/// than 0.5 degC or 0.3 mg/L in 5 minutes (a sensor cleaned, lifted out or silted up); and no flood passes, whose water
/// has lived elsewhere: the discharge, where it is read, does not double.
inline std::vector<StreamDay> undisturbed_days(const Station& station, const std::string& folder) {
    constexpr double leap_of_temperature = 0.5 / 300, leap_of_oxygen = 0.3 / 300;  // s-1
    const Table table(folder + "/" + station.file);
    auto time = table.times(station.time_column);
    const auto oxygen = table.numbers("DO_mgL"), temperature = table.numbers("watertemp_C"),
               depth = table.numbers("depth_m"), light = table.numbers("PAR_umol_m2s"),
               discharge = table.numbers("Q_m3s");
    for (double& t : time) t -= station.clock_ahead;
    std::vector<StreamDay> days;
    for (double midnight = std::floor(time.front() / whole_day) * whole_day; midnight < time.back();
         midnight += whole_day) {
        StreamDay day;
        day.midnight = midnight;
        const auto stamp = static_cast<std::time_t>(midnight);
        const std::tm date = *std::gmtime(&stamp);
        std::ostringstream text;
        text << std::put_time(&date, "%m-%d");
        day.date = text.str();
        std::tie(day.daylight, day.noon) = daylight_and_noon(station.latitude, date.tm_yday);
        const double step = time[1] - time[0], from = midnight + 4 * one_hour, until = from + whole_day + step;
        bool good = true;
        double least = 1e300, greatest = 0, count = 0;
        for (std::size_t i = 0; i < time.size(); ++i) {
            if (time[i] < from || time[i] >= until) continue;
            const auto n = static_cast<std::size_t>(count++);
            if (i > 0 && n > 0) {
                const double dt = time[i] - time[i - 1];
                good = good && dt == step && std::fabs(oxygen[i] - oxygen[i - 1]) <= leap_of_oxygen * dt &&
                       std::fabs(temperature[i] - temperature[i - 1]) <= leap_of_temperature * dt;
            }
            if (!discharge.empty()) {
                least = std::fmin(least, discharge[i]);
                greatest = std::fmax(greatest, discharge[i]);
            }
            if (!light.empty()) day.light += light[i];
            if (n % station.every != 0) continue;
            day.time.push_back(time[i]);
            day.oxygen.push_back(oxygen[i]);
            day.temperature.push_back(temperature[i]);
            day.depth.push_back(depth.empty() ? station.fixed_depth : depth[i]);
        }
        day.light /= std::fmax(1, count);
        if (good && std::lround(count) == std::lround(whole_day / step) + 1 && greatest <= 2 * least)
            days.push_back(std::move(day));
    }
    return days;
}

}  // namespace qingliu::validation
