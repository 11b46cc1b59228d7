// The kinds of works, each in the file of its name. catalogue.cpp lists them.
#pragma once

#include "models/hydraulics/structures/work.hpp"

namespace qingliu {

WorkEntry weir();
WorkEntry lateral_weir();
WorkEntry gate();
WorkEntry radial_gate();
WorkEntry rubber_dam();
WorkEntry orifice();
WorkEntry flap_gate();
WorkEntry culvert();
WorkEntry inverted_siphon();
WorkEntry pump();
WorkEntry drop();
WorkEntry bridge();
WorkEntry rating();

}  // namespace qingliu
