// The Basic Model Interface 2.0 of CSDMS in C++ (Hutton, Piper & Tucker 2020): the class other programs know models by.
// Where the published header <bmi.hxx> is installed it is taken; else the same functions are declared here in the same
// order, so that programs built with either find them at the same places.
#pragma once

#include <string>
#include <vector>

#if __has_include(<bmi.hxx>)
#include <bmi.hxx>
#else

namespace bmi {

class Bmi {
public:
    virtual ~Bmi() = default;

    // --- control ---
    virtual void Initialize(std::string config_file) = 0;
    virtual void Update() = 0;
    virtual void UpdateUntil(double time) = 0;
    virtual void Finalize() = 0;

    // --- what is exchanged ---
    virtual std::string GetComponentName() = 0;
    virtual int GetInputItemCount() = 0;
    virtual int GetOutputItemCount() = 0;
    virtual std::vector<std::string> GetInputVarNames() = 0;
    virtual std::vector<std::string> GetOutputVarNames() = 0;

    // --- one variable ---
    virtual int GetVarGrid(std::string name) = 0;
    virtual std::string GetVarType(std::string name) = 0;
    virtual std::string GetVarUnits(std::string name) = 0;
    virtual int GetVarItemsize(std::string name) = 0;
    virtual int GetVarNbytes(std::string name) = 0;
    virtual std::string GetVarLocation(std::string name) = 0;

    // --- time ---
    virtual double GetCurrentTime() = 0;
    virtual double GetStartTime() = 0;
    virtual double GetEndTime() = 0;
    virtual std::string GetTimeUnits() = 0;
    virtual double GetTimeStep() = 0;

    // --- values ---
    virtual void GetValue(std::string name, void* dest) = 0;
    virtual void* GetValuePtr(std::string name) = 0;
    virtual void GetValueAtIndices(std::string name, void* dest, int* inds, int count) = 0;
    virtual void SetValue(std::string name, void* src) = 0;
    virtual void SetValueAtIndices(std::string name, int* inds, int count, void* src) = 0;

    // --- grids ---
    virtual int GetGridRank(int grid) = 0;
    virtual int GetGridSize(int grid) = 0;
    virtual std::string GetGridType(int grid) = 0;
    virtual void GetGridShape(int grid, int* shape) = 0;
    virtual void GetGridSpacing(int grid, double* spacing) = 0;
    virtual void GetGridOrigin(int grid, double* origin) = 0;
    virtual void GetGridX(int grid, double* x) = 0;
    virtual void GetGridY(int grid, double* y) = 0;
    virtual void GetGridZ(int grid, double* z) = 0;
    virtual int GetGridNodeCount(int grid) = 0;
    virtual int GetGridEdgeCount(int grid) = 0;
    virtual int GetGridFaceCount(int grid) = 0;
    virtual void GetGridEdgeNodes(int grid, int* edge_nodes) = 0;
    virtual void GetGridFaceEdges(int grid, int* face_edges) = 0;
    virtual void GetGridFaceNodes(int grid, int* face_nodes) = 0;
    virtual void GetGridNodesPerFace(int grid, int* nodes_per_face) = 0;
};

}  // namespace bmi

#endif
