#include "bmi/input_items.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/index.hpp"
#include "models/vocabulary.hpp"

namespace qingliu {

namespace {

using Kind = Actuator::Kind;

/// Settings the operators of the scenario decide.
std::vector<Actuator> operated(const Case& specification, const Scenario& scenario) {
    std::vector<Actuator> all;
    if (scenario.operation < 0) return all;
    const OperationPlan& plan = specification.operations[at(scenario.operation)];
    for (const auto& rule : plan.rules) {
        for (const auto& action : rule.then) all.push_back(action.target);
        for (const auto& action : rule.otherwise) all.push_back(action.target);
    }
    for (const auto& controller : plan.controllers) all.push_back(controller.target);
    for (const auto& sharing : plan.withdrawals) {
        for (const auto& member : sharing.members) all.push_back({Kind::source, member.source});
    }
    return all;
}

class Inputs {
public:
    Inputs(DrivenScenario& scenario, std::vector<PlaceGrid>& grids)
        : scenario_(&scenario),
          case_(&scenario.specification()),
          grids_(&grids),
          operated_(operated(*case_, scenario.scenario())) {}

    std::vector<InputItem> make() {
        add_inflows();
        add_abstractions();
        add_works();
        add_ends();
        return std::move(items_);
    }

private:
    int new_grid() {
        grids_->push_back({PlaceGrid::Type::points});
        return static_cast<int>(grids_->size()) - 1;
    }

    void add_place(int grid, const std::string& name, int cell) {
        PlaceGrid& places = (*grids_)[at(grid)];
        places.x.push_back(scenario_->layout().mesh.node_x[at(cell)]);
        places.y.push_back(scenario_->layout().mesh.node_y[at(cell)]);
        places.names.push_back(name);
    }

    /// One more place of an item whose values are settings.
    void add_setting(InputItem& item, const Actuator& of, double least, double most) const {
        InputBounds bounds{least, most};
        if (std::ranges::find(operated_, of) != operated_.end())
            bounds.refusal = "the operators of scenario " + scenario_->scenario().name + " decide it";
        item.bounds.push_back(std::move(bounds));
        item.actuators.push_back(of);
    }

    void add_item(InputItem item) {
        item.read = [scenario = scenario_, actuators = item.actuators](std::vector<double>& values) {
            for (std::size_t i = 0; i < actuators.size(); ++i) values[i] = scenario->setting(actuators[i]);
        };
        items_.push_back(std::move(item));
    }

    static double most_of(const PointSource& source) {
        return source.capacity > 0 ? source.capacity : std::numeric_limits<double>::infinity();
    }

    void add_inflows() {
        const int grid = new_grid();
        InputItem discharge{{"inflow_discharge", "m3 s-1", grid, false, {}}};
        std::vector<std::vector<int>> exchanges;  // [place]
        const auto entries = [&](Exchange::Kind kind, int index) {
            std::vector<int>& found = exchanges.emplace_back();
            for (std::size_t e = 0; e < scenario_->exchanges().size(); ++e) {
                const Exchange& one = scenario_->exchanges()[e];
                if (one.kind == kind && one.index == index) found.push_back(static_cast<int>(e));
            }
        };
        for (int s = 0; s < static_cast<int>(case_->sources.size()); ++s) {
            const PointSource& source = case_->sources[at(s)];
            if (source.kind == PointSource::Kind::abstraction) continue;
            add_setting(discharge, {Kind::source, s}, 0, most_of(source));
            add_place(grid, source.name, scenario_->grid().cell_at(source.at));
            entries(Exchange::Kind::source, s);
        }
        for (int d = 0; d < static_cast<int>(case_->diffuse.size()); ++d) {
            const DiffuseSource& source = case_->diffuse[at(d)];
            add_setting(discharge, {Kind::diffuse, d}, 0, std::numeric_limits<double>::infinity());
            add_place(grid, source.name, scenario_->grid().cell_at({source.river, 0.5 * (source.from + source.to)}));
            entries(Exchange::Kind::diffuse, d);
        }
        add_item(std::move(discharge));
        add_qualities(grid, exchanges);
    }

    void add_qualities(int grid, const std::vector<std::vector<int>>& exchanges) {
        const auto& shown = scenario_->layout().constituents;
        const std::size_t carried = scenario_->carried();
        const auto unbounded = model_vocabulary().own_processes.unbounded;
        for (std::size_t k = 0; k < carried; ++k) {
            const Constituent& constituent = shown[k];
            if (constituent.name.starts_with("fraction_")) continue;  // the origin of water is no matter of taste
            InputItem item{{"inflow_" + constituent.name, constituent.unit, grid, false, {}}};
            item.constituent = static_cast<int>(k);
            item.exchanges = exchanges;
            InputBounds bounds;
            if (std::ranges::find(unbounded, constituent.name) == unbounded.end()) bounds.least = 0;
            item.bounds.assign(exchanges.size(), bounds);
            item.read = [scenario = scenario_, exchanges, carried, k](std::vector<double>& values) {
                const auto entering = scenario->entering();
                for (std::size_t i = 0; i < exchanges.size(); ++i)
                    values[i] = entering[at(exchanges[i].front()) * carried + k];
            };
            items_.push_back(std::move(item));
        }
    }

    void add_abstractions() {
        const int grid = new_grid();
        InputItem item{{"abstraction_discharge", "m3 s-1", grid, false, {}}};
        for (int s = 0; s < static_cast<int>(case_->sources.size()); ++s) {
            const PointSource& source = case_->sources[at(s)];
            if (source.kind != PointSource::Kind::abstraction) continue;
            add_setting(item, {Kind::source, s}, 0, most_of(source));
            add_place(grid, source.name, scenario_->grid().cell_at(source.at));
        }
        add_item(std::move(item));
    }

    void add_works() {
        std::map<std::string, std::vector<int>> kinds;
        for (int s = 0; s < static_cast<int>(case_->network.structures.size()); ++s) {
            const Structure& work = case_->network.structures[at(s)];
            if (work.setting) kinds[work.kind + "_" + work.setting->key].push_back(s);
        }
        for (const auto& [name, works] : kinds) {
            const int grid = new_grid();
            InputItem item{{name, case_->network.structures[at(works.front())].setting->unit, grid, false, {}}};
            for (const int s : works) {
                const Structure& work = case_->network.structures[at(s)];
                add_setting(item, {Kind::structure, s}, work.setting->minimum, work.setting->maximum);
                add_place(grid, work.name, scenario_->grid().cell_at(work.at));
            }
            add_item(std::move(item));
        }
    }

    void add_ends() {
        const int grid = new_grid();
        InputItem item{{"end_water_level", "m", grid, false, {}}};
        for (int r = 0; r < static_cast<int>(case_->network.rivers.size()); ++r) {
            const River& river = case_->network.rivers[at(r)];
            if (!river.outlet || river.outlet->kind != Outlet::Kind::stage) continue;
            constexpr double anything = std::numeric_limits<double>::infinity();
            add_setting(item, {Kind::end_level, r}, -anything, anything);
            add_place(grid, river.name, scenario_->grid().cell_at({r, river.to}));
        }
        add_item(std::move(item));
    }

    DrivenScenario* scenario_;
    const Case* case_;
    std::vector<PlaceGrid>* grids_;
    std::vector<Actuator> operated_;
    std::vector<InputItem> items_;
};

}  // namespace

std::vector<InputItem> input_items(DrivenScenario& scenario, std::vector<PlaceGrid>& grids) {
    auto items = Inputs(scenario, grids).make();
    // what a case has none of is not offered
    std::erase_if(items, [](const InputItem& item) { return item.bounds.empty(); });
    return items;
}

}  // namespace qingliu
