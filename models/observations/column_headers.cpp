#include "models/observations/column_headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"

namespace qingliu {
namespace {

using Role = Column::Role;

struct RoleName {
    Role role;
    std::string_view name;  // in the form of plain_name()
};
constexpr std::array<RoleName, 62> role_names{{
    {Role::station, "断面名称"},
    {Role::station, "断面"},
    {Role::station, "站点名称"},
    {Role::station, "站点"},
    {Role::station, "测站"},
    {Role::station, "测站名称"},
    {Role::station, "站名"},
    {Role::station, "点位"},
    {Role::station, "点位名称"},
    {Role::station, "监测点"},
    {Role::station, "station"},
    {Role::station, "section"},
    {Role::station, "site"},
    {Role::station, "stationname"},
    {Role::station, "sectionname"},
    {Role::time, "监测时间"},
    {Role::time, "时间"},
    {Role::time, "采样时间"},
    {Role::time, "采样日期"},
    {Role::time, "日期"},
    {Role::time, "监测日期"},
    {Role::time, "time"},
    {Role::time, "date"},
    {Role::time, "datetime"},
    {Role::time, "timelocal"},
    {Role::time, "timestamp"},
    {Role::time, "samplingtime"},
    {Role::year, "年份"},
    {Role::year, "年"},
    {Role::year, "抓取年份"},
    {Role::year, "year"},
    {Role::province, "省份"},
    {Role::province, "省"},
    {Role::province, "province"},
    {Role::basin, "流域"},
    {Role::basin, "所属流域"},
    {Role::basin, "basin"},
    {Role::published_class, "水质类别"},
    {Role::published_class, "类别"},
    {Role::published_class, "class"},
    {Role::published_class, "waterclass"},
    {Role::published_class, "officialclass"},
    {Role::published_class, "officialclass1to6"},
    {Role::published_class, "officialclasstext"},
    {Role::variable_name, "variable"},
    {Role::variable_name, "indicator"},
    {Role::variable_name, "parameter"},
    {Role::variable_name, "指标"},
    {Role::variable_name, "项目"},
    {Role::variable_name, "监测项目"},
    {Role::value, "value"},
    {Role::value, "值"},
    {Role::value, "监测值"},
    {Role::unit, "unit"},
    {Role::unit, "单位"},
    {Role::flag, "flag"},
    {Role::flag, "标记"},
    {Role::flag, "qc"},
    {Role::flag, "质控标记"},
    {Role::flag, "flags"},
    {Role::time, "start"},
    {Role::published_class, "publishedclass"},
}};

/// A name and the unit behind it, both as written.
struct SplitHeader {
    std::string name, unit;
};

/// "溶解氧(mg/L)", "discharge [m3/s]": what stands in the last pair of brackets; the name alone where there is none.
SplitHeader split_brackets(std::string_view header) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> brackets{
        {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"}}};
    for (const auto& [open, close] : brackets) {
        if (!header.ends_with(close)) continue;
        const std::size_t begin = header.rfind(open);
        if (begin == std::string_view::npos) continue;
        const std::size_t inside = begin + open.size();
        return {std::string(trimmed(header.substr(0, begin))),
                std::string(trimmed(header.substr(inside, header.size() - inside - close.size())))};
    }
    return {std::string(header), {}};
}

/// "DO_mgL_published" as DO and mgL; nothing where no such ending is a unit of the variable.
std::optional<SplitHeader> split_underscores(std::string_view header, const std::vector<ObservedVariable>& variables) {
    constexpr std::string_view published = "_published";
    if (header.ends_with(published)) header.remove_suffix(published.size());
    if (find_variable(variables, header) >= 0) return SplitHeader{std::string(header), {}};
    for (std::size_t cut = header.rfind('_'); cut != std::string_view::npos && cut > 0;
         cut = header.rfind('_', cut - 1)) {
        const int variable = find_variable(variables, header.substr(0, cut));
        const std::string_view unit = header.substr(cut + 1);
        if (variable < 0 || !parse_written_unit(unit, variables[static_cast<std::size_t>(variable)]).known) continue;
        return SplitHeader{std::string(header.substr(0, cut)), std::string(unit)};
    }
    return std::nullopt;
}

void fill_variable(Column& column, const SplitHeader& split, const std::vector<ObservedVariable>& variables) {
    const ObservedVariable& variable = variables[static_cast<std::size_t>(column.variable)];
    column.role = Role::variable;
    column.unit_text = split.unit;
    // "总磷(以P计)" and "氨氮(NH3-N)" say what is counted, which the variable tells already
    const bool remark = split.unit.starts_with("以") || find_variable(variables, split.unit) == column.variable;
    if (split.unit.empty() || remark) {
        column.unit = parse_written_unit(variable.shown_unit, variable);
        column.unit_text.clear();
        return;
    }
    column.unit = parse_written_unit(split.unit, variable);
    if (column.unit.known && column.unit.fits) return;
    column.fault = column.unit.known ? fmt::format("\"{}\" is no unit of {}", split.unit, variable.title)
                                     : fmt::format("there is no unit \"{}\"", split.unit);
    column.expected = variable.shown_unit == "NTU" ? "NTU" : accepted_units(variable.shown_unit);
}

/// The known name that was probably meant, as people write it.
std::string guess_of(std::string_view name, const std::vector<ObservedVariable>& variables) {
    std::vector<std::string> names;
    for (const RoleName& role : role_names) names.emplace_back(role.name);
    for (const ObservedVariable& variable : variables) {
        names.push_back(variable.title);
        names.push_back(variable.name);
        names.insert(names.end(), variable.also_called.begin(), variable.also_called.end());
    }
    return closest_name(name, names);
}

bool find_role(Column& column, std::string_view name) {
    const auto role = std::ranges::find(role_names, plain_name(name), &RoleName::name);
    if (role == role_names.end()) return false;
    column.role = role->role;
    return true;
}

/// "五陵:discharge [m3/s]" and the like: a station before the variable.
bool find_with_station(Column& column, const SplitHeader& split, const std::vector<ObservedVariable>& variables) {
    for (const std::string_view mark : {"：", ":", "|"}) {
        const std::size_t at = split.name.rfind(mark);
        if (at == std::string::npos || at == 0) continue;
        column.variable = find_variable(variables, trimmed(std::string_view(split.name).substr(at + mark.size())));
        if (column.variable < 0) continue;
        column.station = trimmed(std::string_view(split.name).substr(0, at));
        fill_variable(column, split, variables);
        return true;
    }
    return false;
}

}  // namespace

Column understand_header(std::string_view header, const std::vector<ObservedVariable>& variables) {
    Column column;
    column.header = std::string(header);
    if (header.empty()) return column;
    if (find_role(column, header)) return column;
    // the whole first: a name may have brackets of its own, as 铬(六价)
    column.variable = find_variable(variables, header);
    if (column.variable >= 0) {
        fill_variable(column, {column.header, {}}, variables);
        return column;
    }
    const SplitHeader split = split_brackets(header);
    column.variable = find_variable(variables, split.name);
    if (column.variable >= 0) {
        fill_variable(column, split, variables);
        return column;
    }
    if (const auto parts = split_underscores(header, variables)) {
        column.variable = find_variable(variables, parts->name);
        fill_variable(column, *parts, variables);
        return column;
    }
    // "监测时间(北京时间)"
    if (!split.unit.empty() && find_role(column, split.name)) return column;
    if (find_with_station(column, split, variables)) return column;
    column.guess = guess_of(split.name, variables);
    return column;
}

}  // namespace qingliu
