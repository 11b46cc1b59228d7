// What a step is judged by, of all lanes: its distance from the embedded solution of lower order, and the least volume;
// each with the cell it is found in.
#pragma once

#include <vector>

#include "engine/base/lanes.hpp"
#include "engine/network/grid.hpp"

namespace qingliu {

template <int W>
struct InCell {
    Lanes<W> value = 0.0;
    Lanes<W> cell = 0.0;  ///< its number
};

/// Weighted rms over the cells of the difference to the embedded solution, in cross-section area, 1 being just allowed;
/// the cell that has the largest. Volumes m3 [cell]; the embedded change is that from `before` to `middle` times
/// `stretch`.
template <int W>
InCell<W> step_error(const LaneField<W>& volume, const LaneField<W>& before, const LaneField<W>& middle, double stretch,
                     const std::vector<double>& length, double tolerance) {
    using T = Lanes<W>;
    T sum = 0.0, most = 0.0, cell = 0.0;
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const double inverse_length = 1.0 / length[c];
        const T embedded = before[c] + (middle[c] - before[c]) * stretch;
        const T difference = (volume[c] - embedded) * inverse_length;
        // relative to the flow section, and to half a square metre where there is hardly any
        const T scaled = difference / (tolerance * (abs(volume[c]) * inverse_length + 0.5));
        const T square = scaled * scaled;
        sum += square;
        const auto more = square > most;
        most = select(more, square, most);
        cell = select(more, T(static_cast<double>(c)), cell);
    }
    return {sqrt(sum * (1.0 / static_cast<double>(volume.size()))), cell};
}

/// For backward Euler the embedded solution is that of the trapezoidal rule, from the discharges at both ends (m3 s-1
/// [face]) of the step of `dt` (s); kept in the form step_error() reads, for a stretch of 1 / gamma.
template <int W>
void embed_trapezoidal(const Grid& grid, const Mask<W>& backward, const Lanes<W>& dt, double gamma,
                       const LaneField<W>& discharge_before, const LaneField<W>& discharge, const LaneField<W>& before,
                       const LaneField<W>& volume, LaneField<W>& middle) {
    for (std::size_t c = 0; c < volume.size(); ++c)
        middle[c] = select(backward, before[c] + gamma * (volume[c] - before[c]), middle[c]);
    for (std::size_t f = 0; f < discharge.size(); ++f) {
        const auto more = select(backward, (0.5 * gamma) * dt * (discharge[f] - discharge_before[f]), Lanes<W>(0.0));
        middle[static_cast<std::size_t>(grid.face_from[f])] += more;
        const int b = grid.face_to[f];
        if (b != Grid::outside) middle[static_cast<std::size_t>(b)] -= more;
    }
}

/// The least volume where it is below zero, else zero.
template <int W>
InCell<W> least_volume(const LaneField<W>& volume) {
    InCell<W> least;
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const auto lower = volume[c] < least.value;
        least.value = select(lower, volume[c], least.value);
        least.cell = select(lower, Lanes<W>(static_cast<double>(c)), least.cell);
    }
    return least;
}

}  // namespace qingliu
