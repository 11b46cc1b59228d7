#include <algorithm>

#include "models/imports/hecras_geometry.hpp"

namespace qingliu {
namespace {

constexpr HecrasColumns ten_columns{8, 10};

double optional_number(HecrasText& text, const std::vector<HecrasField>& fields, std::size_t index) {
    return index < fields.size() ? text.number(fields[index]).value_or(0) : 0;
}

std::size_t count_at(HecrasText& text, const std::vector<HecrasField>& fields, std::size_t index) {
    // As many points as a deck or a pier can have in HEC-RAS, with room to spare.
    return static_cast<std::size_t>(std::clamp(optional_number(text, fields, index), 0.0, 10000.0));
}

HecrasPoints zipped(const std::vector<std::optional<double>>& x, const std::vector<std::optional<double>>& y) {
    HecrasPoints points;
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
        if (x[i] && y[i]) points.emplace_back(*x[i], *y[i]);
    return points;
}

/// Distance, width, weir coefficient, skew, numbers of points above and below; then stations, road and low chord of the
/// upstream face, and of the downstream one.
void read_deck(HecrasText& text, HecrasWork& work) {
    work.crest_line = text.line();
    if (!text.next()) return;
    const auto fields = text.bare_fields();
    work.distance = optional_number(text, fields, 0);
    work.width = optional_number(text, fields, 1);
    if (fields.size() > 2) work.weir_coefficient = text.number(fields[2]);
    const std::size_t above = count_at(text, fields, 4), below = count_at(text, fields, 5);
    if (above > 0) {
        const auto stations = text.table(above, ten_columns);
        work.crest = zipped(stations, text.table(above, ten_columns));
        work.soffit = zipped(stations, text.table(above, ten_columns));
    }
    if (below > 0)
        for (int table = 0; table < 3; ++table) text.table(below, ten_columns);
}

void read_pier(HecrasText& text, HecrasWork& work) {
    const auto fields = text.fields();
    const std::size_t above = count_at(text, fields, 2), below = count_at(text, fields, 4);
    double widest = 0;
    if (above > 0) {
        for (const auto& width : text.table(above, ten_columns)) widest = std::max(widest, width.value_or(0));
        text.table(above, ten_columns);
    }
    if (below > 0)
        for (int table = 0; table < 2; ++table) text.table(below, ten_columns);
    if (widest > 0) work.piers.push_back(widest);
}

/// One barrel gives the stations of its ends, a group the number of its barrels and their stations in the next lines.
void read_culvert(HecrasText& text, HecrasWork& work, bool group) {
    const auto fields = text.fields();
    HecrasCulvert culvert;
    culvert.line = text.line();
    culvert.shape = static_cast<int>(text.needed(fields, 0, "the shape of this culvert"));
    culvert.span = text.needed(fields, 1, "the span of this culvert");
    culvert.rise = optional_number(text, fields, 2);
    culvert.length = text.needed(fields, 3, "the length of this culvert");
    culvert.manning_n = text.needed(fields, 4, "Manning's n of this culvert");
    culvert.entrance_loss = optional_number(text, fields, 5);
    culvert.exit_loss = optional_number(text, fields, 6);
    culvert.inlet = text.needed(fields, 9, "the upper invert of this culvert");
    culvert.outlet = text.needed(fields, group ? 10 : 11, "the lower invert of this culvert");
    const std::size_t name = group ? 12 : 13;
    if (group) culvert.count = static_cast<int>(std::max<std::size_t>(1, count_at(text, fields, 11)));
    if (fields.size() > name) culvert.name = fields[name].text;
    work.culverts.push_back(culvert);
    if (group) text.table(2 * static_cast<std::size_t>(culvert.count), ten_columns);
}

/// Name, width, height, invert, coefficient, three exponents, kind, weir coefficient, ogee, its height, its head,
/// number of openings; then where they stand.
void read_gate(HecrasText& text, HecrasWork& work) {
    if (!text.next()) return;
    const auto fields = text.bare_fields();
    HecrasGate gate;
    gate.line = text.line();
    gate.name = fields.front().text;
    gate.width = text.needed(fields, 1, "the width of this gate");
    gate.height = text.needed(fields, 2, "the height of this gate");
    gate.invert = text.needed(fields, 3, "the invert of this gate");
    gate.coefficient = optional_number(text, fields, 4);
    gate.kind = static_cast<int>(optional_number(text, fields, 8));
    const std::size_t openings = count_at(text, fields, 13);
    gate.count = static_cast<int>(std::max<std::size_t>(1, openings));
    work.gates.push_back(gate);
    if (openings > 0) text.table(openings, ten_columns);
}

HecrasPoints read_crest(HecrasText& text, HecrasWork& work) {
    work.crest_line = text.line();
    const auto values = text.table(2 * text.count(), ten_columns);
    HecrasPoints points;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2)
        if (values[i] && values[i + 1]) points.emplace_back(*values[i], *values[i + 1]);
    return points;
}

bool read_lateral(HecrasText& text, HecrasWork& work) {
    const std::string_view key = text.key();
    const auto fields = text.fields();
    if (key == "Lateral Weir End") {
        const auto word = [&](std::size_t i) {
            return i < fields.size() ? std::string(fields[i].text) : std::string();
        };
        work.to_river = word(0);
        work.to_reach = word(1);
        work.to_station = word(2);
        work.to_storage = word(3);
    } else if (key == "Lateral Weir Distance") {
        work.distance = text.number(fields.front()).value_or(0);
    } else if (key == "Lateral Weir WD") {
        work.width = text.number(fields.front()).value_or(0);
    } else if (key == "Lateral Weir Coef") {
        work.weir_coefficient = text.number(fields.front());
    } else if (key == "Lateral Weir SE") {
        work.crest = read_crest(text, work);
    } else {
        return false;
    }
    return true;
}

}  // namespace

bool read_hecras_work(HecrasText& text, HecrasWork& work) {
    const std::string_view key = text.key();
    if (key.starts_with("Deck Dist Width WeirC")) return read_deck(text, work), true;
    if (key.starts_with("Pier Skew")) return read_pier(text, work), true;
    if (key == "Culvert") return read_culvert(text, work, false), true;
    if (key == "Multiple Barrel Culv" || key == "IW Culv" || key == "LW Culv")
        return read_culvert(text, work, true), true;
    if (key.starts_with("IW Gate Name Wd") || key.starts_with("LW Gate Name Wd")) return read_gate(text, work), true;
    if (key == "#Inline Weir SE") return work.crest = read_crest(text, work), true;
    if (key.starts_with("IW Dist,WD,Coef")) {
        if (!text.next()) return true;
        const auto fields = text.bare_fields();
        work.distance = optional_number(text, fields, 0);
        work.width = optional_number(text, fields, 1);
        if (fields.size() > 2) work.weir_coefficient = text.number(fields[2]);
        return true;
    }
    // Flags of a node with deck and culverts, of which nothing is needed here.
    if (key.starts_with("Bridge Culvert-")) return true;
    return read_lateral(text, work);
}

}  // namespace qingliu
