#include "models/reports/map_style.hpp"

#include <fmt/format.h>

#include <charconv>

#include "models/reports/markup.hpp"

namespace qingliu {

namespace {

/// "47,127,209,255", as QGIS writes a colour.
std::string colour_of(const std::string& shade) {
    const auto part = [&](std::size_t at) {
        int value = 0;
        std::from_chars(shade.data() + at, shade.data() + at + 2, value, 16);
        return value;
    };
    return fmt::format("{},{},{},255", part(0), part(2), part(4));
}

std::string option(std::string_view name, std::string_view value) {
    return fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", name, value);
}

std::string symbol(int number, VectorGeometry geometry, const std::string& shade) {
    const bool line = geometry == VectorGeometry::line;
    const std::string colour = colour_of(shade);
    const std::string options =
        line ? option("line_color", colour) + option("line_width", "0.9") + option("line_width_unit", "MM") +
                   option("capstyle", "round") + option("joinstyle", "round")
             : option("name", "circle") + option("color", colour) + option("outline_color", "60,60,60,255") +
                   option("outline_width", "0.3") + option("size", "3.2") + option("size_unit", "MM");
    return fmt::format(
        "<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">"
        "<layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">{}</Option></layer></symbol>",
        line ? "line" : "marker", number, line ? "SimpleLine" : "SimpleMarker", options);
}

}  // namespace

std::string shade_of(Rating rating) {
    switch (rating) {
        case Rating::excellent:
            return "2f7fd1";
        case Rating::good:
            return "3aa655";
        case Rating::light_pollution:
            return "f2c230";
        case Rating::moderate_pollution:
            return "ee7f2d";
        case Rating::heavy_pollution:
            return "d43a2f";
        default:
            return "9a9a9a";
    }
}

std::string class_style(const Standard& standard, VectorGeometry geometry, const std::string& class_field,
                        const std::string& date_field) {
    std::string categories, symbols;
    for (int grade = 0; grade <= standard.beyond(); ++grade) {
        // what is not judged comes last
        const int number = grade == standard.beyond() ? 0 : grade + 1;
        const bool judged = number > 0;
        const Grade* of = judged ? &standard.grades[static_cast<std::size_t>(number - 1)] : nullptr;
        const std::string label = of != nullptr ? fmt::format("{} ({})", of->title, of->name) : "- (not judged)";
        categories += fmt::format("<category value=\"{}\" symbol=\"{}\" label=\"{}\" render=\"true\" type=\"long\"/>",
                                  number, number, escaped(label));
        symbols += symbol(number, geometry, shade_of(of != nullptr ? of->rating : Rating::none));
    }
    const std::string temporal =
        date_field.empty()
            ? ""
            : fmt::format(
                  "<temporal enabled=\"1\" mode=\"1\" limitMode=\"0\" startField=\"{}\" endField=\"\" "
                  "durationField=\"\" "
                  "durationUnit=\"d\" fixedDuration=\"1\" accumulate=\"0\" startExpression=\"\" endExpression=\"\">"
                  "<fixedRange><start></start><end></end></fixedRange></temporal>",
                  date_field);
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        "<qgis version=\"3.22\" styleCategories=\"Symbology|Temporal\">{}"
        "<renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" enableorderby=\"0\" forceraster=\"0\" symbollevels=\"0\">"
        "<categories>{}</categories><symbols>{}</symbols></renderer-v2></qgis>\n",
        temporal, class_field, categories, symbols);
}

}  // namespace qingliu
