// Junctions, outfalls, storages and dividers of a SWMM file.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/imports/swmm_model.hpp"

namespace qingliu {
namespace {

class Nodes {
public:
    Nodes(SwmmRows& rows, SwmmModel& model) : rows_(rows), model_(model) {}

    void read() {
        const double length = model_.units.length;
        for (const SwmmRow& row : rows_.text.rows("JUNCTIONS")) {
            SwmmNode node = start(row, SwmmNode::Kind::junction);
            node.max_depth = rows_.number_or(row, 2, "depth", 0) * length;
            node.init_depth = rows_.number_or(row, 3, "initial depth", 0) * length;
            add(std::move(node), row);
        }
        for (const SwmmRow& row : rows_.text.rows("DIVIDERS")) add(start(row, SwmmNode::Kind::divider), row);
        for (const SwmmRow& row : rows_.text.rows("OUTFALLS")) add(outfall(row), row);
        for (const SwmmRow& row : rows_.text.rows("STORAGE")) add(storage(row), row);
    }

private:
    SwmmNode start(const SwmmRow& row, SwmmNode::Kind kind) {
        SwmmNode node;
        node.kind = kind;
        node.name = row.words[0].text;
        node.line = row.line;
        node.invert = rows_.number(row, 1, "invert level") * model_.units.length;
        return node;
    }

    void add(SwmmNode node, const SwmmRow& row) {
        const auto same = find_named(model_.nodes, node.name);
        if (same != model_.nodes.end())
            rows_.fault(row, 0, fmt::format("there is already a node \"{}\", in line {}", node.name, same->line),
                        "names that differ");
        model_.nodes.push_back(std::move(node));
    }

    SwmmNode outfall(const SwmmRow& row) {
        using Outfall = SwmmNode::Outfall;
        SwmmNode node = start(row, SwmmNode::Kind::outfall);
        const std::string type = SwmmRows::capitals(row, 2);
        std::size_t gate = 4;
        if (type.starts_with("FREE") || type.starts_with("NORMAL")) {
            node.outfall = type.starts_with("FREE") ? Outfall::free : Outfall::normal;
            gate = 3;
        } else if (type.starts_with("FIXED")) {
            node.outfall = Outfall::fixed;
            node.stage = rows_.number(row, 3, "level") * model_.units.length;
        } else if (type.starts_with("TIDAL") || type.starts_with("TIMES")) {
            node.outfall = type.starts_with("TIDAL") ? Outfall::tidal : Outfall::series;
            node.table = SwmmRows::word(row, 3);
        } else {
            rows_.fault(row, 2, fmt::format("\"{}\" is no kind of outfall", SwmmRows::word(row, 2)),
                        "FREE, NORMAL, FIXED, TIDAL or TIMESERIES", {"FREE", "NORMAL", "FIXED", "TIDAL", "TIMESERIES"});
        }
        node.gate = SwmmRows::capitals(row, gate) == "YES";
        return node;
    }

    /// The surface of a storage by depth: straight in between; as many rows as keep a curve within a percent or so.
    SwmmNode storage(const SwmmRow& row) {
        SwmmNode node = start(row, SwmmNode::Kind::storage);
        node.max_depth = rows_.number_or(row, 2, "depth", 0) * model_.units.length;
        node.init_depth = rows_.number_or(row, 3, "initial depth", 0) * model_.units.length;
        const std::string shape = SwmmRows::capitals(row, 4);
        if (shape == "TABULAR")
            tabular(row, node);
        else if (shape == "FUNCTIONAL")
            by_formula(row, node, [](double depth, const double* p) { return p[0] * std::pow(depth, p[1]) + p[2]; });
        else if (shape == "CYLINDRICAL" || shape == "CONICAL" || shape == "PYRAMIDAL" || shape == "PARABOLIC")
            by_formula(row, node, surface_of(shape));
        else
            rows_.fault(row, 4, fmt::format("\"{}\" is no shape of a storage", SwmmRows::word(row, 4)),
                        "TABULAR, FUNCTIONAL, CYLINDRICAL, CONICAL, PARABOLIC or PYRAMIDAL",
                        {"TABULAR", "FUNCTIONAL", "CYLINDRICAL", "CONICAL", "PARABOLIC", "PYRAMIDAL"});
        const double depth = std::max(node.max_depth, 1.0);
        if (node.surfaces.empty()) node.surfaces = {{0, model_.options.least_surface}};
        if (node.surfaces.size() == 1) node.surfaces.emplace_back(depth, node.surfaces[0].second);
        return node;
    }

    /// Length, width and side slope (or top) of a base that is an ellipse or a rectangle.
    static double (*surface_of(const std::string& shape))(double, const double*) {
        constexpr double quarter_pi = 0.785398163397448;
        if (shape == "CYLINDRICAL") return [](double, const double* p) { return quarter_pi * p[0] * p[1]; };
        if (shape == "PARABOLIC")
            return [](double depth, const double* p) { return quarter_pi * p[0] * p[1] * depth / p[2]; };
        if (shape == "CONICAL")
            return [](double depth, const double* p) {
                return quarter_pi * (p[0] + 2 * p[2] * depth) * (p[1] + 2 * p[2] * depth * p[1] / p[0]);
            };
        return [](double depth, const double* p) { return (p[0] + 2 * p[2] * depth) * (p[1] + 2 * p[2] * depth); };
    }

    void by_formula(const SwmmRow& row, SwmmNode& node, double (*surface)(double, const double*)) {
        // figures and depths in the units of the file: the formula is one of them
        const double figures[3] = {rows_.number(row, 5, "first figure"), rows_.number(row, 6, "second figure"),
                                   rows_.number(row, 7, "third figure")};
        constexpr int parts = 24;
        const double top = std::max(node.max_depth, 1.0) / model_.units.length;
        for (int i = 0; i <= parts; ++i) {
            const double depth = top * i / parts, value = surface(depth, figures) * model_.units.area;
            if (std::isfinite(value))
                node.surfaces.emplace_back(depth * model_.units.length, std::max(value, model_.options.least_surface));
        }
    }

    void tabular(const SwmmRow& row, SwmmNode& node) {
        const std::string name = SwmmRows::word(row, 5);
        const auto curve = model_.curves.find(name);
        if (curve == model_.curves.end()) {
            std::vector<std::string> names;
            for (const auto& [known, points] : model_.curves) names.push_back(known);
            return rows_.fault(row, 5, fmt::format("there is no curve \"{}\"", name), "the name of a curve of [CURVES]",
                               names);
        }
        for (const auto& [depth, surface] : curve->second.points)
            node.surfaces.emplace_back(depth * model_.units.length,
                                       std::max(surface * model_.units.area, model_.options.least_surface));
        // depths begin at the bottom
        if (!node.surfaces.empty() && node.surfaces.front().first > 0)
            node.surfaces.insert(node.surfaces.begin(), {0, node.surfaces.front().second});
    }

    SwmmRows& rows_;
    SwmmModel& model_;
};

}  // namespace

void read_swmm_nodes(SwmmRows& rows, SwmmModel& model) { Nodes(rows, model).read(); }

int swmm_node(SwmmRows& rows, const SwmmModel& model, const SwmmRow& row, std::size_t word) {
    const std::string name = SwmmRows::word(row, word);
    const auto found = find_named(model.nodes, name);
    if (found != model.nodes.end()) return static_cast<int>(found - model.nodes.begin());
    std::vector<std::string> names;
    for (const SwmmNode& node : model.nodes) names.push_back(node.name);
    rows.fault(row, word, fmt::format("there is no node \"{}\"", name), "a node of this model", names);
    return -1;
}

}  // namespace qingliu
