// A driven scenario with all it shows and takes, by name.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bmi/driven_scenario.hpp"
#include "bmi/exchange_item.hpp"

namespace qingliu {

/// A variable, or one place of it.
struct NamedValues {
    ExchangeItem* item = nullptr;
    InputItem* input = nullptr;        ///< the same where it may be set, else null
    std::optional<std::size_t> place;  ///< of NAME@PLACE

    [[nodiscard]] std::size_t size() const { return place ? 1 : item->values.size(); }
    [[nodiscard]] std::size_t first() const { return place.value_or(0); }
};

class DrivenModel {
public:
    /// As DrivenScenario.
    explicit DrivenModel(const std::filesystem::path& file);
    DrivenModel(const DrivenModel&) = delete;
    DrivenModel(DrivenModel&&) = delete;
    DrivenModel& operator=(const DrivenModel&) = delete;
    DrivenModel& operator=(DrivenModel&&) = delete;
    ~DrivenModel() = default;

    [[nodiscard]] const DrivenScenario& scenario() const { return scenario_; }
    [[nodiscard]] std::vector<std::string> input_names() const;
    /// Ours, then the CSDMS standard names of some of them.
    [[nodiscard]] std::vector<std::string> output_names() const;
    /// Throws std::runtime_error for another name, with what was probably meant.
    [[nodiscard]] NamedValues find(const std::string& name);
    /// Throws std::runtime_error for another number.
    [[nodiscard]] const PlaceGrid& grid(int number) const;

    /// The values now: of the whole variable, in its `values`.
    void read(const NamedValues& named);
    /// `values` at `places`, counted within `named`. All or none: throws std::runtime_error naming every value that may
    /// not be set.
    void set(const NamedValues& named, std::span<const int> places, std::span<const double> values);
    /// To `time` (s from the start of the case), as DrivenScenario::advance, with what has been set.
    void advance(double time);

private:
    [[nodiscard]] std::string place_name(const ExchangeItem& item, std::size_t place) const;
    /// Why a value may not stand at a place; empty where it may.
    [[nodiscard]] std::string refused(const InputItem& input, std::size_t place, double value) const;
    void take_written_values();
    void impose();
    void read_all();

    DrivenScenario scenario_;
    std::vector<PlaceGrid> grids_;
    std::vector<ExchangeItem> outputs_;
    std::vector<InputItem> inputs_;
};

}  // namespace qingliu
