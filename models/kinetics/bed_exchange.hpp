// Between solids in the water and those of their class on the bed, by one of two laws:
//
//   shear     down w f (1 - tau / tau_cd)+ S / H  (Krone 1962),  up M (tau / tau_ce - 1)+ g / H  (Partheniades 1965)
//   capacity  down less up in one, a w (f S - f* S* g) / H, towards S* that the flow can hold up
//
// f = (1 - Sv)^n: how the solids in the water, Sv of its volume, hinder each other's fall (Richardson & Zaki 1954; n =
// 7 Sha Yuqing 1965); f* = f where S* does not know of the fall, else what S* makes of it (Zhang Ruijin: f^(1 - m)). g
// = B / (B + b + E 60 s) with what lies on the bed, B, and what would be taken off it, E: the bed fades out, in no less
// than a minute, and is never negative.
#pragma once

#include <memory>

#include "models/kinetics/solids.hpp"
#include "models/kinetics/transport_capacity.hpp"

namespace qingliu {

/// What deposition and erosion of a class go by.
struct BedExchange {
    std::size_t water, bed;  // species
    double velocity;         // m s-1
    double recovery;         // 1
    double hindrance;        // 1
    double settling_shear;   // g m-1 s-2
    double settling_roughness;
    double erosion;        // g m-2 s-1
    double erosion_shear;  // g m-1 s-2
    double erosion_roughness;
    CapacityFormula capacity;
    double capacity_factor;    // g m-3
    double capacity_exponent;  // 1
    double grain;              // m
    double stock_half;         // g m-2
};

std::unique_ptr<Process> deposition_by_shear(const BedExchange& values, const ProcessSettings& settings);
std::unique_ptr<Process> erosion_by_shear(const BedExchange& values);
/// Both in one, since two that nearly cancel would ask for short steps. It keeps S*.
std::unique_ptr<Process> exchange_by_capacity(const BedExchange& values, const ProcessSettings& settings);

}  // namespace qingliu
