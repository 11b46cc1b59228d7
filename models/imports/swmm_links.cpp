// Conduits, weirs, orifices, pumps and outlets of a SWMM file, their shapes and losses.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/imports/swmm_model.hpp"

namespace qingliu {
namespace {

class Links {
public:
    Links(SwmmRows& rows, SwmmModel& model) : rows_(rows), model_(model) {}

    void read() {
        for (const SwmmRow& row : rows_.text.rows("CONDUITS")) conduit(row);
        for (const SwmmRow& row : rows_.text.rows("WEIRS")) weir(row);
        for (const SwmmRow& row : rows_.text.rows("ORIFICES")) orifice(row);
        for (const SwmmRow& row : rows_.text.rows("PUMPS")) pump(row);
        for (const SwmmRow& row : rows_.text.rows("OUTLETS")) outlet(row);
        for (const SwmmRow& row : rows_.text.rows("XSECTIONS")) shape(row);
        for (const SwmmRow& row : rows_.text.rows("LOSSES")) losses(row);
    }

private:
    SwmmLink start(const SwmmRow& row, SwmmLink::Kind kind) {
        SwmmLink link;
        link.kind = kind;
        link.name = row.words[0].text;
        link.line = row.line;
        link.from = swmm_node(rows_, model_, row, 1);
        link.to = swmm_node(rows_, model_, row, 2);
        const auto same = find_named(model_.links, link.name);
        if (same != model_.links.end())
            rows_.fault(row, 0, fmt::format("there is already a link \"{}\", in line {}", link.name, same->line),
                        "names that differ");
        return link;
    }

    [[nodiscard]] double invert(int node) const {
        return node < 0 ? 0 : model_.nodes[static_cast<std::size_t>(node)].invert;
    }

    /// The level of an offset: above the node's invert, or as it stands.
    double level(const SwmmRow& row, std::size_t word, int node) {
        const bool missing = word >= row.words.size() || row.words[word].text == "*";
        if (missing) return invert(node);
        const double offset = rows_.number(row, word, "offset") * model_.units.length;
        return model_.options.offsets_are_levels ? offset : invert(node) + offset;
    }

    void conduit(const SwmmRow& row) {
        SwmmLink link = start(row, SwmmLink::Kind::conduit);
        link.length = rows_.number(row, 3, "length") * model_.units.length;
        link.n = rows_.number(row, 4, "roughness");
        link.level_up = level(row, 5, link.from);
        link.level_down = level(row, 6, link.to);
        link.init_flow = rows_.number_or(row, 7, "initial flow", 0) * model_.units.discharge;
        if (link.from >= 0 && link.from == link.to)
            rows_.fault(row, 2, fmt::format("{} ends where it begins", link.name), "another node");
        if (link.length <= 0 && row.words.size() > 3 && swmm_number(row.words[3].text))
            rows_.fault(row, 3, "this conduit has no length", "more than 0");
        model_.links.push_back(std::move(link));
    }

    void weir(const SwmmRow& row) {
        SwmmLink link = start(row, SwmmLink::Kind::weir);
        const double root = std::sqrt(model_.units.length);
        link.form = SwmmRows::capitals(row, 3);
        link.level_up = level(row, 4, link.from);
        link.coefficient = rows_.number(row, 5, "coefficient") * root;
        link.gate = SwmmRows::capitals(row, 6) == "YES";
        link.end_coefficient = rows_.number_or(row, 8, "coefficient of the ends", 0) * root;
        if (link.end_coefficient == 0) link.end_coefficient = link.coefficient;
        const std::vector<std::string> known{"TRANSVERSE", "SIDEFLOW", "V-NOTCH", "TRAPEZOIDAL", "ROADWAY"};
        if (std::ranges::find(known, link.form) == known.end())
            rows_.fault(row, 3, fmt::format("\"{}\" is no kind of weir", SwmmRows::word(row, 3)),
                        "TRANSVERSE, SIDEFLOW, V-NOTCH, TRAPEZOIDAL or ROADWAY", known);
        model_.links.push_back(std::move(link));
    }

    void orifice(const SwmmRow& row) {
        SwmmLink link = start(row, SwmmLink::Kind::orifice);
        link.form = SwmmRows::capitals(row, 3);
        link.level_up = level(row, 4, link.from);
        link.coefficient = rows_.number(row, 5, "coefficient");
        link.gate = SwmmRows::capitals(row, 6) == "YES";
        if (link.form != "SIDE" && link.form != "BOTTOM")
            rows_.fault(row, 3, fmt::format("\"{}\" is no kind of orifice", SwmmRows::word(row, 3)), "SIDE or BOTTOM",
                        {"SIDE", "BOTTOM"});
        model_.links.push_back(std::move(link));
    }

    void pump(const SwmmRow& row) {
        SwmmLink link = start(row, SwmmLink::Kind::pump);
        link.level_up = invert(link.from);
        link.table = SwmmRows::word(row, 3);
        link.off = SwmmRows::capitals(row, 4) == "OFF";
        link.on_depth = rows_.number_or(row, 5, "depth to start at", 0) * model_.units.length;
        link.off_depth = rows_.number_or(row, 6, "depth to stop at", 0) * model_.units.length;
        if (link.table != "*") require_curve(row, 3);
        model_.links.push_back(std::move(link));
    }

    void outlet(const SwmmRow& row) {
        SwmmLink link = start(row, SwmmLink::Kind::outlet);
        link.level_up = level(row, 3, link.from);
        link.form = SwmmRows::capitals(row, 4);
        std::size_t gate = 6;
        if (link.form.starts_with("TABULAR")) {
            link.table = SwmmRows::word(row, 5);
            require_curve(row, 5);
        } else if (link.form.starts_with("FUNCTIONAL")) {
            link.exponent = rows_.number(row, 6, "exponent");
            // Q = c h^e in the units of the file
            link.coefficient = rows_.number(row, 5, "coefficient") * model_.units.discharge /
                               std::pow(model_.units.length, link.exponent);
            gate = 7;
        } else {
            rows_.fault(row, 4, fmt::format("\"{}\" is no kind of outlet", SwmmRows::word(row, 4)),
                        "TABULAR/DEPTH, TABULAR/HEAD, FUNCTIONAL/DEPTH or FUNCTIONAL/HEAD");
        }
        link.gate = SwmmRows::capitals(row, gate) == "YES";
        model_.links.push_back(std::move(link));
    }

    void require_curve(const SwmmRow& row, std::size_t word) {
        if (model_.curves.contains(SwmmRows::word(row, word))) return;
        std::vector<std::string> names;
        for (const auto& [name, curve] : model_.curves) names.push_back(name);
        rows_.fault(row, word, fmt::format("there is no curve \"{}\"", SwmmRows::word(row, word)),
                    "the name of a curve of [CURVES]", names);
    }

    SwmmLink* link_of(const SwmmRow& row) {
        const auto found = find_named(model_.links, row.words[0].text);
        if (found != model_.links.end()) return &*found;
        std::vector<std::string> names;
        for (const SwmmLink& link : model_.links) names.push_back(link.name);
        rows_.fault(row, 0, fmt::format("there is no link \"{}\"", row.words[0].text), "a link of this model", names);
        return nullptr;
    }

    void shape(const SwmmRow& row) {
        SwmmLink* link = link_of(row);
        if (link == nullptr) return;
        SwmmShape& shape = link->shape;
        shape.shape = SwmmRows::capitals(row, 1);
        shape.line = row.line;
        const bool by_table = shape.shape == "IRREGULAR" || shape.shape == "CUSTOM" || shape.shape == "STREET";
        if (by_table) shape.table = SwmmRows::word(row, shape.shape == "CUSTOM" ? 3 : 2);
        for (std::size_t i = 0; i < 4; ++i)
            if (!by_table || (shape.shape == "CUSTOM" && i == 0))
                shape.geometry[i] = rows_.number_or(row, 2 + i, "dimension", 0);
        shape.barrels = static_cast<int>(rows_.number_or(row, 6, "number of barrels", 1));
        if (shape.barrels < 1) shape.barrels = 1;
        if (shape.shape == "IRREGULAR" && !model_.transects.contains(shape.table)) {
            std::vector<std::string> names;
            for (const auto& [name, transect] : model_.transects) names.push_back(name);
            rows_.fault(row, 2, fmt::format("there is no transect \"{}\"", shape.table), "a transect of [TRANSECTS]",
                        names);
        }
        if (!by_table && shape.shape != "DUMMY" && shape.geometry[0] <= 0)
            rows_.fault(row, 2, fmt::format("the shape of {} has no height", link->name), "more than 0");
    }

    void losses(const SwmmRow& row) {
        SwmmLink* link = link_of(row);
        if (link == nullptr) return;
        link->loss_in = rows_.number_or(row, 1, "loss at the inlet", 0);
        link->loss_out = rows_.number_or(row, 2, "loss at the outlet", 0);
        link->loss_mean = rows_.number_or(row, 3, "mean loss", 0);
        link->gate = SwmmRows::capitals(row, 4) == "YES";
        link->seepage = rows_.number_or(row, 5, "seepage", 0) * model_.units.rain;
        link->losses_line = row.line;
    }

    SwmmRows& rows_;
    SwmmModel& model_;
};

}  // namespace

void read_swmm_links(SwmmRows& rows, SwmmModel& model) {
    Links(rows, model).read();
    for (const SwmmLink& link : model.links) {
        const bool needs = link.kind == SwmmLink::Kind::conduit || link.kind == SwmmLink::Kind::orifice ||
                           link.kind == SwmmLink::Kind::weir;
        if (needs && link.shape.shape.empty())
            rows.text.fault(rows.problems, link.line, fmt::format("{} has no cross-section", link.name),
                            fmt::format("a row for {} in [XSECTIONS]", link.name));
    }
}

}  // namespace qingliu
