#include "bmi/driven_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "bmi/input_items.hpp"
#include "bmi/output_items.hpp"
#include "engine/base/index.hpp"
#include "engine/base/text.hpp"

namespace qingliu {

namespace {

std::string meant(const std::string& name, const std::vector<std::string>& known) {
    const std::string guess = closest_name(name, known);
    return guess.empty() ? "" : fmt::format("; did you mean \"{}\"?", guess);
}

}  // namespace

DrivenModel::DrivenModel(const std::filesystem::path& file)
    : scenario_(file),
      grids_{PlaceGrid{}},
      outputs_(output_items(scenario_, grids_)),
      inputs_(input_items(scenario_, grids_)) {
    for (auto& item : volume_items(scenario_, inputs_, grids_)) outputs_.push_back(std::move(item));
    const auto make_room = [this](ExchangeItem& item) {
        const PlaceGrid& places = grid(item.grid);
        item.values.assign(item.on_edges ? places.edge_nodes.size() / 2 : places.size(), 0.0);
    };
    for (auto& item : outputs_) make_room(item);
    for (auto& item : inputs_) {
        make_room(item);
        item.imposed.assign(item.values.size(), 0);
    }
    read_all();
}

const PlaceGrid& DrivenModel::grid(int number) const {
    if (number < 0 || at(number) >= grids_.size())
        throw std::runtime_error(fmt::format("there is no grid {}, they are 0 to {}", number, grids_.size() - 1));
    return grids_[at(number)];
}

std::vector<std::string> DrivenModel::input_names() const {
    std::vector<std::string> names;
    for (const auto& item : inputs_) names.push_back(item.name);
    return names;
}

std::vector<std::string> DrivenModel::output_names() const {
    std::vector<std::string> names;
    for (const auto& item : outputs_) names.push_back(item.name);
    for (const auto& [standard, ours] : csdms_names()) names.push_back(standard);
    return names;
}

NamedValues DrivenModel::find(const std::string& name) {
    const auto sign = name.find('@');
    std::string plain = name.substr(0, sign);
    for (const auto& [standard, ours] : csdms_names()) {
        if (plain == standard) plain = ours;
    }
    NamedValues found;
    for (auto& item : outputs_) {
        if (item.name == plain) found.item = &item;
    }
    for (auto& item : inputs_) {
        if (item.name == plain) found.item = found.input = &item;
    }
    if (found.item == nullptr) {
        auto known = output_names();
        for (auto& one : input_names()) known.push_back(std::move(one));
        throw std::runtime_error(fmt::format("there is no variable \"{}\"{}", plain, meant(plain, known)));
    }
    if (sign == std::string::npos) return found;
    const auto& places = grid(found.item->grid).names;
    const std::string place = name.substr(sign + 1);
    const auto where = std::ranges::find(places, place);
    if (where == places.end())
        throw std::runtime_error(places.empty()
                                     ? fmt::format("the places of {} have no names", plain)
                                     : fmt::format("{} has no place \"{}\"{}", plain, place, meant(place, places)));
    found.place = static_cast<std::size_t>(where - places.begin());
    return found;
}

void DrivenModel::read(const NamedValues& named) {
    // an input keeps what the other program has written into it
    if (named.input == nullptr) named.item->read(named.item->values);
}

std::string DrivenModel::place_name(const ExchangeItem& item, std::size_t place) const {
    return item.name + "@" + grid(item.grid).names[place];
}

std::string DrivenModel::refused(const InputItem& input, std::size_t place, double value) const {
    const InputBounds& bounds = input.bounds[place];
    const auto says = [&](const std::string& why) { return place_name(input, place) + " " + why; };
    if (!bounds.refusal.empty()) return says("cannot be set: " + bounds.refusal);
    if (!std::isfinite(value)) return says(fmt::format("cannot be {}", value));
    if (value >= bounds.least && value <= bounds.most) return {};
    std::string range = fmt::format("at least {} {}", bounds.least, input.unit);
    if (std::isfinite(bounds.most)) range = fmt::format("from {} to {} {}", bounds.least, bounds.most, input.unit);
    return says(fmt::format("cannot be {}: {}", value, range));
}

void DrivenModel::set(const NamedValues& named, std::span<const int> places, std::span<const double> values) {
    if (named.input == nullptr) throw std::runtime_error(named.item->name + " can be read and not set");
    InputItem& input = *named.input;
    std::vector<std::string> wrong;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto why = refused(input, named.first() + at(places[i]), values[i]);
        if (!why.empty()) wrong.push_back(why);
    }
    if (!wrong.empty()) throw std::runtime_error(fmt::format("{}", fmt::join(wrong, "\n")));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::size_t place = named.first() + at(places[i]);
        input.values[place] = input.last[place] = values[i];
        input.imposed[place] = 1;
    }
}

/// What was written through pointers since the last update counts as set.
void DrivenModel::take_written_values() {
    std::vector<std::string> wrong;
    for (auto& input : inputs_) {
        for (std::size_t i = 0; i < input.values.size(); ++i) {
            if (input.values[i] == input.last[i]) continue;
            const auto why = refused(input, i, input.values[i]);
            if (!why.empty()) wrong.push_back(why);
        }
    }
    if (!wrong.empty()) throw std::runtime_error(fmt::format("{}", fmt::join(wrong, "\n")));
    for (auto& input : inputs_) {
        for (std::size_t i = 0; i < input.values.size(); ++i) {
            if (input.values[i] != input.last[i]) input.imposed[i] = 1;
        }
    }
}

void DrivenModel::impose() {
    std::vector<ImposedValue> values;
    std::vector<ImposedConcentration> concentrations;
    for (const auto& input : inputs_) {
        for (std::size_t i = 0; i < input.values.size(); ++i) {
            if (input.imposed[i] == 0) continue;
            if (input.constituent < 0) {
                values.push_back({input.actuators[i], input.values[i]});
                continue;
            }
            for (const int exchange : input.exchanges[i])
                concentrations.push_back({exchange, input.constituent, input.values[i]});
        }
    }
    scenario_.impose(values, concentrations);
}

void DrivenModel::read_all() {
    for (auto& item : outputs_) {
        if (item.followed) item.read(item.values);
    }
    for (auto& item : inputs_) {
        item.read(item.values);
        item.last = item.values;
    }
}

void DrivenModel::advance(double time) {
    take_written_values();
    impose();
    try {
        scenario_.advance(time);
    } catch (...) {
        read_all();
        throw;
    }
    read_all();
}

}  // namespace qingliu
