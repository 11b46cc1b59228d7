// A published hydrograph routed down a wide rectangular channel (Sobey 2001, case H11).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <sstream>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double foot = 0.3048, cubic_foot = foot * foot * foot;  // m, m3

TEST(SobeyHydrograph, PeakComesInSizeAndTime) {
    Claims claims("sobey-hydrograph");
    const char* data = std::getenv("QINGLIU_DATA");
    std::ifstream file(data == nullptr ? "" : std::string(data) + "/vv/sobey_hydrograph/waterolympics_digitised.csv");
    if (!file) {
        claims.skip("vv/sobey_hydrograph/waterolympics_digitised.csv is not in QINGLIU_DATA");
        GTEST_SKIP() << "no reference hydrograph";
    }
    std::vector<double> time, reference;  // s, cubic feet a second
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::replace(line.begin(), line.end(), ',', ' ');
        double t = 0, q = 0;
        std::istringstream(line) >> t >> q;
        time.push_back(t);
        reference.push_back(q);
    }
    ASSERT_GT(time.size(), 30U);

    constexpr double slope = 0.001, manning_n = 0.045, width = 100 * foot, gauge = 50000 * foot;
    std::vector<std::vector<std::string>> rows;
    std::vector<double> peaks;
    for (const double cell : {200.0, 100.0, 50.0}) {
        Channel channel;
        channel.cell = gauge / std::round(gauge / cell);  // a face at the gauge
        channel.length = channel.cell * std::round(150000 * foot / channel.cell);
        channel.width = width;
        channel.manning_n = manning_n;
        channel.bed = [&](double x) { return slope * (channel.length - x); };
        channel.outlet = {Outlet::Kind::normal_depth, slope, 0, {}, {}};
        Case c = channel.specification();
        add_inflow(c, sampled(
                          [](double t) {
                              return cubic_foot * (t < 9000 ? 250 + 750 / std::numbers::pi *
                                                                        (1 - std::cos(std::numbers::pi * t / 4500))
                                                            : 250);
                          },
                          100, 30000));
        ChannelRun flow(channel, c, {});
        flow.start_steady();
        const auto face = static_cast<std::size_t>(std::lround(gauge / channel.cell)) - 1;
        std::vector<double> t, q;
        for (int k = 0; k <= 300; ++k) {
            flow.advance(k * 100.0);
            t.push_back(k * 100.0);
            q.push_back(flow.state().discharge[face] / cubic_foot);
        }
        // the peak as digitised: mean of the two highest points, which lie 550 s apart, beside a parabola through ours
        const auto top = std::max_element(q.begin(), q.end());
        const double bend = *(top - 1) - 2 * *top + *(top + 1), tilt = *(top + 1) - *(top - 1);
        const double peak = *top - tilt * tilt / (8 * bend);
        const double at = t[static_cast<std::size_t>(top - q.begin())] - 100 * tilt / (2 * bend);
        const auto high = std::max_element(reference.begin(), reference.end()) - reference.begin();
        const auto i = static_cast<std::size_t>(high);
        const double peak_at = 0.5 * (time[i] + (reference[i + 1] == reference[i] ? time[i + 1] : time[i]));
        double squares = 0;
        for (std::size_t k = 0; k < time.size(); ++k) {
            const auto j = static_cast<std::size_t>(time[k] / 100);
            const double ours = q[j] + (q[j + 1] - q[j]) * (time[k] / 100 - static_cast<double>(j));
            squares += std::pow(ours - reference[k], 2);
        }
        const double rms = std::sqrt(squares / static_cast<double>(time.size()));
        rows.push_back({fmt::format("{:.1f}", channel.cell), fmt::format("{}", flow.counts().steps),
                        fmt::format("{:.1f} ({:+.2f} %)", peak, 100 * (peak / reference[i] - 1)),
                        fmt::format("{:.0f} ({:+.2f} %)", at, 100 * (at / peak_at - 1)), fmt::format("{:.2f}", rms)});
        if (cell == 100.0) {
            claims.check("cells of 100 m: peak off", 100 * std::fabs(peak / reference[i] - 1), "<=", 1, "%",
                         "digitised to 1 cubic foot a second, 0.2 % of the peak");
            claims.check("cells of 100 m: time of the peak off", 100 * std::fabs(at / peak_at - 1), "<=", 2, "%",
                         "the top of the digitised curve is flat over 550 s");
            claims.check("cells of 100 m: rms over the hydrograph", rms, "<=", 5, "cubic feet/s", "1 % of the peak");
            claims.plot("50 000 feet down the channel, cells of 100 m", "time, s", "discharge, cubic feet/s",
                        {{"computed", t, q}, {"Sobey (digitised)", time, reference, PlotSeries::Style::points}});
        }
    }
    claims.table("At 50 000 feet",
                 {"cells, m", "steps", "peak, cubic feet/s", "time of the peak, s", "rms, cubic feet/s"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
