#include "models/hydraulics/storage_section.hpp"

namespace qingliu {

SectionShape storage_shape(const River& river) {
    const double length = river.to - river.from;
    SectionShape shape;
    shape.bed_level = river.storage.front().level;
    shape.manning_n = 0.03;  // of no effect, nor is the radius: no face of a storage node has friction of its own
    double volume = 0;
    for (std::size_t k = 0; k < river.storage.size(); ++k) {
        const auto& layer = river.storage[k];
        SectionPiece piece;
        piece.bottom = layer.level - shape.bed_level;
        piece.area = volume / length;
        piece.width = layer.area / length;
        piece.half_widening = 0.5 * layer.widening / length;
        piece.radius[0] = 1;
        shape.flow.push_back(piece);
        if (k + 1 == river.storage.size()) break;
        const double height = river.storage[k + 1].level - layer.level;
        volume += height * (layer.area + 0.5 * layer.widening * height);
    }
    return shape;
}

}  // namespace qingliu
