// What a driver names: a case of one scenario, or a small file that names a case and the scenario to drive.
//
//   case: winter.yaml
//   scenario: yellow-10
#pragma once

#include <filesystem>

#include "engine/run/case.hpp"

namespace qingliu {

struct ChosenScenario {
    Case specification;
    int scenario = 0;  ///< index into its scenarios
};

/// Throws InputError with every fault of all the files, FileError where the first cannot be read.
ChosenScenario read_driver_file(const std::filesystem::path& file);

}  // namespace qingliu
