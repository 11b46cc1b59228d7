// A forecast as layers of a map: pieces lie where the cells lie, have the means of their cells, and sections say what
// the verdict says.
#include "models/reports/map_layers.hpp"

#include <gmock/gmock.h>

#include "engine/base/delimited_text.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/reports/piece_days.hpp"
#include "models/reports/spreadsheet.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

class MapLayers : public ResultFolder {
protected:
    void SetUp() override {
        ResultFolder::SetUp();
        Quality quality;  // one that gives the index, so that it is judged
        quality.name = "upstream";
        quality.concentration = {{"permanganate_index", Series(5.0)}};
        results_.specification.qualities = {quality};
        results_.write(folder_);
        file_ = folder_ / "forecast.nc";
        forecast_ = read_forecast(file_);
        standard_ = read_standard(standard_file("gb3838-2002"));
        verdict_ = judge_forecast(*forecast_, standard_);
    }
    [[nodiscard]] std::vector<VectorLayer> layers(double longest = 1000) const {
        return map_layers(file_, *forecast_, verdict_, standard_, {{0, 1}, longest, map_layer_names()});
    }
    static const VectorValue& value(const VectorLayer& layer, std::size_t feature, const char* field) {
        return layer.features.at(feature).values.at(static_cast<std::size_t>(layer.find(field)));
    }
    static double number(const VectorLayer& layer, std::size_t feature, const char* field) {
        return std::get<double>(value(layer, feature, field));
    }

    SyntheticResults results_;
    std::filesystem::path file_;
    std::unique_ptr<ReadForecast> forecast_;
    Standard standard_;
    Verdict verdict_;
};

TEST_F(MapLayers, PiecesCoverTheirRiverAndMeet) {
    const NetcdfReader nc(file_);
    for (const double longest : {100.0, 500.0, 700.0, 1000.0, 5000.0}) {
        const RiverPieces map = read_river_pieces(nc, {"WH", "GQ"}, longest);
        EXPECT_TRUE(map.geographic);
        double to = 0;
        int river = -1;
        std::size_t cells = 0;
        for (std::size_t p = 0; p < map.pieces.size(); ++p) {
            const RiverPiece& piece = map.pieces[p];
            if (piece.river != river) to = 0;  // both rivers begin at 0 km
            EXPECT_DOUBLE_EQ(piece.from, to);
            if (piece.river == river) {
                EXPECT_EQ(piece.line.front(), map.pieces[p - 1].line.back());
            }
            EXPECT_GE(piece.line.size(), 2);
            EXPECT_LE(piece.to - piece.from, std::max(longest, 500.0) + 1e-9);
            to = piece.to;
            river = piece.river;
            cells += piece.cells.size();
        }
        EXPECT_EQ(cells, 5);
        EXPECT_DOUBLE_EQ(map.pieces.back().to, 1000);
        // the outlet lies half a cell beyond the third cell, the tributary ends on a cell of the main river
        const auto main_end =
            std::ranges::find_if(map.pieces, [](const RiverPiece& piece) { return piece.to == 1500; });
        ASSERT_NE(main_end, map.pieces.end());
        EXPECT_NEAR(main_end->line.back().first, 113.525, 1e-9);
        const VectorPoint mouth = map.pieces.back().line.back();
        bool on_main = false;
        for (int c = 0; c < 3; ++c)
            on_main |= std::hypot(mouth.first - 113.5 - 0.01 * c, mouth.second - 35.2 - 0.005 * c) < 1e-9;
        EXPECT_TRUE(on_main);
    }
}

TEST_F(MapLayers, ALongRiverHasLongerPiecesInsteadOfMore) {
    const NetcdfReader nc(file_);
    const auto of_main = [&](double most) {
        const RiverPieces map = read_river_pieces(nc, {"WH", "GQ"}, 500, most);
        return std::ranges::count(map.pieces, 0, &RiverPiece::river);
    };
    EXPECT_EQ(of_main(3), 3);  // cells of 500 m
    EXPECT_EQ(of_main(2), 2);
    EXPECT_EQ(of_main(1), 1);
}

TEST(CornersOf, DropsWhatIsStraightAndKeepsBothEnds) {
    using Line = std::vector<VectorPoint>;
    EXPECT_EQ(corners_of({{0, 0}, {1, 0}, {2, 0}, {3, 1}, {4, 2}}), (Line{{0, 0}, {2, 0}, {4, 2}}));
    EXPECT_EQ(corners_of({{0, 0}, {1, 0}}), (Line{{0, 0}, {1, 0}}));
    EXPECT_EQ(corners_of({{0, 0}, {1, 1}, {0, 0}}), (Line{{0, 0}, {1, 1}, {0, 0}}));  // there and back
    EXPECT_EQ(corners_of({}), Line{});
}

TEST_F(MapLayers, APieceHasTheMeanOfItsCellsOverTheOutputsOfTheDay) {
    const VectorLayer days = layers().at(1);
    ASSERT_EQ(days.name, "reach_days");
    // 1000 + cell + output / 10 of the index; the middle of three outputs counts twice as long as its neighbours
    EXPECT_DOUBLE_EQ(number(days, 0, "permanganate_index"), 1000.6);  // of the first two cells
    EXPECT_DOUBLE_EQ(number(days, 2, "permanganate_index"), 1002.1);  // of the third
    EXPECT_EQ(std::get<std::string>(value(days, 0, "date")), "2026-01-15");
    EXPECT_EQ(std::get<std::int64_t>(value(days, 0, "class")), 6);
    EXPECT_EQ(std::get<std::string>(value(days, 0, "limiting_indicator")), "permanganate_index");
    // no output lies on the second day
    EXPECT_EQ(std::get<std::int64_t>(value(days, 1, "class")), 0);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(value(days, 1, "permanganate_index")));
    // discharge of a face is face + 0.5 + output / 10; below the third cell lies the outlet
    const RiverPieces map = read_river_pieces(NetcdfReader(file_), {"WH", "GQ"}, 1000);
    const auto outlet = std::ranges::find(map.edge_from, 2U) - map.edge_from.begin();
    EXPECT_NEAR(number(days, 2, "discharge"), static_cast<double>(outlet) + 0.6, 1e-4);
}

TEST_F(MapLayers, TheRunAsAWholeIsItsWorstDay) {
    const VectorLayer reaches = layers().at(0);
    EXPECT_EQ(reaches.features.size(), 2 * 3);  // two schedules, three pieces
    EXPECT_EQ(std::get<std::string>(value(reaches, 0, "reach")), "WH-1");
    EXPECT_EQ(std::get<std::int64_t>(value(reaches, 0, "worst_class")), 6);
    EXPECT_EQ(std::get<std::string>(value(reaches, 0, "worst_class_name")), "worse than V");
    EXPECT_EQ(std::get<std::string>(value(reaches, 0, "class_by_day")), "6 0");
    EXPECT_EQ(std::get<std::int64_t>(value(reaches, 0, "days_judged")), 1);
    EXPECT_EQ(std::get<std::string>(value(reaches, 3, "scenario")), "pulsed");
}

TEST_F(MapLayers, SectionsSayWhatTheVerdictSays) {
    const auto all = layers();
    const VectorLayer &sections = all.at(2), &days = all.at(3);
    ASSERT_EQ(sections.features.size(), 2 * 2);
    ASSERT_EQ(days.features.size(), 2 * 2 * 2);
    EXPECT_EQ(sections.geometry, VectorGeometry::point);
    const SectionVerdict& second = verdict_.scenarios[0].sections[1];
    EXPECT_EQ(std::get<std::int64_t>(value(sections, 1, "worst_class")), second.worst_class);
    EXPECT_EQ(std::get<std::int64_t>(value(days, 3, "class")), second.days[1].headline.water_class);
    EXPECT_DOUBLE_EQ(number(days, 3, "permanganate_index"), 17);
    EXPECT_DOUBLE_EQ(number(days, 3, "discharge"), 3.5);
    EXPECT_EQ(std::get<std::int64_t>(value(days, 3, "meets_target")), 0);
    // the failed schedule has nothing on its second day
    EXPECT_TRUE(std::holds_alternative<std::monostate>(value(days, 5, "discharge")));
    EXPECT_TRUE(std::holds_alternative<std::monostate>(value(days, 5, "meets_target")));
}

TEST_F(MapLayers, ATableHasAsManyCellsInEveryRow) {
    for (const VectorLayer& layer : layers()) {
        const std::string csv = layer_csv(layer);
        ASSERT_TRUE(csv.starts_with(byte_order_mark));
        const std::string text = csv.substr(byte_order_mark.size());
        DelimitedText table(text, "layer.csv");
        std::vector<TextCell> cells;
        ASSERT_TRUE(table.next(cells));
        const std::size_t width = cells.size();
        EXPECT_EQ(width, layer.fields.size() + (layer.geometry == VectorGeometry::point ? 2 : 1));
        std::size_t rows = 0;
        while (table.next(cells)) {
            EXPECT_EQ(cells.size(), width);
            ++rows;
        }
        EXPECT_EQ(rows, layer.features.size());
        EXPECT_EQ(table.open_quote(), 0);
    }
}

}  // namespace
}  // namespace qingliu
