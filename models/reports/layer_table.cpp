#include <fmt/format.h>

#include <iterator>

#include "models/reports/map_layers.hpp"
#include "models/reports/spreadsheet.hpp"

namespace qingliu {

namespace {

std::string value_text(const VectorValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return spreadsheet_cell(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    return {};
}

/// Seven decimals of a degree are 1 cm.
std::string line_text(const std::vector<VectorPoint>& points) {
    std::string text = "LINESTRING (";
    for (std::size_t i = 0; i < points.size(); ++i)
        fmt::format_to(std::back_inserter(text), "{}{:.7f} {:.7f}", i > 0 ? ", " : "", points[i].first,
                       points[i].second);
    return text + ")";
}

}  // namespace

std::string layer_csv(const VectorLayer& layer) {
    const bool points = layer.geometry == VectorGeometry::point;
    std::string csv(byte_order_mark);
    for (const VectorField& field : layer.fields) {
        const std::string name = field.unit.empty() ? field.name : fmt::format("{} [{}]", field.name, field.unit);
        csv += spreadsheet_cell(name) + ",";
    }
    csv += !points ? "wkt" : layer.epsg != 0 ? "longitude,latitude" : "x,y";
    csv += "\r\n";
    for (const VectorFeature& feature : layer.features) {
        for (const VectorValue& value : feature.values) csv += value_text(value) + ",";
        csv += points ? fmt::format("{:.7f},{:.7f}", feature.points.at(0).first, feature.points[0].second)
                      : spreadsheet_cell(line_text(feature.points));
        csv += "\r\n";
    }
    return csv;
}

}  // namespace qingliu
