// Which way the water went in a step: donor and receiver of every face, and an order of the cells from upstream to
// downstream.
#pragma once

#include <span>
#include <vector>

#include "engine/network/grid.hpp"

namespace qingliu {

class FlowDirections {
public:
    explicit FlowDirections(const Grid& grid);

    /// Takes the signs of the face volumes [face], m3; does nothing and returns false when none has changed
    /// since the last call.
    bool update(std::span<const double> face_volume);

    /// Index that stands for the outside (one past the last cell); both ends of a face without flow.
    [[nodiscard]] int outside() const { return cells_; }
    /// Faces through which water enters `cell` from another cell.
    [[nodiscard]] std::span<const int> inflow_faces(int cell) const { return part(inflow_face_, inflow_begin_, cell); }
    /// Faces through which water leaves `cell`, to other cells and to the outside.
    [[nodiscard]] std::span<const int> outflow_faces(int cell) const {
        return part(outflow_face_, outflow_begin_, cell);
    }
    /// Cells with more than one inflow or outflow face.
    [[nodiscard]] std::span<const int> branching_cells() const { return branching_; }

    /// Sequence of cells: first those that can be ordered, then those that lie on directed cycles or between two of
    /// them, then those downstream of the cycles, ordered again.
    struct Order {
        std::vector<int> cell;
        int circulation_begin = 0, circulation_end = 0;
    };
    [[nodiscard]] const Order& order() const { return order_; }
    [[nodiscard]] bool circulates() const { return order_.circulation_begin != order_.circulation_end; }
    /// Order of the cells marked in `active` [cell] alone: only what flows from a marked cell into a marked cell binds
    /// it.
    void sort(std::span<const char> active, Order& order);
    [[nodiscard]] Order empty_order() const;

    std::vector<int> donor, receiver;  ///< [face] cell, or outside()

private:
    [[nodiscard]] static std::span<const int> part(const std::vector<int>& list, const std::vector<int>& begin,
                                                   int cell) {
        const auto b = static_cast<std::size_t>(begin[static_cast<std::size_t>(cell)]);
        const auto e = static_cast<std::size_t>(begin[static_cast<std::size_t>(cell) + 1]);
        return {list.data() + b, e - b};
    }
    void list_faces();

    const Grid* grid_;
    int cells_;
    std::vector<signed char> sign_;  // [face]
    std::vector<int> inflow_begin_, inflow_face_, outflow_begin_, outflow_face_, branching_;
    std::vector<int> pending_, stack_;
    std::vector<char> all_, waiting_;
    Order order_;
};

}  // namespace qingliu
