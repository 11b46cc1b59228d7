// What drives the flow of one scenario: every exchange of water with the outside, every opening, at any time.
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"

namespace qingliu {

/// All exchanges of a case: one per point source, then one per cell of a diffuse source, of ground water, of banks, and
/// where it may rain one per cell.
std::vector<Exchange> make_exchanges(const Case& specification, const Grid& grid);

/// The series that drive one scenario, and what operation or another program has put in their place. Before the start
/// of the case its forcing at the start holds (spin-up).
class Forcing {
public:
    Forcing(const Case& specification, const Scenario& scenario);

    /// Discharge of every source then every diffuse source at `time` (m3 s-1, >= 0, a release after its conveyance
    /// loss). `end_of_step`: a step series still has its old value at a knot.
    void discharges(double time, bool end_of_step, std::vector<double>& values) const;
    /// Setting of a structure (m of a gate, 1 of a pump); 0 where it has none.
    [[nodiscard]] double opening(int structure, double time, bool end_of_step) const;
    /// What the series say of a setting, whatever operation has put in its place: the discharge of a source at the
    /// intake (m3 s-1), the opening of a structure.
    [[nodiscard]] double scheduled(const Actuator& setting, double time) const;
    /// Water level at the end of a river whose outlet is a stage (m).
    [[nodiscard]] double end_level(int river, double time, bool end_of_step) const;
    /// Factor on Manning's n of a river.
    [[nodiscard]] double roughness(int river, double time, bool end_of_step) const;
    [[nodiscard]] double evaporation(double time, bool end_of_step) const;
    [[nodiscard]] double rain(double time, bool end_of_step) const;
    [[nodiscard]] const GroundWater& ground_water(int index) const {
        return (*ground_water_)[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] int ground_waters() const { return static_cast<int>(ground_water_->size()); }
    /// Level of a ground water, m.
    [[nodiscard]] double ground_level(int index, double time, bool end_of_step) const;
    [[nodiscard]] int diffuse_count() const { return diffuse_; }
    /// Whether a source takes water out.
    [[nodiscard]] bool abstracts(int source) const { return abstracts_[static_cast<std::size_t>(source)] != 0; }
    /// The next time after `time` at which some series has a knot; infinity if none. No step may run across it.
    [[nodiscard]] double next_event(double time) const;
    /// From now on these moves, and no others, take the place of the series they name; `next_look` (s since 1970Z) is
    /// an event, and so is the end of each move.
    void operate(std::span<const SettingMove> moves, double next_look);
    /// From now on these values take the place of series and moves.
    void impose(std::span<const ImposedValue> values) { imposed_.assign(values.begin(), values.end()); }
    /// What a setting is at `time`: imposed, else moved, else scheduled; a discharge at the intake (m3 s-1).
    [[nodiscard]] double present(const Actuator& setting, double time) const;
    /// Forcing before this time is the forcing at this time.
    [[nodiscard]] double start() const { return start_; }

private:
    /// The value imposed on a setting, null where none is.
    [[nodiscard]] const double* imposed(const Actuator& setting) const;
    [[nodiscard]] double scheduled_opening(int structure, double time, bool end_of_step) const;
    [[nodiscard]] double value(const Series& series, double time, bool end_of_step) const;

    double start_;
    int diffuse_;
    std::vector<char> abstracts_;             // [source]
    std::vector<const Series*> discharge_;    // [source, then diffuse]
    std::vector<double> share_;               // what is left after the conveyance loss, or the member's factor
    std::vector<const Series*> opening_;      // [structure], null = constant of the network
    std::vector<double> constant_opening_;    // [structure] SI unit of its setting
    std::vector<const Series*> roughness_;    // [river], null = 1
    double roughness_factor_ = 1;             // of a member of the ensemble
    std::vector<const Series*> end_level_;    // [river], null = constant of the network
    std::vector<double> constant_end_level_;  // m [river]
    const Series *evaporation_, *rain_;
    const std::vector<GroundWater>* ground_water_;
    std::vector<double> events_;  // ascending
    std::vector<SettingMove> moves_;
    std::vector<ImposedValue> imposed_;
    double next_look_ = std::numeric_limits<double>::infinity();
};

}  // namespace qingliu
