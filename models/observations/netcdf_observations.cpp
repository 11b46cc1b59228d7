#include "models/observations/netcdf_observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/base/unknown.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "engine/time/time_unit.hpp"
#include "models/assessment/simulated_values.hpp"

namespace qingliu {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, std::string message, std::string expected,
                       std::string guess = {}) {
    throw InputError(Problem{{file.string(), 0, 0, {}}, std::move(message), std::move(expected), std::move(guess), {}});
}

/// The samples of a file: what was read of which station when, before variables are put to them.
struct Samples {
    std::vector<int> station;  // [sample]
    std::vector<double> time;  // s since 1970Z [sample], NaN = none
    // which dimensions a variable of these samples has, outermost first; `transposed` the other way round
    std::vector<std::string> dimensions, transposed;
};

class File {
public:
    File(std::filesystem::path path, const ObservationOptions& options)
        : path_(std::move(path)), nc_(path_), options_(options), known_(known_observed_variables()) {
        for (const ObservedVariable& variable : options.more) {
            if (find_variable(known_, variable.name) < 0) known_.push_back(variable);
        }
        result_.utc_offset_minutes = options.utc_offset_minutes;
    }

    Observations read() {
        if (nc_.dimension("section") && nc_.dimension("scenario") && nc_.has("section_name"))
            read_forecast();
        else
            read_time_series();
        if (columns_.empty())
            fail(path_, "no variable of this file is understood", "variables like dissolved_oxygen or discharge");
        make_rows();
        return std::move(result_);
    }

private:
    void note(std::string text) { result_.notes.push_back({path_.string() + ": " + std::move(text)}); }

    /// Values in SI, packing undone; nothing, and a note, where the unit is not understood.
    std::optional<std::vector<double>> values_of(const std::string& name, const ObservedVariable& variable) {
        const std::string written = nc_.attribute(name, "units").value_or(variable.shown_unit);
        const WrittenUnit unit = parse_written_unit(written, variable);
        if (!unit.fits) {
            note(
                fmt::format("the variable {} is in \"{}\", no unit of {}, and not used", name, written, variable.name));
            return std::nullopt;
        }
        std::vector<double> values = nc_.values(name);
        const auto number = [&](const char* attribute, double otherwise) {
            const std::vector<double> all = nc_.numbers(name, attribute);
            return all.empty() ? otherwise : all.front();
        };
        const double missing = number("missing_value", unknown), scale = number("scale_factor", 1),
                     offset = number("add_offset", 0);
        for (double& value : values) value = value == missing ? unknown : unit.si(value * scale + offset);
        return values;
    }

    void add_column(const ObservedVariable& variable, std::vector<double> values) {
        result_.variables.push_back(variable);
        columns_.push_back(std::move(values));
    }

    std::vector<double> instants(const std::string& name) {
        const std::string units = nc_.attribute(name, "units").value_or("");
        const auto unit = parse_time_unit(units);
        if (!unit)
            fail(path_, fmt::format("the unit \"{}\" of {} is no time", units, name),
                 "seconds since 1970-01-01 00:00:00");
        const std::string calendar = nc_.attribute(name, "calendar").value_or("standard");
        if (!is_civil_calendar(calendar))
            fail(path_, fmt::format("the calendar {} has other days than the civil one", calendar), "standard");
        std::vector<double> times = nc_.values(name);
        for (double& time : times) time = unit->instant(time);
        return times;
    }

    void read_forecast() {
        const std::vector<std::string> scenarios = nc_.texts("scenario_name");
        const std::string wanted = !options_.scenario.empty()
                                       ? options_.scenario
                                       : nc_.attribute("", "best_scenario").value_or(scenarios.front());
        const auto found = std::ranges::find(scenarios, wanted);
        if (found == scenarios.end())
            fail(path_, fmt::format("there is no scenario \"{}\" in this file", wanted), join_words(scenarios, "or"),
                 closest_name(wanted, scenarios));
        const auto scenario = static_cast<std::size_t>(found - scenarios.begin());
        const std::vector<double> times = instants("time");
        for (const std::string& name : nc_.texts("section_name")) result_.stations.push_back({name, {}, {}});
        if (const auto offset = nc_.numbers("", "civil_utc_offset_minutes"); !offset.empty())
            result_.utc_offset_minutes = static_cast<int>(offset.front());
        const std::size_t sections = result_.stations.size();
        for (std::size_t k = 0; k < sections; ++k) {
            for (const double time : times) {
                samples_.station.push_back(static_cast<int>(k));
                samples_.time.push_back(time);
            }
        }
        constexpr std::string_view prefix = "section_";
        const std::vector<std::string> dimensions{"time", "scenario", "section"};
        for (const std::string& name : nc_.variables()) {
            if (!name.starts_with(prefix) || nc_.dimensions(name) != dimensions) continue;
            const std::string bare = name.substr(prefix.size());
            const auto variable = std::ranges::find(known_, bare, &ObservedVariable::name);
            if (variable == known_.end()) continue;  // a tracer, or what no station reads
            const auto values = values_of(name, *variable);
            if (!values) continue;
            std::vector<double> column;
            column.reserve(sections * times.size());
            for (std::size_t k = 0; k < sections; ++k) {
                for (std::size_t t = 0; t < times.size(); ++t)
                    column.push_back((*values)[(t * scenarios.size() + scenario) * sections + k]);
            }
            add_column(*variable, std::move(column));
        }
        add_sum("total_phosphorus");
        add_sum("total_nitrogen");
        note(fmt::format("scenario {}", wanted));
    }

    /// A total out of its parts, where the file has them and not the total itself.
    void add_sum(const std::string& name) {
        if (result_.find(name) >= 0) return;
        std::vector<std::string> parts = parts_of_indicator(name);
        if (name == "total_nitrogen" && result_.find("nitrite_nitrogen") >= 0) parts.emplace_back("nitrite_nitrogen");
        std::vector<double> sum(samples_.time.size(), 0);
        for (const std::string& part : parts) {
            const int at = result_.find(part);
            if (at < 0) return;
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += columns_[static_cast<std::size_t>(at)][i];
        }
        add_column(*std::ranges::find(known_, name, &ObservedVariable::name), std::move(sum));
    }

    [[nodiscard]] std::string variable_where(const char* attribute, std::string_view value) const {
        for (const std::string& name : nc_.variables()) {
            if (const auto text = nc_.attribute(name, attribute); text && (value.empty() || *text == value))
                return name;
        }
        return {};
    }

    void read_time_series() {
        std::string time = variable_where("standard_name", "time");
        if (time.empty() && nc_.has("time")) time = "time";
        if (time.empty()) fail(path_, "no variable tells the time", "one with standard_name time");
        const std::string names = variable_where("cf_role", "timeseries_id");
        if (names.empty()) {
            result_.stations.push_back({options_.station.empty() ? path_.stem().string() : options_.station, {}, {}});
        } else {
            for (const std::string& name : nc_.texts(names)) result_.stations.push_back({name, {}, {}});
        }
        make_samples(instants(time), nc_.dimensions(time), names.empty() ? "" : first_dimension(names));
        for (const std::string& name : nc_.variables()) {
            const std::vector<std::string> dimensions = nc_.dimensions(name);
            const bool straight = dimensions == samples_.dimensions;
            if (name == time || dimensions.empty() || (!straight && dimensions != samples_.transposed)) continue;
            int variable = find_variable(known_, name);
            if (variable < 0) variable = find_variable(known_, nc_.attribute(name, "long_name").value_or(""));
            if (variable < 0) {
                note(fmt::format("the variable {} is not understood and not used", name));
                continue;
            }
            const ObservedVariable& of = known_[static_cast<std::size_t>(variable)];
            if (result_.find(of.name) >= 0) {
                note(fmt::format("the variable {} tells {} a second time and is not used", name, of.name));
                continue;
            }
            auto values = values_of(name, of);
            if (!values) continue;
            if (!straight) {
                const std::size_t stations = result_.stations.size(), times = values->size() / stations;
                std::vector<double> turned(values->size());
                for (std::size_t t = 0; t < times; ++t) {
                    for (std::size_t s = 0; s < stations; ++s) turned[s * times + t] = (*values)[t * stations + s];
                }
                values = std::move(turned);
            }
            add_column(of, *std::move(values));
        }
    }

    [[nodiscard]] std::string first_dimension(const std::string& name) const {
        const std::vector<std::string> all = nc_.dimensions(name);
        return all.empty() || nc_.texts(name).size() == 1 ? "" : all.front();
    }

    void make_samples(const std::vector<double>& times, const std::vector<std::string>& time_dimensions,
                      const std::string& station_dimension) {
        const std::size_t stations = result_.stations.size();
        samples_.dimensions = time_dimensions;
        if (const std::string sizes = variable_where("sample_dimension", ""); !sizes.empty()) {
            const std::vector<double> count = nc_.values(sizes);
            for (std::size_t s = 0; s < count.size(); ++s)
                samples_.station.insert(samples_.station.end(), static_cast<std::size_t>(count[s]),
                                        static_cast<int>(s));
        } else if (const std::string index = variable_where("instance_dimension", ""); !index.empty()) {
            for (const double s : nc_.values(index)) samples_.station.push_back(static_cast<int>(s));
        } else if (time_dimensions.size() == 2) {  // every station has times of its own
            for (std::size_t i = 0; i < times.size(); ++i)
                samples_.station.push_back(static_cast<int>(i / (times.size() / stations)));
        } else {
            for (std::size_t s = 0; s < stations; ++s) {
                samples_.station.insert(samples_.station.end(), times.size(), static_cast<int>(s));
                samples_.time.insert(samples_.time.end(), times.begin(), times.end());
            }
            if (!station_dimension.empty()) {
                samples_.dimensions = {station_dimension, time_dimensions.front()};
                samples_.transposed = {time_dimensions.front(), station_dimension};
            }
            return;
        }
        samples_.time = times;
        const bool known = std::ranges::all_of(samples_.station,
                                               [&](int s) { return s >= 0 && static_cast<std::size_t>(s) < stations; });
        if (samples_.station.size() != times.size() || !known)
            fail(path_, "the samples do not fit the stations and times of the file",
                 "counts of sample_dimension, or indices of instance_dimension, that do");
    }

    void make_rows() {
        for (std::size_t i = 0; i < samples_.time.size(); ++i) {
            const bool nothing =
                std::ranges::all_of(columns_, [&](const auto& column) { return std::isnan(column[i]); });
            if (std::isnan(samples_.time[i]) || nothing) continue;  // the padding of arrays
            const std::size_t row = result_.add_row(samples_.station[i], samples_.time[i], 0);
            for (std::size_t k = 0; k < columns_.size(); ++k) result_.values[result_.at(row, k)] = columns_[k][i];
        }
        result_.sort_rows();
        if (result_.rows() == 0) fail(path_, "the file holds no value", "values of some variable");
    }

    std::filesystem::path path_;
    NetcdfReader nc_;
    const ObservationOptions& options_;
    std::vector<ObservedVariable> known_;
    Observations result_;
    Samples samples_;
    std::vector<std::vector<double>> columns_;  // [variable][sample]
};

}  // namespace

Observations read_netcdf_observations(const std::filesystem::path& file, const ObservationOptions& options) {
    try {
        return File(file, options).read();
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
}

}  // namespace qingliu
