// What the module does with GDAL; see vector_driver.hpp for what comes back and what is thrown.
#pragma once

#include <string>
#include <vector>

#include "engine/io/vector_layer.hpp"

namespace qingliu::gdal {

std::vector<std::string> layers(const std::string& file);
VectorLayer read(const std::string& file, const std::string& layer, int declared_epsg, int epsg);
void write(const std::string& file, const std::string& format, const std::vector<VectorLayer>& layers);

/// GDAL's last words, or `otherwise` where it said nothing.
std::string last_words(const std::string& otherwise);

}  // namespace qingliu::gdal
