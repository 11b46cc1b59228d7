// One scenario of a case on its way, at the pace of another program.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "bmi/driver_file.hpp"
#include "engine/network/grid.hpp"
#include "engine/run/simulation.hpp"
#include "models/reports/result_layout.hpp"
#include "models/water/assembly.hpp"

namespace qingliu {

/// Times are s from the start of the case.
class DrivenScenario {
public:
    /// Reads, checks and makes the start, spin-up included. Throws InputError, FileError, or std::runtime_error where
    /// no start can be made.
    explicit DrivenScenario(const std::filesystem::path& file);
    DrivenScenario(const DrivenScenario&) = delete;
    DrivenScenario(DrivenScenario&&) = delete;
    DrivenScenario& operator=(const DrivenScenario&) = delete;
    DrivenScenario& operator=(DrivenScenario&&) = delete;
    ~DrivenScenario() = default;

    [[nodiscard]] const Case& specification() const { return chosen_.specification; }
    [[nodiscard]] const Scenario& scenario() const {
        return specification().scenarios[static_cast<std::size_t>(chosen_.scenario)];
    }
    [[nodiscard]] const Grid& grid() const { return grid_; }
    [[nodiscard]] const ResultLayout& layout() const { return layout_; }
    [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }

    [[nodiscard]] double time() const { return run_->time() - specification().start; }
    [[nodiscard]] double end() const { return specification().end - specification().start; }
    [[nodiscard]] double step() const { return specification().output_interval; }
    /// To `time`, by all outputs and midnights in between, so that steps are those of `qingliu run` where `time` is one
    /// of these too (within a microsecond it is taken for one). Throws std::runtime_error where that is not ahead, lies
    /// beyond the end, or where the scenario fails.
    void advance(double time);

    /// What there is now.
    [[nodiscard]] const ScenarioFrame& now() const { return frame_->scenarios.front(); }
    /// What it left so far.
    [[nodiscard]] ScenarioRecord record() { return run_->record().scenarios.front(); }
    [[nodiscard]] double setting(const Actuator& of) { return run_->setting(0, of); }
    /// Concentrations of what enters now, [exchange * carried() + constituent].
    [[nodiscard]] std::vector<double> entering() const { return run_->entering(0); }
    /// Constituents the water carries: the first of those in layout(). 0 where nothing enters.
    [[nodiscard]] std::size_t carried() const { return exchanges_.empty() ? 0 : entering().size() / exchanges_.size(); }
    void impose(std::span<const ImposedValue> values, std::span<const ImposedConcentration> concentrations) {
        run_->impose(0, values, concentrations);
    }

private:
    void stop_if_failed();

    ChosenScenario chosen_;
    Grid grid_;
    Assembly assembly_;
    Models models_;
    ResultLayout layout_;
    std::vector<Exchange> exchanges_;
    std::vector<double> meetings_;  // s since 1970Z
    std::unique_ptr<Simulation> run_;
    const Frame* frame_ = nullptr;
};

}  // namespace qingliu
