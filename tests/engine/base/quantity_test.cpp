#include "engine/base/quantity.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <tuple>

namespace qingliu {
namespace {

double si(std::string_view text, std::string_view unit) {
    const ParsedQuantity parsed = parse_quantity(text, unit);
    EXPECT_TRUE(parsed.ok()) << text << ": " << parsed.fault;
    return parsed.value;
}

TEST(ParseNumber, TakesPlainDecimalNumbersOnly) {
    for (const auto& [text, value] :
         {std::pair{"0", 0.0}, {"12", 12.0}, {"-0.5", -0.5}, {"+3e2", 300.0}, {"1.5E-3", 0.0015}}) {
        ASSERT_TRUE(parse_number(text)) << text;
        EXPECT_EQ(*parse_number(text), value);
    }
    for (const char* text :
         {"", "010", "-01", ".5", "5.", "0x10", "nan", "inf", "1e", "1e999", "1,5", "1 2", "１２", "--1"}) {
        EXPECT_FALSE(parse_number(text)) << text;
    }
}

TEST(ParseInteger, TakesWholeNumbersOnly) {
    EXPECT_EQ(parse_integer("-12"), -12);
    EXPECT_EQ(parse_integer("0"), 0);
    for (const char* text : {"", "08", "1.0", "99999999999", "+-1"}) EXPECT_FALSE(parse_integer(text)) << text;
}

TEST(ParseQuantity, ConvertsToSiExactly) {
    EXPECT_EQ(si("7.4 m3/s", "m3/s"), 7.4);
    EXPECT_EQ(si("12 km", "m"), 12000.0);
    EXPECT_EQ(si("30 cm", "m"), 0.3);
    EXPECT_EQ(si("0.3 1/d", "1/d"), 0.3 / 86400);
    EXPECT_EQ(si("0.03 s/m^(1/3)", "s/m^(1/3)"), 0.03);
    EXPECT_EQ(si("4.2 mg/L", "g/m3"), 4.2);
    EXPECT_EQ(si("5 ug/L", "mg/L"), 0.005);
    EXPECT_EQ(si("650 uS/cm", "uS cm-1"), 650.0);
    EXPECT_EQ(si("6.5 mS/cm", "uS/cm"), 6500.0);
    EXPECT_EQ(si("8.5 degC", "degC"), 8.5);
    EXPECT_NEAR(si("281.65 K", "degC"), 8.5, 1e-12);
    EXPECT_EQ(si("1 mm/d", "m/s"), 1e-3 / 86400);
    EXPECT_DOUBLE_EQ(si("1000 mm/a", "m/d"), 1.0 / (365.25 * 86400));
    EXPECT_EQ(si("250 L/s", "m3/s"), 0.25);
    EXPECT_EQ(si("250 l/s", "m3/s"), 0.25);
    EXPECT_EQ(si("8.5 °C", "degC"), 8.5);
    EXPECT_EQ(si("2 g/m²/d", "g/m2/d"), si("2 g/m2/d", "g/m2/d"));
    EXPECT_DOUBLE_EQ(si("0.2 g/m2/d", "g/m2/d"), 0.2 / 86400);
    EXPECT_EQ(si("0.13 yuan/m3", "yuan/m3"), 0.13);
    EXPECT_EQ(si("-0.2 V", "mV"), -200);
    EXPECT_EQ(si("3 h", "d"), 10800.0);
    EXPECT_DOUBLE_EQ(si("1 t/d", "g/s"), 1e6 / 86400);
}

TEST(ParseQuantity, TakesPureNumbersWithAndWithoutPercent) {
    EXPECT_EQ(si("0.25", "1"), 0.25);
    EXPECT_EQ(si("25 %", "1"), 0.25);
    EXPECT_FALSE(parse_quantity("3 m", "1").ok());
}

TEST(ParseUnit, KnowsOneUnitInSeveralSpellings) {
    const Unit unit = declared_unit("m3/s");
    for (const char* text : {"m^3/s", "m3 s-1", "m3*s-1", "m3 / s", "m^(6/2)/s", "m³/s"}) {
        ASSERT_TRUE(parse_unit(text)) << text;
        EXPECT_EQ(parse_unit(text)->dimension, unit.dimension) << text;
        EXPECT_EQ(parse_unit(text)->factor, 1.0) << text;
    }
    for (const char* text : {"m3/sec", "m3//s", "/s", "m^", "m^(1/0)", "m^(1/3", "米", "m3/", "m0", "m99"})
        EXPECT_FALSE(parse_unit(text)) << text;
    EXPECT_THROW(declared_unit("furlong"), std::logic_error);
}

TEST(ParseQuantity, SaysWhatIsWrongAndWhatIsTaken) {
    const auto fault = [](std::string_view text, std::string_view unit) {
        const ParsedQuantity parsed = parse_quantity(text, unit);
        return std::tuple(parsed.fault, parsed.expected, parsed.offset);
    };
    EXPECT_EQ(fault("7.4", "m3/s"), std::tuple("\"7.4\" has no unit", "a discharge in m3/s, L/s, m3/h or m3/d", 3U));
    EXPECT_EQ(fault("12 mg/L", "km"),
              std::tuple("\"12 mg/L\" is a concentration, not a length", "a length in km, m, cm or mm", 3U));
    EXPECT_EQ(std::get<0>(fault("12 m3/sec", "m3/s")), "there is no unit \"m3/sec\"");
    EXPECT_EQ(std::get<0>(fault("010 m", "m")),
              "\"010\" begins with a zero, which some programs read as octal: write it without");
    EXPECT_EQ(std::get<0>(fault("nan m", "m")), "\"nan m\" is not a number with a unit");
    EXPECT_EQ(std::get<0>(fault("1e999 m", "m")), "\"1e999\" is too large or too small a number");
    EXPECT_EQ(fault("1,5 m", "m"),
              std::tuple("\"1,5 m\" has a comma in its number", "1.5 m, with a decimal point", 1U));
    EXPECT_EQ(std::get<1>(fault("1,500 m", "m")), "1.500 m, with a decimal point, or 1500 m");
    EXPECT_EQ(std::get<0>(fault("3,m", "m")), "there is no unit \",m\"");
    EXPECT_EQ(std::get<0>(fault("1６ m", "m")), "\"1６ m\" cannot be read: the full-width digit \"６\" is not \"6\"");
    EXPECT_EQ(number_fault("1,5"), "\"1,5\" has a comma in its number");
}

TEST(FormatQuantity, ReadsBackAsTheSameNumber) {
    EXPECT_EQ(format_quantity(7.4, "m3/s"), "7.4 m3/s");
    EXPECT_EQ(format_quantity(0.3 / 86400, "1/d"), "0.3 1/d");
    EXPECT_EQ(format_quantity(0.25, "1"), "0.25");
    for (const double value : {1.0 / 3, 1e-9, 123456.789, 8.5}) {
        EXPECT_EQ(si(format_quantity(value, "m/d"), "m/d"), value);
    }
}

TEST(CommonUnit, IsWhatPeopleWrite) {
    EXPECT_EQ(common_unit("g m-3"), "mg/L");
    EXPECT_EQ(common_unit("uS cm-1"), "uS/cm");
    EXPECT_EQ(common_unit("d"), "d");
}

TEST(Quantity, ADimensionHasItsUnit) {
    for (const char* unit : {"1", "m", "g m-3", "g m-3 s-1", "degC", "m3 s-1", "m^(-2/6) s", "yuan m-3", "mV"})
        EXPECT_EQ(unit_text(declared_unit(unit).dimension), unit);
    EXPECT_EQ(declared_unit(unit_text(declared_unit("mS/cm").dimension)).dimension, declared_unit("uS/cm").dimension);
    EXPECT_EQ(declared_unit(unit_text(declared_unit("W/m2").dimension)).dimension, declared_unit("N/m/s").dimension);
}

TEST(Quantity, TheUnitStandsBehindTheNumber) {
    EXPECT_EQ(unit_of_quantity("0.3 1/d"), "1/d");
    EXPECT_EQ(unit_of_quantity(" -1e-3mg/L "), "mg/L");
    EXPECT_EQ(unit_of_quantity("7"), "");
    EXPECT_EQ(unit_of_quantity("much"), "much");
}

}  // namespace
}  // namespace qingliu
