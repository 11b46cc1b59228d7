// Curves, time series, patterns, transects, inflows of a SWMM file.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/config/reading.hpp"
#include "models/imports/imported_case.hpp"
#include "models/imports/swmm_model.hpp"

namespace qingliu {
namespace {

void read_curves(SwmmRows& rows, SwmmModel& model) {
    for (const SwmmRow& row : rows.text.rows("CURVES")) {
        SwmmCurve& curve = model.curves[row.words[0].text];
        std::size_t word = 1;
        if (curve.line == 0) {
            curve.type = SwmmRows::capitals(row, 1);
            curve.line = row.line;
            word = 2;
        } else if (row.words.size() > 1 && in_capitals(row.words[1].text) == curve.type) {
            word = 2;
        }
        for (; word + 1 < row.words.size(); word += 2) {
            const double x = rows.number(row, word, "abscissa"), y = rows.number(row, word + 1, "ordinate");
            if (!curve.points.empty() && x <= curve.points.back().first)
                rows.fault(row, word, fmt::format("this point of {} is not beyond the one before", row.words[0].text),
                           fmt::format("more than {}", curve.points.back().first));
            curve.points.emplace_back(x, y);
        }
        if (word < row.words.size()) rows.fault(row, word, "this point has an abscissa and no ordinate", "pairs");
    }
}

/// Times of one series so far: with a date they are civil, without one they count from the start.
struct SeriesRows {
    std::vector<double> time, value;
    double day = 0;
    bool dated = false;
};

class TimeSeries {
public:
    TimeSeries(SwmmRows& rows, SwmmModel& model, int offset) : rows_(rows), model_(model), offset_(offset) {}

    void read() {
        for (const SwmmRow& row : rows_.text.rows("TIMESERIES")) {
            SeriesRows& series = all_[row.words[0].text];
            if (SwmmRows::capitals(row, 1) == "FILE")
                read_file(row, series);
            else
                read_row(rows_, row, 1, series);
        }
        for (auto& [name, series] : all_)
            model_.series[name] = Series(std::move(series.time), std::move(series.value), Series::Shape::linear);
    }

private:
    void read_row(SwmmRows& rows, const SwmmRow& row, std::size_t word, SeriesRows& series) {
        while (word < row.words.size()) {
            const auto date = swmm_date(row.words[word].text, offset_);
            if (date) {
                series.day = *date;
                series.dated = true;
                ++word;
            }
            const auto time = word < row.words.size() ? swmm_time(row.words[word].text) : std::nullopt;
            if (!time)
                return rows.fault(row, word, fmt::format("\"{}\" is no time", SwmmRows::word(row, word)),
                                  "a date and a time, or hours since the start");
            const double value = rows.number(row, word + 1, "value");
            const double instant = (series.dated ? series.day : model_.options.start) + *time;
            if (!series.time.empty() && instant <= series.time.back())
                return rows.fault(row, word, "this time is not after the one before", "times in ascending order");
            series.time.push_back(instant);
            series.value.push_back(value);
            word += 2;
        }
    }

    void read_file(const SwmmRow& row, SeriesRows& series) {
        std::filesystem::path path = SwmmRows::word(row, 2);
        if (path.is_relative()) path = rows_.text.folder / path;
        std::string bytes;
        try {
            bytes = bytes_of_file(path);
        } catch (const FileError& error) {
            return rows_.fault(row, 2, error.what(), "the file of this series");
        }
        model_.files.emplace_back(path.string(), checksum(bytes));
        SwmmText text = parse_swmm_text("[TIMESERIES]\n" + bytes, path, rows_.problems);
        for (SwmmSection& section : text.sections)
            for (SwmmRow& line : section.rows) --line.line;
        SwmmRows of_file(text, rows_.problems);
        for (const SwmmRow& line : text.rows("TIMESERIES")) read_row(of_file, line, 0, series);
    }

    SwmmRows& rows_;
    SwmmModel& model_;
    int offset_;
    SwmmTable<SeriesRows> all_;
};

void read_patterns(SwmmRows& rows, SwmmModel& model) {
    for (const SwmmRow& row : rows.text.rows("PATTERNS")) {
        SwmmPattern& pattern = model.patterns[row.words[0].text];
        std::size_t word = 1;
        if (pattern.type.empty()) {
            pattern.type = SwmmRows::capitals(row, 1);
            word = 2;
            const std::vector<std::string> known{"MONTHLY", "DAILY", "HOURLY", "WEEKEND"};
            if (std::ranges::find(known, pattern.type) == known.end())
                rows.fault(row, 1, fmt::format("\"{}\" is no kind of pattern", SwmmRows::word(row, 1)),
                           "MONTHLY, DAILY, HOURLY or WEEKEND", known);
        }
        for (; word < row.words.size(); ++word) pattern.factors.push_back(rows.number(row, word, "factor"));
    }
}

}  // namespace

void read_swmm_tables(SwmmRows& rows, SwmmModel& model, int utc_offset_minutes) {
    read_curves(rows, model);
    TimeSeries(rows, model, utc_offset_minutes).read();
    read_patterns(rows, model);
}

void read_swmm_transects(SwmmRows& rows, SwmmModel& model) {
    const double length = model.units.length;
    double left = 0, right = 0, channel = 0, width_factor = 1, rise = 0;
    SwmmTransect* transect = nullptr;
    for (const SwmmRow& row : rows.text.rows("TRANSECTS")) {
        const std::string key = SwmmRows::capitals(row, 0);
        if (key == "NC") {
            // a 0 keeps the figure of the transect before
            const double n[3] = {rows.number(row, 1, "roughness"), rows.number(row, 2, "roughness"),
                                 rows.number(row, 3, "roughness")};
            if (n[0] > 0) left = n[0];
            if (n[1] > 0) right = n[1];
            if (n[2] > 0) channel = n[2];
            if (left == 0) left = channel;
            if (right == 0) right = channel;
        } else if (key == "X1") {
            const auto or_one = [](double factor) { return factor == 0 ? 1 : factor; };
            const double meander = or_one(rows.number_or(row, 7, "ratio of lengths", 0));
            width_factor = or_one(rows.number_or(row, 8, "factor of widths", 0));
            rise = rows.number_or(row, 9, "rise", 0) * length;
            transect = &model.transects[SwmmRows::word(row, 1)];
            *transect = {row.line,
                         rows.number(row, 3, "left bank") * length * width_factor,
                         rows.number(row, 4, "right bank") * length * width_factor,
                         left,
                         right,
                         channel * std::sqrt(meander),
                         {}};
            if (channel <= 0) rows.fault(row, 1, "the channel of this transect has no roughness", "a row NC before it");
        } else if (key == "GR" && transect != nullptr) {
            for (std::size_t word = 1; word < row.words.size(); word += 2) {
                const double level = rows.number(row, word, "level") * length + rise;
                const double offset = rows.number(row, word + 1, "station") * length * width_factor;
                if (!transect->points.empty() && offset < transect->points.back().first)
                    rows.fault(row, word + 1, "this station lies before the one above it",
                               "stations in ascending order");
                transect->points.emplace_back(offset, level);
            }
        } else {
            rows.fault(row, 0, fmt::format("\"{}\" is no row of a transect", SwmmRows::word(row, 0)),
                       key == "GR" ? "a row X1 before it" : "NC, X1 or GR");
        }
    }
    for (const auto& [name, one] : model.transects)
        if (one.points.size() < 3)
            rows.text.fault(rows.problems, one.line,
                            fmt::format("transect {} has {} points, which enclose no area", name, one.points.size()),
                            "at least 3");
}

void read_swmm_inflows(SwmmRows& rows, SwmmModel& model) {
    std::vector<std::string> codes;
    for (const SwmmRow& row : rows.text.rows("POLLUTANTS")) {
        const std::string unit = SwmmRows::capitals(row, 1);
        if (unit != "MG/L" && unit != "UG/L") continue;  // counts are told as not taken
        std::string plain = row.words[0].text;
        for (char& letter : plain) {
            if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
            if (letter == '-') letter = '_';
        }
        SwmmPollutant pollutant;
        pollutant.name = row.words[0].text;
        pollutant.code = latin_code(plain, "pollutant", codes);
        pollutant.unit = unit == "MG/L" ? 1 : 1e-3;
        pollutant.decay = rows.number_or(row, 5, "decay", 0) / 86400;
        pollutant.dry_weather = rows.number_or(row, 9, "concentration of dry-weather flow", 0);
        pollutant.line = row.line;
        model.pollutants.push_back(std::move(pollutant));
    }
    const auto require = [&](const auto& map, const SwmmRow& row, std::size_t word, const std::string& what,
                             const std::string& section) {
        std::vector<std::string> names;
        for (const auto& [name, value] : map) names.push_back(name);
        if (!map.contains(SwmmRows::word(row, word)))
            rows.fault(row, word, fmt::format("there is no {} \"{}\"", what, SwmmRows::word(row, word)),
                       fmt::format("one of [{}]", section), names);
    };
    for (const SwmmRow& row : rows.text.rows("INFLOWS")) {
        SwmmInflow inflow;
        inflow.node = swmm_node(rows, model, row, 0);
        inflow.constituent = SwmmRows::capitals(row, 1) == "FLOW" ? "FLOW" : SwmmRows::word(row, 1);
        inflow.series = SwmmRows::word(row, 2);
        inflow.line = row.line;
        if (!inflow.series.empty()) require(model.series, row, 2, "time series", "TIMESERIES");
        inflow.mass = SwmmRows::capitals(row, 3) == "MASS";
        // node FLOW series FLOW units scale baseline pattern; node pollutant series kind units scale baseline pattern
        const double units = rows.number_or(row, 4, "factor of units", 1);
        inflow.scale = rows.number_or(row, 5, "factor", 1) * (inflow.mass ? units : 1);
        inflow.baseline = rows.number_or(row, 6, "baseline", 0);
        inflow.pattern = SwmmRows::word(row, 7);
        if (!inflow.pattern.empty()) require(model.patterns, row, 7, "pattern", "PATTERNS");
        model.inflows.push_back(std::move(inflow));
    }
    for (const SwmmRow& row : rows.text.rows("DWF")) {
        SwmmDryWeather flow;
        flow.node = swmm_node(rows, model, row, 0);
        flow.constituent = SwmmRows::capitals(row, 1) == "FLOW" ? "FLOW" : SwmmRows::word(row, 1);
        flow.mean = rows.number(row, 2, "mean");
        flow.line = row.line;
        for (std::size_t word = 3; word < row.words.size(); ++word) {
            if (row.words[word].text.empty()) continue;
            require(model.patterns, row, word, "pattern", "PATTERNS");
            flow.patterns.push_back(row.words[word].text);
        }
        model.dry_weather.push_back(std::move(flow));
    }
}

SwmmModel read_swmm_model(const SwmmText& text, int utc_offset_minutes, Problems& problems) {
    SwmmModel model;
    if (text.sections.empty()) return model;
    SwmmRows rows(text, problems);
    for (const SwmmRow& row : text.rows("TITLE")) {
        std::string line;
        for (const SwmmWord& word : row.words) line += (line.empty() ? "" : " ") + word.text;
        model.title += (model.title.empty() ? "" : " ") + line;
    }
    read_swmm_options(rows, model, utc_offset_minutes);
    read_swmm_tables(rows, model, utc_offset_minutes);
    read_swmm_transects(rows, model);
    read_swmm_nodes(rows, model);
    read_swmm_links(rows, model);
    read_swmm_inflows(rows, model);
    const auto require = [&](bool there, const char* what, const char* expected) {
        if (!there) text.fault(problems, 0, fmt::format("the model has no {}", what), expected);
    };
    require(!model.nodes.empty(), "nodes", "[JUNCTIONS], [OUTFALLS] or [STORAGE]");
    require(!model.links.empty(), "links", "[CONDUITS]");
    return model;
}

}  // namespace qingliu
