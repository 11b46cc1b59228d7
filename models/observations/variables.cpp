#include "models/observations/variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

/// What writers put in place of what units.cpp reads; compared in plain form.
constexpr std::array<std::pair<std::string_view, std::string_view>, 26> unit_forms{{
    {"mg/l", "mg/L"},       {"毫克/升", "mg/L"},   {"mgl", "mg/L"},    {"ppm", "mg/L"},    {"ug/l", "ug/L"},
    {"μg/l", "ug/L"},       {"微克/升", "ug/L"},   {"ugl", "ug/L"},    {"us/cm", "uS/cm"}, {"μs/cm", "uS/cm"},
    {"微西/厘米", "uS/cm"}, {"uscm", "uS/cm"},     {"ms/m", "mS/m"},   {"ms/cm", "mS/cm"}, {"c", "degC"},
    {"°c", "degC"},         {"摄氏度", "degC"},    {"cells/l", "1/L"}, {"cellsl", "1/L"},  {"个/l", "1/L"},
    {"ind/l", "1/L"},       {"立方米/秒", "m3/s"}, {"m3s", "m3/s"},    {"cms", "m3/s"},    {"米", "m"},
    {"无量纲", "1"},
}};

struct OddUnit {
    std::string_view name, measures;
    double factor;
};
// What units.cpp does not know: turbidity counts as a pure number, a foot is 0.3048 m by definition.
constexpr std::array<OddUnit, 8> odd_units{{
    {"ntu", "1", 1},
    {"fnu", "1", 1},
    {"度", "1", 1},
    {"万个/l", "m-3", 1e7},
    {"万cells/l", "m-3", 1e7},
    {"ft3/s", "m3 s-1", 0.028316846592},
    {"cfs", "m3 s-1", 0.028316846592},
    {"ft", "m", 0.3048},
}};

/// One character of plain form, empty for what is left out.
void add_plain(std::string& plain, char32_t point) {
    if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;        // full-width forms
    if (point >= 0x2080 && point <= 0x2089) point -= 0x2080 - '0';  // subscripts
    if (point == 0xB2 || point == 0xB3) point -= 0xB0 - '0';        // squared, cubed
    if (point == 0xB5) point = 0x3BC;                               // micro sign: the Greek letter
    if (point == 0x3B1) point = 'a';                                // 叶绿素α
    if (point == 0x2103) return add_plain(plain, 'c');              // degrees Celsius
    if (point >= 'A' && point <= 'Z') point += 'a' - 'A';
    if (point == ' ' || point == '_' || point == '-' || point == 0x3000 || point == 0xB7) return;
    if (point < 0x80) {
        plain += static_cast<char>(point);
    } else if (point < 0x800) {
        plain += static_cast<char>(0xC0 | (point >> 6));
        plain += static_cast<char>(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        plain += static_cast<char>(0xE0 | (point >> 12));
        plain += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        plain += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        plain += static_cast<char>(0xF0 | (point >> 18));
        plain += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
        plain += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        plain += static_cast<char>(0x80 | (point & 0x3F));
    }
}

}  // namespace

std::string plain_name(std::string_view text) {
    std::string plain;
    for (const char32_t point : code_points(text)) add_plain(plain, point);
    return plain;
}

const std::vector<ObservedVariable>& known_observed_variables() {
    const std::string mass = "g m-3", shown = "mg/L";
    static const std::vector<ObservedVariable> list = {
        {"water_temperature", "水温", "degC", "degC", {"温度", "temperature", "temp", "watertemp", "wtemp"}, true},
        {"ph", "pH", "1", "1", {"pH值", "酸碱度"}},
        {"dissolved_oxygen", "溶解氧", mass, shown, {"DO"}},
        {"conductivity", "电导率", "uS cm-1", "uS/cm", {"EC", "电导", "specific conductance"}},
        {"turbidity", "浊度", "1", "NTU", {"turb"}},
        {"permanganate_index", "高锰酸盐指数", mass, shown, {"CODMn", "高锰酸盐", "IMn"}},
        {"chemical_oxygen_demand", "化学需氧量", mass, shown, {"COD", "CODCr"}},
        {"biochemical_oxygen_demand", "五日生化需氧量", mass, shown, {"BOD5", "BOD", "生化需氧量"}},
        {"ammonia_nitrogen", "氨氮", mass, shown, {"NH3-N", "NH4-N", "NH3N", "ammonia"}},
        {"nitrate_nitrogen", "硝酸盐氮", mass, shown, {"NO3-N", "nitrate", "硝酸盐", "硝态氮"}},
        {"nitrite_nitrogen", "亚硝酸盐氮", mass, shown, {"NO2-N", "nitrite", "亚硝酸盐"}},
        {"organic_nitrogen", "有机氮", mass, shown},
        {"total_nitrogen", "总氮", mass, shown, {"TN"}},
        {"total_phosphorus", "总磷", mass, shown, {"TP"}},
        {"dissolved_phosphorus", "溶解态磷", mass, shown, {"DP", "溶解性总磷"}},
        {"particulate_phosphorus", "颗粒态磷", mass, shown},
        {"phosphate", "磷酸盐", mass, shown, {"PO4-P", "正磷酸盐"}},
        {"chlorophyll_a", "叶绿素a", mass, shown, {"Chl-a", "chlorophyll"}},
        {"algal_density", "藻密度", "m-3", "1/L", {"algae", "藻类密度"}},
        {"transparency", "透明度", "m", "m", {"SD", "secchi depth"}},
        {"redox_potential", "氧化还原电位", "mV", "mV", {"ORP"}, true},
        {"suspended_solids", "悬浮物", mass, shown, {"SS", "TSS"}},
        {"fluoride", "氟化物", mass, shown},
        {"chloride", "氯化物", mass, shown},
        {"sulfate", "硫酸盐", mass, shown},
        {"sulfide", "硫化物", mass, shown},
        {"iron", "铁", mass, shown, {"Fe"}},
        {"manganese", "锰", mass, shown, {"Mn"}},
        {"copper", "铜", mass, shown, {"Cu"}},
        {"zinc", "锌", mass, shown, {"Zn"}},
        {"selenium", "硒", mass, shown, {"Se"}},
        {"arsenic", "砷", mass, shown, {"As"}},
        {"mercury", "汞", mass, shown, {"Hg"}},
        {"cadmium", "镉", mass, shown, {"Cd"}},
        {"hexavalent_chromium", "六价铬", mass, shown, {"Cr6", "Cr6+", "铬(六价)"}},
        {"lead", "铅", mass, shown, {"Pb"}},
        {"cyanide", "氰化物", mass, shown, {"CN"}},
        {"volatile_phenol", "挥发酚", mass, shown},
        {"petroleum", "石油类", mass, shown},
        {"anionic_surfactant", "阴离子表面活性剂", mass, shown, {"LAS"}},
        {"faecal_coliform", "粪大肠菌群", "m-3", "1/L"},
        {"alkalinity", "碱度", mass, shown},
        {"discharge", "流量", "m3 s-1", "m3/s", {"Q", "flow", "streamflow"}, true},
        {"water_level", "水位", "m", "m", {"stage", "level", "Z"}, true},
        {"depth", "水深", "m", "m", {"water depth"}},
        {"velocity", "流速", "m s-1", "m/s", {"U", "flow velocity"}, true},
    };
    return list;
}

int find_variable(const std::vector<ObservedVariable>& variables, std::string_view text) {
    const std::string wanted = plain_name(text);
    if (wanted.empty()) return -1;
    for (std::size_t i = 0; i < variables.size(); ++i) {
        const ObservedVariable& variable = variables[i];
        const auto is_it = [&](const std::string& name) { return plain_name(name) == wanted; };
        if (is_it(variable.name) || is_it(variable.title) || std::ranges::any_of(variable.also_called, is_it))
            return static_cast<int>(i);
    }
    return -1;
}

WrittenUnit parse_written_unit(std::string_view text, const ObservedVariable& variable) {
    const Dimension wanted = declared_unit(variable.unit).dimension;
    const std::string plain = plain_name(text);
    if (const auto odd = std::ranges::find(odd_units, plain, &OddUnit::name); odd != odd_units.end())
        return {true, declared_unit(odd->measures).dimension == wanted, odd->factor};
    const auto form = std::ranges::find(unit_forms, plain, [](const auto& entry) { return entry.first; });
    // "mg·L-1" and "m³/s" differ from what units.cpp reads in their marks alone
    std::string usual;
    for (const char32_t point : code_points(text)) {
        if (point == 0xB7)
            usual += '*';
        else if (point == 0xB2 || point == 0xB3)
            usual += static_cast<char>(point - 0xB0 + '0');
        else if (point == 0x207B)
            usual += '-';
        else if (point == 0xB9)
            usual += '1';
        else if (point < 0x80)
            usual += static_cast<char>(point);
        else if (point == 0x3BC || point == 0xB5)
            usual += 'u';
        else if (point == 0x2103)
            usual += "degC";
        else
            usual += '?';
    }
    std::optional<Unit> unit = parse_unit(usual);
    if (!unit && form != unit_forms.end()) unit = parse_unit(form->second);
    if (!unit) return {};
    return {true, unit->dimension == wanted, unit->factor, unit->divisor, unit->offset};
}

std::string described(const ObservedVariable& variable) {
    return fmt::format("{} {} [{}]", variable.title, variable.name, variable.shown_unit);
}

}  // namespace qingliu
