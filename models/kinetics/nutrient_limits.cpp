#include "models/kinetics/nutrient_limits.hpp"

#include <numbers>

namespace qingliu {

std::vector<std::string> light_formulas() { return {"half_saturation", "smith", "steele"}; }

Block LightLimit::mean(const Block& light, const Block& ke, const Block& depth) const {
    const Block optical = max(ke * depth, Block(1e-6));
    const Block above = light * (1 / constant_);
    const Block below = above * exponential(-optical);
    const Block inverse = 1.0 / optical;
    switch (formula_) {
        case 1:
            return inverse * logarithm((above + sqrt(1.0 + above * above)) / (below + sqrt(1.0 + below * below)));
        case 2:
            return std::numbers::e * inverse * (exponential(-below) - exponential(-above));
        default:
            return inverse * logarithm((1.0 + above) / (1.0 + below));
    }
}

Block LightLimit::at_bottom(const Block& light, const Block& ke, const Block& depth) const {
    const Block here = light * (1 / constant_) * exponential(-ke * depth);
    switch (formula_) {
        case 1:
            return here / sqrt(1.0 + here * here);
        case 2:
            return here * exponential(1.0 - here);
        default:
            return here / (1.0 + here);
    }
}

}  // namespace qingliu
