// How QGIS shows a layer of classes: each grade of the standard in the official colour of its rating.
#pragma once

#include <string>

#include "engine/io/vector_layer.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// Red, green and blue in hexadecimals, "2f7fd1", of a rating; grey of none. The rules name colours (环办〔2011〕22号,
/// table 1), the shades are chosen to be told apart on a pale map.
std::string shade_of(Rating rating);

/// A style (QML) that sorts features by the whole number under `class_field`. Where `date_field` is not empty the layer
/// follows QGIS's temporal controller, a feature being shown on its day.
std::string class_style(const Standard& standard, VectorGeometry geometry, const std::string& class_field,
                        const std::string& date_field);

}  // namespace qingliu
