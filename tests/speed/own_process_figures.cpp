// What a process written in a case costs beside the same one built in.
#include <fmt/format.h>

#include <algorithm>

#include "models/kinetics/kinetics.hpp"
#include "tests/models/kinetics/written_process.hpp"
#include "tests/speed/cpu_clock.hpp"
#include "tests/speed/sections.hpp"

namespace qingliu::speed {

namespace {

/// Nitrification and nothing else over so many cells, each time from the same water.
class Trial {
public:
    Trial(const Chemistry& chemistry, const ParameterValues& values)
        : constituents_(constituents_of({}, {"dissolved_oxygen", "ammonia_nitrogen", "nitrate_nitrogen"})),
          kinetics_(constituents_, chemistry, values, {}),
          ledger_(kinetics_.make_ledger()),
          volume_(cells, 2000.0),
          depth_(cells, 1.0),
          velocity_(cells, 0.4) {
        for (std::size_t cell = 0; cell < cells; ++cell)
            first_.insert(first_.end(), {8 * 2000.0, 2 * 2000.0, (1 + 1e-4 * static_cast<double>(cell)) * 2000.0});
    }

    /// ns per cell and step.
    double cost(double dt) {
        Conditions conditions;
        conditions.weather.temperature = 15;
        conditions.volume = volume_;
        conditions.depth = depth_;
        conditions.velocity = velocity_;
        auto mass = first_;
        CpuClock clock;
        clock.start();
        for (int k = 0; k < steps; ++k) kinetics_.step(0, dt, conditions, mass, ledger_);
        clock.stop();
        return 1e9 * clock.seconds() / static_cast<double>(cells * steps);
    }

private:
    static constexpr std::size_t cells = 4000;
    static constexpr int steps = 5;
    std::vector<Constituent> constituents_;
    Kinetics kinetics_;
    KineticsLedger ledger_;
    std::vector<double> volume_, depth_, velocity_, first_;
};

}  // namespace

void own_process_figures(Figures& figures) {
    figures.title("Nitrification alone: built in, and as a formula of a case");
    const Chemistry& known = known_chemistry();
    Chemistry built_in{known.constituents, known.contents, {}}, written = built_in;
    for (const ProcessEntry& entry : known.processes) {
        if (entry.description.name == "nitrification") built_in.processes.push_back(entry);
    }
    written.processes.push_back(chemistry_of(copy_of_nitrification()).processes.back());
    // a short step takes Heun's method, a long one the exponential method
    for (const double dt : {900.0, 43200.0}) {
        Trial one(built_in, {{"nitrification.rate", to_si(0.4, "1/d")}}), other(written, {});
        std::vector<double> of_one, of_other, ratio;
        for (int k = 0; k < 31; ++k) {
            of_one.push_back(one.cost(dt));
            of_other.push_back(other.cost(dt));
            ratio.push_back(of_other.back() / of_one.back());
        }
        const std::string step = fmt::format(", step of {:g} s", dt);
        figures.told("built in" + step + ", per cell-step", median(of_one), "ns");
        figures.told("as a formula" + step + ", per cell-step", median(of_other), "ns");
        figures.demanded("cost of the formula by that of the built-in one" + step, median(ratio), "", at_most(3));
    }
}

}  // namespace qingliu::speed
