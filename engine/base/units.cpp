// The units people write and what they measure; the grammar is in quantity.hpp.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

enum Base { length, mass, time, temperature, conductance, money, potential };

struct Symbol {
    std::string_view name;
    std::array<int, 7> exponent;  // of the bases, whole
    double factor;
    double divisor;
};

// Conductance counts in 1e-4 S, which makes 1 uS/cm exactly 1; potential in mV.
constexpr std::array symbols{
    Symbol{"m", {1}, 1, 1},
    Symbol{"km", {1}, 1e3, 1},
    Symbol{"cm", {1}, 1, 1e2},
    Symbol{"mm", {1}, 1, 1e3},
    Symbol{"um", {1}, 1, 1e6},
    Symbol{"ha", {2}, 1e4, 1},
    Symbol{"L", {3}, 1, 1e3},
    Symbol{"l", {3}, 1, 1e3},
    Symbol{"mL", {3}, 1, 1e6},
    Symbol{"ml", {3}, 1, 1e6},
    Symbol{"g", {0, 1}, 1, 1},
    Symbol{"kg", {0, 1}, 1e3, 1},
    Symbol{"mg", {0, 1}, 1, 1e3},
    Symbol{"ug", {0, 1}, 1, 1e6},
    Symbol{"\u00B5g", {0, 1}, 1, 1e6},
    Symbol{"\u03BCg", {0, 1}, 1, 1e6},
    Symbol{"ng", {0, 1}, 1, 1e9},
    Symbol{"t", {0, 1}, 1e6, 1},
    Symbol{"N", {1, 1, -2}, 1e3, 1},
    Symbol{"Pa", {-1, 1, -2}, 1e3, 1},
    Symbol{"W", {2, 1, -3}, 1e3, 1},
    Symbol{"s", {0, 0, 1}, 1, 1},
    Symbol{"min", {0, 0, 1}, 60, 1},
    Symbol{"h", {0, 0, 1}, 3600, 1},
    Symbol{"d", {0, 0, 1}, 86400, 1},
    Symbol{"a", {0, 0, 1}, 31557600, 1},
    Symbol{"degC", {0, 0, 0, 1}, 1, 1},
    Symbol{"\u2103", {0, 0, 0, 1}, 1, 1},
    Symbol{"\u00B0C", {0, 0, 0, 1}, 1, 1},
    Symbol{"K", {0, 0, 0, 1}, 1, 1},
    Symbol{"S", {0, 0, 0, 0, 1}, 1e4, 1},
    Symbol{"mS", {0, 0, 0, 0, 1}, 10, 1},
    Symbol{"uS", {0, 0, 0, 0, 1}, 1, 1e2},
    Symbol{"\u00B5S", {0, 0, 0, 0, 1}, 1, 1e2},
    Symbol{"\u03BCS", {0, 0, 0, 0, 1}, 1, 1e2},
    Symbol{"yuan", {0, 0, 0, 0, 0, 1}, 1, 1},
    Symbol{"\u5143", {0, 0, 0, 0, 0, 1}, 1, 1},
    Symbol{"mV", {0, 0, 0, 0, 0, 0, 1}, 1, 1},
    Symbol{"V", {0, 0, 0, 0, 0, 0, 1}, 1e3, 1},
    Symbol{"%", {}, 1, 1e2},
};

constexpr double kelvin_offset = -273.15;

/// What people call a kind of quantity, and the units they use for it.
struct Kind {
    std::string_view name;
    std::array<std::string_view, 5> units;
};
constexpr std::array kinds{
    Kind{"length", {"m", "km", "cm", "mm"}},
    Kind{"time", {"s", "min", "h", "d", "a"}},
    Kind{"discharge", {"m3/s", "L/s", "m3/h", "m3/d"}},
    Kind{"concentration", {"mg/L", "g/m3", "ug/L", "kg/m3"}},
    Kind{"number in a volume", {"1/m3", "1/L"}},
    Kind{"stress", {"N/m2", "Pa"}},
    Kind{"heat flux", {"W/m2"}},
    Kind{"partition coefficient", {"L/kg", "m3/g"}},
    Kind{"conductivity", {"uS/cm", "mS/cm", "S/m"}},
    Kind{"temperature", {"degC", "K"}},
    Kind{"speed", {"m/s", "m/d", "mm/d", "mm/a"}},
    Kind{"rate", {"1/d", "1/h", "1/s"}},
    Kind{"dispersion", {"m2/s", "m2/d"}},
    Kind{"Manning roughness", {"s/m^(1/3)"}},
    Kind{"price of water", {"yuan/m3"}},
    Kind{"flux through an area", {"g/m2/d", "mg/m2/d", "g/m2/s"}},
    Kind{"load", {"g/s", "kg/d", "t/d", "t/a"}},
    Kind{"mass", {"g", "kg", "t", "mg"}},
    Kind{"volume", {"m3", "L"}},
    Kind{"area", {"m2", "ha"}},
    Kind{"amount of money", {"yuan"}},
    Kind{"electric potential", {"mV", "V"}},
    Kind{"pure number", {"1", "%"}},
};

bool ends_symbol(char letter) { return std::string_view("0123456789^-/*. ()").find(letter) != std::string_view::npos; }

std::optional<int> read_integer(std::string_view text, std::size_t& at) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (error != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(end - text.data());
    return value;
}

/// The exponent at `at`, in sixths; one where there is none.
std::optional<int> read_exponent(std::string_view text, std::size_t& at) {
    const auto next = [&] { return at < text.size() ? text[at] : '\0'; };
    const auto starts_number = [&] { return next() == '-' || (next() >= '0' && next() <= '9'); };
    const bool raised = next() == '^';
    if (raised) ++at;
    if (raised && next() == '(') {
        ++at;
        const std::optional<int> above = read_integer(text, at);
        if (!above || next() != '/') return std::nullopt;
        ++at;
        const std::optional<int> below = read_integer(text, at);
        if (!below || *below < 1 || 6 % *below != 0 || next() != ')' || std::abs(*above) > 12) return std::nullopt;
        ++at;
        return *above * (6 / *below);
    }
    if (!starts_number()) return raised ? std::nullopt : std::optional<int>(6);
    const std::optional<int> whole = read_integer(text, at);
    if (!whole || *whole == 0 || std::abs(*whole) > 12) return std::nullopt;
    return *whole * 6;
}

/// What joins two factors: 1 for a product, -1 for a quotient.
std::optional<int> read_link(std::string_view text, std::size_t& at) {
    const auto skip_spaces = [&] {
        const std::size_t begin = at;
        while (at < text.size() && text[at] == ' ') ++at;
        return at > begin;
    };
    const bool spaced = skip_spaces();
    const char letter = at < text.size() ? text[at] : '\0';
    if (letter != '/' && letter != '*' && letter != '.') return spaced ? std::optional<int>(1) : std::nullopt;
    ++at;
    skip_spaces();
    return letter == '/' ? -1 : 1;
}

double power(double base, int sixths) {
    if (sixths % 6 != 0) return std::pow(base, sixths / 6.0);
    double product = 1;
    for (int i = 0; i < sixths / 6; ++i) product *= base;
    return product;
}

void multiply(Unit& unit, const Symbol& symbol, int sixths) {
    for (std::size_t i = 0; i < symbol.exponent.size(); ++i) unit.dimension.sixths[i] += symbol.exponent[i] * sixths;
    const double above = sixths > 0 ? symbol.factor : symbol.divisor;
    const double below = sixths > 0 ? symbol.divisor : symbol.factor;
    unit.factor *= power(above, std::abs(sixths));
    unit.divisor *= power(below, std::abs(sixths));
}

/// Cancels what divides without remainder, so that mg/L is exactly 1.
void reduce(Unit& unit) {
    if (std::fmod(unit.factor, unit.divisor) == 0.0) {
        unit.factor /= unit.divisor;
        unit.divisor = 1;
    } else if (std::fmod(unit.divisor, unit.factor) == 0.0) {
        unit.divisor /= unit.factor;
        unit.factor = 1;
    }
}

const Kind* kind_of(std::string_view unit_text) {
    const std::optional<Unit> unit = parse_unit(unit_text);
    const auto measures_it = [&](const Kind& kind) {
        return unit && parse_unit(kind.units[0])->dimension == unit->dimension;
    };
    const auto found = std::ranges::find_if(kinds, measures_it);
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view text) {
    text = trimmed(text);
    for (const auto& [raised, exponent] : {std::pair{"\u00B2", "2"}, std::pair{"\u00B3", "3"}}) {
        if (const std::size_t at = text.find(raised); at != std::string_view::npos)
            return parse_unit(std::string(text).replace(at, std::string_view(raised).size(), exponent));
    }
    Unit unit;
    if (text.empty() || text == "1") return unit;
    if (text == "K") {
        unit.dimension.sixths[temperature] = 6;
        unit.offset = kelvin_offset;
        return unit;
    }
    std::size_t at = 0;
    int sign = 1;
    if (text.starts_with("1/")) {
        sign = -1;
        at = 2;
    }
    while (true) {
        std::size_t end = at;
        while (end < text.size() && !ends_symbol(text[end])) ++end;
        const std::string_view name = text.substr(at, end - at);
        const auto symbol = std::ranges::find(symbols, name, &Symbol::name);
        if (symbol == symbols.end()) return std::nullopt;
        at = end;
        const std::optional<int> exponent = read_exponent(text, at);
        if (!exponent) return std::nullopt;
        multiply(unit, *symbol, sign * *exponent);
        if (at == text.size()) break;
        const std::optional<int> link = read_link(text, at);
        if (!link) return std::nullopt;
        sign = *link;
    }
    reduce(unit);
    return unit;
}

Unit declared_unit(std::string_view text) {
    const std::optional<Unit> unit = parse_unit(text);
    if (!unit) throw std::logic_error("no such unit declared: \"" + std::string(text) + "\"");
    return *unit;
}

std::string quantity_name(std::string_view unit) {
    const Kind* kind = kind_of(unit);
    return kind != nullptr ? std::string(kind->name) : "quantity in " + std::string(unit);
}

std::string common_unit(std::string_view unit_text) {
    const Unit unit = declared_unit(unit_text);
    if (const Kind* kind = kind_of(unit_text)) {
        for (const std::string_view name : kind->units) {
            if (name.empty()) continue;
            const Unit other = declared_unit(name);
            if (other.factor == unit.factor && other.divisor == unit.divisor && other.offset == unit.offset)
                return std::string(name);
        }
    }
    return std::string(unit_text);
}

std::string unit_text(const Dimension& dimension) {
    // conductance counts in 1e-4 S: uS cm-1 are its numbers
    constexpr std::array<std::string_view, 7> names{"m", "g", "s", "degC", "uS m cm-1", "yuan", "mV"};
    constexpr std::array<std::size_t, 7> order{mass, money, potential, conductance, length, time, temperature};
    std::string text;
    for (const std::size_t base : order) {
        const int sixths = dimension.sixths[base];
        if (sixths == 0) continue;
        if (!text.empty()) text += ' ';
        text += names[base];
        if (sixths % 6 != 0) {
            text += "^(" + std::to_string(sixths) + "/6)";
        } else if (sixths != 6) {
            text += std::to_string(sixths / 6);
        }
    }
    return text.empty() ? "1" : text;
}

std::string accepted_units(std::string_view unit) {
    std::vector<std::string> names{std::string(unit)};
    if (const Kind* kind = kind_of(unit)) {
        for (const std::string_view name : kind->units) {
            if (!name.empty() && name != unit) names.emplace_back(name);
        }
    }
    return join_words(names, "or");
}

}  // namespace qingliu
