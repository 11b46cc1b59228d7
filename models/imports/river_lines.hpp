// Rivers as lines of a geographic information system: what each line says of itself, under the names its columns have
// there.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/vector_layer.hpp"
#include "models/imports/import_report.hpp"

namespace qingliu {

/// A figure a line may tell.
struct LineProperty {
    const char* name;    ///< "bed_from"
    const char* unit;    ///< in which it stands where its column does not say: "m"
    const char* says;    ///< "bed level at its upper end"
    double least, most;  ///< in that unit
};

/// bed_from, bed_to, width, side_slope, manning_n, discharge, length.
const std::vector<LineProperty>& line_properties();

/// Where the figures of lines stand: by property, and "name".
struct LineColumns {
    std::map<std::string, std::string> columns;  ///< property -> "COLUMN" or "COLUMN [unit]"
    std::map<std::string, std::string>
        values;  ///< property -> "8 m": of lines whose column has none, or that have no column
};

/// One line, as drawn: from its first to its last point.
struct RiverLine {
    int feature = 0;  ///< from 1, of the layer
    std::string name;
    std::vector<VectorPoint> points;  ///< degrees, two or more
    double bed_from = 0, bed_to = 0;  ///< m, at the first and the last point
    double width = 0;                 ///< m, of the bottom
    double side_slope = 0;            ///< horizontal per vertical
    double manning_n = 0;             ///< s m-1/3
    std::optional<double> discharge;  ///< m3 s-1, entering at its upper end; if `given`, only where that is a head
    std::optional<double> length;     ///< m; else that of the line itself
    std::vector<std::string> given;   ///< properties that the file does not say and the command line does
};

/// The lines of a layer in degrees. A column of a property's own name need not be declared; its header may bear a unit.
/// `file` is how the layer's file is to be named. What a layer has and nobody reads is noted in the report, and so is
/// what `values` were taken for. Throws InputError with all that is missing or wrong.
std::vector<RiverLine> read_river_lines(const VectorLayer& layer, const LineColumns& columns, const std::string& file,
                                        ImportReport& report);

}  // namespace qingliu
