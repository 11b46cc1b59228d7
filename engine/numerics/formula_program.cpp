#include "engine/numerics/formula_program.hpp"

#include <cmath>
#include <map>
#include <stdexcept>
#include <tuple>

#include "engine/numerics/powers.hpp"

namespace qingliu {
namespace {

using Operation = FormulaProgram::Operation;
using Table = FormulaProgram::Table;
using Operand = FormulaProgram::Operand;
using Instruction = FormulaProgram::Instruction;
using Kind = FormulaNode::Kind;

/// One operation, on any number of lanes: constants are folded by the one lane the others have.
template <int W>
QINGLIU_INLINE Lanes<W> result_of(Operation operation, const Lanes<W>& a, const Lanes<W>& b, const Lanes<W>& c,
                                  const Lanes<W>& d) {
    switch (operation) {
        case Operation::add:
            return a + b;
        case Operation::subtract:
            return a - b;
        case Operation::multiply:
            return a * b;
        case Operation::inverse:
            return 1.0 / a;
        case Operation::negate:
            return -a;
        case Operation::exponential:
            return exponential(a);
        case Operation::logarithm:
            return logarithm(a);
        case Operation::square_root:
            return sqrt(a);
        case Operation::power:
            return power(a, b);
        case Operation::minimum:
            return min(a, b);
        case Operation::maximum:
            return max(a, b);
        case Operation::select_less:
            return select(a < b, c, d);
        case Operation::input:
        case Operation::constant:
            break;
    }
    return a;
}

/// When a part can be computed.
enum class Phase : std::uint8_t { constant, held, moving };

struct Item {
    Operation operation = Operation::constant;
    std::array<std::size_t, 4> of{};
    double value = 0;       // of a constant
    std::size_t place = 0;  // of an input
    Phase phase = Phase::constant;
};

constexpr std::size_t operands_of(Operation operation) {
    switch (operation) {
        case Operation::input:
        case Operation::constant:
            return 0;
        case Operation::inverse:
        case Operation::negate:
        case Operation::exponential:
        case Operation::logarithm:
        case Operation::square_root:
            return 1;
        case Operation::select_less:
            return 4;
        default:
            return 2;
    }
}

/// A value with its slope, both items of the graph.
struct Dual {
    std::size_t value, slope;
};

/// Operations without repetition: items stand behind what they work on.
class Graph {
public:
    std::vector<Item> items;
    bool finite = true;

    std::size_t number(double value) { return place_of({.operation = Operation::constant, .value = value}); }
    std::size_t input(const FormulaInput& input) {
        if (input.kind == FormulaInput::Kind::constant) return number(input.value);
        const Phase phase = input.kind == FormulaInput::Kind::held ? Phase::held : Phase::moving;
        return place_of({.operation = Operation::input, .place = input.place, .phase = phase});
    }

    std::size_t add(std::size_t a, std::size_t b) {
        if (is(a, 0)) return b;
        if (is(b, 0)) return a;
        return make(Operation::add, {a, b});
    }
    std::size_t subtract(std::size_t a, std::size_t b) {
        if (is(b, 0)) return a;
        if (is(a, 0)) return negate(b);
        return make(Operation::subtract, {a, b});
    }
    std::size_t negate(std::size_t a) { return is(a, 0) ? a : make(Operation::negate, {a}); }
    std::size_t multiply(std::size_t a, std::size_t b) {
        if (is(a, 0) || is(b, 1)) return a;
        if (is(b, 0) || is(a, 1)) return b;
        if (is(a, -1)) return negate(b);
        if (is(b, -1)) return negate(a);
        return make(Operation::multiply, {a, b});
    }
    std::size_t select_less(std::size_t a, std::size_t b, std::size_t c, std::size_t d) {
        return c == d ? c : make(Operation::select_less, {a, b, c, d});
    }

    std::size_t make(Operation operation, std::array<std::size_t, 4> of) {
        Item item{.operation = operation, .of = of};
        const std::size_t count = operands_of(operation);
        for (std::size_t k = 0; k < 4; ++k) {
            if (k >= count)
                item.of[k] = 0;
            else
                item.phase = std::max(item.phase, items[of[k]].phase);
        }
        if (item.phase != Phase::constant) return place_of(item);
        std::array<Lanes<1>, 4> given;
        for (std::size_t k = 0; k < 4; ++k) given[k] = Lanes<1>(items[item.of[k]].value);
        const double folded = result_of<1>(operation, given[0], given[1], given[2], given[3])[0];
        finite = finite && std::isfinite(folded);
        return number(folded);
    }

private:
    [[nodiscard]] bool is(std::size_t item, double value) const {
        return items[item].operation == Operation::constant && items[item].value == value;
    }

    using Key = std::tuple<Operation, std::array<std::size_t, 4>, std::uint64_t, std::size_t, Phase>;
    std::map<Key, std::size_t> known_;
    std::size_t place_of(const Item& item) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &item.value, sizeof bits);
        const auto [found, fresh] =
            known_.try_emplace({item.operation, item.of, bits, item.place, item.phase}, items.size());
        if (fresh) items.push_back(item);
        return found->second;
    }
};

/// Makes the items of a formula and of its slope.
class Differentiation {
public:
    Differentiation(const Formula& formula, std::span<const FormulaInput> inputs, Graph& graph)
        : formula_(formula), inputs_(inputs), graph_(graph) {}

    Dual whole() {
        std::vector<Dual> duals;
        for (const FormulaNode& node : formula_.nodes) {
            const auto of = [&](std::size_t k) { return duals[node.of.at(k)]; };
            duals.push_back(dual_of(node, of));
        }
        return duals.back();
    }

private:
    const Formula& formula_;
    std::span<const FormulaInput> inputs_;
    Graph& graph_;

    std::size_t scaled(double factor, std::size_t item) { return graph_.multiply(graph_.number(factor), item); }
    std::size_t inverse(std::size_t item) { return graph_.make(Operation::inverse, {item}); }

    template <class Of>
    Dual dual_of(const FormulaNode& node, const Of& of) {
        Graph& g = graph_;
        switch (node.kind) {
            case Kind::number:
                return {g.number(node.number), g.number(0)};
            case Kind::name: {
                const FormulaInput& input = inputs_[node.name];
                const bool moves = input.kind == FormulaInput::Kind::moving;
                return {g.input(input), g.number(moves ? input.direction : 0)};
            }
            case Kind::add:
                return {g.add(of(0).value, of(1).value), g.add(of(0).slope, of(1).slope)};
            case Kind::subtract:
                return {g.subtract(of(0).value, of(1).value), g.subtract(of(0).slope, of(1).slope)};
            case Kind::negate:
                return {g.negate(of(0).value), g.negate(of(0).slope)};
            case Kind::multiply:
                return product(of(0), of(1));
            case Kind::divide:
                return quotient(of(0), of(1));
            case Kind::raise:
                return raised(of(0), of(1));
            case Kind::exponential: {
                const std::size_t value = g.make(Operation::exponential, {of(0).value});
                return {value, g.multiply(value, of(0).slope)};
            }
            case Kind::logarithm: {
                const std::size_t above_zero = g.make(Operation::maximum, {of(0).value, g.number(0x1p-1022)});
                return {g.make(Operation::logarithm, {of(0).value}), g.multiply(of(0).slope, inverse(above_zero))};
            }
            case Kind::square_root: {
                const std::size_t value = g.make(Operation::square_root, {of(0).value});
                const std::size_t above_zero = g.make(Operation::maximum, {value, g.number(1e-150)});
                return {value, g.multiply(scaled(0.5, of(0).slope), inverse(above_zero))};
            }
            case Kind::minimum:
                return {g.make(Operation::minimum, {of(0).value, of(1).value}),
                        g.select_less(of(0).value, of(1).value, of(0).slope, of(1).slope)};
            case Kind::maximum:
                return larger(of(0), of(1));
            case Kind::monod:
                return monod(of(0), of(1));
            case Kind::smooth_step:
                return smooth_step(of(0), of(1), of(2));
        }
        throw std::logic_error("a formula has a part of no kind");
    }

    Dual product(const Dual& a, const Dual& b) {
        return {graph_.multiply(a.value, b.value),
                graph_.add(graph_.multiply(a.slope, b.value), graph_.multiply(a.value, b.slope))};
    }
    Dual quotient(const Dual& a, const Dual& b) {
        const std::size_t below = inverse(b.value);
        const std::size_t value = graph_.multiply(a.value, below);
        return {value, graph_.multiply(graph_.subtract(a.slope, graph_.multiply(value, b.slope)), below)};
    }
    Dual larger(const Dual& a, const Dual& b) {
        return {graph_.make(Operation::maximum, {a.value, b.value}),
                graph_.select_less(b.value, a.value, a.slope, b.slope)};
    }
    Dual plain(double value) { return {graph_.number(value), graph_.number(0)}; }

    /// Small whole powers are products, so that negative numbers have them too; the others are exp(y log x).
    Dual raised(const Dual& base, const Dual& exponent) {
        Graph& g = graph_;
        constexpr double most = 64;
        const Item item = g.items[exponent.value];
        if (item.operation == Operation::constant && item.value == std::round(item.value) &&
            std::fabs(item.value) <= most) {
            Dual power_of_two = base;
            Dual result = plain(1);
            for (auto left = static_cast<unsigned>(std::fabs(item.value)); left > 0; left /= 2) {
                if (left % 2 == 1) result = product(result, power_of_two);
                if (left > 1) power_of_two = product(power_of_two, power_of_two);
            }
            return item.value < 0 ? quotient(plain(1), result) : result;
        }
        const std::size_t value = g.make(Operation::power, {base.value, exponent.value});
        const std::size_t one_less = g.make(Operation::power, {base.value, g.subtract(exponent.value, g.number(1))});
        const std::size_t by_base = g.multiply(g.multiply(exponent.value, one_less), base.slope);
        const std::size_t by_exponent =
            g.multiply(exponent.slope, g.multiply(value, g.make(Operation::logarithm, {base.value})));
        return {value, g.add(by_base, by_exponent)};
    }

    /// x / (x + k); the slope is k over the square, which loses no digits where x is large.
    Dual monod(const Dual& x, const Dual& half) {
        Graph& g = graph_;
        const std::size_t k = g.add(half.value, g.number(1e-9));  // keeps the quotient finite where both are zero
        const std::size_t below = inverse(g.add(x.value, k));
        const std::size_t squared = g.multiply(below, below);
        return {g.multiply(x.value, below), g.subtract(g.multiply(g.multiply(k, squared), x.slope),
                                                       g.multiply(g.multiply(x.value, squared), half.slope))};
    }

    Dual smooth_step(const Dual& x, const Dual& from, const Dual& to) {
        Graph& g = graph_;
        const auto less = [&g](const Dual& a, const Dual& b) {
            return Dual{g.subtract(a.value, b.value), g.subtract(a.slope, b.slope)};
        };
        const Dual way = larger(quotient(less(x, from), less(to, from)), plain(0));
        const Dual s{g.make(Operation::minimum, {way.value, g.number(1)}),
                     g.select_less(way.value, g.number(1), way.slope, g.number(0))};
        return product(product(s, s), less(plain(3), {scaled(2, s.value), scaled(2, s.slope)}));
    }
};

void mark(const std::vector<Item>& items, std::vector<bool>& needed) {
    for (std::size_t i = items.size(); i-- > 0;) {
        for (std::size_t k = 0; needed[i] && k < operands_of(items[i].operation); ++k) needed[items[i].of[k]] = true;
    }
}

void run(const std::vector<Instruction>& list, const std::array<const FormulaProgram::Eight*, 4>& tables,
         FormulaProgram::Eight* results) {
    const auto at = [&tables](const Operand& operand) -> const FormulaProgram::Eight& {
        return tables[static_cast<std::size_t>(operand.table)][operand.place];
    };
    for (const Instruction& instruction : list) {
        const FormulaProgram::Eight& a = at(instruction.of[0]);
        const FormulaProgram::Eight& b = at(instruction.of[1]);
        *results++ = result_of<8>(instruction.operation, a, b, at(instruction.of[2]), at(instruction.of[3]));
    }
}

}  // namespace

FormulaProgram::FormulaProgram(const Formula& formula, std::span<const FormulaInput> inputs) {
    Graph graph;
    const Dual whole = Differentiation(formula, inputs, graph).whole();
    finite_ = graph.finite;
    const std::vector<Item>& items = graph.items;
    std::vector<bool> needed(items.size(), false);
    needed[whole.value] = needed[whole.slope] = true;
    mark(items, needed);
    std::vector<bool> leaves(items.size(), false);  // held, and needed by what moves
    leaves[whole.value] = leaves[whole.slope] = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (std::size_t k = 0; needed[i] && items[i].phase == Phase::moving && k < operands_of(items[i].operation);
             ++k)
            leaves[items[i].of[k]] = true;
    }
    // [item], as the operations before the step and those within it find it
    std::vector<Operand> early(items.size()), late(items.size());
    const auto place = [](std::size_t index) {
        if (index >= most_operations) throw std::length_error("a formula of too many operations");
        return static_cast<std::uint16_t>(index);
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item& item = items[i];
        if (!needed[i]) continue;
        if (item.phase == Phase::constant) {
            early[i] = late[i] = {Table::constants, place(constants_.size())};
            constants_.emplace_back(item.value);
            continue;
        }
        const bool moves = item.phase == Phase::moving;
        std::vector<Operand>& where = moves ? late : early;
        if (item.operation == Operation::input) {
            where[i] = {Table::inputs, place(item.place)};
        } else {
            std::vector<Instruction>& list = moves ? now_ : before_;
            Instruction made{item.operation, {}};
            for (std::size_t k = 0; k < 4; ++k) made.of[k] = where[item.of[k < operands_of(item.operation) ? k : 0]];
            where[i] = {Table::results, place(list.size())};
            list.push_back(made);
        }
        if (!moves && leaves[i]) {
            late[i] = {Table::kept, place(kept_.size())};
            kept_.push_back(early[i]);
        }
    }
    value_ = late[whole.value];
    slope_ = late[whole.slope];
}

void FormulaProgram::hold(const Eight* held, Eight* kept) const {
    std::array<Eight, most_operations> results;
    const std::array<const Eight*, 4> tables{results.data(), constants_.data(), nullptr, held};
    run(before_, tables, results.data());
    for (const Operand& operand : kept_) *kept++ = tables[static_cast<std::size_t>(operand.table)][operand.place];
}

void FormulaProgram::evaluate(const Eight* moving, const Eight* kept, Eight& value, Eight& slope) const {
    std::array<Eight, most_operations> results;
    const std::array<const Eight*, 4> tables{results.data(), constants_.data(), kept, moving};
    run(now_, tables, results.data());
    value = tables[static_cast<std::size_t>(value_.table)][value_.place];
    slope = tables[static_cast<std::size_t>(slope_.table)][slope_.place];
}

double constant_value(const Formula& formula) {
    const FormulaProgram program(formula, {});
    FormulaProgram::Eight value, slope;
    program.evaluate(nullptr, nullptr, value, slope);
    return value[0];
}

}  // namespace qingliu
