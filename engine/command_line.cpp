#include "engine/command_line.hpp"

#include <utility>

namespace qingliu {

InputError argument_error(std::string message, std::string expected, std::string guess) {
    Problem problem;
    problem.place.file = "command line";
    problem.message = std::move(message);
    problem.expected = std::move(expected);
    problem.guess = std::move(guess);
    return InputError(problem);
}

}  // namespace qingliu
