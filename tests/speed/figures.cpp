#include "tests/speed/figures.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>

namespace qingliu::speed {

namespace {

void line(const std::string& name, double value, const std::string& unit, const std::string& demand,
          const char* verdict) {
    fmt::print("  {:<64} {:>11.5g} {:<18} {:<16} {}\n", name, value, unit, demand, verdict);
    std::fflush(stdout);
}

}  // namespace

void Figures::title(const std::string& text) const {
    fmt::print("{}\n", text);
    std::fflush(stdout);
}

void Figures::demanded(const std::string& name, double value, const std::string& unit, const Demand& demand) {
    const bool met = value >= demand.least && value <= demand.most;
    if (!met) ++missed_;
    const std::string words = std::isinf(demand.most)    ? fmt::format(">= {:.4g}", demand.least)
                              : std::isinf(demand.least) ? fmt::format("<= {:.4g}", demand.most)
                                                         : fmt::format("{:.4g} .. {:.4g}", demand.least, demand.most);
    line(name, value, unit, words, met ? "met" : "MISSED");
}

void Figures::judged(bool counts, const std::string& name, double value, const std::string& unit,
                     const Demand& demand) {
    if (counts) {
        demanded(name, value, unit, demand);
    } else {
        told(name, value, unit);
    }
}

void Figures::told(const std::string& name, double value, const std::string& unit) const {
    line(name, value, unit, "", "");
}

}  // namespace qingliu::speed
