// The one door to GDAL: files of geographic information systems. GeoPackage, GeoJSON and Shapefile are read, GeoPackage
// and GeoJSON (RFC 7946) written. GDAL brings seventy libraries, which take 44 ms and 25 MB to load where the whole
// program starts in 7 ms; it therefore stands in a module beside the program (engine/io/gdal) that the first call below
// loads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/io/vector_layer.hpp"

namespace qingliu {

/// Version of GDAL; empty where the module or GDAL is not there.
std::string gdal_version();

struct VectorRequest {
    std::string layer = {};  ///< name; empty: the only one
    int declared_epsg = 0;   ///< of the file's coordinates, whatever the file says; 0: what it says
    int epsg = 4326;         ///< to which they are brought; 0: as they are
};

/// Names of the layers of a file. Throws FileError where it cannot be read, or GDAL is not there.
std::vector<std::string> vector_layers(const std::filesystem::path& file);

/// Reads one layer of points or lines; heights are left out. Texts that are not UTF-8 are taken for GB 18030. Throws
/// FileError where the file cannot be read, or GDAL is not there; InputError where there is no such layer, the layer
/// has other geometries, or nothing tells what its coordinates refer to while they are to be brought elsewhere.
VectorLayer read_vector_layer(const std::filesystem::path& file, const VectorRequest& request);

/// Writes a file of the format its ending tells: .gpkg takes several layers, .geojson one, of degrees. Written beside
/// and renamed. Throws OutputError. Preconditions: the ending is one of these, what a GeoJSON gets has EPSG code 4326,
/// titles differ.
void write_vector_file(const std::filesystem::path& file, const std::vector<VectorLayer>& layers);

}  // namespace qingliu
