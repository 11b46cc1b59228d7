// qingliu behind the Basic Model Interface 2.0: one scenario of a case, moved on by another program.
//
//   bmi::Bmi* river = bmi_model_create();              // or: BmiQingliu river;
//   river->Initialize("driven.yaml");                  // case: winter.yaml
//                                                      // scenario: yellow-10
//   while (river->GetCurrentTime() < river->GetEndTime()) {
//       double q = upstream();                         // m3 s-1
//       river->SetValue("inflow_discharge@卫河来水", &q);
//       river->Update();                               // one output interval of the case
//   }
//   double* level = static_cast<double*>(river->GetValuePtr("section_water_level"));
//   river->Finalize();
//   bmi_model_destroy(river);
//
// Time is counted in s from the start of the case. All values are doubles in SI units with gram for mass. Names, units,
// grids and what may be set: the section "Driven by another program" of README.md.
//
// Whatever goes wrong is a std::runtime_error whose text says what and where; nothing is printed. An Update or a
// SetValue that throws changes nothing it has not done yet; a scenario that has failed stays failed.
#pragma once

#include <memory>

#include "bmi/interface.hpp"

namespace qingliu {
class DrivenModel;
}

class __attribute__((visibility("default"))) BmiQingliu final : public bmi::Bmi {
public:
    BmiQingliu();
    BmiQingliu(const BmiQingliu&) = delete;
    BmiQingliu(BmiQingliu&&) = delete;
    BmiQingliu& operator=(const BmiQingliu&) = delete;
    BmiQingliu& operator=(BmiQingliu&&) = delete;
    ~BmiQingliu() override;

    /// A case of one scenario, or a file that names a case and one of its scenarios.
    void Initialize(std::string config_file) override;
    /// One time step; the last one ends with the case.
    void Update() override;
    /// `time` not before GetCurrentTime() and not after GetEndTime().
    void UpdateUntil(double time) override;
    /// Frees everything; the instance may be initialized anew. Harmless where it was not initialized.
    void Finalize() override;

    std::string GetComponentName() override;
    int GetInputItemCount() override;
    int GetOutputItemCount() override;
    std::vector<std::string> GetInputVarNames() override;
    std::vector<std::string> GetOutputVarNames() override;

    /// NAME, or NAME@PLACE for the one value at a section, an inflow, a work.
    int GetVarGrid(std::string name) override;
    std::string GetVarType(std::string name) override;
    std::string GetVarUnits(std::string name) override;
    int GetVarItemsize(std::string name) override;
    int GetVarNbytes(std::string name) override;
    std::string GetVarLocation(std::string name) override;

    double GetCurrentTime() override;
    double GetStartTime() override;
    double GetEndTime() override;
    std::string GetTimeUnits() override;
    double GetTimeStep() override;

    void GetValue(std::string name, void* dest) override;
    /// Follows the run until Finalize. A value written through the pointer of an input, other than the one there,
    /// counts as set at the next update; what is written through that of an output is overwritten.
    void* GetValuePtr(std::string name) override;
    void GetValueAtIndices(std::string name, void* dest, int* inds, int count) override;
    /// Holds from now on, in place of the series of the case, until it is set anew.
    void SetValue(std::string name, void* src) override;
    void SetValueAtIndices(std::string name, int* inds, int count, void* src) override;

    int GetGridRank(int grid) override;
    int GetGridSize(int grid) override;
    std::string GetGridType(int grid) override;
    void GetGridShape(int grid, int* shape) override;
    void GetGridSpacing(int grid, double* spacing) override;
    void GetGridOrigin(int grid, double* origin) override;
    void GetGridX(int grid, double* x) override;
    void GetGridY(int grid, double* y) override;
    void GetGridZ(int grid, double* z) override;
    int GetGridNodeCount(int grid) override;
    int GetGridEdgeCount(int grid) override;
    int GetGridFaceCount(int grid) override;
    void GetGridEdgeNodes(int grid, int* edge_nodes) override;
    void GetGridFaceEdges(int grid, int* face_edges) override;
    void GetGridFaceNodes(int grid, int* face_nodes) override;
    void GetGridNodesPerFace(int grid, int* nodes_per_face) override;

private:
    [[nodiscard]] qingliu::DrivenModel& driven() const;

    std::unique_ptr<qingliu::DrivenModel> driven_;
};

extern "C" {
/// What frameworks such as NextGen load by name: a new instance (null where there is no memory), and its end.
__attribute__((visibility("default"))) bmi::Bmi* bmi_model_create();
__attribute__((visibility("default"))) void bmi_model_destroy(bmi::Bmi* model);
}
