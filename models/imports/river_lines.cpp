#include "models/imports/river_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/problems.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/run/column_header.hpp"

namespace qingliu {

namespace {

/// Where one property of the lines is read.
struct Origin {
    int column = -1;  // of the layer, or -1
    std::string unit;
    std::optional<double> value;  // SI, where the column says nothing
    std::size_t used = 0;         // how often `value` was
};

class Reader {
public:
    Reader(const VectorLayer& layer, const LineColumns& columns, std::string file, ImportReport& report)
        : layer_(layer), columns_(columns), file_(std::move(file)), report_(report) {
        for (const VectorField& field : layer.fields) headers_.push_back(field.name);
    }

    std::vector<RiverLine> read() {
        check_names();
        const int name = column_of("name").value_or(-1);
        for (const LineProperty& property : line_properties()) origins_[property.name] = origin_of(property);
        problems_.throw_if_any();
        std::vector<RiverLine> lines;
        for (std::size_t i = 0; i < layer_.features.size(); ++i) {
            const VectorFeature& feature = layer_.features[i];
            feature_ = static_cast<int>(i) + 1;
            if (feature.points.empty()) {
                report_.leave(place(), "a feature without geometry", "it lies nowhere");
                continue;
            }
            RiverLine& line = lines.emplace_back();
            line.feature = feature_;
            line.points = feature.points;
            if (name >= 0) line.name = text_of(feature.values[static_cast<std::size_t>(name)]);
            read_figures(feature, line);
        }
        if (lines.empty() && problems_.empty())
            fault(fmt::format("layer \"{}\" has no lines", layer_.name), "rivers as lines");
        problems_.throw_if_any();
        tell_what_was_taken();
        return lines;
    }

private:
    [[nodiscard]] std::string place() const { return fmt::format("{}:feature {}", file_, feature_); }
    void fault(std::string message, std::string expected, std::string guess = {}, bool of_feature = false) {
        Problem problem;
        problem.place.file = of_feature ? place() : file_;
        problem.message = std::move(message);
        problem.expected = std::move(expected);
        problem.guess = std::move(guess);
        problems_.add(std::move(problem));
    }

    void check_names() {
        std::vector<std::string> known{"name"};
        for (const LineProperty& property : line_properties()) known.emplace_back(property.name);
        for (const auto* given : {&columns_.columns, &columns_.values}) {
            for (const auto& [property, told] : *given) {
                if (std::ranges::find(known, property) == known.end())
                    fault(fmt::format("lines have no property \"{}\"", property), join_words(known, "or"),
                          closest_name(property, known));
            }
        }
        if (layer_.geometry != VectorGeometry::line && !layer_.features.empty())
            fault(fmt::format("layer \"{}\" has no lines", layer_.name), "rivers as lines");
    }

    /// Index of the column declared for a property, or of its own name; nothing where there is none.
    std::optional<int> column_of(const std::string& property) {
        const auto declared = columns_.columns.find(property);
        const std::string wanted = declared != columns_.columns.end() ? split_header(declared->second).name : property;
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            if (headers_[i] == wanted || split_header(headers_[i]).name == wanted) {
                read_.push_back(i);
                return static_cast<int>(i);
            }
        }
        if (declared != columns_.columns.end())
            fault(fmt::format("layer \"{}\" has no column \"{}\"", layer_.name, wanted), join_words(headers_, "or"),
                  closest_name(wanted, headers_));
        return std::nullopt;
    }

    Origin origin_of(const LineProperty& property) {
        Origin origin;
        if (const auto column = column_of(property.name)) {
            origin.column = *column;
            const auto declared = columns_.columns.find(property.name);
            origin.unit = declared != columns_.columns.end() ? split_header(declared->second).unit : "";
            if (origin.unit.empty()) origin.unit = split_header(headers_[static_cast<std::size_t>(*column)]).unit;
            if (origin.unit.empty()) origin.unit = property.unit;
            const auto unit = parse_unit(origin.unit);
            if (!unit || unit->dimension != declared_unit(property.unit).dimension)
                fault(fmt::format("\"{}\" is no unit of {}", origin.unit, property.name),
                      accepted_units(property.unit));
        }
        if (const auto given = columns_.values.find(property.name); given != columns_.values.end()) {
            const ParsedQuantity quantity = parse_quantity(given->second, property.unit);
            if (!quantity.ok())
                fault(fmt::format("{}: {}", property.name, quantity.fault), quantity.expected);
            else
                origin.value = quantity.value;
        }
        const bool required = property.name != std::string("discharge") && property.name != std::string("length");
        if (required && origin.column < 0 && !columns_.values.contains(property.name))
            fault(fmt::format("layer \"{}\" has no column of the {} ({})", layer_.name, property.says, property.name),
                  fmt::format("--column {}=COLUMN, or --value {}=\"QUANTITY\"; its columns are {}", property.name,
                              property.name, join_words(headers_)));
        return origin;
    }

    static std::string text_of(const VectorValue& value) {
        if (const auto* text = std::get_if<std::string>(&value)) return std::string(trimmed(*text));
        if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
        if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
        return {};
    }

    /// SI; nothing where neither the feature nor the command line says it.
    std::optional<double> figure(const VectorFeature& feature, const LineProperty& property, RiverLine& line) {
        Origin& origin = origins_[property.name];
        if (origin.column >= 0) {
            const VectorValue& value = feature.values[static_cast<std::size_t>(origin.column)];
            std::optional<double> number;
            if (const auto* whole = std::get_if<std::int64_t>(&value)) number = static_cast<double>(*whole);
            if (const auto* real = std::get_if<double>(&value)) number = *real;
            const std::string text = std::holds_alternative<std::string>(value) ? text_of(value) : "";
            if (!text.empty()) {
                number = parse_number(text);
                if (!number) {
                    fault(fmt::format("{} is {}", property.name, number_fault(text)), "a number", {}, true);
                    return std::nullopt;
                }
            }
            if (number && std::isfinite(*number)) {
                const double si = to_si(*number, origin.unit);
                if (si < to_si(property.least, property.unit) || si > to_si(property.most, property.unit))
                    fault(fmt::format("{} of {} {} is out of bounds", property.name, *number, origin.unit),
                          fmt::format("{} to {} {}", property.least, property.most, property.unit), {}, true);
                return si;
            }
        }
        if (origin.value) {
            ++origin.used;
            line.given.emplace_back(property.name);
        }
        return origin.value;
    }

    void read_figures(const VectorFeature& feature, RiverLine& line) {
        const auto& properties = line_properties();
        std::vector<std::string> missing;
        const auto required = [&](std::size_t i, double& into) {
            const std::size_t faults = problems_.size();
            if (const auto value = figure(feature, properties[i], line))
                into = *value;
            else if (problems_.size() == faults)
                missing.emplace_back(properties[i].name);
        };
        required(0, line.bed_from);
        required(1, line.bed_to);
        required(2, line.width);
        required(3, line.side_slope);
        required(4, line.manning_n);
        line.discharge = figure(feature, properties[5], line);
        line.length = figure(feature, properties[6], line);
        if (!missing.empty())
            fault(fmt::format("{} has no {}", line.name.empty() ? "the line" : "\"" + line.name + "\"",
                              join_words(missing, "and no")),
                  "a figure, or --value PROPERTY=\"QUANTITY\" for all lines without", {}, true);
    }

    void tell_what_was_taken() {
        for (const LineProperty& property : line_properties()) {
            const Origin& origin = origins_[property.name];
            if (origin.column >= 0)
                report_.units.push_back(
                    {fmt::format("{} ({})", property.name, headers_[static_cast<std::size_t>(origin.column)]),
                     origin.unit, property.unit});
            if (origin.used == 0) continue;
            const std::string& told = columns_.values.at(property.name);
            report_.assume(file_,
                           property.name == std::string("discharge")
                               ? fmt::format("{} enters at every head that tells no discharge", told)
                               : fmt::format("{} is {} of {} lines", property.name, told, origin.used),
                           "the file does not say it; given on the command line");
        }
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            if (std::ranges::find(read_, i) == read_.end())
                report_.leave(file_, fmt::format("column {}", headers_[i]), "no property was declared for it");
        }
    }

    const VectorLayer& layer_;
    const LineColumns& columns_;
    std::string file_;
    ImportReport& report_;
    std::vector<std::string> headers_;
    std::vector<std::size_t> read_;  // columns somebody reads
    std::map<std::string, Origin> origins_;
    Problems problems_;
    int feature_ = 0;
};

}  // namespace

const std::vector<LineProperty>& line_properties() {
    static const std::vector<LineProperty> properties{
        {"bed_from", "m", "bed level at the first point of the line", -500, 9000},
        {"bed_to", "m", "bed level at the last point", -500, 9000},
        {"width", "m", "width of the bottom", 0, 10000},
        {"side_slope", "1", "horizontal per vertical", 0, 100},
        {"manning_n", "s/m^(1/3)", "roughness", 0.005, 0.5},
        {"discharge", "m3/s", "what enters at the upper end", 0, 1e5},
        {"length", "m", "length, where the line is drawn too coarse", 1, 1e7},
    };
    return properties;
}

std::vector<RiverLine> read_river_lines(const VectorLayer& layer, const LineColumns& columns, const std::string& file,
                                        ImportReport& report) {
    return Reader(layer, columns, file, report).read();
}

}  // namespace qingliu
