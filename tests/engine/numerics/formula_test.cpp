// Formulas: what they mean, what is wrong with them and where, their units, and their lowered form against libm.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/numerics/formula_program.hpp"

namespace qingliu {
namespace {

using Eight = FormulaProgram::Eight;

const Dimension pure{};
const Dimension concentration = declared_unit("g m-3").dimension;

std::vector<FormulaName> some_names() {
    return {{"a", pure},
            {"b", pure},
            {"c", pure},
            {"oxygen", concentration},
            {"half", concentration},
            {"rate", declared_unit("1/d").dimension},
            {"depth", declared_unit("m").dimension}};
}

/// Value of a formula of pure names a, b, c.
double value_of(const std::string& text, double a = 0, double b = 0, double c = 0) {
    const ParsedFormula parsed = parse_formula(text, some_names(), pure);
    if (!parsed.faults.empty()) {
        ADD_FAILURE() << text << ": " << parsed.faults.front().message;
        return 0;
    }
    std::vector<FormulaInput> inputs(some_names().size());
    inputs[0].value = a;
    inputs[1].value = b;
    inputs[2].value = c;
    const FormulaProgram program(parsed.formula, inputs);
    Eight value, slope;
    program.evaluate(nullptr, nullptr, value, slope);
    return value[5];
}

TEST(Formula, MeansWhatItSays) {
    EXPECT_EQ(value_of("1 + 2 * 3"), 7);
    EXPECT_EQ(value_of("(1 + 2) * 3"), 9);
    EXPECT_EQ(value_of("10 - 4 - 3"), 3);
    EXPECT_EQ(value_of("16 / 4 / 2"), 2);
    EXPECT_EQ(value_of("-2^2"), -4);
    EXPECT_EQ(value_of("2^3^2"), 512);
    EXPECT_EQ(value_of("2^-2"), 0.25);
    EXPECT_EQ(value_of("2 * -3"), -6);
    EXPECT_EQ(value_of("--3"), 3);
    EXPECT_EQ(value_of(" a*b+c ", 2, 3, 4), 10);
    EXPECT_EQ(value_of("min(a, b) + max(a, b)", 2, 3), 5);
    EXPECT_EQ(value_of("sqrt(2.5e-1)"), 0.5);
    EXPECT_EQ(value_of("(-2)^3"), -8);
    EXPECT_EQ(value_of("monod(0, 0)"), 0);
    EXPECT_EQ(value_of("smooth_step(a, 3, 8)", 2), 0);
    EXPECT_EQ(value_of("smooth_step(a, 3, 8)", 5.5), 0.5);
    EXPECT_EQ(value_of("smooth_step(a, 3, 8)", 9), 1);
    EXPECT_EQ(value_of("smooth_step(a, 8, 3)", 9), 0) << "a step that falls";
    EXPECT_NEAR(value_of("exp(1)"), std::exp(1.0), 1e-15);
    EXPECT_NEAR(value_of("log(10)"), std::log(10.0), 1e-15);
    EXPECT_NEAR(value_of("a^b", 2.5, 1.7), std::pow(2.5, 1.7), 1e-14);
    EXPECT_EQ(value_of("500[mg/L] / 0.5[kg/m3]"), 1);
    EXPECT_EQ(value_of("1[h] / 1[s]"), 3600);
}

struct Wrong {
    const char* text;
    std::size_t offset;
    const char* message;
    const char* guess;
};

TEST(Formula, FaultsHaveTheirByte) {
    for (const Wrong& wrong :
         {Wrong{"a +", 3, "the formula ends too early", ""}, Wrong{"a + * b", 4, "\"*\" does not go here", ""},
          Wrong{"a b", 2, "\"b\" does not go here", ""}, Wrong{"(a + b", 6, "the formula ends too early", ""},
          Wrong{"a ＋ b", 2, "\"＋\" does not go here", ""},
          Wrong{"a + oxigen", 4, "there is nothing called \"oxigen\"", "oxygen"},
          Wrong{"a + mim(a, b)", 4, "there is no function \"mim\"", "min"},
          Wrong{"a + min(a)", 4, "min takes 2 arguments, not 1", ""},
          Wrong{"a * 1.2.3", 4, "\"1.2.3\" is not a number", ""},
          Wrong{"a * 007", 4, "\"007\" begins with a zero, which some programs read as octal: write it without", ""},
          Wrong{"2[furlong] / 1[m]", 2, "there is no unit \"furlong\"", ""},
          Wrong{"", 0, "the formula ends too early", ""}}) {
        const auto faults = parse_formula(wrong.text, some_names(), pure).faults;
        ASSERT_EQ(faults.size(), 1U) << wrong.text;
        EXPECT_EQ(faults[0].message, wrong.message);
        EXPECT_EQ(faults[0].offset, wrong.offset) << wrong.text;
        EXPECT_EQ(faults[0].guess, wrong.guess);
    }
    const std::string deep = std::string(5000, '(') + "a" + std::string(5000, ')');
    EXPECT_EQ(parse_formula(deep, some_names(), pure).faults.at(0).message, "brackets are nested too deeply");
    EXPECT_EQ(parse_formula(std::string(5000, '-') + "a", some_names(), pure).faults.size(), 1U);
}

TEST(Formula, UnitsAreChecked) {
    const Dimension turnover = declared_unit("g m-3 s-1").dimension;
    EXPECT_TRUE(parse_formula("rate * oxygen / (oxygen + half) * half", some_names(), turnover).faults.empty());
    EXPECT_TRUE(parse_formula("rate * max(0, oxygen - half)", some_names(), turnover).faults.empty());
    EXPECT_TRUE(parse_formula("rate * sqrt(oxygen * half)", some_names(), turnover).faults.empty());
    EXPECT_TRUE(parse_formula("rate * oxygen^2 / half", some_names(), turnover).faults.empty());
    EXPECT_TRUE(parse_formula("rate * oxygen * monod(oxygen, half)", some_names(), turnover).faults.empty());
    for (const Wrong& wrong : {Wrong{"rate * (oxygen + depth)", 17, "a concentration cannot be added to a length", ""},
                               Wrong{"rate * oxygen * exp(depth)", 20, "the argument of exp is a length", ""},
                               Wrong{"rate * oxygen * monod(oxygen, depth)", 30,
                                     "a concentration cannot go into one monod with a length", ""},
                               Wrong{"rate * oxygen * 2^depth", 18, "this exponent is a length", ""},
                               Wrong{"rate * oxygen^a", 14, "a concentration is raised to a power that varies", ""},
                               Wrong{"rate * oxygen^0.7", 14, "there is no unit for this power of a concentration", ""},
                               Wrong{"oxygen * depth", 0, "this formula gives a quantity in g m-2", ""}}) {
        const auto faults = parse_formula(wrong.text, some_names(), turnover).faults;
        ASSERT_EQ(faults.size(), 1U) << wrong.text;
        EXPECT_EQ(faults[0].message, wrong.message);
        EXPECT_EQ(faults[0].offset, wrong.offset) << wrong.text;
    }
}

/// A random formula of positive pure numbers a, b, c.
std::string random_formula(std::mt19937_64& random, int depth) {
    const auto draw = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    const auto part = [&] { return random_formula(random, depth - 1); };
    if (depth == 0) {
        const char* leaves[] = {"a", "b", "c", "0.7", "2", "1.3"};
        return leaves[draw(5)];
    }
    switch (draw(13)) {
        case 0:
        case 1:
            return "(" + part() + " + " + part() + ")";
        case 2:
            return "(" + part() + " - " + part() + ")";
        case 3:
        case 4:
            return part() + " * " + part();
        case 5:
            return part() + " / (1 + (" + part() + ")^2)";
        case 6:
            return "exp(-(" + part() + ")^2)";
        case 7:
            return "log(1 + (" + part() + ")^2)";
        case 8:
            return "sqrt(1 + (" + part() + ")^2)";
        case 9:
            return "min(" + part() + ", " + part() + ")";
        case 10:
            return "max(" + part() + ", " + part() + ")";
        case 11:
            return "monod((" + part() + ")^2, 0.4)";
        case 12:
            return "smooth_step(" + part() + ", -1, 4)";
        default:
            return "(0.3 + (" + part() + ")^2)^" + (draw(1) == 0 ? "1.4" : "-3");
    }
}

/// Slopes against central differences, the middle one of the names held over the step.
TEST(Formula, SlopesAreDerivatives) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> draw(0.2, 3.0);
    int compared = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        const std::string text = random_formula(random, 4);
        const ParsedFormula parsed = parse_formula(text, some_names(), pure);
        ASSERT_TRUE(parsed.faults.empty()) << text;
        std::vector<FormulaInput> inputs(some_names().size());
        const double along_a = draw(random), along_c = -draw(random);
        inputs[0] = {.kind = FormulaInput::Kind::moving, .place = 1, .direction = along_a};
        inputs[1] = {.kind = FormulaInput::Kind::held, .place = 0};
        inputs[2] = {.kind = FormulaInput::Kind::moving, .place = 0, .direction = along_c};
        std::vector<Eight> kept(64);
        const double a = draw(random), b = draw(random), c = draw(random);
        const Eight held(b);
        const auto at = [&](double step, double& slope) {
            const FormulaProgram program(parsed.formula, inputs);
            EXPECT_LE(program.kept(), kept.size());
            program.hold(&held, kept.data());
            const Eight moving[] = {Eight(c + step * along_c), Eight(a + step * along_a)};
            Eight value, slopes;
            program.evaluate(moving, kept.data(), value, slopes);
            slope = slopes[2];
            return value[2];
        };
        double slope = 0, before = 0, after = 0;
        const double middle = at(0, slope), h = 1e-5;
        const double ahead = at(h, after), behind = at(-h, before);
        // another branch of min, max or a step begins between: there is no difference to compare with
        if (std::fabs(after - before) > 1e-2 * (1 + std::fabs(slope))) continue;
        const double size = 1 + std::fabs(slope) + std::fabs(middle);
        EXPECT_NEAR(slope, (ahead - behind) / (2 * h), 2e-6 * size) << text;
        ++compared;
    }
    EXPECT_GT(compared, 1900);
}

/// Every lane has the bits it has among mates of its own kind.
TEST(Formula, LanesKnowNothingOfTheirMates) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> draw(0, 4.0);
    for (int trial = 0; trial < 300; ++trial) {
        const ParsedFormula parsed = parse_formula(random_formula(random, 5), some_names(), pure);
        std::vector<FormulaInput> inputs(some_names().size());
        for (std::size_t n = 0; n < 3; ++n)
            inputs[n] = {.kind = FormulaInput::Kind::moving, .place = n, .direction = 1};
        const FormulaProgram program(parsed.formula, inputs);
        Eight together[3];
        for (Eight& name : together) {
            for (int lane = 0; lane < 8; ++lane) name.set(lane, draw(random));
        }
        Eight value, slope;
        program.evaluate(together, nullptr, value, slope);
        for (int lane = 0; lane < 8; ++lane) {
            const Eight alone[] = {Eight(together[0][lane]), Eight(together[1][lane]), Eight(together[2][lane])};
            Eight value_alone, slope_alone;
            program.evaluate(alone, nullptr, value_alone, slope_alone);
            EXPECT_EQ(value[lane], value_alone[7 - lane]);
            EXPECT_EQ(slope[lane], slope_alone[7 - lane]);
        }
    }
}

TEST(Formula, SlopesStayFiniteWhereRootsBegin) {
    for (const char* text : {"sqrt(a)", "a^0.5", "log(a)", "monod(a, 0)", "a^1.5"}) {
        const ParsedFormula parsed = parse_formula(text, some_names(), pure);
        std::vector<FormulaInput> inputs(some_names().size());
        inputs[0] = {.kind = FormulaInput::Kind::moving, .place = 0, .direction = -1};
        const Eight nothing(0.0);
        Eight value, slope;
        FormulaProgram(parsed.formula, inputs).evaluate(&nothing, nullptr, value, slope);
        EXPECT_TRUE(std::isfinite(value[0])) << text;
        EXPECT_TRUE(std::isfinite(slope[0])) << text;
    }
}

TEST(Formula, ConstantsWithoutValueAreTold) {
    for (const auto& [text, sound] :
         {std::pair{"a * (1 / (2 - 2))", false}, std::pair{"a * sqrt(1 - 2)", false}, std::pair{"a / 3", true}}) {
        const ParsedFormula parsed = parse_formula(text, some_names(), pure);
        std::vector<FormulaInput> inputs(some_names().size());
        inputs[0] = {.kind = FormulaInput::Kind::moving, .place = 0, .direction = 1};
        EXPECT_EQ(FormulaProgram(parsed.formula, inputs).constants_are_finite(), sound) << text;
    }
}

TEST(Formula, TooLongOnesAreRefused) {
    std::string text = "a";
    for (int k = 0; k < 300; ++k) text += " + exp(a * " + std::to_string(k) + ")";
    const ParsedFormula parsed = parse_formula(text, some_names(), pure);
    ASSERT_TRUE(parsed.faults.empty());
    std::vector<FormulaInput> inputs(some_names().size());
    inputs[0] = {.kind = FormulaInput::Kind::moving, .place = 0, .direction = 1};
    EXPECT_THROW(FormulaProgram(parsed.formula, inputs), std::length_error);
}

}  // namespace
}  // namespace qingliu
