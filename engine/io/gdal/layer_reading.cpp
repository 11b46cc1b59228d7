#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <stdexcept>

#include "engine/io/gdal/layers.hpp"

namespace qingliu::gdal {

namespace {

struct TransformationEnd {
    void operator()(OGRCoordinateTransformation* transformation) const {
        OGRCoordinateTransformation::DestroyCT(transformation);
    }
};
using Transformation = std::unique_ptr<OGRCoordinateTransformation, TransformationEnd>;

GDALDatasetUniquePtr open(const std::string& file) {
    CPLErrorReset();
    // Bytes of a Shapefile come as they are: what its .cpg says is often wrong, or missing.
    const char* const options[] = {"ENCODING=", nullptr};
    const bool shape = file.ends_with(".shp") || file.ends_with(".SHP");
    GDALDatasetUniquePtr set(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, shape ? options : nullptr));
    if (!set) throw std::runtime_error(last_words("no GeoPackage, GeoJSON or Shapefile"));
    return set;
}

VectorType type_of(OGRFieldType type) {
    switch (type) {
        case OFTInteger:
        case OFTInteger64:
            return VectorType::integer;
        case OFTReal:
            return VectorType::real;
        case OFTDate:
            return VectorType::date;
        default:
            return VectorType::text;
    }
}

VectorValue value_of(const OGRFeature& feature, int field, VectorType type) {
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    switch (type) {
        case VectorType::integer:
            return static_cast<std::int64_t>(feature.GetFieldAsInteger64(field));
        case VectorType::real:
            return feature.GetFieldAsDouble(field);
        case VectorType::date: {
            int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;
            feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
            return std::string(CPLSPrintf("%04d-%02d-%02d", year, month, day));
        }
        default:
            return std::string(feature.GetFieldAsString(field));
    }
}

/// From what the coordinates refer to, to `epsg`; nothing where they stay as they are.
Transformation transformation_of(const OGRSpatialReference* stated, int declared_epsg, int epsg) {
    OGRSpatialReference from, to;
    if (declared_epsg != 0) {
        if (from.importFromEPSG(declared_epsg) != OGRERR_NONE)
            throw std::invalid_argument("there is no reference system EPSG:" + std::to_string(declared_epsg));
    } else if (stated != nullptr) {
        from = *stated;
    } else {
        throw std::invalid_argument("the file does not tell what its coordinates refer to");
    }
    if (to.importFromEPSG(epsg) != OGRERR_NONE)
        throw std::invalid_argument("there is no reference system EPSG:" + std::to_string(epsg));
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    Transformation transformation(OGRCreateCoordinateTransformation(&from, &to));
    if (!transformation) throw std::invalid_argument(last_words("no way leads from one reference system to the other"));
    return transformation;
}

/// Adds each part of the geometry as a feature with the same values.
void add_parts(const OGRGeometry& geometry, const VectorFeature& values, VectorLayer& layer) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    VectorFeature feature = values;
    if (type == wkbPoint) {
        const OGRPoint* point = geometry.toPoint();
        feature.points.emplace_back(point->getX(), point->getY());
    } else if (type == wkbLineString) {
        const OGRLineString* line = geometry.toLineString();
        for (int i = 0; i < line->getNumPoints(); ++i) feature.points.emplace_back(line->getX(i), line->getY(i));
    } else if (type == wkbMultiPoint || type == wkbMultiLineString) {
        const OGRGeometryCollection* parts = geometry.toGeometryCollection();
        for (const OGRGeometry* part : *parts) add_parts(*part, values, layer);
        return;
    } else {
        throw std::invalid_argument(std::string("it holds a ") + OGRGeometryTypeToName(type));
    }
    layer.geometry = type == wkbPoint ? VectorGeometry::point : VectorGeometry::line;
    layer.features.push_back(std::move(feature));
}

}  // namespace

std::string last_words(const std::string& otherwise) {
    const std::string words = CPLGetLastErrorMsg();
    return words.empty() ? otherwise : words;
}

std::vector<std::string> layers(const std::string& file) {
    const GDALDatasetUniquePtr set = open(file);
    std::vector<std::string> names;
    for (OGRLayer* layer : set->GetLayers()) names.emplace_back(layer->GetName());
    return names;
}

VectorLayer read(const std::string& file, const std::string& name, int declared_epsg, int epsg) {
    const GDALDatasetUniquePtr set = open(file);
    OGRLayer* layer = set->GetLayerByName(name.c_str());
    if (layer == nullptr) throw std::runtime_error("no layer \"" + name + "\"");
    VectorLayer result;
    result.name = name;
    result.geometry = VectorGeometry::none;
    const OGRFeatureDefn* definition = layer->GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        const OGRFieldDefn* field = definition->GetFieldDefn(i);
        result.fields.push_back({field->GetNameRef(), type_of(field->GetType())});
    }
    Transformation transformation;
    if (epsg != 0) transformation = transformation_of(layer->GetSpatialRef(), declared_epsg, epsg);
    result.epsg = epsg;
    CPLErrorReset();
    for (const OGRFeatureUniquePtr& feature : layer) {
        VectorFeature values;
        for (std::size_t i = 0; i < result.fields.size(); ++i)
            values.values.push_back(value_of(*feature, static_cast<int>(i), result.fields[i].type));
        OGRGeometry* geometry = feature->GetGeometryRef();
        if (geometry == nullptr || geometry->IsEmpty()) {
            result.features.push_back(std::move(values));
            continue;
        }
        if (transformation && geometry->transform(transformation.get()) != OGRERR_NONE)
            throw std::invalid_argument(last_words("a coordinate lies outside its reference system"));
        const VectorGeometry before = result.geometry;
        add_parts(*geometry, values, result);
        if (before != VectorGeometry::none && before != result.geometry)
            throw std::invalid_argument("it holds points and lines");
    }
    if (CPLGetLastErrorType() == CE_Failure) throw std::runtime_error(last_words("damaged"));
    return result;
}

}  // namespace qingliu::gdal
