// A formula as people write it, read into a tree: numbers, names, + - * / ^, brackets and some functions. Every part
// has a dimension, and what is wrong is told with the byte it is at.
//
//   maximum * ammonia / (half + ammonia) * min(1, depth / 2[m])
//
// A number may have a unit in brackets; a literal 0 goes with any unit. ^ binds before a sign and from the right, as in
// -x^2 and 2^3^2. Functions: exp(x), log(x) (natural), sqrt(x), min(x, y), max(x, y);
//   monod(x, k)               x / (x + k), 0 where both are 0
//   smooth_step(x, from, to)  0 at and before `from`, 1 at and behind `to`, the cubic s^2 (3 - 2 s) between
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/quantity.hpp"

namespace qingliu {

/// A name a formula may use.
struct FormulaName {
    std::string name;
    Dimension dimension;
};

/// What is wrong with a formula.
struct FormulaFault {
    std::size_t offset = 0;  ///< byte of the text
    std::string message;
    std::string expected = {}, guess = {};  ///< as in Problem
};

struct FormulaNode {
    enum class Kind {
        number,
        name,
        add,
        subtract,
        multiply,
        divide,
        raise,
        negate,
        exponential,
        logarithm,
        square_root,
        minimum,
        maximum,
        monod,
        smooth_step
    };
    Kind kind = Kind::number;
    double number = 0;                ///< of a number, SI
    std::size_t name = 0;             ///< of a name, its place in the list of names
    std::array<std::size_t, 3> of{};  ///< places of what it works on
    std::size_t offset = 0;           ///< byte it begins at
};

struct Formula {
    std::vector<FormulaNode> nodes = {};  ///< each behind what it works on; the last is the whole
    [[nodiscard]] bool uses(std::size_t name) const;
};

/// What reading a formula gave; the formula is to be used only where there are no faults.
struct ParsedFormula {
    Formula formula;
    std::vector<FormulaFault> faults;
};

/// Words a name cannot be, as functions have them.
const std::vector<std::string>& formula_functions();

/// Reads a formula over `names` whose value must have the dimension `wanted`.
ParsedFormula parse_formula(std::string_view text, std::span<const FormulaName> names, const Dimension& wanted);

}  // namespace qingliu
