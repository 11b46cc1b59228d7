#include "models/water/assembly.hpp"

#include "engine/base/index.hpp"
#include "engine/base/problems.hpp"
#include "models/hydraulics/measured_start.hpp"
#include "models/hydraulics/reference_flow.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/lasting_bed.hpp"
#include "models/operation/scenario_operation.hpp"

namespace qingliu {

namespace {

std::vector<Forcing> forcing_of(const Case& specification) {
    std::vector<Forcing> forcing;
    for (const auto& scenario : specification.scenarios) forcing.emplace_back(specification, scenario);
    return forcing;
}

std::vector<Constituent> with_observables(std::vector<Constituent> all) {
    for (Constituent& one : observables_of(all)) all.push_back(std::move(one));
    return all;
}

bool asks_for_class(const Case& specification) {
    for (const auto& operation : specification.operations) {
        for (const auto& rule : operation.rules) {
            for (const auto& condition : rule.when) {
                if (condition.gauge.variable == Gauge::Variable::water_class) return true;
            }
        }
    }
    return false;
}

/// A bed can begin in balance where its balance is known.
void check_bed(const Case& specification, const std::vector<Constituent>& water, const std::vector<Constituent>& bed) {
    Problems problems;
    const bool known = specification.kinetics && LastingBed::known_of(water, bed);
    for (const BedStretch& stretch : specification.initial.bed) {
        for (const auto& [name, flux] : stretch.settling) {
            if (LastingBed::is_stock(name)) continue;
            Problem problem;
            problem.message = stretch.provenance.written + ": nothing settles into " + name;
            problem.expected = "stocks of the group diagenesis";
            problems.add(problem);
        }
        if (!stretch.in_balance || known) continue;
        Problem problem;
        problem.message = stretch.provenance.written + ": no balance is known of a bed whose layers are not followed";
        problem.expected = "diagenesis among the constituents, with oxygen, ammonia and nitrate";
        problems.add(problem);
    }
    problems.throw_if_any();
}

}  // namespace

Assembly::Assembly(const Case& specification, const Grid& grid)
    : case_(&specification),
      grid_(&grid),
      constituents_(constituents_of(specification.waters, specification.constituents, specification.own)),
      shown_(with_observables(constituents_)),
      geometry_(specification.network, grid),
      exchanges_(make_exchanges(specification, grid)),
      forcing_(forcing_of(specification)),
      inflow_(specification, exchanges_, constituents_),
      bed_{bed_constituents_of(specification.constituents, specification.own), bed_area()} {
    check_bed(specification, constituents_, bed_.constituents);
    if (!asks_for_class(specification)) return;
    auto standard = read_standard(specification.standard);
    SimulatedValues values(specification, shown_, standard);
    judge_ = std::make_unique<ClassJudge>(ClassJudge{std::move(standard), std::move(values)});
}

/// Over the mean width of the lowest metre: a figure of the section, which no flood changes.
std::vector<double> Assembly::bed_area() const {
    constexpr double lowest = 1.0;  // m
    std::vector<double> area;
    for (int c = 0; c < grid_->cells(); ++c)
        area.push_back(grid_->cell_length[at(c)] * geometry_.cell_shape(c).area(lowest) / lowest);
    return area;
}

/// Flow-weighted mean of what enters at the start: the water all rivers are first filled with.
std::vector<double> Assembly::mixture_of_inflows(int scenario) const {
    const auto& forcing = forcing_[at(scenario)];
    std::vector<double> flows, mixture(constituents_.size(), 0.0);
    forcing.discharges(case_->start, false, flows);
    const int first_diffuse = static_cast<int>(flows.size()) - forcing.diffuse_count();
    double total = 0;
    for (std::size_t e = 0; e < exchanges_.size(); ++e) {
        const auto& exchange = exchanges_[e];
        const bool point = exchange.kind == Exchange::Kind::source;
        if (!point && exchange.kind != Exchange::Kind::diffuse) continue;
        if (point && forcing.abstracts(exchange.index)) continue;
        const double flow = exchange.share * flows[at(point ? exchange.index : first_diffuse + exchange.index)];
        total += flow;
        for (std::size_t k = 0; k < mixture.size(); ++k) mixture[k] += flow * inflow_.at_start(e, k);
    }
    for (auto& value : mixture) value = total > 0 ? value / total : 0.0;
    return mixture;
}

Models Assembly::models() const {
    Models m;
    m.flow = [this](const std::vector<int>& scenarios, double time) {
        std::vector<const Forcing*> forcing;
        for (const int s : scenarios) forcing.push_back(&forcing_[at(s)]);
        return make_flow_pack(geometry_, exchanges_, forcing, flow_control(*case_), time);
    };
    m.steady = [this](int scenario) {
        return steady_flow(geometry_, exchanges_, forcing_[at(scenario)], case_->start);
    };
    m.pass_through_measured = [this](FlowState& state) { pass_through(geometry_, case_->initial.measured, state); };
    m.quality = [this](int scenario) -> std::unique_ptr<WaterQuality> {
        const int member = case_->scenarios[at(scenario)].member;
        return std::make_unique<ScenarioWater>(*case_, *grid_, geometry_.elimination, exchanges_, constituents_,
                                               inflow_, bed_, member < 0 ? nullptr : &case_->ensemble[at(member)]);
    };
    m.operation = [this](int scenario) -> std::unique_ptr<Operation> {
        if (case_->scenarios[at(scenario)].operation < 0) return nullptr;
        return std::make_unique<ScenarioOperation>(*case_, *grid_, shown_, exchanges_, judge_.get(),
                                                   forcing_[at(scenario)], scenario);
    };
    m.exchanges = [this] { return exchanges_; };
    m.first_water = [this](int scenario) { return mixture_of_inflows(scenario); };
    m.reference = [this](int scenario, const FlowState& start, const std::vector<double>& times,
                         const std::vector<int>& faces, const std::vector<int>& cells) {
        auto flow = reference_flow(geometry_, exchanges_, forcing_[at(scenario)], start, times, faces, cells);
        for (auto& row : flow.level) {
            for (std::size_t i = 0; i < row.size(); ++i) row[i] -= geometry_.cell_bed[at(cells[i])];
        }
        return ReferenceMeans{std::move(flow.volume), std::move(flow.level)};
    };
    m.bed_levels = [this] { return geometry_.cell_bed; };
    m.made_for = [](const Case& specification, const Grid& grid) {
        struct Made {
            Made(const Case& c, const Grid& g) : assembly(c, g), models(assembly.models()) {}
            Assembly assembly;
            Models models;
        };
        const auto made = std::make_shared<const Made>(specification, grid);
        return std::shared_ptr<const Models>(made, &made->models);
    };
    m.section_figures = [this] {
        std::vector<double> figures;
        for (int c = 0; c < grid_->cells(); ++c) {
            const auto shape = geometry_.cell_shape(c);
            figures.push_back(shape.bed_level);
            for (const double depth : {0.3, 1.0, 3.0, 9.0}) figures.push_back(shape.area(depth));
        }
        return figures;
    };
    return m;
}

}  // namespace qingliu
