// One work of every kind and form, standing in the same channel: bed at 10 m above, 9.8 m below.
#pragma once

#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "models/hydraulics/structures/catalogue.hpp"

namespace qingliu::testing {

struct WorkSample {
    std::string label;
    Structure structure;
    std::vector<double> settings;  ///< to try, SI
    bool mirrored = true;          ///< reversed levels give the reversed discharge
};

/// For the names of parametrised tests.
inline void PrintTo(const WorkSample& sample, std::ostream* out) { *out << sample.label; }

inline WorkSite sample_site() {
    CrossSection channel;
    channel.bed_level = 10;
    channel.bottom_width = 8;
    channel.side_slope = 1.5;
    channel.manning_n = 0.025;
    return {10, 9.8, 100, shape_of(channel)};
}

inline Structure sample_structure(const std::string& kind, std::map<std::string, double> values,
                                  std::map<std::string, std::string> words = {},
                                  std::map<std::string, Structure::Table> tables = {}) {
    Structure s;
    s.name = s.kind = kind;
    s.values = std::move(values);
    s.words = std::move(words);
    s.tables = std::move(tables);
    return s;
}

inline std::vector<WorkSample> work_samples() {
    std::vector<WorkSample> samples;
    for (const char* form : {"broad_crested", "broad_crested_villemonte", "sharp_crested", "manual"})
        samples.push_back({std::string("weir ") + form,
                           sample_structure("weir", {{"sill", 10.6}, {"width", 5}, {"discharge_coefficient", 0.95}},
                                            {{"form", form}}),
                           {0}});
    samples.push_back({"lateral weir", sample_structure("lateral_weir", {{"sill", 10.7}, {"width", 40}}), {0}});
    for (const char* form : {"energy", "momentum", "manual"}) {
        samples.push_back({std::string("gate ") + form,
                           sample_structure("gate", {{"sill", 10.2}, {"width", 5}, {"height", 2.5}}, {{"form", form}}),
                           {0, 0.01, 0.3, 1.1, 2.49, 2.5}});
        samples.push_back(
            {std::string("radial gate ") + form,
             sample_structure("radial_gate",
                              {{"sill", 10.2}, {"width", 5}, {"height", 2.5}, {"radius", 4}, {"trunnion_height", 3}},
                              {{"form", form}}),
             {0, 0.01, 0.3, 1.1, 2.49, 2.5}});
    }
    samples.push_back(
        {"rubber dam", sample_structure("rubber_dam", {{"sill", 10.1}, {"width", 12}, {"height", 2}}), {0, 0.7, 2}});
    samples.push_back({"orifice", sample_structure("orifice", {{"sill", 10.4}, {"width", 2}, {"height", 0.9}}), {0}});
    samples.push_back(
        {"flap gate", sample_structure("flap_gate", {{"sill", 10.3}, {"width", 2}, {"height", 1.2}}), {0}, false});
    for (const char* shape : {"box", "circle"}) {
        const auto barrel = [&](const char* kind) {
            return sample_structure(kind,
                                    {{"inlet_invert", 10.4},
                                     {"outlet_invert", 10.1},
                                     {"length", 30},
                                     {"barrel_width", 1.6},
                                     {"barrels", 2}},
                                    {{"shape", shape}});
        };
        samples.push_back({std::string("culvert ") + shape, barrel("culvert"), {0}, false});
        samples.push_back({std::string("inverted siphon ") + shape, barrel("inverted_siphon"), {0}, false});
    }
    samples.push_back(
        {"pump", sample_structure("pump", {}, {}, {{"curve", {{0, 3}, {2, 2.4}, {4, 1}}}}), {0, 0.4, 1, 1.1}, false});
    samples.push_back({"drop", sample_structure("drop", {{"sill", 10.5}, {"width", 3}, {"side_slope", 0.6}}), {0}});
    for (const char* form : {"yarnell", "loss_coefficient"})
        samples.push_back({std::string("bridge ") + form, sample_structure("bridge", {}, {{"form", form}}), {0}});
    samples.push_back({"rating", sample_structure("rating", {}, {}, {{"curve", {{10.2, 0}, {11, 4}, {12, 15}}}}), {0}});
    return samples;
}

}  // namespace qingliu::testing
