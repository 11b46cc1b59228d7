// The kinetics of one scenario: everything that changes in the water of a cell, one (half) step at a time.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"
#include "models/kinetics/ark_extents.hpp"
#include "models/kinetics/chemistry.hpp"
#include "models/kinetics/kinetics_ledger.hpp"

namespace qingliu {

struct KineticsSettings {
    enum class Integrator { rosenbrock, arkode };
    Integrator integrator = Integrator::rosenbrock;
    int utc_offset_minutes = 480;  ///< of the clock photosynthesis goes by
};

/// From the key `integrator` of a case: "rosenbrock" or "arkode". Throws InputError for another word.
KineticsSettings::Integrator kinetics_integrator(const std::string& word);

/// Weather and water of one scenario over a step. Spans are [cell].
struct Conditions {
    Weather weather = {};
    std::span<const double> volume;     ///< m3
    std::span<const double> depth;      ///< m, greatest of the section
    std::span<const double> velocity;   ///< m s-1, of either sign
    std::span<const double> top_width;  ///< m
    std::span<const double>
        length;  ///< m; empty: `depth` is taken for the mean depth, else volume / (top_width length) is
    std::span<const double> bed_area = {};  ///< m2, that what is in the bed is told by; needed where any is carried
    /// Below the ledger's rivers, the cells of one side by side; empty: all lie in river 0.
    std::span<const int> river = {};
    std::span<const double> friction_slope = {};  ///< 1, >= 0; empty: 0
};

class KineticsJacobian;

/// One object belongs to one lane (one scenario on one thread at a time); it takes no memory after its construction.
class Kinetics {
public:
    /// Cells with less water than this are left alone.
    static constexpr double least_depth = 1e-3;   ///< m
    static constexpr double least_volume = 1e-6;  ///< m3

    /// Of the known chemistry. `constituents` as constituents_of() makes them, `bed` as bed_constituents_of() does
    /// (std::logic_error otherwise); a process acts where all that its row names is carried. `values` SI by
    /// "process.parameter", defaults where absent. Throws InputError for unknown parameters and values out of bounds,
    /// std::logic_error for a row that does not balance.
    Kinetics(const std::vector<Constituent>& constituents, const ParameterValues& values,
             const KineticsSettings& settings, const std::vector<Constituent>& bed = {});
    /// The same with another chemistry, or another list of processes.
    Kinetics(const std::vector<Constituent>& constituents, const Chemistry& chemistry, const ParameterValues& values,
             const KineticsSettings& settings, const std::vector<Constituent>& bed = {});
    Kinetics(const std::vector<Constituent>& constituents, const std::vector<ProcessEntry>& catalogue,
             const ParameterValues& values, const KineticsSettings& settings, const std::vector<Constituent>& bed = {});
    ~Kinetics();
    Kinetics(Kinetics&&) noexcept;
    Kinetics& operator=(Kinetics&&) noexcept;
    Kinetics(const Kinetics&) = delete;
    Kinetics& operator=(const Kinetics&) = delete;

    /// Carries mass [cell * constituents + constituent] (g, or unit x m3) and what is in the bed, likewise of its
    /// constituents (g), from `time` (s since 1970Z) over dt (s) and records in the ledger what every process did.
    /// Throws std::runtime_error naming the process where the rate of one of the case's own is no number.
    void step(double time, double dt, const Conditions& conditions, std::span<double> mass, KineticsLedger& ledger,
              std::span<double> bed = {});

    /// The same at an instant, for an integrator that takes it together with the transport: adds d mass / dt (g s-1) to
    /// `mass_rate`, writes that of the bed and what every process does, rate x volume, [river * processes() + process].
    /// Drivers are those of the instant.
    void rates(double time, const Conditions& conditions, std::span<const double> mass, std::span<const double> bed,
               std::span<double> mass_rate, std::span<double> bed_rate, std::span<double> process_rate);
    [[nodiscard]] std::size_t processes() const;
    /// Room for what follows.
    [[nodiscard]] KineticsJacobian make_jacobian(std::size_t cells) const;
    /// How these rates follow the masses of their own cell, by differences.
    void linearise(double time, const Conditions& conditions, std::span<const double> mass, std::span<const double> bed,
                   KineticsJacobian& jacobian);
    /// (I - gamma slope)^-1 of masses in place, as the Jacobian was factored last.
    void solve(const KineticsJacobian& jacobian, std::span<double> mass, std::span<double> bed);
    /// Books what the processes came to, as rates() tells them, and what raised a negative amount in the bed to zero.
    void book(std::span<const double> amounts, KineticsLedger& ledger) const;
    void book_clipped(std::size_t river, std::size_t place_in_bed, double amount, KineticsLedger& ledger) const;

    [[nodiscard]] KineticsLedger make_ledger(std::size_t rivers = 1) const;
    /// Mass of a constituent (g, unit x m3) made (+) or used (-) by all processes, what was clipped included; 0 where
    /// no constituent of that name reacts.
    [[nodiscard]] double reacted(const KineticsLedger& ledger, const std::string& constituent) const;
    /// The same by process, those that touch the constituent; "clipped" last where anything was.
    [[nodiscard]] std::vector<std::pair<std::string, double>> parts(const KineticsLedger& ledger,
                                                                    const std::string& constituent) const;
    /// The processes that act and what each makes or takes of what is balanced, then "clipped" of what cannot be
    /// negative.
    [[nodiscard]] const std::vector<ProcessPart>& process_parts() const;
    /// Amounts [river * process_parts + part], g (unit x m3 or unit x m2).
    void amounts(const KineticsLedger& ledger, std::span<double> values) const;
    [[nodiscard]] const PetersenMatrix& matrix() const;

private:
    struct Machine;
    std::unique_ptr<Machine> machine_;
};

}  // namespace qingliu
