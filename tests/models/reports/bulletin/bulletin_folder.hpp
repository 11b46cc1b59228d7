// A small made-up run whose index is judged, and its bulletin.
#pragma once

#include <filesystem>

#include "models/assessment/standard.hpp"
#include "models/reports/bulletin/bulletin_data.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu::bulletin {

class BulletinTest : public ResultFolder {
protected:
    void SetUp() override {
        ResultFolder::SetUp();
        results_.standard = read_standard(std::filesystem::path(QINGLIU_ROOT) / "configs/standards/gb3838-2002.yaml");
        // somebody must supply the index, else it would be zero everywhere and not count
        Quality quality;
        quality.concentration["permanganate_index"] = Series(4.0);
        results_.specification.qualities = {quality};
        results_.specification.sources[0].quality = 0;
        const auto index = results_.standard.find("permanganate_index");
        for (ScenarioVerdict& scenario : results_.verdict.scenarios) {
            for (SectionVerdict& section : scenario.sections) {
                for (SectionDay& day : section.days) {
                    if (day.headline.limiting >= 0) day.headline.limiting = day.full.limiting = index;
                }
            }
        }
    }
    [[nodiscard]] std::filesystem::path written() const {
        results_.write(folder_);
        return folder_ / "forecast.nc";
    }
    [[nodiscard]] Json data() const { return bulletin_data(Source(written())); }

    SyntheticResults results_;
};

}  // namespace qingliu::bulletin
