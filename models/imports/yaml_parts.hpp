// Pieces of YAML that several files of an imported case share.
#pragma once

#include <string>
#include <vector>

#include "engine/config/yaml_text.hpp"
#include "engine/network/network.hpp"

namespace qingliu {

/// The figure of an SI value in `unit`, to 10 digits: what conversion adds in the last ones (3.6576000000000004) is
/// no figure of the file. "3.6576 m".
std::string figure_text(double si_amount, const std::string& unit);

/// Puts source, confidence and note.
void put_provenance(YamlMap& map, const Provenance& provenance, const std::string& prefix = {});

/// "{river: NAME, at: 12 m}".
void put_point(YamlMap& map, const Network& network, const RiverPoint& point);

/// "[[0 m, 2 m3/s], ...]".
std::string pairs_text(const std::vector<std::pair<double, double>>& pairs, const std::string& x_unit,
                       const std::string& y_unit);

/// "title:\n  - item\n", nothing where there are no items.
std::string list_block(const std::string& key, const std::vector<std::string>& items);

/// network.yaml and, where there are map points, coordinates.yaml.
std::string network_text(const Network& network);
std::string coordinates_text(const Network& network);

}  // namespace qingliu
