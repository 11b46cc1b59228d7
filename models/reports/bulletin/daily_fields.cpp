#include "models/reports/bulletin/daily_fields.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qingliu::bulletin {

DailyFields::DailyFields(const Source& source) : source_(source), time_(source.nc.values("time")) {}

std::vector<double> DailyFields::mean(const std::string& variable, std::size_t day) const {
    constexpr double day_length = 86400;  // s
    const double start = source_.forecast->record.day_start[day], end = start + day_length;
    const auto first = std::ranges::lower_bound(time_, start), past = std::ranges::upper_bound(time_, end);
    const auto count = static_cast<std::size_t>(std::max<std::ptrdiff_t>(past - first, 0));
    const auto begin = static_cast<std::size_t>(first - time_.begin());
    const std::vector<double> values = source_.nc.values(variable, begin, count);
    const std::string places = source_.nc.dimensions(variable).back();
    const std::size_t width = source_.scenarios() * source_.nc.dimension(places).value_or(0);
    std::vector<double> sum(width, 0), weights(width, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const double from = i > 0 ? time_[begin + i - 1] : time_[begin + i];
        const double to = i + 1 < count ? time_[begin + i + 1] : time_[begin + i];
        const double weight = count > 1 ? (to - from) / 2 : 1;
        for (std::size_t place = 0; place < width; ++place) {
            const double value = values[i * width + place];
            if (std::isnan(value)) continue;
            sum[place] += weight * value;
            weights[place] += weight;
        }
    }
    for (std::size_t place = 0; place < width; ++place)
        sum[place] = weights[place] > 0 ? sum[place] / weights[place] : std::numeric_limits<double>::quiet_NaN();
    return sum;
}

}  // namespace qingliu::bulletin
