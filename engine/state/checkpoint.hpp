// Everything a run must remember to go on as if it had never stopped.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/lanes.hpp"
#include "engine/numerics/compensated_sum.hpp"

namespace qingliu {

/// What one scenario remembers: rows of numbers by name, in the units of their owners.
using Snapshot = std::map<std::string, std::vector<double>>;

/// The state of all scenarios of a run at one time.
struct Checkpoint {
    double time = 0;                             ///< s since 1970Z
    double case_start = 0;                       ///< s since 1970Z, of the run that wrote it
    std::map<std::string, std::string> belongs;  ///< what it is the state of, by name (grid, constituents)
    std::vector<std::string> scenario;           ///< names
    std::vector<std::string> failure;            ///< [scenario] empty where it is sound
    std::vector<Snapshot> state;                 ///< [scenario]
};

/// Carries values between objects and a snapshot, in either direction: one list of names in each owner serves both, so
/// nothing can be kept that is not restored. Restoring throws std::runtime_error naming a row that is not there or has
/// another length; a row that is empty is not kept, and is filled with whatever was.
class StateCarrier {
public:
    static StateCarrier into(Snapshot& kept) { return StateCarrier(kept, false); }
    /// The snapshot is not changed.
    static StateCarrier from(const Snapshot& kept) { return StateCarrier(const_cast<Snapshot&>(kept), true); }

    [[nodiscard]] bool restores() const { return restores_; }
    /// Every name from here on begins with `owner` and an underscore.
    void of(const std::string& owner) { owner_ = owner + "_"; }

    void carry(const std::string& name, std::vector<double>& row);
    void carry(const std::string& name, std::vector<char>& row);
    void carry(const std::string& name, std::vector<CompensatedSum>& row);
    void carry(const std::string& name, std::vector<long>& row);  ///< below 2^53
    void carry(const std::string& name, double& number);
    void carry(const std::string& name, long& count);  ///< below 2^53
    void carry(const std::string& name, CompensatedSum& sum);
    /// All lanes.
    template <int W>
    void carry(const std::string& name, LaneField<W>& field) {
        std::vector<double> row(field.size() * W);
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = field[i / W][static_cast<int>(i % W)];
        carry(name, row);
        for (std::size_t i = 0; i < row.size(); ++i) field[i / W].set(static_cast<int>(i % W), row[i]);
    }
    /// One lane.
    template <int W>
    void carry_lane(const std::string& name, LaneField<W>& field, int lane) {
        std::vector<double> row(field.size());
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = field[i][lane];
        carry(name, row);
        for (std::size_t i = 0; i < row.size(); ++i) field[i].set(lane, row[i]);
    }

private:
    StateCarrier(Snapshot& kept, bool restores) : kept_(&kept), restores_(restores) {}

    Snapshot* kept_;
    bool restores_;
    std::string owner_;
};

}  // namespace qingliu
