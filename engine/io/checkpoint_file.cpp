#include "engine/io/checkpoint_file.hpp"

#include <algorithm>
#include <map>

#include "engine/io/netcdf_file.hpp"
#include "engine/io/netcdf_reader.hpp"

namespace qingliu {

namespace {

/// Where rows of one name differ between scenarios, their lengths stand in a variable of this ending; `absent` says
/// that a scenario has none: one may be operated and another not.
const std::string length_suffix = "_length";
constexpr double absent = -1;

VariableDescription describe(const std::string& name, NumberType type, std::vector<std::string> dimensions) {
    VariableDescription description;
    description.name = name;
    description.type = type;
    description.dimensions = std::move(dimensions);
    description.fill = false;
    return description;
}

}  // namespace

void write_checkpoint(const std::filesystem::path& path, const Checkpoint& checkpoint, const std::string& source,
                      const std::string& history) {
    NetcdfFile file(path);
    file.set_attribute(NetcdfFile::global, "title", "State of a run, to go on from");
    file.set_attribute(NetcdfFile::global, "source", source);
    file.set_attribute(NetcdfFile::global, "history", history);
    file.set_attribute(NetcdfFile::global, "checkpoint_format", checkpoint_format);
    const std::size_t scenarios = checkpoint.scenario.size();
    file.define_dimension("scenario", scenarios);
    const auto put_time = [&](const std::string& name, const std::string& long_name, double value) {
        auto description = describe(name, NumberType::float64, {});
        description.unit = "seconds since 1970-01-01 00:00:00";
        description.long_name = long_name;
        file.put(file.define(description), value);
    };
    put_time("time", "Time of the state", checkpoint.time);
    put_time("case_start", "Start of the run that wrote it", checkpoint.case_start);
    file.put(file.define(describe("scenario_name", NumberType::text, {"scenario"})), checkpoint.scenario);
    file.put(file.define(describe("scenario_failure", NumberType::text, {"scenario"})), checkpoint.failure);
    std::vector<std::string> names, values;
    for (const auto& [name, value] : checkpoint.belongs) {
        names.push_back(name);
        values.push_back(value);
    }
    file.define_dimension("belonging", names.size());
    file.put(file.define(describe("belonging_name", NumberType::text, {"belonging"})), names);
    file.put(file.define(describe("belonging_value", NumberType::text, {"belonging"})), values);
    std::map<std::string, std::size_t> longest;
    for (const auto& snapshot : checkpoint.state) {
        for (const auto& [name, row] : snapshot) longest[name] = std::max(longest[name], row.size());
    }
    std::map<std::size_t, std::string> dimension;
    for (const auto& [name, length] : longest) {
        const auto [known, fresh] = dimension.try_emplace(length, "number_" + std::to_string(length));
        if (fresh) file.define_dimension(known->second, length);
        std::vector<double> all, lengths;
        for (const auto& snapshot : checkpoint.state) {
            const auto found = snapshot.find(name);
            lengths.push_back(found == snapshot.end() ? absent : static_cast<double>(found->second.size()));
            if (found != snapshot.end()) all.insert(all.end(), found->second.begin(), found->second.end());
            all.resize(lengths.size() * length, 0.0);
        }
        file.put(file.define(describe(name, NumberType::float64, {"scenario", known->second})), all);
        if (std::ranges::all_of(lengths, [&](double one) { return one == static_cast<double>(length); })) continue;
        file.put(file.define(describe(name + length_suffix, NumberType::float64, {"scenario"})), lengths);
    }
    file.finish(true);
}

Checkpoint read_checkpoint(const std::filesystem::path& path) {
    const NetcdfReader file(path);
    const auto format = file.numbers("", "checkpoint_format");
    if (format.empty()) throw ReadError(path, "it is no checkpoint");
    if (format.front() != checkpoint_format) throw ReadError(path, "another version of the program wrote it");
    if (file.attribute("", "status") != "complete") throw ReadError(path, "it was not finished");
    Checkpoint checkpoint;
    checkpoint.time = file.values("time").front();
    checkpoint.case_start = file.values("case_start").front();
    checkpoint.scenario = file.texts("scenario_name");
    checkpoint.failure = file.texts("scenario_failure");
    const std::size_t scenarios = checkpoint.scenario.size();
    checkpoint.state.resize(scenarios);
    const auto names = file.texts("belonging_name"), values = file.texts("belonging_value");
    for (std::size_t i = 0; i < names.size(); ++i) checkpoint.belongs[names[i]] = values.at(i);
    const auto every = file.variables();
    for (const auto& name : every) {
        const auto dimensions = file.dimensions(name);
        if (dimensions.size() != 2) continue;
        const auto all = file.values(name);
        const std::size_t length = all.size() / scenarios;
        const bool uneven = std::ranges::find(every, name + length_suffix) != every.end();
        const auto lengths = uneven ? file.values(name + length_suffix) : std::vector<double>{};
        for (std::size_t s = 0; s < scenarios; ++s) {
            const double kept = lengths.empty() ? static_cast<double>(length) : lengths.at(s);
            if (kept < 0) continue;
            const auto first = all.begin() + static_cast<std::ptrdiff_t>(s * length);
            checkpoint.state[s][name].assign(first, first + static_cast<std::ptrdiff_t>(kept));
        }
    }
    return checkpoint;
}

}  // namespace qingliu
