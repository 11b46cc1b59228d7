#include "models/reports/result_writer.hpp"

#include <stdexcept>
#include <utility>

#include "engine/io/checkpoint_file.hpp"
#include "engine/io/output_file.hpp"
#include "models/reports/process_amounts.hpp"
#include "models/reports/section_days.hpp"
#include "models/reports/summary.hpp"

namespace qingliu {

ResultWriter::ResultWriter(std::filesystem::path folder, ResultLayout layout)
    : folder_(std::move(folder)), layout_(std::move(layout)), arrivals_(layout_), queue_([this](const Frame& frame) {
          forecast_->add(frame);
          for (std::size_t s = 0; s < scenarios_.size(); ++s) {
              if (scenarios_[s]) scenarios_[s]->add(frame.time, frame.scenarios[s]);
          }
      }) {
    make_output_folder(folder_ / "scenarios");
    forecast_ = std::make_unique<ForecastFile>(folder_ / "forecast.nc", layout_);
    files_.push_back(folder_ / "forecast.nc");
    for (const Scenario& scenario : layout_.specification.scenarios) {
        // members of an ensemble are looked at together, in the forecast
        if (!scenario.of.empty()) {
            scenarios_.push_back(nullptr);
            continue;
        }
        const std::filesystem::path file = folder_ / "scenarios" / (scenario.name + ".nc");
        // A scenario's name becomes a file name: it must not lead out of the folder.
        if (file.parent_path() != folder_ / "scenarios" || scenario.name.empty())
            throw OutputError(file, "the scenario's name is no file name");
        scenarios_.push_back(std::make_unique<ScenarioFile>(file, layout_, scenario));
        files_.push_back(file);
    }
}

void ResultWriter::add(Frame frame) {
    if (frame.scenarios.size() != scenarios_.size())
        throw std::logic_error("a frame has the wrong number of scenarios");
    arrivals_.add(frame);
    queue_.add(std::move(frame));
}

void ResultWriter::add(Checkpoint checkpoint) {
    arrivals_.keep(checkpoint);
    const auto file = folder_ / "checkpoint.nc";
    queue_.write_in_turn([this, file, kept = std::make_shared<const Checkpoint>(std::move(checkpoint))] {
        write_checkpoint(file, *kept, source_of(layout_.program), history_of(layout_.program));
    });
    files_.push_back(file);
}

void ResultWriter::finish(const RunRecord& record, const Verdict& verdict, const Standard& standard) {
    queue_.drain();
    forecast_->finish(record, verdict, standard, arrivals());
    for (const auto& scenario : scenarios_) {
        if (scenario) scenario->finish(record.complete);
    }
    write_text_file(folder_ / "sections.csv", section_days_csv(layout_, record, verdict, standard));
    write_text_file(folder_ / "processes.csv", process_amounts_csv(layout_, record));
    write_text_file(folder_ / "summary.json", summary_json(layout_, record, verdict, standard, arrivals()));
    files_.push_back(folder_ / "sections.csv");
    files_.push_back(folder_ / "processes.csv");
    files_.push_back(folder_ / "summary.json");
}

}  // namespace qingliu
