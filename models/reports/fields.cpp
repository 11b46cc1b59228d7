#include "models/reports/fields.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "engine/io/netcdf_file.hpp"

namespace qingliu {

std::vector<Field> result_fields(const ResultLayout& layout) {
    std::vector<Field> fields = {
        {"water_level", "m", "water_surface_height_above_reference_datum", "Water level above datum", "水位", false,
         &ScenarioFrame::water_level},
        {"depth", "m", "", "Water depth above the lowest point of the bed", "水深", false, &ScenarioFrame::depth},
        {"velocity", "m s-1", "", "Mean velocity over the cross-section, positive downstream", "流速", false,
         &ScenarioFrame::velocity},
        {"discharge", "m3 s-1", "water_volume_transport_in_river_channel", "Discharge, positive downstream", "流量",
         true, &ScenarioFrame::discharge},
    };
    const auto add = [&fields](const std::vector<Constituent>& all, std::vector<double> ScenarioFrame::*values) {
        for (std::size_t k = 0; k < all.size(); ++k) {
            const Constituent& c = all[k];
            fields.push_back({c.name, c.unit, c.standard_name, c.long_name, c.title, false, values, all.size(), k,
                              c.bed ? -1 : static_cast<int>(k)});
        }
    };
    add(layout.constituents, &ScenarioFrame::concentration);
    add(layout.bed, &ScenarioFrame::bed);
    return fields;
}

float as_stored(double value) { return std::isfinite(value) ? static_cast<float>(value) : missing_float; }

void gather(const Field& field, const ScenarioFrame& scenario, std::span<const int> places, std::span<float> out) {
    if (scenario.failed) {
        std::fill(out.begin(), out.end(), missing_float);
        return;
    }
    const std::vector<double>& values = scenario.*field.values;
    const int last = places.empty() ? 0 : *std::max_element(places.begin(), places.end());
    if (static_cast<std::size_t>(last) * field.stride + field.offset >= values.size())
        throw std::logic_error("a frame lacks values of " + field.name);
    for (std::size_t i = 0; i < places.size(); ++i)
        out[i] = as_stored(values[static_cast<std::size_t>(places[i]) * field.stride + field.offset]);
}

std::vector<int> all_places(std::size_t count) {
    std::vector<int> places(count);
    std::iota(places.begin(), places.end(), 0);
    return places;
}

}  // namespace qingliu
