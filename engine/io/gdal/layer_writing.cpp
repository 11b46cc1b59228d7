#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <stdexcept>

#include "engine/io/gdal/layers.hpp"

namespace qingliu::gdal {

namespace {

constexpr const char* style_layer = "layer_styles";  // the table in which QGIS looks for them
// The same layers make the same bytes: what a GeoPackage tells of its last change is not when it was made.
constexpr const char* unchanging_time = "1970-01-01T00:00:00.000Z";

void expect(bool well) {
    if (!well) throw std::runtime_error(last_words("GDAL does not say why"));
}

OGRFieldDefn definition_of(const VectorField& field) {
    switch (field.type) {
        case VectorType::integer:
            return {field.name.c_str(), OFTInteger64};
        case VectorType::real:
            return {field.name.c_str(), OFTReal};
        case VectorType::date:
            return {field.name.c_str(), OFTDate};
        default:
            return {field.name.c_str(), OFTString};
    }
}

OGRwkbGeometryType type_of(VectorGeometry geometry) {
    return geometry == VectorGeometry::point ? wkbPoint : geometry == VectorGeometry::line ? wkbLineString : wkbNone;
}

void set_value(OGRFeature& feature, int field, const VectorValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        feature.SetField(field, text->c_str());
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        feature.SetField(field, static_cast<GIntBig>(*whole));
    } else if (const auto* real = std::get_if<double>(&value)) {
        feature.SetField(field, *real);
    } else {
        feature.SetFieldNull(field);
    }
}

std::unique_ptr<OGRGeometry> geometry_of(const VectorFeature& feature, VectorGeometry kind) {
    if (feature.points.empty() || kind == VectorGeometry::none) return nullptr;
    if (kind == VectorGeometry::point)
        return std::make_unique<OGRPoint>(feature.points.front().first, feature.points.front().second);
    auto line = std::make_unique<OGRLineString>();
    for (const auto& [x, y] : feature.points) line->addPoint(x, y);
    return line;
}

void write_layer(GDALDataset& set, const VectorLayer& layer, bool geopackage) {
    OGRSpatialReference reference;
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (layer.epsg != 0) expect(reference.importFromEPSG(layer.epsg) == OGRERR_NONE);
    CPLStringList options;
    if (geopackage) {
        options.AddNameValue("FID", "fid");
        options.AddNameValue("GEOMETRY_NAME", "geom");
        if (!layer.title.empty()) options.AddNameValue("IDENTIFIER", layer.title.c_str());
    } else {
        options.AddNameValue("RFC7946", "YES");
        if (!layer.title.empty()) options.AddNameValue("DESCRIPTION", layer.title.c_str());
    }
    OGRLayer* target = set.CreateLayer(layer.name.c_str(), layer.epsg != 0 ? &reference : nullptr,
                                       type_of(layer.geometry), options.List());
    expect(target != nullptr);
    for (const VectorField& field : layer.fields) {
        OGRFieldDefn definition = definition_of(field);
        expect(target->CreateField(&definition) == OGRERR_NONE);
    }
    for (const VectorFeature& feature : layer.features) {
        const OGRFeatureUniquePtr made(OGRFeature::CreateFeature(target->GetLayerDefn()));
        for (std::size_t i = 0; i < layer.fields.size(); ++i)
            set_value(*made, static_cast<int>(i), feature.values.at(i));
        made->SetGeometryDirectly(geometry_of(feature, layer.geometry).release());
        expect(target->CreateFeature(made.get()) == OGRERR_NONE);
    }
    expect(target->SyncToDisk() == OGRERR_NONE);
}

/// QGIS takes the style marked as default when the layer is opened.
VectorLayer styles_of(const std::vector<VectorLayer>& layers) {
    VectorLayer styles;
    styles.name = style_layer;
    styles.geometry = VectorGeometry::none;
    styles.epsg = 0;
    styles.fields = {{"f_table_catalog"}, {"f_table_schema"}, {"f_table_name"}, {"f_geometry_column"},
                     {"styleName"},       {"styleQML"},       {"styleSLD"},     {"useAsDefault", VectorType::integer},
                     {"description"},     {"owner"},          {"ui"},           {"update_time"}};
    for (const VectorLayer& layer : layers) {
        if (layer.style.empty()) continue;
        const std::string none;
        styles.features.push_back({{},
                                   {none, none, layer.name, std::string("geom"), layer.name, layer.style, none,
                                    std::int64_t{1}, layer.title, none, none, std::string(unchanging_time)}});
    }
    return styles;
}

}  // namespace

void write(const std::string& file, const std::string& format, const std::vector<VectorLayer>& layers) {
    CPLErrorReset();
    const bool geopackage = format == "GPKG";
    CPLSetConfigOption("OGR_CURRENT_DATE", unchanging_time);
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(format.c_str());
    expect(driver != nullptr);
    GDALDatasetUniquePtr set(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    expect(set != nullptr);
    if (geopackage) expect(set->StartTransaction() == OGRERR_NONE);
    for (const VectorLayer& layer : layers) write_layer(*set, layer, geopackage);
    const VectorLayer styles = styles_of(layers);
    if (geopackage && !styles.features.empty()) write_layer(*set, styles, true);
    if (geopackage) expect(set->CommitTransaction() == OGRERR_NONE);
    CPLErrorReset();
    set.reset();
    if (CPLGetLastErrorType() == CE_Failure) throw std::runtime_error(last_words("closing failed"));
}

}  // namespace qingliu::gdal
