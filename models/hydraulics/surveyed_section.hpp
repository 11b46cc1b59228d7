// The exact geometry of a surveyed section at any depth, straight from the survey: what section tables are made of and
// tested against. Its parts: banks, roughness by offset, levees, ineffective areas, obstructions, a pilot channel.
//
// Conveyance is compound: K = sum over the contiguous wet stretches of one roughness and one side of the banks of
// A R_h^(2/3) / n, where vertical lines of division count as no wetted perimeter (Chow 1959, section 6-5; HEC-RAS
// Hydraulic Reference Manual 6.3, equation 2-5). Water that lies in hollows apart from the rest is a stretch of its
// own.
#pragma once

#include <utility>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// What is wet at a depth.
struct WettedSection {
    struct Part {
        double area = 0;        ///< m2
        double perimeter = 0;   ///< m
        double conveyance = 0;  ///< m3 s-1
    };
    Part left, main, right;   ///< what flows: beyond the left bank station, between them, beyond the right one
    double flow_width = 0;    ///< m, dA/dh of what flows
    double stored_area = 0;   ///< m2, ineffective areas included
    double stored_width = 0;  ///< m

    [[nodiscard]] double flow_area() const { return left.area + main.area + right.area; }
    [[nodiscard]] double perimeter() const { return left.perimeter + main.perimeter + right.perimeter; }
    [[nodiscard]] double conveyance() const { return left.conveyance + main.conveyance + right.conveyance; }
};

class SurveyedSection {
public:
    /// A survey, or a trapezoid with what only surveys have. Precondition: the section was checked when it was read.
    explicit SurveyedSection(const CrossSection& section);

    [[nodiscard]] double bed_level() const { return bed_level_; }
    /// What is wet at a depth (m) over the bed. Where land behind a levee fills or an ineffective area comes to flow,
    /// everything is linear in depth over the rise stated for it.
    [[nodiscard]] WettedSection at(double depth) const;
    /// Depths between which widths are linear, ascending from 0, m.
    [[nodiscard]] const std::vector<double>& depths() const { return depths_; }

private:
    struct Segment {
        double x0, z0, x1, z1;  // m; depths over the bed
        int part;               // 0 left, 1 main, 2 right
        int zone;               // stretches of different zones are apart
        double manning_n;       // s m-1/3; 0: that of the main channel at the depth
        double passes_above;    // m, depth until which it only stores
        double fills_above;     // m, depth until which it is dry
    };
    [[nodiscard]] WettedSection wet(double depth) const;
    [[nodiscard]] double main_n(double depth) const;
    void find_windows(const CrossSection& section);

    double bed_level_ = 0, manning_n_ = 0;
    std::vector<std::pair<double, double>> n_by_depth_;
    std::vector<Segment> segments_;
    std::vector<std::pair<double, double>> windows_;  // m, depths over which something comes to fill or flow
    std::vector<double> depths_;
};

}  // namespace qingliu
