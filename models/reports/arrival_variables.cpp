#include "models/reports/arrival_variables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/reports/day_variables.hpp"

namespace qingliu {

void write_arrivals(NetcdfFile& file, const ResultLayout& layout, const std::vector<SectionArrivals>& arrivals) {
    std::vector<double> start, arrival, travel, before, peak;
    std::vector<int> scenario, section, rising, of;
    std::vector<std::string> water, releases, release;
    for (const SectionArrivals& at : arrivals) {
        for (const PulseArrival& pulse : at.pulses) {
            scenario.push_back(at.scenario + 1);
            section.push_back(at.section + 1);
            water.push_back(layout.specification.waters.at(static_cast<std::size_t>(at.water)).name);
            releases.push_back(fmt::format("{}", fmt::join(at.releases, "; ")));
            start.push_back(as_double(pulse.release_start));
            arrival.push_back(as_double(pulse.arrival));
            travel.push_back(as_double(pulse.travel_time));
            before.push_back(as_double(pulse.initial));
            peak.push_back(as_double(pulse.peak));
            rising.push_back(pulse.still_rising ? 1 : 0);
            release.insert(release.end(), at.releases.begin(), at.releases.end());
            of.resize(release.size(), static_cast<int>(scenario.size()));
        }
    }
    if (scenario.empty()) return;
    file.define_dimension("arrival", scenario.size());
    constexpr const char* epoch = "seconds since 1970-01-01 00:00:00";
    const auto describe_one = [](const char* name, NumberType type, const char* unit, const char* long_name,
                                 const char* title) {
        VariableDescription one = describe(name, type, {"arrival"}, unit, long_name, title);
        if (type != NumberType::text) one.coordinates = "arrival_water arrival_releases";
        return one;
    };
    const auto put = [&](const VariableDescription& one, const auto& values) { file.put(file.define(one), values); };
    put(describe_one("arrival_water", NumberType::text, "", "Water that is released", "来水"), water);
    put(describe_one("arrival_releases", NumberType::text, "", "Intakes upstream that release it", "放水口"), releases);
    put(describe_one("arrival_scenario", NumberType::int32, "1", "Number of the schedule, as in scenario", "方案序号"),
        scenario);
    put(describe_one("arrival_section", NumberType::int32, "1", "Number of the section, from 1", "断面序号"), section);
    put(describe_one("arrival_release_start", NumberType::float64, epoch, "Start of the release (UTC)", "放水开始"),
        start);
    put(describe_one("arrival_time", NumberType::float64, epoch,
                     "Arrival: share of the water at half of its rise (UTC), missing where it is not seen", "到达"),
        arrival);
    put(describe_one("arrival_travel_time", NumberType::float64, "s", "Arrival after the start of the release", "历时"),
        travel);
    put(describe_one("arrival_share_before", NumberType::float64, "1", "Share of the water before", "到达前占比"),
        before);
    put(describe_one("arrival_share_at_peak", NumberType::float64, "1", "Share of the water at its peak", "峰值占比"),
        peak);
    VariableDescription still = describe_one("arrival_still_rising", NumberType::int8, "",
                                             "The share still rises at the end of the run", "期末仍在上升");
    still.flags = {"no", "yes"};
    put(still, rising);
    if (release.empty()) return;
    file.define_dimension("arrival_release", release.size());
    put(describe("arrival_release_name", NumberType::text, {"arrival_release"}, "",
                 "Intake that releases water which arrives", "放水口名称"),
        release);
    VariableDescription number = describe("arrival_release_of", NumberType::int32, {"arrival_release"}, "1",
                                          "Number of the arrival, from 1", "到达序号");
    number.coordinates = "arrival_release_name";
    put(number, of);
}

std::vector<ReadArrival> read_arrivals(const NetcdfReader& nc) {
    std::vector<ReadArrival> arrivals;
    if (!nc.has("arrival_travel_time")) return arrivals;
    const std::vector<std::string> water = nc.texts("arrival_water");
    const std::vector<double> scenario = nc.values("arrival_scenario"), section = nc.values("arrival_section"),
                              start = nc.values("arrival_release_start"), arrival = nc.values("arrival_time"),
                              travel = nc.values("arrival_travel_time"), before = nc.values("arrival_share_before"),
                              peak = nc.values("arrival_share_at_peak"), rising = nc.values("arrival_still_rising");
    for (std::size_t i = 0; i < water.size(); ++i) {
        ReadArrival& one = arrivals.emplace_back();
        one.scenario = static_cast<std::size_t>(scenario[i]) - 1;
        one.section = static_cast<std::size_t>(section[i]) - 1;
        one.water = water[i];
        one.pulse.release_start = start[i];
        one.pulse.arrival = arrival[i];
        one.pulse.travel_time = travel[i];
        one.pulse.initial = before[i];
        one.pulse.peak = peak[i];
        one.pulse.peak_time = unknown;
        one.pulse.still_rising = rising[i] > 0;
    }
    if (!nc.has("arrival_release_name")) return arrivals;
    const std::vector<std::string> release = nc.texts("arrival_release_name");
    const std::vector<double> of = nc.values("arrival_release_of");
    for (std::size_t i = 0; i < release.size(); ++i)
        arrivals.at(static_cast<std::size_t>(of[i]) - 1).releases.push_back(release[i]);
    return arrivals;
}

}  // namespace qingliu
