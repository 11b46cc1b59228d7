// What the layers of a map have in common: fields of a schedule, classes, indicators, worst days.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/io/netcdf_reader.hpp"
#include "engine/io/vector_layer.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/forecast_verdict.hpp"
#include "models/reports/map_layers.hpp"
#include "models/reports/piece_days.hpp"

namespace qingliu {

/// As a reader needs it: six significant digits; nothing of NaN.
VectorValue layer_number(double value);
VectorValue layer_count(std::int64_t value);
/// 1 or 0; nothing where it is not known.
VectorValue layer_flag(bool known, bool yes);

/// One forecast, and what is asked of it. References must outlive it.
struct LayerSource {
    const NetcdfReader& file;
    const ReadForecast& forecast;
    const Verdict& verdict;
    const Standard& standard;
    const MapChoice& choice;
    SimulatedValues simulated;
    std::vector<std::size_t> told;  ///< indicators that have values

    LayerSource(const NetcdfReader& nc, const ReadForecast& read, const Verdict& judged, const Standard& by,
                const MapChoice& asked);

    [[nodiscard]] const Case& specification() const { return forecast.specification; }
    /// An empty layer with the fields of the schedule and its style, by `class` of the `date` or by `worst_class`.
    [[nodiscard]] VectorLayer layer(std::string name, const std::string& title, VectorGeometry geometry,
                                    bool geographic, bool daily) const;
    /// A feature of the s-th schedule asked for.
    [[nodiscard]] VectorFeature feature(std::size_t s, std::vector<VectorPoint> points) const;
    [[nodiscard]] std::string date(std::size_t day) const;
    [[nodiscard]] VectorValue first_date() const;
    /// "" of 0 and of -1.
    [[nodiscard]] std::string class_name(int grade) const;
    [[nodiscard]] std::string indicator(int index) const;
    void append_indicators(std::vector<VectorField>& fields) const;
    /// `values` [Standard::indicators], SI; may be empty.
    void append_values(VectorFeature& feature, const std::vector<double>& values) const;

    /// The worst of some days.
    struct Worst {
        int grade = 0;
        int limiting = -1;  ///< the indicator that decides most days of that class
        int days = 0;       ///< judged
        std::string by_day;
    };
    [[nodiscard]] Worst worst_of(const std::vector<Judgement>& days) const;
};

void append(std::vector<VectorField>& fields, std::vector<VectorField> more);
void append(VectorFeature& feature, std::vector<VectorValue> more);

/// [scenario asked for][piece][day], as judge_pieces() makes them.
using DaysOfPieces = std::vector<std::vector<std::vector<PieceDay>>>;
VectorLayer reach_layer(const LayerSource& source, const RiverPieces& pieces, const DaysOfPieces& days);
VectorLayer reach_day_layer(const LayerSource& source, const RiverPieces& pieces, const DaysOfPieces& days);
VectorLayer section_layer(const LayerSource& source);
VectorLayer section_day_layer(const LayerSource& source);

}  // namespace qingliu
