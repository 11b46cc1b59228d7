// The model of White River as HEC-RAS keeps it (.g01, .f01's end, its own results as CSV), in SI. Just what this case
// needs: columns of 8 characters, sections listed downstream.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu::validation {

constexpr double foot = 0.3048;                    // m
constexpr double cubic_foot = foot * foot * foot;  // m3

struct HecrasSection {
    std::string station;
    double left = 0, main = 0, right = 0;  ///< m, way to the next section downstream over bank, channel, bank
    CrossSection shape;                    ///< levels in m
};

struct HecrasResult {
    int profile = 0;
    std::string station;
    double discharge = 0, level = 0, area = 0, conveyance = 0;  ///< m3 s-1, m, m2, m3 s-1
};

/// The first `count` numbers of columns 8 wide from the lines that follow; blank columns are `blank`.
inline std::vector<double> columns(std::istream& file, std::size_t count, double blank) {
    std::vector<double> values;
    std::string line;
    while (values.size() < count && std::getline(file, line)) {
        line.resize((line.size() + 7) / 8 * 8, ' ');
        for (std::size_t i = 0; i < line.size() && values.size() < count; i += 8) {
            const auto text = line.substr(i, 8);
            values.push_back(text.find_first_not_of(" \r") == std::string::npos ? blank : std::stod(text));
        }
    }
    return values;
}

inline std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::string part;
    for (std::istringstream in(text); std::getline(in, part, ',');) {
        part.erase(part.find_last_not_of(" \r") + 1);
        parts.push_back(part);
    }
    return parts;
}

/// Throws std::runtime_error where the file cannot be read.
inline std::vector<HecrasSection> read_geometry(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::vector<HecrasSection> sections;
    std::string line;
    while (std::getline(file, line)) {
        const auto equals = line.find('=');
        const auto key = line.substr(0, equals), rest = equals == std::string::npos ? "" : line.substr(equals + 1);
        if (key == "Type RM Length L Ch R ") {
            const auto parts = split(rest);
            sections.push_back(
                {parts[1], std::stod(parts[2]) * foot, std::stod(parts[3]) * foot, std::stod(parts[4]) * foot, {}});
        }
        if (sections.empty()) continue;
        auto& shape = sections.back().shape;
        if (key == "#Sta/Elev") {
            const auto values = columns(file, 2 * std::stoul(rest), 0);
            for (std::size_t i = 0; i < values.size(); i += 2)
                shape.survey.emplace_back(values[i] * foot, values[i + 1] * foot);
        } else if (key == "#Mann") {
            const auto values = columns(file, 3 * std::stoul(rest), 0);
            for (std::size_t i = 0; i < values.size(); i += 3)
                shape.n_by_offset.emplace_back(values[i] * foot, values[i + 1]);
        } else if (key == "Bank Sta") {
            const auto parts = split(rest);
            shape.left_bank = std::stod(parts[0]) * foot;
            shape.right_bank = std::stod(parts[1]) * foot;
        } else if (key == "#XS Ineff" || key == "#Block Obstruct") {
            // the "normal" kind: one part at the left end, one at the right; a blank is the end of the survey, a part
            // without a level is none
            const auto values = columns(file, 6, -1);
            const double first = shape.survey.front().first, last = shape.survey.back().first;
            for (std::size_t side = 0; side < 2; ++side) {
                const double level = values[3 * side + 2] * foot;
                if (level <= 0) continue;
                const double from = side == 0 ? first : values[3] * foot, to = side == 0 ? values[1] * foot : last;
                if (key == "#XS Ineff") {
                    // HEC-RAS switches at once; a centimetre is the least rise a section takes
                    shape.ineffective.push_back({from, to, level, 0.01});
                } else {
                    shape.blocked.push_back({from, to, level});
                }
            }
        }
    }
    for (auto& section : sections) {
        // the roughness everything else is relative to
        for (const auto& [offset, n] : section.shape.n_by_offset) {
            if (offset <= *section.shape.left_bank) section.shape.manning_n = n;
        }
    }
    return sections;
}

inline std::vector<HecrasResult> read_results(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::vector<HecrasResult> results;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto p = split(line);
        results.push_back({std::stoi(p[0]), p[1], std::stod(p[2]) * cubic_foot, std::stod(p[3]) * foot,
                           std::stod(p[4]) * foot * foot, std::stod(p[5]) * cubic_foot});
    }
    return results;
}

}  // namespace qingliu::validation
