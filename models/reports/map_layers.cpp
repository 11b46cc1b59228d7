#include "models/reports/map_layers.hpp"

#include <algorithm>

#include "engine/base/problems.hpp"
#include "models/reports/layer_source.hpp"

namespace qingliu {

const std::vector<std::string>& map_layer_names() {
    static const std::vector<std::string> names{"reaches", "reach_days", "sections", "section_days"};
    return names;
}

std::vector<VectorLayer> map_layers(const std::filesystem::path& file, const ReadForecast& forecast,
                                    const Verdict& verdict, const Standard& standard, const MapChoice& choice) {
    const auto asked = [&](const char* name) { return std::ranges::find(choice.layers, name) != choice.layers.end(); };
    try {
        const NetcdfReader nc(file);
        const LayerSource source(nc, forecast, verdict, standard, choice);
        std::vector<VectorLayer> layers;
        if (asked("reaches") || asked("reach_days")) {
            std::vector<std::string> codes;
            for (const River& river : forecast.specification.network.rivers) codes.push_back(river.code);
            const RiverPieces pieces = read_river_pieces(nc, codes, choice.longest_piece);
            const DaysOfPieces days = judge_pieces(nc, forecast, standard, pieces, choice.scenarios);
            if (asked("reaches")) layers.push_back(reach_layer(source, pieces, days));
            if (asked("reach_days")) layers.push_back(reach_day_layer(source, pieces, days));
        }
        if (asked("sections")) layers.push_back(section_layer(source));
        if (asked("section_days")) layers.push_back(section_day_layer(source));
        return layers;
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
}

}  // namespace qingliu
