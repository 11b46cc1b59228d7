// Water age: grows by one day a day (Delhez et al. 1999). No mass; it needs no parameter.
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

class Ageing : public Process {
public:
    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers&) const override { return Block(1.0 / 86400.0); }
    void rate(const CellWater&, const Block& per_second, Block& rate, Block& damping) const override {
        rate = per_second;
        damping = Block(0.0);
    }
};

}  // namespace

ProcessEntry ageing() {
    return {.description = {.name = "ageing",
                            .title = "水龄增长",
                            .sentence = "The age of the water grows by one day a day.",
                            .source = "Delhez et al. 1999",
                            .drivers = {},
                            .row = {{species::water_age, 1}},
                            .outside = {},
                            .parameters = {}},
            .make = [](const ParametersOf&, const ProcessSettings&) { return std::make_unique<Ageing>(); }};
}

}  // namespace qingliu
