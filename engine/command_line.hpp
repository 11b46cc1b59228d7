// A fault of the command line, in the form of a fault of the input.
#pragma once

#include <string>

#include "engine/base/problems.hpp"

namespace qingliu {

/// What a word on the command line has wrong, what would be right, and what was probably meant.
InputError argument_error(std::string message, std::string expected = {}, std::string guess = {});

}  // namespace qingliu
