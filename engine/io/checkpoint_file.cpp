#include "engine/io/checkpoint_file.hpp"

#include <stdexcept>

#include "engine/io/netcdf_file.hpp"
#include "engine/io/netcdf_reader.hpp"

namespace qingliu {

namespace {

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
    std::map<std::size_t, std::string> dimension;
    for (const auto& [name, row] : checkpoint.state.front()) {
        const auto length = row.size();
        const auto [known, fresh] = dimension.try_emplace(length, "number_" + std::to_string(length));
        if (fresh) file.define_dimension(known->second, length);
        std::vector<double> all;
        for (const auto& snapshot : checkpoint.state) {
            const auto found = snapshot.find(name);
            if (found == snapshot.end() || found->second.size() != length)
                throw std::logic_error("scenarios differ in the length of " + name);
            all.insert(all.end(), found->second.begin(), found->second.end());
        }
        file.put(file.define(describe(name, NumberType::float64, {"scenario", known->second})), all);
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
    for (const auto& name : file.variables()) {
        const auto dimensions = file.dimensions(name);
        if (dimensions.size() != 2) continue;
        const auto all = file.values(name);
        const std::size_t length = all.size() / scenarios;
        for (std::size_t s = 0; s < scenarios; ++s) {
            const auto first = all.begin() + static_cast<std::ptrdiff_t>(s * length);
            checkpoint.state[s][name].assign(first, first + static_cast<std::ptrdiff_t>(length));
        }
    }
    return checkpoint;
}

}  // namespace qingliu
