// The fields of the results, in the order of the files: water_level, depth, velocity (cells), discharge (faces), then
// each constituent.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

struct Field {
    std::string name, unit, standard_name, long_name, title;
    bool on_faces = false;
    int constituent = -1;                                ///< index, -1 for a flow variable
    std::vector<double> ScenarioFrame::*flow = nullptr;  ///< where constituent < 0
};

std::vector<Field> result_fields(const std::vector<Constituent>& constituents);

/// Values of a field at `places` (cells or faces, as the field lives on); missing where the scenario has failed or the
/// value is not finite. `constituents` is their count. Precondition: out.size() == places.size().
void gather(const Field& field, const ScenarioFrame& scenario, std::size_t constituents, std::span<const int> places,
            std::span<float> out);

/// 0, 1, ..., count - 1.
std::vector<int> all_places(std::size_t count);

/// A value as it stands in a float32 field.
float as_stored(double value);

}  // namespace qingliu
