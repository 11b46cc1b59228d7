// What the water carries.
#pragma once

#include <string>
#include <vector>

namespace qingliu {

struct Constituent {
    std::string name;           ///< word name, as in YAML and NetCDF (ammonia_nitrogen)
    std::string title;          ///< Chinese, for tables (氨氮)
    std::string unit;           ///< UDUNITS (g m-3; uS cm-1; 1; d)
    std::string standard_name;  ///< CF, may be empty
    std::string long_name;      ///< English
    bool mass = true;           ///< has a balance; false for water age
    bool reactive = false;      ///< changed by some process
    bool bed = false;           ///< lies on or in the bed
    bool needs_air = false;     ///< what happens to it depends on the air over the water (Climate::air)
    /// Of what is read off the water and not carried: names of the constituents it is made of.
    std::vector<std::string> made_of = {};
};

/// What a case may name to carry several constituents.
struct ConstituentGroup {
    std::string name;
    std::string sentence;
    std::vector<std::string> members;  ///< names
};

}  // namespace qingliu
