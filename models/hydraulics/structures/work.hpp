// What every work is: a kind that describes itself, and a law that gives discharge and derivatives from the levels on
// both sides and the one setting operators move. One virtual call per work and iteration.
//
// A kind is a file of its name in this folder with a class such as
//
//   struct Sluice {
//       Sluice(const Figures& figure, const WorkSite& site);
//       template <int W>
//       Dual<W> discharge(const Dual<W>& up, const Dual<W>& down, const Lanes<W>& setting) const;   // m3 s-1
//   };
//   WorkEntry sluice() { return work_entry<Sluice>({.name = "sluice", ...}); }
//
// with a line in kinds.hpp and one in catalogue.cpp. Laws are continuous, finite everywhere, do not fall with the level
// upstream nor rise with the level downstream, and pass nothing from a dry bed. A class that hands velocity on to the
// water below (a bridge) has `flow_area(up, down)` besides.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/base/gravity.hpp"
#include "engine/numerics/dual.hpp"
#include "engine/run/structure_kind.hpp"
#include "models/hydraulics/section.hpp"

namespace qingliu {

/// What every face answers.
template <int W>
struct FaceLaw {
    Lanes<W> discharge;                   ///< m3 s-1, + downstream
    Lanes<W> by_level_up, by_level_down;  ///< m2 s-1
    Lanes<W> velocity = 0.0;              ///< m s-1, handed on to the water below; 0 where it is spent
};

/// The channel a work stands in.
struct WorkSite {
    double bed_up = 0, bed_down = 0;  ///< m, of the cells on both sides
    double distance = 0;              ///< m, between their centres
    SectionShape section;             ///< of the channel at the face
    [[nodiscard]] double bed() const { return bed_up > bed_down ? bed_up : bed_down; }
};

/// The figures of one structure, the defaults of its kind where it gives none. Asking for what the kind does not
/// declare is a bug (std::logic_error).
class Figures {
public:
    Figures(const StructureKind& kind, const Structure& structure) : kind_(kind), structure_(structure) {}
    [[nodiscard]] double operator()(const std::string& key) const;  ///< SI
    /// The figure, or what stands for it where it is left out.
    [[nodiscard]] double value_or(const std::string& key, double otherwise) const;
    [[nodiscard]] const std::string& word(const std::string& key) const;
    [[nodiscard]] const Structure::Table& table(const std::string& key) const;

private:
    const StructureKind& kind_;
    const Structure& structure_;
};

template <int W>
class Work {
public:
    Work() = default;
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;
    virtual ~Work() = default;
    /// Levels in m; setting in the SI unit its kind declares.
    [[nodiscard]] virtual FaceLaw<W> law(const Lanes<W>& level_up, const Lanes<W>& level_down,
                                         const Lanes<W>& setting) const = 0;
};

template <int W, class Law>
class WorkOf final : public Work<W> {
public:
    WorkOf(const Figures& figures, const WorkSite& site) : law_(figures, site) {}
    [[nodiscard]] FaceLaw<W> law(const Lanes<W>& level_up, const Lanes<W>& level_down,
                                 const Lanes<W>& setting) const override {
        const Dual<W> up(level_up, Lanes<W>(1.0), Lanes<W>(0.0)), down(level_down, Lanes<W>(0.0), Lanes<W>(1.0));
        const Dual<W> q = law_.template discharge<W>(up, down, setting);
        FaceLaw<W> face{q.value, q.by_first, q.by_second, 0.0};
        if constexpr (requires { law_.template flow_area<W>(up, down); }) {
            const Dual<W> area = law_.template flow_area<W>(up, down);
            face.velocity = q.value / max(area.value, Lanes<W>(1e-6));
        }
        return face;
    }

private:
    Law law_;
};

struct WorkEntry {
    StructureKind kind;
    std::function<std::unique_ptr<Work<1>>(const Figures&, const WorkSite&)> make_one;
    std::function<std::unique_ptr<Work<4>>(const Figures&, const WorkSite&)> make_four;
};

template <class Law>
WorkEntry work_entry(StructureKind kind) {
    return {std::move(kind),
            [](const Figures& figures, const WorkSite& site) -> std::unique_ptr<Work<1>> {
                return std::make_unique<WorkOf<1, Law>>(figures, site);
            },
            [](const Figures& figures, const WorkSite& site) -> std::unique_ptr<Work<4>> {
                return std::make_unique<WorkOf<4, Law>>(figures, site);
            }};
}

}  // namespace qingliu
