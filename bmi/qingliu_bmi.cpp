#include "bmi/qingliu_bmi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <numeric>
#include <stdexcept>

#include "bmi/driven_model.hpp"
#include "engine/base/index.hpp"

using qingliu::at;
using qingliu::DrivenModel;
using qingliu::NamedValues;
using qingliu::PlaceGrid;

namespace {

/// Whatever is thrown inside leaves as a std::runtime_error with the same text: the type of another exception would be
/// gone with the library.
template <typename Body>
auto outwards(const Body& body) {
    try {
        return body();
    } catch (const std::exception& problem) {
        throw std::runtime_error(problem.what());
    }
}

[[noreturn]] void has_none(int grid, const char* what) {
    throw std::runtime_error(fmt::format("grid {} has no {}", grid, what));
}

std::vector<int> checked(const NamedValues& named, const int* places, int count) {
    std::vector<int> all(places, places + std::max(count, 0));
    for (const int place : all) {
        if (place < 0 || at(place) >= named.size())
            throw std::runtime_error(
                fmt::format("{} has {} values, there is no number {}", named.item->name, named.size(), place));
    }
    return all;
}

}  // namespace

BmiQingliu::BmiQingliu() = default;
BmiQingliu::~BmiQingliu() = default;

DrivenModel& BmiQingliu::driven() const {
    if (!driven_) throw std::runtime_error("qingliu is not initialized");
    return *driven_;
}

void BmiQingliu::Initialize(std::string config_file) {
    if (driven_) throw std::runtime_error("qingliu is initialized already; finalize it first");
    driven_ = outwards([&] { return std::make_unique<DrivenModel>(config_file); });
}

void BmiQingliu::Update() {
    const auto& scenario = driven().scenario();
    if (scenario.time() >= scenario.end()) throw std::runtime_error("the case is at its end");
    UpdateUntil(std::min(scenario.time() + scenario.step(), scenario.end()));
}

void BmiQingliu::UpdateUntil(double time) {
    outwards([&] { driven().advance(time); });
}

void BmiQingliu::Finalize() { driven_.reset(); }

std::string BmiQingliu::GetComponentName() { return "qingliu"; }
int BmiQingliu::GetInputItemCount() { return static_cast<int>(driven().input_names().size()); }
int BmiQingliu::GetOutputItemCount() { return static_cast<int>(driven().output_names().size()); }
std::vector<std::string> BmiQingliu::GetInputVarNames() { return driven().input_names(); }
std::vector<std::string> BmiQingliu::GetOutputVarNames() { return driven().output_names(); }

int BmiQingliu::GetVarGrid(std::string name) {
    const auto named = driven().find(name);
    return named.place ? 0 : named.item->grid;
}

std::string BmiQingliu::GetVarType(std::string name) {
    static_cast<void>(driven().find(name));
    return "double";
}

std::string BmiQingliu::GetVarUnits(std::string name) { return driven().find(name).item->unit; }

int BmiQingliu::GetVarItemsize(std::string name) {
    static_cast<void>(driven().find(name));
    return static_cast<int>(sizeof(double));
}

int BmiQingliu::GetVarNbytes(std::string name) { return static_cast<int>(driven().find(name).size() * sizeof(double)); }

std::string BmiQingliu::GetVarLocation(std::string name) {
    return driven().find(name).item->on_edges ? "edge" : "node";
}

double BmiQingliu::GetCurrentTime() { return driven().scenario().time(); }
double BmiQingliu::GetStartTime() { return 0; }
double BmiQingliu::GetEndTime() { return driven().scenario().end(); }
std::string BmiQingliu::GetTimeUnits() { return "s"; }
double BmiQingliu::GetTimeStep() { return driven().scenario().step(); }

void BmiQingliu::GetValue(std::string name, void* dest) {
    outwards([&] {
        const auto named = driven().find(name);
        driven().read(named);
        std::copy_n(named.item->values.data() + named.first(), named.size(), static_cast<double*>(dest));
    });
}

void* BmiQingliu::GetValuePtr(std::string name) {
    return outwards([&]() -> void* {
        const auto named = driven().find(name);
        driven().read(named);
        named.item->followed = true;
        return named.item->values.data() + named.first();
    });
}

void BmiQingliu::GetValueAtIndices(std::string name, void* dest, int* inds, int count) {
    outwards([&] {
        const auto named = driven().find(name);
        const auto places = checked(named, inds, count);
        driven().read(named);
        std::ranges::transform(places, static_cast<double*>(dest),
                               [&](int place) { return named.item->values[named.first() + at(place)]; });
    });
}

void BmiQingliu::SetValue(std::string name, void* src) {
    outwards([&] {
        const auto named = driven().find(name);
        std::vector<int> places(named.size());
        std::iota(places.begin(), places.end(), 0);
        driven().set(named, places, {static_cast<const double*>(src), places.size()});
    });
}

void BmiQingliu::SetValueAtIndices(std::string name, int* inds, int count, void* src) {
    outwards([&] {
        const auto named = driven().find(name);
        const auto places = checked(named, inds, count);
        driven().set(named, places, {static_cast<const double*>(src), places.size()});
    });
}

int BmiQingliu::GetGridRank(int grid) { return driven().grid(grid).type == PlaceGrid::Type::scalar ? 0 : 2; }

int BmiQingliu::GetGridSize(int grid) { return static_cast<int>(driven().grid(grid).size()); }

std::string BmiQingliu::GetGridType(int grid) {
    switch (driven().grid(grid).type) {
        case PlaceGrid::Type::points:
            return "points";
        case PlaceGrid::Type::network:
            return "unstructured";
        case PlaceGrid::Type::scalar:
            break;
    }
    return "scalar";
}

void BmiQingliu::GetGridShape(int grid, int* /*shape*/) {
    static_cast<void>(driven().grid(grid));
    has_none(grid, "shape: it is not structured");
}

void BmiQingliu::GetGridSpacing(int grid, double* /*spacing*/) {
    static_cast<void>(driven().grid(grid));
    has_none(grid, "spacing: it is not uniform");
}

void BmiQingliu::GetGridOrigin(int grid, double* /*origin*/) {
    static_cast<void>(driven().grid(grid));
    has_none(grid, "origin: it is not uniform");
}

void BmiQingliu::GetGridX(int grid, double* x) {
    const PlaceGrid& places = driven().grid(grid);
    if (places.type == PlaceGrid::Type::scalar) has_none(grid, "coordinates: it is a scalar");
    std::ranges::copy(places.x, x);
}

void BmiQingliu::GetGridY(int grid, double* y) {
    const PlaceGrid& places = driven().grid(grid);
    if (places.type == PlaceGrid::Type::scalar) has_none(grid, "coordinates: it is a scalar");
    std::ranges::copy(places.y, y);
}

void BmiQingliu::GetGridZ(int grid, double* /*z*/) {
    static_cast<void>(driven().grid(grid));
    has_none(grid, "z coordinates: its rank is at most 2");
}

int BmiQingliu::GetGridNodeCount(int grid) { return GetGridSize(grid); }

int BmiQingliu::GetGridEdgeCount(int grid) { return static_cast<int>(driven().grid(grid).edge_nodes.size() / 2); }

int BmiQingliu::GetGridFaceCount(int grid) {
    static_cast<void>(driven().grid(grid));
    return 0;
}

void BmiQingliu::GetGridEdgeNodes(int grid, int* edge_nodes) {
    const PlaceGrid& places = driven().grid(grid);
    if (places.type != PlaceGrid::Type::network) has_none(grid, "edges");
    std::ranges::copy(places.edge_nodes, edge_nodes);
}

void BmiQingliu::GetGridFaceEdges(int grid, int* /*face_edges*/) {
    // a network has none of them, which is all there is to write
    if (driven().grid(grid).type != PlaceGrid::Type::network) has_none(grid, "faces");
}

void BmiQingliu::GetGridFaceNodes(int grid, int* /*face_nodes*/) {
    // a network has none of them, which is all there is to write
    if (driven().grid(grid).type != PlaceGrid::Type::network) has_none(grid, "faces");
}

void BmiQingliu::GetGridNodesPerFace(int grid, int* /*nodes_per_face*/) {
    // a network has none of them, which is all there is to write
    if (driven().grid(grid).type != PlaceGrid::Type::network) has_none(grid, "faces");
}

bmi::Bmi* bmi_model_create() { return new (std::nothrow) BmiQingliu; }

void bmi_model_destroy(bmi::Bmi* model) { delete model; }
