// bench_qingliu [SECTION]... : measures the sections named, all of them without a name. Exit status 1 when a demanded
// figure is missed.
#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "tests/speed/sections.hpp"

int main(int count, char** words) {
    using namespace qingliu::speed;
    constexpr std::array<std::pair<std::string_view, void (*)(Figures&)>, 8> sections{{
        {"flow", flow_figures},
        {"constituents", constituent_figures},
        {"lanes", lane_figures},
        {"sections", section_figures},
        {"front", front_figures},
        {"size", network_size_figures},
        {"roofline", roofline_figures},
        {"own", own_process_figures},
    }};
    Figures figures;
    for (const auto& [name, measure] : sections) {
        bool wanted = count < 2;
        for (int i = 1; i < count; ++i) wanted = wanted || name == words[i];
        if (wanted) measure(figures);
    }
    if (figures.missed() > 0) fmt::print("{} demanded figures missed\n", figures.missed());
    return figures.missed() > 0 ? 1 : 0;
}
