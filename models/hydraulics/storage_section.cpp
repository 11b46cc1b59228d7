#include "models/hydraulics/storage_section.hpp"

namespace qingliu {

SectionShape storage_shape(const River& river) {
    const double length = river.to - river.from;
    SectionShape shape;
    shape.bed_level = river.storage.front().level;
    shape.manning_n = 0.03;  // of no effect: no face of a storage node has friction of its own
    double volume = 0;
    for (std::size_t k = 0; k < river.storage.size(); ++k) {
        const auto& layer = river.storage[k];
        Trapezoid t;
        t.bottom = layer.level - shape.bed_level;
        t.area = volume / length;
        t.width = layer.area / length;
        t.widening = layer.widening / length;
        t.perimeter = t.width;
        shape.stack.push_back(t);
        if (k + 1 == river.storage.size()) break;
        const double height = river.storage[k + 1].level - layer.level;
        volume += height * (layer.area + 0.5 * layer.widening * height);
    }
    return shape;
}

}  // namespace qingliu
