// Everything a run writes: forecast.nc, scenarios/NAME.nc, summary.json, sections.csv, processes.csv. Nothing outside
// its folder.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/state/checkpoint.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/arrivals.hpp"
#include "models/reports/forecast_file.hpp"
#include "models/reports/frame_queue.hpp"
#include "models/reports/result_layout.hpp"
#include "models/reports/scenario_file.hpp"

namespace qingliu {

/// Use from one thread, and no other NetCDF file between the first frame and finish(): frames are written by a thread
/// of the writer's own, and NetCDF allows but one. Every member throws OutputError (exit status 4) when a file cannot
/// be written, be it by an earlier frame; the files then keep their partial names.
class ResultWriter {
public:
    ResultWriter(std::filesystem::path folder, ResultLayout layout);
    ResultWriter(const ResultWriter&) = delete;
    ResultWriter& operator=(const ResultWriter&) = delete;

    [[nodiscard]] const ResultLayout& layout() const { return layout_; }
    /// Frames in ascending time, every scenario of the case in each.
    void add(Frame frame);
    /// The state of a run into checkpoint.nc, together with what the arrivals have seen.
    void add(Checkpoint checkpoint);
    /// Before the first frame: the run goes on with the one that wrote this.
    void go_on(const Checkpoint& checkpoint) { arrivals_.go_on(checkpoint); }
    /// Writes what is known at the end and gives every file its name. `record.complete` false (Ctrl-C) flags them all
    /// incomplete.
    void finish(const RunRecord& record, const Verdict& verdict, const Standard& standard);

    [[nodiscard]] std::vector<SectionArrivals> arrivals() const { return arrivals_.arrivals(); }
    /// What is there once finished.
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return files_; }

private:
    std::filesystem::path folder_;
    ResultLayout layout_;
    ArrivalWatch arrivals_;
    std::unique_ptr<ForecastFile> forecast_;
    std::vector<std::unique_ptr<ScenarioFile>> scenarios_;
    std::vector<std::filesystem::path> files_;
    FrameQueue queue_;  // last: its thread ends before the files close
};

}  // namespace qingliu
