// Layers of a geographic information system as plain values: points or lines with attributes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace qingliu {

enum class VectorGeometry { none, point, line };
enum class VectorType { text, integer, real, date };

struct VectorField {
    std::string name;
    VectorType type = VectorType::text;
    std::string unit = {};  ///< shown behind the name in a table; map formats have no place for it
};

/// What a feature says under one field; nothing where it says nothing. Dates are texts, "2026-01-15".
using VectorValue = std::variant<std::monostate, std::string, std::int64_t, double>;

/// (x, y): degrees east and north, or metres east and north of a projection.
using VectorPoint = std::pair<double, double>;

struct VectorFeature {
    /// One point of a point, two or more of a line; none without geometry. A line in several parts is several features
    /// when it is read.
    std::vector<VectorPoint> points;
    std::vector<VectorValue> values;  ///< [VectorLayer::fields]
};

struct VectorLayer {
    std::string name, title;
    VectorGeometry geometry = VectorGeometry::line;
    int epsg = 4326;  ///< code of the reference system; 0 = not known, or a scheme that lies nowhere
    std::vector<VectorField> fields;
    std::vector<VectorFeature> features;
    /// QGIS's style (QML) and the name it bears; empty: none. A GeoPackage keeps it, other formats do not.
    std::string style;

    /// Index of the field of that name, or -1.
    [[nodiscard]] int find(const std::string& field) const {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].name == field) return static_cast<int>(i);
        }
        return -1;
    }
};

}  // namespace qingliu
