// Random cases that are legal and unkind: trees and loops, drops, adverse beds, slots and plains, works, dry reaches,
// steps of the inflow, levels at the end that send the water back. As the text of a case, so that one that fails is a
// case to run: each JSON document is YAML too.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <nlohmann/json.hpp>

namespace qingliu::validation {

using Json = nlohmann::json;

struct CaseText {
    Json network, boundaries, file;

    /// Writes case.yaml and the files it names into a folder; returns the case.
    [[nodiscard]] std::filesystem::path write(const std::filesystem::path& folder) const {
        std::filesystem::create_directories(folder);
        const auto put = [&](const char* name, const Json& content) {
            std::ofstream(folder / name) << content.dump(1) << '\n';
        };
        put("network.yaml", network);
        put("boundaries.yaml", boundaries);
        put("sections.yaml", {{"sections", Json::array()}});
        put("case.yaml", file);
        return folder / "case.yaml";
    }
};

class NetworkGenerator {
public:
    explicit NetworkGenerator(unsigned seed) : random_(seed) {}

    CaseText make() {
        const int tributaries = below(6), loops = below(3);
        river(draw(0, 30), "");
        for (int t = 0; t < tributaries; ++t) joining(false);
        for (int l = 0; l < loops; ++l) joining(true);
        for (const auto& r : rivers_) inflows(r);
        if (chance(0.5)) abstraction();
        if (chance(0.3)) diffuse();
        const int works = below(4);
        for (int w = 0; w < works; ++w) work(w);
        losses();
        text_.network["network"] = "random";
        text_.network["structures"] = structures_;
        text_.boundaries["waters"] = {{{"name", "local"}, {"title", "本地水"}}};
        text_.boundaries["qualities"] = {
            {{"name", "clear"}, {"concentration", {{"conductivity", "700 uS/cm"}}}, {"confidence", "general"}}};
        text_.boundaries["inflows"] = inflows_;
        text_.boundaries["climate"]["water_temperature"] = "15 degC";
        text_.boundaries["climate"]["wind_speed"] = "2 m/s";
        text_.boundaries["climate"]["elevation"] = "75 m";
        text_.boundaries["climate"]["confidence"] = "general";
        text_.file = {{"case", "random"},
                      {"title", "random"},
                      {"start", instant(0)},
                      {"end", instant(hours_)},
                      {"output_interval", "6 h"},
                      {"network", "network.yaml"},
                      {"boundaries", "boundaries.yaml"},
                      {"sections", "sections.yaml"},
                      {"standard", QINGLIU_ROOT "/configs/standards/gb3838-2002.yaml"},
                      {"initial", {{"scenario", "only"}, {"spin_up", "0 d"}}},
                      {"kinetics", {{"enabled", false}}},
                      {"scenarios", {{{"name", "only"}, {"title", "only"}, {"openings", openings_}}}}};
        return text_;
    }

    /// The same network and rhythm without works and withdrawals, every inflow as large as makes the water five times
    /// as deep (Manning's formula in a wide channel: 5^(5/3)), and never dry.
    static CaseText smooth_twin(CaseText text) {
        text.network["structures"] = Json::array();
        text.file["scenarios"][0].erase("openings");
        Json kept = Json::array();
        for (auto inflow : text.boundaries["inflows"]) {
            if (inflow["kind"] == "abstraction") continue;
            auto& discharge = inflow["discharge"];
            if (discharge.is_string()) {
                discharge = enlarged(discharge.get<std::string>());
            } else {
                for (auto& knot : discharge.begin().value()) knot[1] = enlarged(knot[1].get<std::string>());
            }
            kept.push_back(inflow);
        }
        text.boundaries["inflows"] = kept;
        return text;
    }

private:
    struct River {
        std::string name;
        double length, bed_at_end, slope, width;
        [[nodiscard]] double bed(double at) const { return bed_at_end + slope * (length - at); }
    };

    static std::string enlarged(const std::string& discharge) {
        return fmt::format("{} m3/s", 0.5 + std::pow(5.0, 5.0 / 3) * std::stod(discharge));
    }
    double draw(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }
    double decades(double low, double high) { return std::pow(10.0, draw(low, high)); }
    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    bool chance(double p) { return draw(0, 1) < p; }
    static std::string instant(double hours) {
        const int minutes = static_cast<int>(std::lround(hours * 60));
        return fmt::format("2026-01-{:02} {:02}:{:02} +00:00", 1 + minutes / 1440, minutes / 60 % 24, minutes % 60);
    }

    Json section(const River& r, double at) {
        const double bed = r.bed(at) + (chance(0.15) ? draw(-0.4, 0.4) : 0.0);
        const double n = chance(0.1) ? decades(-2, -0.7) : draw(0.015, 0.05), w = r.width * draw(0.6, 1.6);
        Json s{{"at", fmt::format("{:.3f} km", at / 1000)}, {"n", fmt::format("{:.4f} s/m^(1/3)", n)}};
        const auto metres = [](double x) { return fmt::format("{:.4f} m", x); };
        if (chance(0.2)) {
            const std::array<std::array<double, 2>, 6> points{{{0, 6},
                                                               {0.3 * w + 1, draw(0.8, 3)},
                                                               {0.4 * w + 1.5, draw(0, 0.3)},
                                                               {0.5 * w + 2, 0},
                                                               {w + 3, draw(0.5, 3)},
                                                               {1.5 * w + 5, 6}}};
            for (const auto& [offset, above] : points)
                s["survey"].push_back(Json::array({metres(offset), metres(bed + above)}));
        } else {
            s["bed"] = metres(bed);
            s["width"] = metres(chance(0.1) ? 0.0 : w);
            s["side_slope"] = chance(0.3) && s["width"] != metres(0.0) ? 0.0 : std::round(draw(0.5, 4) * 100) / 100;
        }
        return s;
    }

    /// A river whose end lies at `bed_at_end`; `joins` is where, empty for the trunk.
    Json& river(double bed_at_end, const Json& joins) {
        River r;
        r.name = fmt::format("r{}", rivers_.size());
        r.length = std::round(decades(1.7, 4.2));
        r.bed_at_end = bed_at_end;
        r.slope = chance(0.08) ? draw(-2e-4, 0) : chance(0.2) ? decades(-3, -1.5) : decades(-4.3, -3);
        r.width = decades(-0.3, 2);
        const double cells = draw(2, 20);
        Json j{{"name", r.name},
               {"code", r.name},
               {"from", "0 km"},
               {"to", fmt::format("{:.3f} km", r.length / 1000)},
               {"max_cell", fmt::format("{:.1f} m", std::clamp(r.length / cells, 10.0, 2000.0))},
               {"confidence", "general"}};
        for (const double share : {0.0, 0.5, 1.0}) j["sections"].push_back(section(r, share * r.length));
        if (joins.is_object()) {
            j["joins"] = joins;
        } else if (chance(0.6)) {
            j["outlet"] = {{"kind", "normal_depth"}, {"slope", decades(-4, -2)}};
        } else if (chance(0.5)) {
            const auto level = [&] { return fmt::format("{:.3f} m", bed_at_end + draw(-0.5, 4)); };
            j["outlet"] = {{"kind", "stage"}, {"level", level()}};
            if (chance(0.5)) {
                Json knots = Json::array();
                for (double time = 0; time < hours_ - 1; time += draw(2, 9)) knots.push_back({instant(time), level()});
                knots.push_back({instant(hours_), level()});
                text_.boundaries["end_levels"] = {
                    {{"river", r.name}, {"level", {{"linear", knots}}}, {"confidence", "general"}}};
            }
        } else {
            Json table = Json::array();
            for (const double h : {0.0, 0.3, 1.0, 3.0, 10.0})
                table.push_back({fmt::format("{:.3f} m", bed_at_end + 0.2 + h),
                                 fmt::format("{:.3f} m3/s", r.width * std::pow(h, 1.5))});
            j["outlet"] = {{"kind", "rating"}, {"table", table}};
        }
        rivers_.push_back(r);
        text_.network["rivers"].push_back(j);
        return text_.network["rivers"].back();
    }

    static Json point(const River& r, double at) {
        return {{"river", r.name}, {"at", fmt::format("{:.3f} km", at / 1000)}};
    }

    void joining(bool leaves_too) {
        const River into = rivers_[static_cast<std::size_t>(below(static_cast<int>(rivers_.size())))];
        const double at = draw(0.4, 0.95) * into.length;
        const double step = chance(0.3) ? draw(0, 3) : chance(0.2) ? draw(-0.3, 0) : 0.05;
        auto& j = river(into.bed(at) + step, point(into, at));
        if (!leaves_too) return;
        // an offtake begins near the bed it leaves from
        River& r = rivers_.back();
        const double from = draw(0.02, 0.35) * into.length;
        r.slope = (into.bed(from) + draw(-0.1, 0.5) - r.bed_at_end) / r.length;
        j["leaves"] = point(into, from);
        j["sections"] = Json::array();
        for (const double share : {0.0, 0.5, 1.0}) j["sections"].push_back(section(r, share * r.length));
        offtakes_.push_back(r.name);
    }

    std::string flow(double width) {
        const double q = width * decades(-2.5, 0.7) * (chance(0.04) ? 10 : 1);
        return fmt::format("{:.4f} m3/s", std::min(q, 2000.0));
    }

    /// Constant, steps (some of them to nothing), or a wave.
    Json changing(double width) {
        if (chance(0.3)) return flow(width);
        Json knots = Json::array();
        double time = 0;
        while (time < hours_ - 0.2) {
            knots.push_back({instant(time), chance(0.25) ? "0 m3/s" : flow(width)});
            time += std::max(1.0 / 60, chance(0.2) ? 0.1 : draw(0.5, 8));
        }
        knots.push_back({instant(hours_), flow(width)});
        return {{chance(0.5) ? "step" : "linear", knots}};
    }

    void inflows(const River& r) {
        if (std::find(offtakes_.begin(), offtakes_.end(), r.name) != offtakes_.end() || chance(0.15)) return;
        inflows_.push_back({{"name", "into " + r.name},
                            {"kind", "inflow"},
                            {"river", r.name},
                            {"at", "0 km"},
                            {"discharge", changing(r.width)},
                            {"water", "local"},
                            {"quality", "clear"},
                            {"confidence", "general"}});
    }

    const River& any_river() { return rivers_[static_cast<std::size_t>(below(static_cast<int>(rivers_.size())))]; }

    void abstraction() {
        const River& r = any_river();
        inflows_.push_back({{"name", "taking"},
                            {"kind", "abstraction"},
                            {"river", r.name},
                            {"at", fmt::format("{:.3f} km", draw(0, r.length) / 1000)},
                            {"discharge", changing(r.width)},
                            {"confidence", "general"}});
    }

    void diffuse() {
        const River& r = any_river();
        text_.boundaries["diffuse"] = {{{"name", "runoff"},
                                        {"river", r.name},
                                        {"from", "0 km"},
                                        {"to", fmt::format("{:.3f} km", r.length / 1000)},
                                        {"discharge", flow(r.width)},
                                        {"water", "local"},
                                        {"quality", "clear"},
                                        {"confidence", "general"}}};
    }

    void work(int number) {
        const River& r = any_river();
        const double at = draw(0.1, 0.9) * r.length, height = draw(0.5, 4);
        const std::string name = fmt::format("work{}", number);
        const std::array<const char*, 3> kinds{"weir", "gate", "rubber_dam"};
        const std::string kind = kinds[static_cast<std::size_t>(below(3))];
        Json j{{"name", name},
               {"kind", kind},
               {"river", r.name},
               {"at", fmt::format("{:.3f} km", at / 1000)},
               {"sill", fmt::format("{:.3f} m", r.bed(at) + (chance(0.2) ? draw(0, 3) : draw(-0.2, 0.4)))},
               {"width", fmt::format("{:.3f} m", r.width * draw(0.2, 1.2))},
               {"confidence", "general"}};
        if (kind != "weir") {
            const auto opening = [&] { return fmt::format("{:.3f} m", chance(0.2) ? 0.0 : draw(0, height)); };
            j["height"] = fmt::format("{:.3f} m", height);
            j["opening"] = opening();
            Json knots = Json::array();
            for (double time = 0; time < hours_ - 1; time += draw(1, 10)) knots.push_back({instant(time), opening()});
            knots.push_back({instant(hours_), opening()});
            if (chance(0.6)) openings_[name] = {{"step", knots}};
        }
        structures_.push_back(j);
    }

    void losses() {
        const River& r = any_river();
        const std::string to = fmt::format("{:.3f} km", r.length / 1000);
        if (chance(0.3))
            text_.network["seepage"] = {
                {{"river", r.name}, {"from", "0 km"}, {"to", to}, {"rate", "0.3 m/d"}, {"confidence", "general"}}};
        if (chance(0.3))
            text_.network["bank_storage"] = {{{"river", r.name},
                                              {"from", "0 km"},
                                              {"to", to},
                                              {"width", fmt::format("{:.1f} m", draw(1, 50))},
                                              {"specific_yield", 0.2},
                                              {"response_time", fmt::format("{:.3f} d", decades(-2, 1))},
                                              {"confidence", "general"}}};
        if (text_.network.contains("bank_storage"))
            text_.network["storage_zones"] = {{{"river", r.name},
                                               {"from", "0 km"},
                                               {"to", to},
                                               {"exchange_rate", "5e-4 1/s"},
                                               {"area", "2 m2"},
                                               {"confidence", "general"}}};
        if (chance(0.3))
            text_.boundaries["ground_water"] = {
                {{"name", "table"},
                 {"river", r.name},
                 {"from", "0 km"},
                 {"to", to},
                 {"level", fmt::format("{:.3f} m", r.bed(0.5 * r.length) + draw(-3, 3))},
                 {"conductance", fmt::format("{:.4f} 1/d", decades(-3, 0.5))},
                 {"water", "local"},
                 {"quality", "clear"},
                 {"confidence", "general"}}};
        text_.boundaries["climate"]["evaporation"] = chance(0.2) ? "50 mm/d" : "2 mm/d";
        if (chance(0.2)) {
            text_.boundaries["climate"]["rain"] = "200 mm/d";
            text_.boundaries["climate"]["rain_water"] = "local";
        }
    }

    std::mt19937 random_;
    double hours_ = 24;
    std::vector<River> rivers_;
    std::vector<std::string> offtakes_;
    Json structures_ = Json::array(), inflows_ = Json::array(), openings_ = Json::object();
    CaseText text_;
};

}  // namespace qingliu::validation
