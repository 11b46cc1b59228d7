// Methods of ecological flow on measured records, against figures computed elsewhere (README.md).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "models/ecology/alteration_indicators.hpp"
#include "models/ecology/daily_flow_file.hpp"
#include "models/ecology/driest_month.hpp"
#include "models/ecology/flow_duration.hpp"
#include "models/ecology/plan_compliance.hpp"
#include "models/ecology/plotting_position.hpp"
#include "models/ecology/seven_day_low_flow.hpp"
#include "models/ecology/tennant.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr const char* case_name = "ecological-flow";

/// Folder of the records, or nothing.
std::optional<std::filesystem::path> records() {
    const char* data = std::getenv("QINGLIU_DATA");
    if (data == nullptr) return std::nullopt;
    const auto folder = std::filesystem::path(data) / "vv/ecoflow_daily";
    if (!std::filesystem::exists(folder / "hit_indices_reference.csv")) return std::nullopt;
    return folder;
}

DailyFlows record(const std::filesystem::path& file) { return read_flow_table(file, {{}, {}, "m3/s"}).flows; }

std::vector<FlowTarget> every_target(const DailyFlows& flows, const FlowYears& years) {
    std::vector<FlowTarget> all = tennant_targets(years);
    for (auto&& some : {driest_month_targets(years), flow_duration_targets(flows, years),
                        std::vector{normal_years_target(flows, years)}, seven_day_low_flow_targets(flows, years)})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

double of_method(const std::vector<FlowTarget>& all, const std::string& method) {
    return std::ranges::find(all, method, &FlowTarget::method)->by_month[0];
}

double share_met(const DailyFlows& flows, const FlowYears& years, double target) {
    FlowPlan plan;
    plan.base_flow.fill(target);
    int judged = 0, met = 0;
    for (const FlowYear& year : years.complete) {
        const auto days = year.of(flows);
        const DailyFlows alone{flows.first + std::chrono::days(static_cast<int>(year.first)),
                               {days.begin(), days.end()}};
        const FlowCompliance found = judge_plan(alone, plan).steps.at(0).found;
        judged += found.days_judged;
        met += found.days_met;
    }
    return static_cast<double>(met) / judged;
}

TEST(EcologicalFlow, NgaruroroHasTheFiguresComputedElsewhere) {
    Claims claims(case_name);
    const auto folder = records();
    if (!folder) {
        claims.skip("vv/ecoflow_daily is not in QINGLIU_DATA");
        GTEST_SKIP() << "no records";
    }
    const DailyFlows flows = record(*folder / "ngaruroro_kuripapango_NZ_1963_2001.csv");
    const FlowYears years = years_of(flows);
    ASSERT_EQ(years.complete.size(), 30U);
    std::vector<double> used, driest;
    for (const FlowYear& year : years.complete) {
        const auto days = year.of(flows);
        used.insert(used.end(), days.begin(), days.end());
        driest.push_back(year.driest_month());
    }
    const auto targets = every_target(flows, years);
    const AlterationIndicators alteration = alteration_indicators(flows, years);
    const auto extreme = [&](const char* name) { return indicator_named(alteration, name).mean; };
    const double mean = mean_of(used), qp_90 = of_method(targets, "qp_90");
    struct Figure {
        std::string name;
        double elsewhere, here;
    };
    const std::vector<Figure> figures{
        {"complete years", 30, static_cast<double>(years.complete.size())},
        {"first", 1964, static_cast<double>(years.complete.front().name)},
        {"last", 2000, static_cast<double>(years.complete.back().name)},
        {"days", 10958, static_cast<double>(used.size())},
        {"mean annual flow", 17.57, mean},
        {"exceeded on 50 % of days", 12.187, exceeded_by(used, 0.5)},
        {"on 75 %", 7.59175, exceeded_by(used, 0.75)},
        {"on 90 %", 5.2499, exceeded_by(used, 0.9)},
        {"on 95 %", 4.5178, exceeded_by(used, 0.95)},
        {"Qp, P = 90 %", 3.91945, qp_90},
        {"Qp, P = 95 %", 3.65969, of_method(targets, "qp_95")},
        {"mean driest month", 6.16666, mean_of(driest)},
        {"driest month of the last ten years", 5.119, of_method(targets, "driest_month_10_years")},
        {"mean annual minimum, 1 day", 4.1558, extreme("minimum_1_day")},
        {"3 days", 4.22651, extreme("minimum_3_days")},
        {"7 days", 4.37959, extreme("minimum_7_days")},
        {"30 days", 5.38045, extreme("minimum_30_days")},
        {"90 days", 8.2872, extreme("minimum_90_days")},
        {"mean annual maximum, 1 day", 180.834, extreme("maximum_1_day")},
        {"3 days", 120.586, extreme("maximum_3_days")},
        {"7 days", 81.0823, extreme("maximum_7_days")},
        {"30 days", 42.14, extreme("maximum_30_days")},
        {"90 days", 29.1674, extreme("maximum_90_days")},
        {"7Q10, ranked", 3.343, of_method(targets, "7q10_empirical")},
        {"7Q10, log-Pearson III", 3.34496, of_method(targets, "7q10_log_pearson")},
        {"days that meet 10 % of the mean flow", 1, share_met(flows, years, 0.1 * mean)},
        {"30 %", 0.898887, share_met(flows, years, 0.3 * mean)},
        {"Qp, P = 90 %", 0.981201, share_met(flows, years, qp_90)}};
    double worst = 0;  // of half the sixth digit
    std::vector<std::vector<std::string>> rows;
    for (const Figure& figure : figures) {
        const double digit = std::pow(10, std::floor(std::log10(figure.elsewhere)) - 5);
        worst = std::max(worst, std::fabs(figure.here - figure.elsewhere) / (0.5 * digit));
        rows.push_back({figure.name, fmt::format("{:g}", figure.elsewhere), fmt::format("{:.8g}", figure.here)});
    }
    claims.check(fmt::format("Ngaruroro: {} figures off those computed elsewhere, largest", figures.size()), worst,
                 "<=", 1, "half their sixth digit", "they are told to six digits");
    claims.table("Ngaruroro at Kuripapango, complete years from 1964 to 2000, m3/s and shares",
                 {"figure", "computed elsewhere", "here"}, rows);
}

/// An index of the USGS tool that qingliu defines too, and its figure here.
using Indices = std::map<std::string, double>;

Indices indices_here(const DailyFlows& flows) {
    const AlterationIndicators all = alteration_indicators(flows, years_of(flows, 10));
    Indices here;
    const auto mean = [&](const std::string& index, const char* name) {
        here[index] = indicator_named(all, name).mean;
    };
    const auto median = [&](const char* index, const char* name) { here[index] = indicator_named(all, name).median; };
    const auto percent = [&](const std::string& index, const char* name) {
        here[index] = 100 * indicator_named(all, name).variation;
    };
    for (std::size_t month = 0; month < 12; ++month)
        here[fmt::format("MA{}", 12 + month)] = all.indicators.at(month).mean;
    const char* lows[] = {"minimum_1_day", "minimum_3_days", "minimum_7_days", "minimum_30_days", "minimum_90_days"};
    const char* highs[] = {"maximum_1_day", "maximum_3_days", "maximum_7_days", "maximum_30_days", "maximum_90_days"};
    for (std::size_t i = 0; i < 5; ++i) {
        mean(fmt::format("DL{}", i + 1), lows[i]);
        percent(fmt::format("DL{}", i + 6), lows[i]);
        mean(fmt::format("DH{}", i + 1), highs[i]);
        percent(fmt::format("DH{}", i + 6), highs[i]);
    }
    const double middle = median_of(flows.discharge);
    here["MA1"] = mean_of(flows.discharge);
    here["MA2"] = middle;
    for (const std::string group : {"DL", "DH"}) {
        here[group + "11"] = here.at(group + "1") / middle;
        here[group + "12"] = here.at(group + "3") / middle;
        here[group + "13"] = here.at(group + "4") / middle;
    }
    here["DL14"] = exceeded_by(flows.discharge, 0.75) / middle;
    here["DL15"] = exceeded_by(flows.discharge, 0.9) / middle;
    mean("DL18", "zero_flow_days");
    mean("ML17", "base_flow_index");
    percent("ML18", "base_flow_index");
    for (const auto& [group, name] : {std::pair("TL", "date_of_minimum"), {"TH", "date_of_maximum"}}) {
        mean(std::string(group) + "1", name);
        here[std::string(group) + "2"] = indicator_named(all, name).variation;
    }
    mean("FL1", "low_pulse_count");
    percent("FL2", "low_pulse_count");
    mean("FH1", "high_pulse_count");
    percent("FH2", "high_pulse_count");
    mean("FH8", "high_pulse_count");  // the same threshold under another name
    median("DL16", "low_pulse_duration");
    percent("DL17", "low_pulse_duration");
    median("DH15", "high_pulse_duration");
    percent("DH16", "high_pulse_duration");
    here["RA1"] = all.rise.mean;
    here["RA2"] = 100 * all.rise.variation;
    here["RA3"] = all.fall.mean;
    here["RA4"] = 100 * all.fall.variation;
    mean("RA8", "reversals");
    percent("RA9", "reversals");
    return here;
}

/// What is known of the rule where the tool's figure is another.
const std::map<std::string, std::string>& other_rules() {
    static const std::string windows =
        "no mean of nine windows of these whole flows: times years and days it is no whole number; the rule was not "
        "found";
    static const std::string follows = "of the same windows or ratios";
    static const std::string base =
        "the definition printed (7-day minimum over the year's mean) gives ours; the rule was not found";
    static const std::string date =
        "neither of equal days, nor 365, 365.25 or 366 d, nor days from 0 or 1, nor of the water year: the rule was "
        "not found";
    static const std::map<std::string, std::string> rules{
        {"DH3", windows},  {"DH4", windows},  {"DH5", windows},  {"DH8", follows}, {"DH9", follows},
        {"DH10", follows}, {"DH12", follows}, {"DH13", follows}, {"ML17", base},   {"ML18", follows},
        {"TL1", date},     {"TL2", date},     {"TH1", date},     {"TH2", date}};
    return rules;
}

TEST(EcologicalFlow, IndicesOfHydrologicIntegrityAreThoseOfTheUsgsTool) {
    Claims claims(case_name);
    const auto folder = records();
    if (!folder) {
        claims.skip("vv/ecoflow_daily is not in QINGLIU_DATA");
        GTEST_SKIP() << "no records";
    }
    std::map<std::string, double> reference;
    std::ifstream file(*folder / "hit_indices_reference.csv");
    std::string line;
    int all = 0;
    for (std::getline(file, line); std::getline(file, line); ++all) {
        const std::size_t comma = line.find(',');
        if (comma + 1 < line.find_last_not_of("\r\n") + 1)
            reference[line.substr(0, comma)] = std::stod(line.substr(comma + 1));
    }
    ASSERT_EQ(all, 171);
    const DailyFlows flows = record(*folder / "hit_series_WY1991_1999.csv");
    const Indices here = indices_here(flows);
    int equal = 0, unexplained = 0;
    double furthest = 0;
    std::vector<std::vector<std::string>> rows;
    for (const auto& [index, value] : here) {
        // three digits behind the point, rounded
        if (std::fabs(value - reference.at(index)) <= 0.5e-3 * (1 + 1e-9)) {
            ++equal;
            continue;
        }
        const auto rule = other_rules().find(index);
        if (rule == other_rules().end()) ++unexplained;
        if (!index.starts_with("ML")) furthest = std::max(furthest, std::fabs(value / reference.at(index) - 1));
        rows.push_back({index, fmt::format("{:.3f}", reference.at(index)), fmt::format("{:.3f}", value),
                        rule == other_rules().end() ? "" : rule->second});
    }
    claims.check(
        fmt::format("{} indices of hydrologic integrity, of {} that qingliu defines too: equal to the last digit",
                    equal, here.size()),
        equal, ">=", 50, "indices", "of the others the tool's rule is another: listed below");
    claims.check("indices that differ and are not in the list", unexplained, "==", 0, "indices", "each is named");
    claims.check("indices that differ, base flow apart: furthest off", 100 * furthest, "<=", 1.2, "%",
                 "measured: another rule, not another quantity");
    claims.table("Indices that differ, WY 1991 to 1999, ft3/s, % and d", {"index", "tool", "here", "rule"}, rows);
    claims.note(
        fmt::format("{} of the tool's 171 indices are defined here: the 33 indicators of alteration with their "
                    "variation, and what follows from the methods of this page.",
                    here.size()));
}

TEST(EcologicalFlow, EveryMethodOnEveryRecord) {
    Claims claims(case_name);
    const auto folder = records();
    if (!folder) {
        claims.skip("vv/ecoflow_daily is not in QINGLIU_DATA");
        GTEST_SKIP() << "no records";
    }
    const std::vector<std::pair<std::string, std::string>> names{
        {"Ngaruroro NZ, m3/s", "ngaruroro_kuripapango_NZ_1963_2001.csv"},
        {"Ray UK, m3/s", "ray_grendon_UK_1962_1999.csv"},
        {"Oca ES, m3/s", "oca_en_ona_ES.csv"},
        {"HIT, ft3/s", "hit_series_WY1991_1999.csv"},
        {"EFlowStats, ft3/s", "eflowstats_sample_2011_2012.csv"}};
    std::vector<std::string> header{"method"};
    std::vector<std::vector<std::string>> rows;
    int without = 0;
    for (const auto& [name, file] : names) {
        const DailyFlows flows = record(*folder / file);
        const FlowYears years = years_of(flows);
        header.push_back(fmt::format("{} ({} years)", name, years.complete.size()));
        const auto targets = every_target(flows, years);
        rows.resize(targets.size());
        for (std::size_t i = 0; i < targets.size(); ++i) {
            if (rows[i].empty()) rows[i].push_back(targets[i].english);
            const auto [low, high] = std::ranges::minmax(targets[i].by_month);
            std::string cell = low == high ? fmt::format("{:.3g}", low) : fmt::format("{:.3g} to {:.3g}", low, high);
            if (!std::isfinite(low)) {
                ++without;
                cell = "none";
            } else if (targets[i].short_record()) {
                cell += " *";
            }
            rows[i].push_back(cell);
        }
    }
    claims.check("methods without a figure, of five records", without, "<=", 1, "targets",
                 "log-Pearson III of the one year of EFlowStats");
    claims.table("Every method on every record, least to largest of the months; * fewer years than the method asks for",
                 header, rows);
}

}  // namespace
}  // namespace qingliu::validation
