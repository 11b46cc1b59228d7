#include "models/reports/bulletin/daily_fields.hpp"

#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/reports/day_shares.hpp"

namespace qingliu::bulletin {

DailyFields::DailyFields(const Source& source) : source_(source), first_(source.days(), 0), weights_(source.days()) {
    const auto shares = day_shares(source.nc.values("time"), source.forecast->record.day_start);
    for (std::size_t output = 0; output < shares.size(); ++output) {
        for (const DayShare& share : shares[output]) {
            std::vector<double>& of = weights_[share.day];
            if (of.empty()) first_[share.day] = output;
            of.resize(output - first_[share.day]);  // outputs that count follow each other
            of.push_back(share.weight);
        }
    }
}

std::vector<double> DailyFields::mean(const std::string& variable, std::size_t day) const {
    const std::vector<double>& outputs = weights_[day];
    const std::string places = source_.nc.dimensions(variable).back();
    const std::size_t width = source_.scenarios() * source_.nc.dimension(places).value_or(0);
    std::vector<double> sum(width, 0), weights(width, 0);
    const std::vector<double> values =
        outputs.empty() ? std::vector<double>() : source_.nc.values(variable, first_[day], outputs.size());
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (std::size_t place = 0; place < width; ++place) {
            const double value = values[i * width + place];
            if (std::isnan(value)) continue;
            sum[place] += outputs[i] * value;
            weights[place] += outputs[i];
        }
    }
    for (std::size_t place = 0; place < width; ++place)
        sum[place] = weights[place] > 0 ? sum[place] / weights[place] : unknown;
    return sum;
}

}  // namespace qingliu::bulletin
