#include "bmi/output_items.hpp"

#include <algorithm>
#include <tuple>

#include "engine/base/index.hpp"
#include "models/reports/fields.hpp"

namespace qingliu {

namespace {

/// Reads a field at `places`, cells or faces as it lives on.
ExchangeItem item_of(DrivenScenario& scenario, const Field& field, std::string name, int grid,
                     std::vector<int> places) {
    ExchangeItem item{std::move(name), field.unit, grid, false, {}};
    item.read = [&scenario, field, places = std::move(places)](std::vector<double>& values) {
        const std::vector<double>& all = scenario.now().*field.values;
        for (std::size_t i = 0; i < places.size(); ++i) values[i] = all[at(places[i]) * field.stride + field.offset];
    };
    return item;
}

void add_scalar(std::vector<ExchangeItem>& items, const std::string& name, const std::string& unit,
                std::function<double()> value) {
    items.push_back(
        {name, unit, 0, false, [value = std::move(value)](std::vector<double>& values) { values.front() = value(); }});
}

}  // namespace

std::vector<ExchangeItem> output_items(DrivenScenario& scenario, std::vector<PlaceGrid>& grids) {
    const ResultLayout& layout = scenario.layout();
    const MeshGeometry& mesh = layout.mesh;
    PlaceGrid network{PlaceGrid::Type::network, mesh.node_x, mesh.node_y, mesh.edge_nodes, {}};
    PlaceGrid sections{PlaceGrid::Type::points};
    for (std::size_t s = 0; s < layout.section_cell.size(); ++s) {
        const std::size_t cell = at(layout.section_cell[s]);
        sections.x.push_back(mesh.node_x[cell]);
        sections.y.push_back(mesh.node_y[cell]);
        sections.names.push_back(layout.specification.sections[s].name);
    }
    const int on_network = static_cast<int>(grids.size()), at_sections = on_network + 1;
    grids.push_back(std::move(network));
    grids.push_back(std::move(sections));

    std::vector<ExchangeItem> items;
    const auto fields = result_fields(layout);
    for (const Field& field : fields) {
        items.push_back(item_of(scenario, field, field.name, on_network,
                                field.on_faces ? all_places(mesh.faces()) : mesh.node_cell));
        items.back().on_edges = field.on_faces;
    }
    for (const Field& field : fields) {
        items.push_back(item_of(scenario, field, "section_" + field.name, at_sections,
                                field.on_faces ? layout.section_face : layout.section_cell));
    }
    add_scalar(items, "time", "seconds since 1970-01-01 00:00:00 +00:00",
               [&scenario] { return scenario.specification().start + scenario.time(); });
    const auto water = [&scenario] { return scenario.record().ledger.front(); };
    add_scalar(items, "water_volume_in", "m3", [water] { return water().in; });
    add_scalar(items, "water_volume_out", "m3", [water] { return water().out; });
    add_scalar(items, "water_volume_stored", "m3", [water] { return water().stored_after; });
    return items;
}

std::vector<ExchangeItem> volume_items(DrivenScenario& scenario, const std::vector<InputItem>& inputs,
                                       const std::vector<PlaceGrid>& grids) {
    std::vector<ExchangeItem> items;
    for (const auto& [discharge, volume, sign] : {std::tuple("inflow_discharge", "inflow_volume", 1.0),
                                                  {"abstraction_discharge", "abstraction_volume", -1.0}}) {
        const auto of = std::ranges::find(inputs, discharge, &InputItem::name);
        if (of == inputs.end()) continue;
        items.push_back({volume, "m3", of->grid, false, {}});
        items.back().read = [&scenario, names = grids[at(of->grid)].names, sign = sign](std::vector<double>& values) {
            const auto water = scenario.record().ledger.front();
            for (std::size_t i = 0; i < names.size(); ++i) {
                const auto part = std::ranges::find(water.parts, names[i], &std::pair<std::string, double>::first);
                values[i] = part == water.parts.end() ? 0.0 : sign * part->second;
            }
        };
    }
    return items;
}

const std::vector<std::pair<std::string, std::string>>& csdms_names() {
    static const std::vector<std::pair<std::string, std::string>> names = {
        {"channel_water_x-section__volume_flow_rate", "discharge"},
        {"channel_water_x-section__volume_flux", "velocity"},
    };
    return names;
}

}  // namespace qingliu
