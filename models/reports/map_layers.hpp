// A forecast as layers of a map: pieces of the rivers as lines and control sections as points, each once with what
// holds of the whole run and once a day.
//
//   reaches, reach_days     scenario, river, from_km, to_km, class, limiting indicator, discharge, values
//   sections, section_days  the same at control sections, with target class and ecological flow; the figures of
//                           sections.csv and summary.json
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/io/vector_layer.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/forecast_verdict.hpp"

namespace qingliu {

/// Names of the layers, in the order in which map_layers() makes them.
const std::vector<std::string>& map_layer_names();

struct MapChoice {
    std::vector<std::size_t> scenarios;  ///< indices into those of the forecast
    double longest_piece = 2000;         ///< m
    std::vector<std::string> layers;     ///< of map_layer_names()
};

/// The layers asked for. Class 0 is "not judged". `file` is where `forecast` was read. Coordinates are degrees (EPSG
/// 4326), or metres of a scheme (0) where the case has no map points. Throws FileError.
std::vector<VectorLayer> map_layers(const std::filesystem::path& file, const ReadForecast& forecast,
                                    const Verdict& verdict, const Standard& standard, const MapChoice& choice);

/// A layer as a table: its fields with their units, then longitude and latitude of points, or lines as WKT. UTF-8 with
/// a byte order mark.
std::string layer_csv(const VectorLayer& layer);

}  // namespace qingliu
