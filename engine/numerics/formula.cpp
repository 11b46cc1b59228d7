#include "engine/numerics/formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

using Kind = FormulaNode::Kind;

struct Function {
    std::string_view name;
    Kind kind;
    std::size_t arguments;
};
constexpr std::array functions{Function{"exp", Kind::exponential, 1},
                               Function{"log", Kind::logarithm, 1},
                               Function{"sqrt", Kind::square_root, 1},
                               Function{"min", Kind::minimum, 2},
                               Function{"max", Kind::maximum, 2},
                               Function{"monod", Kind::monod, 2},
                               Function{"smooth_step", Kind::smooth_step, 3}};

/// Brackets within brackets; deeper ones would be no formula of a person.
constexpr int deepest = 100;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}

/// A part of the formula with what the checks must know of it.
struct Part {
    std::size_t node = 0;
    std::size_t offset = 0;  // where it begins
    /// Nothing: goes with any (a literal 0, or what is wrong already).
    std::optional<Dimension> dimension = Dimension{};
    std::optional<double> constant = {};  // of a plain number
};

/// What is right, with its unit if the name does not tell it.
std::string unit_phrase(const Dimension& dimension) {
    const std::string name = quantity_name(unit_text(dimension)), unit = unit_text(dimension);
    return with_article(name) + (name.ends_with(unit) ? "" : " (" + unit + ")");
}

std::string of_dimension(const Dimension& dimension) { return with_article(quantity_name(unit_text(dimension))); }

class Parser {
public:
    Parser(std::string_view text, std::span<const FormulaName> names, ParsedFormula& result)
        : text_(text), names_(names), result_(result) {}

    void read(const Dimension& wanted) {
        try {
            const Part whole = sum();
            skip();
            if (at_ < text_.size()) stop(at_, unexpected(), "an operator + - * / ^ or the end");
            if (whole.dimension && *whole.dimension != wanted)
                fault(whole.offset, fmt::format("this formula gives {}", of_dimension(*whole.dimension)),
                      unit_phrase(wanted));
        } catch (const Stopped&) {
            result_.formula.nodes.clear();
        }
    }

private:
    struct Stopped {};

    std::string_view text_;
    std::span<const FormulaName> names_;
    ParsedFormula& result_;
    std::size_t at_ = 0;
    int depth_ = 0;

    void fault(std::size_t offset, std::string message, std::string expected = {}, std::string guess = {}) {
        result_.faults.push_back({offset, std::move(message), std::move(expected), std::move(guess)});
    }
    /// What follows cannot be made sense of.
    [[noreturn]] void stop(std::size_t offset, std::string message, std::string expected) {
        fault(offset, std::move(message), std::move(expected));
        throw Stopped();
    }

    void skip() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
    }
    [[nodiscard]] char next() {
        skip();
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool take(char letter) {
        if (next() != letter || letter == '\0') return false;
        ++at_;
        return true;
    }
    void need(char letter, std::size_t opened) {
        if (take(letter)) return;
        stop(at_, unexpected(),
             at_ < text_.size() ? fmt::format("an operator or \"{}\"", letter)
                                : fmt::format("\"{}\", of the bracket opened behind \"{}\"", letter,
                                              trimmed(text_.substr(0, opened))));
    }
    [[nodiscard]] std::string unexpected() const {
        if (at_ >= text_.size()) return "the formula ends too early";
        std::size_t length = 1;  // a whole code point
        while (at_ + length < text_.size() && (static_cast<unsigned char>(text_[at_ + length]) & 0xC0U) == 0x80U)
            ++length;
        return fmt::format("\"{}\" does not go here", text_.substr(at_, length));
    }

    Part make(Kind kind, std::size_t offset, std::initializer_list<Part> of, std::optional<Dimension> dimension) {
        FormulaNode node{.kind = kind, .offset = offset};
        std::size_t k = 0;
        for (const Part& part : of) node.of.at(k++) = part.node;
        result_.formula.nodes.push_back(node);
        return {result_.formula.nodes.size() - 1, offset, dimension};
    }

    /// The dimension both have; a fault where they differ.
    std::optional<Dimension> alike(const Part& one, const Part& other, std::string_view what) {
        if (!one.dimension) return other.dimension;
        if (other.dimension && *one.dimension != *other.dimension) {
            fault(other.offset,
                  fmt::format("{} {} {}", of_dimension(*one.dimension), what, of_dimension(*other.dimension)),
                  unit_phrase(*one.dimension));
            return std::nullopt;
        }
        return one.dimension;
    }
    void pure(const Part& part, std::string_view where) {
        if (part.dimension && *part.dimension != Dimension{})
            fault(part.offset, fmt::format("{} is {}", where, of_dimension(*part.dimension)), "a pure number");
    }

    Part sum() {
        if (++depth_ > deepest) stop(at_, "brackets are nested too deeply", fmt::format("at most {}", deepest));
        Part left = product();
        for (char sign = next(); sign == '+' || sign == '-'; sign = next()) {
            ++at_;
            const Part right = product();
            const auto dimension =
                alike(left, right, sign == '+' ? "cannot be added to" : "cannot be what is taken from");
            left = make(sign == '+' ? Kind::add : Kind::subtract, left.offset, {left, right}, dimension);
        }
        --depth_;
        return left;
    }

    Part product() {
        Part left = factor();
        for (char sign = next(); sign == '*' || sign == '/'; sign = next()) {
            ++at_;
            const Part right = factor();
            std::optional<Dimension> dimension = left.dimension;
            for (std::size_t i = 0; dimension && right.dimension && i < dimension->sixths.size(); ++i)
                dimension->sixths[i] += (sign == '*' ? 1 : -1) * right.dimension->sixths[i];
            if (!right.dimension) dimension.reset();
            left = make(sign == '*' ? Kind::multiply : Kind::divide, left.offset, {left, right}, dimension);
        }
        return left;
    }

    Part factor() {
        skip();
        const std::size_t begin = at_;
        if (!take('-')) return raised();
        if (++depth_ > deepest) stop(begin, "signs are nested too deeply", fmt::format("at most {}", deepest));
        const Part of = factor();
        --depth_;
        Part part = make(Kind::negate, begin, {of}, of.dimension);
        if (of.constant) part.constant = -*of.constant;
        return part;
    }

    Part raised() {
        const Part base = operand();
        if (!take('^')) return base;
        if (++depth_ > deepest) stop(at_, "powers are nested too deeply", fmt::format("at most {}", deepest));
        const Part exponent = factor();
        --depth_;
        pure(exponent, "this exponent");
        return make(Kind::raise, base.offset, {base, exponent}, power_of(base, exponent));
    }

    std::optional<Dimension> power_of(const Part& base, const Part& exponent) {
        if (!base.dimension || *base.dimension == Dimension{}) return base.dimension;
        if (!exponent.constant) {
            fault(exponent.offset, fmt::format("{} is raised to a power that varies", of_dimension(*base.dimension)),
                  "a number as exponent, or a pure number below it");
            return std::nullopt;
        }
        Dimension dimension = *base.dimension;
        for (int& sixth : dimension.sixths) {
            const double product = sixth * *exponent.constant;
            if (std::fabs(product) > 1000 || product != std::round(product)) {
                fault(exponent.offset,
                      fmt::format("there is no unit for this power of {}", of_dimension(*base.dimension)),
                      "a pure number below it, such as x / 1[mg/L]");
                return std::nullopt;
            }
            sixth = static_cast<int>(product);
        }
        return dimension;
    }

    Part operand() {
        const char first = next();
        const std::size_t begin = at_;
        if (take('(')) {
            Part inside = sum();
            need(')', begin);
            inside.offset = begin;
            return inside;
        }
        if (is_digit(first) || first == '.') return number();
        if (!is_letter(first)) stop(at_, unexpected(), "a number, a name, a function or a bracket");
        while (at_ < text_.size() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
        const std::string_view word = text_.substr(begin, at_ - begin);
        return next() == '(' ? function(word, begin) : name(word, begin);
    }

    Part number() {
        const std::size_t begin = at_;
        const auto digits = [&] {
            while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '.')) ++at_;
        };
        digits();
        if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
            ++at_;
            if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
            digits();
        }
        const std::string_view written = text_.substr(begin, at_ - begin);
        const std::optional<double> value = parse_number(written);
        if (!value) stop(begin, number_fault(written), "a number such as 0.5 or 1e-3");
        Part part = make(Kind::number, begin, {}, Dimension{});
        part.constant = value;
        Unit unit;
        if (take('[')) {
            const std::size_t unit_begin = at_, end = std::min(text_.find(']', at_), text_.size());
            const std::string_view unit_written = text_.substr(at_, end - at_);
            at_ = end;
            need(']', unit_begin);
            const std::optional<Unit> known = parse_unit(unit_written);
            if (!known) stop(unit_begin, fmt::format("there is no unit \"{}\"", unit_written), "such as mg/L or 1/d");
            unit = *known;
            part.dimension = unit.dimension;
            part.constant.reset();
        } else if (*value == 0) {
            part.dimension.reset();
        }
        result_.formula.nodes.back().number = *value * unit.factor / unit.divisor + unit.offset;
        return part;
    }

    Part name(std::string_view word, std::size_t begin) {
        const auto found = std::ranges::find(names_, word, &FormulaName::name);
        if (found != names_.end()) {
            const Part part = make(Kind::name, begin, {}, found->dimension);
            result_.formula.nodes.back().name = static_cast<std::size_t>(found - names_.begin());
            return part;
        }
        std::vector<std::string> known = formula_functions();
        for (const FormulaName& one : names_) known.push_back(one.name);
        const std::string guess = closest_name(word, known);
        fault(begin, fmt::format("there is nothing called \"{}\"", word), {}, guess);
        return make(Kind::number, begin, {}, std::nullopt);
    }

    Part function(std::string_view word, std::size_t begin) {
        const auto found = std::ranges::find(functions, word, &Function::name);
        if (found == functions.end()) {
            const std::string guess = closest_name(word, formula_functions());
            fault(begin, fmt::format("there is no function \"{}\"", word),
                  guess.empty() ? join_words(formula_functions(), "or") : "", guess);
            throw Stopped();
        }
        take('(');
        const std::size_t opened = at_ - 1;
        std::vector<Part> given;
        do {
            given.push_back(sum());
        } while (take(','));
        need(')', opened);
        if (given.size() != found->arguments)
            stop(begin,
                 fmt::format("{} takes {} argument{}, not {}", word, found->arguments, found->arguments == 1 ? "" : "s",
                             given.size()),
                 fmt::format("{} of them between commas", found->arguments));
        return call(*found, begin, given);
    }

    Part call(const Function& function, std::size_t begin, const std::vector<Part>& given) {
        const std::string what = fmt::format("cannot go into one {} with", function.name);
        switch (function.kind) {
            case Kind::minimum:
            case Kind::maximum:
                return make(function.kind, begin, {given[0], given[1]}, alike(given[0], given[1], what));
            case Kind::monod:
                alike(given[0], given[1], what);
                return make(function.kind, begin, {given[0], given[1]}, Dimension{});
            case Kind::smooth_step:
                alike(given[0], given[1], what);
                alike(given[0], given[2], what);
                return make(function.kind, begin, {given[0], given[1], given[2]}, Dimension{});
            case Kind::square_root: {
                Part half;
                half.offset = given[0].offset;
                half.constant = 0.5;
                return make(function.kind, begin, {given[0]}, power_of(given[0], half));
            }
            default:
                pure(given[0], fmt::format("the argument of {}", function.name));
                return make(function.kind, begin, {given[0]}, Dimension{});
        }
    }
};

}  // namespace

bool Formula::uses(std::size_t name) const {
    return std::ranges::any_of(
        nodes, [name](const FormulaNode& node) { return node.kind == Kind::name && node.name == name; });
}

const std::vector<std::string>& formula_functions() {
    static const std::vector<std::string> words = [] {
        std::vector<std::string> list;
        for (const Function& function : functions) list.emplace_back(function.name);
        return list;
    }();
    return words;
}

ParsedFormula parse_formula(std::string_view text, std::span<const FormulaName> names, const Dimension& wanted) {
    ParsedFormula result;
    Parser(text, names, result).read(wanted);
    return result;
}

}  // namespace qingliu
