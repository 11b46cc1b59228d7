// What the module that is linked with GDAL offers to the program that loads it. Only plain values and exceptions of the
// standard library pass; the two are built together, and `built_for` tells if they are not.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/io/vector_layer.hpp"

namespace qingliu {

struct VectorDriver {
    int built_for;  ///< vector_driver_version
    std::string (*version)();
    /// These throw std::runtime_error with GDAL's own words.
    std::vector<std::string> (*layers)(const std::string& file);
    /// `layer` must exist. Texts as the file's bytes have them. Throws std::invalid_argument where coordinates cannot
    /// be brought to `epsg`, or a feature is neither a point nor a line.
    VectorLayer (*read)(const std::string& file, const std::string& layer, int declared_epsg, int epsg);
    void (*write)(const std::string& file, const std::string& format, const std::vector<VectorLayer>& layers);
};

constexpr int vector_driver_version = 1;

/// Name of the function that gives the driver, and its type.
constexpr const char* vector_driver_entry = "qingliu_vector_driver";
using VectorDriverEntry = const VectorDriver* (*)();

}  // namespace qingliu
