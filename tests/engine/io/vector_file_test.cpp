// The door to GDAL: what is written is read back, in place and in words; what cannot be read says so. Skipped where the
// module was not built.
#include "engine/io/vector_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <sstream>

#include "engine/base/problems.hpp"
#include "engine/io/output_file.hpp"

namespace qingliu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Two rivers in degrees, with every kind of value and one that is missing.
VectorLayer two_rivers() {
    VectorLayer layer;
    layer.name = "rivers";
    layer.title = "河流";
    layer.fields = {{"名称"}, {"grade", VectorType::integer}, {"flow", VectorType::real}, {"day", VectorType::date}};
    layer.features = {{{{113.5, 35.2}, {113.6, 35.25}, {113.7, 35.2}},
                       {std::string("卫河"), std::int64_t{4}, 2.5, std::string("2026-01-15")}},
                      {{{114.0, 35.0}, {114.1, 35.0}}, {std::string("天然渠"), {}, std::nan(""), {}}}};
    layer.features[1].values[2] = {};
    return layer;
}

class VectorFile : public testing::Test {
protected:
    void SetUp() override {
        if (gdal_version().empty()) GTEST_SKIP() << "built without GDAL";
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("qingliu-vector-" + std::string(info->name()) + "-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }
    std::filesystem::path put(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }

    std::filesystem::path folder_;
};

void expect_same(const VectorLayer& read, const VectorLayer& written) {
    ASSERT_EQ(read.features.size(), written.features.size());
    for (std::size_t i = 0; i < written.features.size(); ++i) {
        const auto &a = read.features[i], &b = written.features[i];
        ASSERT_EQ(a.points.size(), b.points.size());
        for (std::size_t k = 0; k < b.points.size(); ++k) {
            EXPECT_NEAR(a.points[k].first, b.points[k].first, 1e-7);
            EXPECT_NEAR(a.points[k].second, b.points[k].second, 1e-7);
        }
        for (std::size_t f = 0; f < written.fields.size(); ++f) {
            const int at = read.find(written.fields[f].name);
            ASSERT_GE(at, 0) << written.fields[f].name;
            EXPECT_EQ(a.values[static_cast<std::size_t>(at)], b.values[f]) << written.fields[f].name;
        }
    }
}

TEST_F(VectorFile, AGeoPackageComesBack) {
    VectorLayer points = two_rivers();
    points.name = "places";
    points.title = "地点";
    points.geometry = VectorGeometry::point;
    for (VectorFeature& feature : points.features) feature.points.resize(1);
    const auto file = folder_ / "both.gpkg";
    write_vector_file(file, {two_rivers(), points});
    EXPECT_THAT(vector_layers(file), ElementsAre("rivers", "places"));
    const VectorLayer lines = read_vector_layer(file, {"rivers"});
    EXPECT_EQ(lines.geometry, VectorGeometry::line);
    EXPECT_EQ(lines.fields[0].type, VectorType::text);
    EXPECT_EQ(lines.fields[1].type, VectorType::integer);
    EXPECT_EQ(lines.fields[2].type, VectorType::real);
    EXPECT_EQ(lines.fields[3].type, VectorType::date);
    expect_same(lines, two_rivers());
    const VectorLayer places = read_vector_layer(file, {"places"});
    EXPECT_EQ(places.geometry, VectorGeometry::point);
    expect_same(places, points);
    // nothing but the file itself is left
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(VectorFile, TheSameLayersMakeTheSameBytes) {
    VectorLayer layer = two_rivers();
    layer.style = "<qgis/>";
    for (const char* name : {"a.gpkg", "b.gpkg", "a.geojson", "b.geojson"}) write_vector_file(folder_ / name, {layer});
    EXPECT_EQ(bytes_of(folder_ / "a.gpkg"), bytes_of(folder_ / "b.gpkg"));
    EXPECT_EQ(bytes_of(folder_ / "a.geojson"), bytes_of(folder_ / "b.geojson"));
}

TEST_F(VectorFile, GeoJsonIsOfRfc7946) {
    const auto file = folder_ / "rivers.geojson";
    write_vector_file(file, {two_rivers()});
    const std::string text = bytes_of(file);
    EXPECT_THAT(text, HasSubstr("\"type\": \"FeatureCollection\""));
    EXPECT_THAT(text, HasSubstr("[ 113.5, 35.2 ]"));        // longitude first
    EXPECT_THAT(text, testing::Not(HasSubstr("\"crs\"")));  // which the RFC took out
    EXPECT_THAT(text, HasSubstr("卫河"));                   // not escaped, UTF-8
    EXPECT_THAT(text, HasSubstr("\"grade\": null"));
    expect_same(read_vector_layer(file, {}), two_rivers());
}

TEST_F(VectorFile, CoordinatesAreBroughtToDegrees) {
    // Gauss-Kruger zone of 114 degrees east, CGCS2000 (EPSG:4547): on its central meridian easting is 500 km and
    // northing the length of the arc from the equator, here by its series (Helmert 1880) on the ellipsoid GRS80.
    const double a = 6378137, n = 1 / (2 * 298.257222101 - 1), phi = 35 * std::acos(-1.0) / 180;
    const double arc =
        a / (1 + n) *
        ((1 + n * n / 4 + n * n * n * n / 64) * phi - 1.5 * (n - n * n * n / 8) * std::sin(2 * phi) +
         15.0 / 16 * (n * n - n * n * n * n / 4) * std::sin(4 * phi) - 35.0 / 48 * n * n * n * std::sin(6 * phi));
    std::ostringstream text;
    text.precision(12);
    text
        << R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[500000, )"
        << arc << "], [500000, " << arc + 1000 << "]]}}]}";
    const auto file = put("grid.geojson", text.str());
    const VectorLayer layer = read_vector_layer(file, {.declared_epsg = 4547});
    EXPECT_NEAR(layer.features[0].points[0].first, 114, 1e-9);
    EXPECT_NEAR(layer.features[0].points[0].second, 35, 1e-8);  // 1 mm
    EXPECT_GT(layer.features[0].points[1].second, 35.009);
    // and back
    const VectorLayer kept = read_vector_layer(file, {.declared_epsg = 4547, .epsg = 4547});
    EXPECT_NEAR(kept.features[0].points[0].first, 500000, 1e-6);
    EXPECT_THROW(read_vector_layer(file, {.declared_epsg = 999999}), InputError);
}

TEST_F(VectorFile, PartsOfALineAreFeaturesAndEmptyOnesStay) {
    const auto file = put("parts.geojson", R"({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "a"}, "geometry": {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]}},
        {"type": "Feature", "properties": {"name": "b"}, "geometry": null}]})");
    const VectorLayer layer = read_vector_layer(file, {});
    ASSERT_EQ(layer.features.size(), 3);
    EXPECT_EQ(layer.features[1].points[0], VectorPoint(5, 6));
    EXPECT_EQ(std::get<std::string>(layer.features[1].values[0]), "a");
    EXPECT_TRUE(layer.features[2].points.empty());
}

/// Numbers as bytes, in one order or the other.
template <class T>
std::string bytes(T number, bool little = true) {
    std::string text(sizeof(T), '\0');
    std::memcpy(text.data(), &number, sizeof(T));
    if (!little) std::ranges::reverse(text);
    return text;
}

/// A Shapefile (ESRI 1998) of one line from (500000, y) to (500000, y + 1000) and one attribute.
void put_shapefile(const std::filesystem::path& base, double y, const std::string& field, const std::string& value) {
    const auto write = [&](const char* ending, const std::string& text) {
        std::ofstream(base.string() + ending, std::ios::binary) << text;
    };
    const std::string box = bytes(500000.0) + bytes(y) + bytes(500000.0) + bytes(y + 1000);
    const std::string record = bytes(3) + box + bytes(1) + bytes(2) + bytes(0) + bytes(500000.0) + bytes(y) +
                               bytes(500000.0) + bytes(y + 1000);
    const auto head = [&](std::size_t content) {
        return bytes(9994, false) + std::string(20, '\0') + bytes(static_cast<int>((100 + content) / 2), false) +
               bytes(1000) + bytes(3) + box + std::string(32, '\0');
    };
    const int words = static_cast<int>(record.size() / 2);
    write(".shp", head(8 + record.size()) + bytes(1, false) + bytes(words, false) + record);
    write(".shx", head(8) + bytes(50, false) + bytes(words, false));
    std::string name = field + std::string(11 - field.size(), '\0');
    const std::string descriptor = name + "C" + std::string(4, '\0') + "\x14" + std::string(15, '\0');
    write(".dbf", "\x03\x7e\x0b\x1a" + bytes(1) + bytes(static_cast<short>(65)) + bytes(static_cast<short>(21)) +
                      std::string(20, '\0') + descriptor + "\r " + value + std::string(20 - value.size(), ' ') +
                      "\x1a");
}

TEST_F(VectorFile, AShapefileInGbkWithoutProjection) {
    put_shapefile(folder_ / "rivers", 3874000, "\xC3\xFB\xB3\xC6", "\xCE\xC0\xBA\xD3");  // 名称, 卫河
    const auto file = folder_ / "rivers.shp";
    EXPECT_THROW(read_vector_layer(file, {}), InputError);  // in which grid does 3874000 lie?
    const VectorLayer layer = read_vector_layer(file, {.declared_epsg = 4547});
    ASSERT_EQ(layer.features.size(), 1);
    EXPECT_EQ(layer.fields.at(0).name, "名称");
    EXPECT_EQ(std::get<std::string>(layer.features[0].values.at(0)), "卫河");
    EXPECT_NEAR(layer.features[0].points.at(0).first, 114, 1e-9);
    EXPECT_NEAR(layer.features[0].points.at(0).second, 35, 0.01);
}

TEST_F(VectorFile, WhatCannotBeReadSaysWhy) {
    EXPECT_THROW(read_vector_layer(folder_ / "none.gpkg", {}), FileError);
    EXPECT_THROW(vector_layers(put("text.gpkg", "no package at all")), FileError);
    EXPECT_THROW(vector_layers(put("cut.geojson", R"({"type": "FeatureCollection", "features": [{"type")")), FileError);
    EXPECT_THROW(
        read_vector_layer(
            put("area.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]})"),
            {}),
        InputError);
    VectorLayer other = two_rivers();
    other.name = "roads";
    other.title = "道路";
    write_vector_file(folder_ / "two.gpkg", {two_rivers(), other});
    try {
        read_vector_layer(folder_ / "two.gpkg", {"river"});
        FAIL() << "there is no such layer";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean \"rivers\"?"));
    }
    EXPECT_THROW(read_vector_layer(folder_ / "two.gpkg", {}), InputError);  // which of the two?
}

TEST_F(VectorFile, WhatCannotBeWrittenSaysWhy) {
    EXPECT_THROW(write_vector_file(folder_ / "no" / "such.gpkg", {two_rivers()}), OutputError);
    // the old file stays where the new one fails
    write_vector_file(folder_ / "rivers.gpkg", {two_rivers()});
    VectorLayer twice = two_rivers();
    EXPECT_THROW(write_vector_file(folder_ / "rivers.gpkg", {two_rivers(), twice}), OutputError);
    EXPECT_EQ(vector_layers(folder_ / "rivers.gpkg").size(), 1);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(VectorFile, AStyleStandsInTheTableThatQgisReads) {
    VectorLayer layer = two_rivers();
    layer.style = "<qgis><!-- 颜色 --></qgis>";
    write_vector_file(folder_ / "styled.gpkg", {layer});
    const VectorLayer styles = read_vector_layer(folder_ / "styled.gpkg", {.layer = "layer_styles", .epsg = 0});
    ASSERT_EQ(styles.features.size(), 1);
    const auto text = [&](const char* field) {
        return std::get<std::string>(styles.features[0].values[static_cast<std::size_t>(styles.find(field))]);
    };
    EXPECT_EQ(text("f_table_name"), "rivers");
    EXPECT_EQ(text("f_geometry_column"), "geom");
    EXPECT_EQ(text("styleQML"), layer.style);
}

}  // namespace
}  // namespace qingliu
