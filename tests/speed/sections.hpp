// The sections of the benchmark; each measures, prints and judges its own figures.
#pragma once

#include "tests/speed/figures.hpp"

namespace qingliu::speed {

void flow_figures(Figures& figures);
void constituent_figures(Figures& figures);
void lane_figures(Figures& figures);
void section_figures(Figures& figures);
void front_figures(Figures& figures);
void network_size_figures(Figures& figures);
void roofline_figures(Figures& figures);
void own_process_figures(Figures& figures);

}  // namespace qingliu::speed
