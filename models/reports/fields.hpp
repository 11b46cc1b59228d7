// The fields of the results, in the order of the files: water_level, depth, velocity (cells), discharge (faces), then
// each constituent of the water and of the bed.
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
    std::vector<double> ScenarioFrame::*values = nullptr;
    std::size_t stride = 1, offset = 0;  ///< of place i: values[i * stride + offset]
    int constituent = -1;                ///< index, -1 for what the water does not carry
};

std::vector<Field> result_fields(const ResultLayout& layout);

/// Values of a field at `places` (cells or faces, as the field lives on); missing where the scenario has failed or the
/// value is not finite. Precondition: out.size() == places.size().
void gather(const Field& field, const ScenarioFrame& scenario, std::span<const int> places, std::span<float> out);

/// 0, 1, ..., count - 1.
std::vector<int> all_places(std::size_t count);

/// A value as it stands in a float32 field.
float as_stored(double value);

}  // namespace qingliu
