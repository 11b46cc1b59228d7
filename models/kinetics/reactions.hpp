// The processes that act in a run, with their rows: rates of a block of cells, and what extents do to its
// concentrations.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "models/kinetics/diagenesis_law.hpp"
#include "models/kinetics/light.hpp"
#include "models/kinetics/petersen.hpp"

namespace qingliu {

/// Processes a run may have at once.
inline constexpr std::size_t most_processes = 192;
/// One value per acting process and cell of the block; the first `Reactions::processes()` count.
using PerProcess = std::array<Block, most_processes>;

/// What is held over a step in the cells of a block.
struct Held {
    Drivers drivers;
    PerProcess coefficient;
    std::vector<Block> kept = {};  // of all processes, in their order
    BedHeld bed;                   // where a process asks for diagenesis
};

class Reactions {
public:
    /// Makes every process whose species are `carried` and that the values leave with an effect, and checks their rows
    /// of species that hold `contents`.
    /// Throws InputError for an undeclared parameter or one out of its bounds.
    Reactions(const std::vector<ProcessEntry>& catalogue, const std::vector<std::size_t>& carried,
              const ParameterValues& values, const ProcessSettings& settings,
              const std::vector<ElementContent>& contents = element_contents());

    [[nodiscard]] std::size_t processes() const { return processes_.size(); }
    [[nodiscard]] const PetersenMatrix& matrix() const { return *matrix_; }
    /// Values all processes keep over a step beside their coefficients.
    [[nodiscard]] std::size_t kept() const { return kept_.back(); }

    /// Species that some process touches or reads, ascending: what the integrators look at.
    [[nodiscard]] const std::vector<std::size_t>& seen() const { return seen_; }

    /// Species that some process touches and that cannot be negative, ascending.
    [[nodiscard]] const std::vector<std::size_t>& bounded() const { return bounded_; }

    void begin_step(const Weather& weather);
    /// What the water holds at the start of a step, c, and its depth, velocity, temperature ... in `held.drivers`, give
    /// light, acidity and the coefficients of each process; these are 0 in cells where `active` is 0 (it is 1
    /// elsewhere).
    /// `held.kept` has room for kept() values.
    void hold(const Concentrations& c, const Block& active, Held& held) const;
    /// The first of the case's own processes whose rate or damping is no number at these concentrations.
    [[nodiscard]] std::optional<std::size_t> without_number(const Concentrations& c, double time,
                                                            const Held& held) const;
    /// Those the case brought along, ascending.
    [[nodiscard]] const std::vector<std::size_t>& own() const { return own_; }
    /// Rates (g m-3 s-1) and dampings (s-1) at concentrations of which negative ones count as zero where they cannot
    /// be.
    void rates(const Concentrations& c, double time, const Held& held, PerProcess& rate, PerProcess& damping) const;
    /// result = base + scale * (rows x extents), for the touched species; the others of `result` stay.
    void apply(const Concentrations& base, double scale, const PerProcess& extent, Concentrations& result) const;

private:
    [[nodiscard]] AcidityTotals acids(const Concentrations& c) const;

    std::vector<std::unique_ptr<Process>> processes_;
    std::optional<LightLaw> light_;  // where a process asks for it
    std::optional<DiagenesisLaw> diagenesis_;
    bool asks_for_ph_ = false;
    std::vector<std::size_t> carried_;
    std::size_t phosphate_ = species::count;  // the species that stands for it, or none
    bool ammonia_ = false, conductivity_ = false;
    std::unique_ptr<PetersenMatrix> matrix_;
    // the matrix by columns, touched species only: entries column_[begin_[k] .. begin_[k + 1]) belong to
    // matrix().touched()[k]
    struct Entry {
        std::size_t process;
        double coefficient;
    };
    std::vector<std::size_t> seen_, bounded_;
    std::vector<std::size_t> seen_positive_, seen_signed_;  // of seen_, those that cannot be negative and the others
    std::vector<std::size_t> kept_;  // [process] where what it keeps begins; the end of all behind the last
    std::vector<std::size_t> own_;
    std::vector<std::size_t> begin_;
    std::vector<Entry> column_;
};

}  // namespace qingliu
