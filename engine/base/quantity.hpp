// Numbers with units: "7.4 m3/s", "0.3 1/d", "0.03 s/m^(1/3)". Inside, everything is SI with the gram for mass, so that
// g m-3 and mg/L are the same number; degrees Celsius stay Celsius; conductivity counts in uS cm-1.
//
// A unit is a product of factors, written with `/`, `*`, `.` or a space between them; an exponent follows its symbol as
// `m3`, `m^3`, `m-3` or `m^(1/3)`. `m3/s`, `m3 s-1` and `m^3/s` are one unit. A year (a) is 365.25 d.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace qingliu {

/// Exponents of length, mass, time, temperature, conductance, money and electric potential, in sixths.
struct Dimension {
    std::array<int, 7> sixths{};
    bool operator==(const Dimension&) const = default;
};

/// A unit: SI value = number * factor / divisor + offset. The divisor keeps "30 cm" the double nearest to 0.3; the
/// offset is not zero for kelvin alone (degC is the unit inside).
struct Unit {
    Dimension dimension;
    double factor = 1;
    double divisor = 1;
    double offset = 0;
};

/// The unit a text names ("" and "1" are the pure number), or nothing.
std::optional<Unit> parse_unit(std::string_view text);

/// The unit a declaration in the code names. Throws std::logic_error if there is no such unit.
Unit declared_unit(std::string_view text);

/// A decimal number, all of the text: sign, digits, fraction, exponent; no leading zeros, hexadecimals, nan, inf or
/// locale.
std::optional<double> parse_number(std::string_view text);

/// A whole number, all of the text, within int; no leading zeros.
std::optional<int> parse_integer(std::string_view text);

/// Why a text is no number, in a phrase: `"010" is not a plain decimal number (leading zero)`.
std::string number_fault(std::string_view text);

/// What stands behind the number of a quantity: "1/d" of "0.3 1/d".
std::string_view unit_of_quantity(std::string_view text);

/// What a quantity text gave: a value in SI, or what is wrong with it.
struct ParsedQuantity {
    double value = 0;        ///< SI
    std::string fault;       ///< empty where the text is right
    std::string expected;    ///< the units it takes, with an example
    std::size_t offset = 0;  ///< byte of the text at fault
    [[nodiscard]] bool ok() const { return fault.empty(); }
};

/// Reads "NUMBER UNIT" whose unit must measure the same as `unit`. Where `unit` is the pure number ("1"), the unit may
/// be left out or be `%`.
ParsedQuantity parse_quantity(std::string_view text, std::string_view unit);

/// The units of the same kind people use, the declared one first: "m3/s, L/s, m3/d or m3/h".
std::string accepted_units(std::string_view unit);

/// The unit people write for the same thing: "mg/L" for "g m-3", "uS/cm" for "uS cm-1"; the unit itself where there is
/// none.
std::string common_unit(std::string_view unit);

/// What a unit measures: "discharge"; the unit itself where there is no common word.
std::string quantity_name(std::string_view unit);

/// The SI unit of a dimension: "g m-3 s-1"; "1" of a pure number.
std::string unit_text(const Dimension& dimension);

/// SI value as text in the given unit, shortest form that reads back the same number: "7.4 m3/s".
std::string format_quantity(double si_amount, std::string_view unit);

/// Number in the given unit of an SI value, and back.
double from_si(double si_amount, std::string_view unit);
double to_si(double number, std::string_view unit);

}  // namespace qingliu
