// A formula lowered to a flat list of operations on eight numbers at once, with its exact derivative along one
// direction beside it (forward differentiation; Griewank & Walther 2008, chapter 3): what is the same is computed once,
// what is constant when the list is made, what is held over a step before the step. No operation mixes lanes and none
// calls libm, so a lane has the same bits whatever its mates hold.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/lanes.hpp"
#include "engine/numerics/formula.hpp"

namespace qingliu {

/// What stands for a name of a formula.
struct FormulaInput {
    enum class Kind { constant, held, moving };
    Kind kind = Kind::constant;
    double value = 0;       ///< of a constant
    std::size_t place = 0;  ///< in what is handed to hold() or evaluate()
    double direction = 0;   ///< of a moving one: its component of the direction of the derivative
};

class FormulaProgram {
public:
    using Eight = Lanes<8>;
    /// Operations a program may have, each phase by itself.
    static constexpr std::size_t most_operations = 256;

    /// `inputs` [name]. Throws std::length_error where the formula is too long.
    FormulaProgram(const Formula& formula, std::span<const FormulaInput> inputs);

    /// Values that hold() leaves for evaluate().
    [[nodiscard]] std::size_t kept() const { return kept_.size(); }
    /// False where some constant part is no number: the root of -1, a quotient by zero.
    [[nodiscard]] bool constants_are_finite() const { return finite_; }

    void hold(const Eight* held, Eight* kept) const;
    /// Value and slope along the direction. Where a root, a logarithm or a power begins (at 0) its slope is large and
    /// finite.
    void evaluate(const Eight* moving, const Eight* kept, Eight& value, Eight& slope) const;

    enum class Operation : std::uint8_t {
        input,  // never left in a list
        constant,
        add,
        subtract,
        multiply,
        inverse,
        negate,
        exponential,
        logarithm,
        square_root,
        power,
        minimum,
        maximum,
        select_less  // first < second ? third : fourth
    };
    /// Where an operand stands.
    enum class Table : std::uint8_t { results, constants, kept, inputs };
    struct Operand {
        Table table = Table::results;
        std::uint16_t place = 0;
    };
    struct Instruction {
        Operation operation;
        std::array<Operand, 4> of;
    };

private:
    std::vector<Instruction> before_, now_;
    std::vector<Operand> kept_;  // what of the results of `before_` is kept
    std::vector<Eight> constants_;
    Operand value_, slope_;
    bool finite_ = true;
};

/// The number a formula without names gives. Precondition: it uses none.
double constant_value(const Formula& formula);

}  // namespace qingliu
