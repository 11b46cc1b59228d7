// What passes between a scenario and the program that drives it: variables with values at places.
#pragma once

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "engine/run/actuator.hpp"

namespace qingliu {

/// Where the values of variables lie.
struct PlaceGrid {
    enum class Type { scalar, points, network };
    Type type = Type::scalar;
    std::vector<double> x = {}, y = {};   ///< [node] degrees east and north, or m where the network has no map
    std::vector<int> edge_nodes = {};     ///< [edge][2] from, to; of a network
    std::vector<std::string> names = {};  ///< [node] of points

    /// Of its nodes; a scalar has one value.
    [[nodiscard]] std::size_t size() const { return type == Type::scalar ? 1 : x.size(); }
};

struct ExchangeItem {
    std::string name, unit;  ///< UDUNITS
    int grid = 0;
    bool on_edges = false;
    /// Fills `values` with what there is now.
    std::function<void(std::vector<double>&)> read;
    std::vector<double> values = {};  ///< [node or edge of the grid]
    bool followed = false;            ///< somebody holds its address: it is read after every update
};

/// What a value may be.
struct InputBounds {
    double least = -std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::infinity();
    std::string refusal = {};  ///< why it may not be set at all
};

/// One that may be set: `values` always tells what holds now.
struct InputItem : ExchangeItem {
    std::vector<InputBounds> bounds = {};          ///< [place]
    std::vector<Actuator> actuators = {};          ///< [place], empty where it is a concentration:
    int constituent = -1;                          ///< of this one, index into what the water carries
    std::vector<std::vector<int>> exchanges = {};  ///< [place] by which the water enters
    std::vector<double> last = {};                 ///< [place] `values` as the last update or SetValue left them
    std::vector<char> imposed = {};                ///< [place] set by the other program
};

}  // namespace qingliu
