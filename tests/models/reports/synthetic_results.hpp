// A small made-up run: a river of three cells with a tributary of two, two schedules, two control sections, three
// output times.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/result_layout.hpp"
#include "models/reports/result_writer.hpp"

namespace qingliu {

struct SyntheticResults {
    static constexpr double start = 1768406400;  // 2026-01-15 00:00 +08:00 less 8 h of offset: 2026-01-14T16:00Z
    static constexpr double day = 86400;

    Case specification;
    std::vector<Constituent> constituents, bed;
    Grid grid;
    Standard standard;
    RunRecord record;
    Verdict verdict;

    SyntheticResults() {
        make_case();
        grid = make_grid(specification.network);
        make_record();
        make_verdict();
    }

    /// Scenario 0 is operated and has decided twice.
    void operate() {
        specification.scenarios[0].operation = 0;
        record.scenarios.clear();
        make_record();
    }

    /// The first scenario is certified: at its second section the index is off by 0.6 on the second day, which leaves
    /// its class between V and worse; the first section is off by 0.01 and meets its ecological flow by less than its
    /// error on no day.
    void certify() {
        record.certified_cells = true;
        record.certification_wall_s = 5;
        for (ScenarioRecord& scenario : record.scenarios) {
            scenario.discharge_error = scenario.water_level_error = {{0.01, -0.02}, {0.01, 0.03}};
            scenario.discharge_step_error = scenario.water_level_step_error = {{0.001, 0}, {0, 0.002}};
            scenario.concentration_error = {{0.01, 1, 0, -0.1, 2, 0}, {0.01, 1, 0, -0.6, 2, 0}};
        }
        ScenarioRecord& failed = record.scenarios[1];
        failed.not_certified = failed.steps_not_certified = "the run failed";
        for (auto* table : {&failed.discharge_error, &failed.water_level_error, &failed.concentration_error,
                            &failed.discharge_step_error, &failed.water_level_step_error}) {
            for (auto& row : *table) row.assign(row.size(), std::nan(""));
        }
        for (std::size_t k = 0; k < 2; ++k) {
            SectionVerdict& section = verdict.scenarios[0].sections[k];
            section.certainty.days = section.certainty.full_days = 2;
            section.certainty.largest_errors = {std::nan(""), k == 0 ? 0.01 : 0.6};
            for (SectionDay& judged : section.days) {
                judged.headline_range = {judged.headline.water_class, judged.headline.water_class};
                judged.full_range = judged.headline_range;
                judged.margin_error = 0.05;
            }
        }
        SectionVerdict& doubted = verdict.scenarios[0].sections[1];
        doubted.days[1].headline_range = doubted.days[1].full_range = {5, 6};
        doubted.certainty.days_in_doubt = doubted.certainty.full_days_in_doubt = 1;
        doubted.certainty.worst = {5, 6};
        doubted.certainty.period = {5, 5};
    }

    [[nodiscard]] ResultLayout layout() const {
        return make_layout(specification, grid, constituents, bed,
                           {"0.1.0", "abc1234", "qingliu run case.yaml", start});
    }

    /// Every value tells where it belongs: 100 scenario + place + time / 10, constituents 1000 (k + 1) more.
    [[nodiscard]] Frame frame(int index) const {
        Frame result{start + 3600.0 * index, {}};
        for (std::size_t s = 0; s < specification.scenarios.size(); ++s) {
            const auto value = [&](int place) { return 100.0 * static_cast<double>(s) + place + 0.1 * index; };
            ScenarioFrame scenario;
            for (int c = 0; c < grid.cells(); ++c) {
                scenario.water_level.push_back(value(c) + 70);
                scenario.depth.push_back(value(c) + 1);
                scenario.velocity.push_back(value(c) / 1000);
                for (std::size_t k = 0; k < constituents.size(); ++k) {
                    scenario.concentration.push_back(1000.0 * static_cast<double>(k + 1) + value(c));
                }
            }
            for (int c = 0; c < grid.cells(); ++c) scenario.bed.push_back(0.001 * c);
            for (int f = 0; f < grid.faces(); ++f) scenario.discharge.push_back(value(f) + 0.5);
            result.scenarios.push_back(scenario);
        }
        return result;
    }

    /// Writes the run of three frames; the second scenario fails before the last.
    void write(const std::filesystem::path& folder) const {
        ResultWriter writer(folder, layout());
        for (int index = 0; index < 3; ++index) {
            Frame now = frame(index);
            if (index == 2) now.scenarios[1].failed = true;
            writer.add(std::move(now));
        }
        writer.finish(record, verdict, standard);
    }

private:
    void make_case() {
        specification.name = "made-up";
        specification.title = "造例";
        specification.start = start;
        specification.end = start + 2 * day;
        specification.resolved = "case: made-up\ntitle: 造例\n";
        specification.inputs = {{"network.yaml", "0123abcd"}, {"winter.yaml", "4567ef01"}};
        specification.network.datum = "1985";
        CrossSection section;
        section.bed_level = 60;
        section.bottom_width = 10;
        section.manning_n = 0.03;
        River main;
        main.name = "卫河";
        main.code = "WH";
        main.to = 1500;
        main.sections = {section};
        main.outlet = Outlet{};
        River tributary = main;
        tributary.name = "共产主义渠";
        tributary.code = "GQ";
        tributary.to = 1000;
        tributary.outlet.reset();
        tributary.joins = RiverPoint{0, 1000};
        specification.network.rivers = {main, tributary};
        // The centre of cell c lies at 113.5 + 0.01 c degrees east and 35.2 + 0.005 c degrees north.
        specification.network.map_points = {{{0, 0}, 113.495, 35.1975, {}},
                                            {{0, 1500}, 113.525, 35.2125, {}},
                                            {{1, 0}, 113.525, 35.2125, {}},
                                            {{1, 1000}, 113.545, 35.2225, {}}};
        specification.waters = {{"local", "本地水"}, {"yellow_river", "黄河水"}};
        PointSource intake;
        intake.name = "人民胜利渠渠首";
        intake.kind = PointSource::Kind::release;
        intake.at = {0, 0};
        intake.discharge = Series(5.0);
        intake.water = 1;
        intake.price = 0.13;
        intake.conveyance_loss = 0.2;
        intake.diverted = true;
        specification.sources = {intake};
        specification.scenarios = {{"none", "不引水", {}, {}}, {"pulsed", "间歇引黄", {}, {}}};
        ControlSection first;
        first.name = "卫河小河口";
        first.at = {0, 1400};
        first.target_class = 4;
        first.ecological_flow.fill(1.7);
        first.national = true;
        first.ecological_provenance.confidence = Confidence::estimate;
        ControlSection second = first;
        second.name = "五陵";
        second.at = {1, 300};
        second.target_class = 3;
        second.ecological_flow.fill(0.0);
        specification.sections = {first, second};
        bed = {{"ice", "冰厚", "m", "", "Ice", true, true, true}};
        constituents = {{"permanganate_index", "高锰酸盐指数", "g m-3", "", "Permanganate index", true, true},
                        {"conductivity", "电导率", "uS cm-1", "", "Electrical conductivity", true, false},
                        {"fraction_yellow_river", "黄河水占比", "1", "", "Share of Yellow River water", true, false}};
        Indicator index;
        index.name = "permanganate_index";
        index.title = "高锰酸盐指数";
        index.headline = true;
        Indicator oxygen = index;
        oxygen.name = "dissolved_oxygen";
        oxygen.title = "溶解氧";
        standard.indicators = {oxygen, index};
    }

    void make_record() {
        record.complete = true;
        record.end = specification.end;
        record.day_start = {start, start + day};
        record.process_parts = {{"oxidation", "permanganate_index"},
                                {"salt", "conductivity"},
                                {ProcessPart::clipped, "permanganate_index"},
                                {ProcessPart::clipped, "conductivity"}};
        record.cpu_s = 2;
        record.wall_s = 1;
        for (const Scenario& scenario : specification.scenarios) {
            ScenarioRecord one;
            one.name = scenario.name;
            one.title = scenario.title;
            one.daily_discharge = {{2.0, 3.0}, {1.5, 3.5}};
            one.daily_concentration = {{4, 900, 0, 12, 910, 0}, {5, 901, 0.5, 17, 911, 0}};
            one.source_volume = {800.0};
            // [day][river * part]: the second river has no salt made on the second day
            one.daily_amounts = {{-8, 1.5, 0.25, 0, -2, 0.5, 0, 0}, {-9, 2.5, 0, 0, -1, 0, 0, 0}};
            LedgerAccount water{"water", 100, 90, 0, 50, 60, 10, {{"人民胜利渠渠首", 100}, {"outlet", -90}}};
            LedgerAccount index{"permanganate_index", 400, 300, -20, 200, 280, 80, {{"oxidation", -20}}};
            one.ledger = {water, index};
            one.cell_steps = 15;
            if (scenario.operation >= 0) {
                one.decisions = {
                    {start + 3600,
                     start + 7200,
                     "合河闸",
                     "氨氮超标",
                     "m",
                     0.5,
                     0.1,
                     {"ammonia_nitrogen 1.6 mg/L at 五陵 (above 1.5 mg/L)", "五陵氨氮 1.6 mg/L（高于 1.5 mg/L）"}},
                    {start + 9000, start + 9000, "合河闸", "schedule", "m", 0.1, 0.5, {"no longer", "不再成立"}}};
            }
            record.scenarios.push_back(one);
        }
        ScenarioRecord& failed = record.scenarios[1];
        failed.failed = true;
        failed.failure = "no convergence at 卫河 1.2 km";
        failed.daily_discharge[1] = {std::nan(""), std::nan("")};
        failed.daily_concentration[1].assign(6, std::nan(""));
        failed.ledger.pop_back();
        failed.daily_amounts[1].clear();
    }

    void make_verdict() {
        verdict.simulated = {false, true};
        verdict.estimated = {false, true};
        verdict.best = 0;
        for (const ScenarioRecord& scenario : record.scenarios) {
            ScenarioVerdict one;
            one.name = scenario.name;
            one.failed = scenario.failed;
            for (std::size_t k = 0; k < 2; ++k) {
                SectionVerdict section;
                for (std::size_t d = 0; d < 2; ++d) {
                    SectionDay judged;
                    judged.day_start = record.day_start[d];
                    judged.discharge = scenario.daily_discharge[d][k];
                    if (std::isfinite(judged.discharge)) {
                        judged.headline = {static_cast<int>(k == 0 ? 2 : 5 + d), k == 0 ? -1 : 1, 0.25};
                        judged.full = judged.headline;
                    }
                    judged.ecological_target = k == 0 ? 1.7 : 0.0;
                    judged.ecological_met =
                        judged.ecological_target <= 0 || judged.discharge >= judged.ecological_target;
                    section.days.push_back(judged);
                }
                if (k == 1) section.mixing = {0, 300, 4500};
                section.worst_class = k == 0 ? 2 : 6;
                section.period_class = k == 0 ? 2 : 5;
                section.share_days_meeting_target = k == 0 ? 1 : 0;
                section.limiting = k == 0 ? -1 : 1;
                section.ecological_target = k == 0 ? 1.7 : 0.0;
                section.min_daily_discharge = k == 0 ? 1.5 : 3.0;
                section.share_days_flow_met = k == 0 ? 0.5 : 1;
                section.days_flow_judged = k == 0 ? 2 : 0;
                section.deficit_m3 = k == 0 ? 17280 : 0;
                one.sections.push_back(section);
            }
            one.share_sections_class_iii = 0.5;
            one.sections_judged = 2;
            one.share_ecological_flow_met = 0;
            one.key_sections_judged = 1;
            one.diverted_m3 = 1000;
            one.cost_yuan = 130;
            verdict.scenarios.push_back(one);
        }
    }
};

/// An empty folder of its own for each test, removed at the end.
class ResultFolder : public testing::Test {
protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() / (std::string("qingliu-") + info->test_suite_name() + "-" +
                                                            info->name() + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
    }
    void TearDown() override {
        if (std::getenv("QINGLIU_KEEP_RESULTS") == nullptr) std::filesystem::remove_all(folder_);
    }

    std::filesystem::path folder_;
};

}  // namespace qingliu
