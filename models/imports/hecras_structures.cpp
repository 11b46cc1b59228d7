#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "models/imports/broad_crest.hpp"
#include "models/imports/hecras_translation.hpp"

namespace qingliu {
namespace {

/// C of a road or a broad weir where the file gives none, m^(1/2) s-1: 2.6 ft^(1/2)/s (HEC-RAS Hydraulic Reference
/// Manual 6.3, chapter 5).
const double usual_weir = 2.6 * std::sqrt(0.3048);
/// Contraction of the jet under a vertical gate (Henderson 1966), as `gate` has it where nothing else is told.
constexpr double contraction = 0.62;
/// A crest is told in no more bays than these.
constexpr std::size_t most_bays = 6;

struct Bay {
    double sill = 0, width = 0;  // m
};

/// A crest of points as level bays side by side: what lies between two points is as high as their mean, and bays of
/// near levels are one.
std::vector<Bay> bays_of(const HecrasPoints& crest, const HecrasScale& scale) {
    std::vector<Bay> pieces;
    for (std::size_t i = 0; i + 1 < crest.size(); ++i) {
        const double width = scale.length(crest[i + 1].first) - scale.length(crest[i].first);
        const double sill = 0.5 * (scale.length(crest[i].second) + scale.length(crest[i + 1].second));
        if (width > 0) pieces.push_back({sill, width});
    }
    if (pieces.empty()) return pieces;
    const auto [low, high] = std::ranges::minmax(pieces, {}, &Bay::sill);
    const double lowest = low.sill, step = (high.sill - low.sill) / static_cast<double>(most_bays);
    std::vector<Bay> bays(most_bays);
    for (const Bay& piece : pieces) {
        const double place = step > 0 ? (piece.sill - lowest) / step : 0;
        Bay& bay = bays[std::min(most_bays - 1, static_cast<std::size_t>(place))];
        bay.sill = (bay.sill * bay.width + piece.sill * piece.width) / (bay.width + piece.width);
        bay.width += piece.width;
    }
    std::erase_if(bays, [](const Bay& bay) { return bay.width <= 0; });
    for (Bay& bay : bays) bay = {HecrasScale::rounded(bay.sill, 1e4), HecrasScale::rounded(bay.width, 1e3)};
    return bays;
}

class WorkMaker {
public:
    WorkMaker(HecrasTranslation& t, std::size_t reach, std::size_t node)
        : t_(t),
          report_(t.imported.report),
          node_(t.geometry.reaches[reach].nodes[node]),
          work_(*node_.work),
          at_(t.point(static_cast<int>(reach), static_cast<int>(node))) {
        const River& river = t_.network().rivers[static_cast<std::size_t>(at_.river)];
        name_ = fmt::format("{} {}", river.name, node_.station);
        told_ = report_.assumptions.size();
        noted_ = t_.network().structures.size();
    }

    /// Adds what the node becomes; returns how many works that are.
    std::size_t make() {
        const std::size_t before = t_.network().structures.size();
        switch (work_.kind) {
            case HecrasWork::Kind::bridge:
                add_bridge();
                break;
            case HecrasWork::Kind::culvert:
            case HecrasWork::Kind::multiple_opening:
                if (work_.culverts.empty()) {
                    add_bridge();
                } else {
                    add_culverts();
                    add_weirs("road", work_.crest);
                }
                break;
            case HecrasWork::Kind::inline_structure:
                add_weirs("weir", work_.crest);
                add_gates();
                add_culverts();
                break;
            case HecrasWork::Kind::lateral_structure:
                add_lateral();
                break;
        }
        note_assumptions();
        const std::size_t made = t_.network().structures.size() - before;
        if (made == 0)
            report_.leave(t_.at(node_.line), fmt::format("the work at station {}", node_.station),
                          "it has nothing that a work of this program could be made of: the channel goes on");
        return made;
    }

private:
    /// Works made since the last call are estimates where something was assumed of them since then.
    void note_assumptions() {
        std::string note;
        for (; told_ < report_.assumptions.size(); ++told_)
            note += (note.empty() ? "" : "; ") + report_.assumptions[told_].what;
        for (; noted_ < t_.network().structures.size(); ++noted_) {
            if (note.empty()) continue;
            Provenance& provenance = t_.network().structures[noted_].provenance;
            provenance.confidence = Confidence::estimate;
            provenance.note = note;
        }
    }

    Structure& add(const std::string& kind, const std::string& what) {
        Structure work;
        work.kind = kind;
        work.at = at_;
        work.provenance = in_file();
        std::string name = name_ + " " + what;
        while (std::ranges::find(t_.network().structures, name, &Structure::name) != t_.network().structures.end())
            name += "'";
        work.name = name;
        t_.network().structures.push_back(std::move(work));
        return t_.network().structures.back();
    }

    /// Within what a work takes; told where the file is beyond that.
    double within(double value, double least, double most, const char* what, int line) const {
        const double taken = std::clamp(value, least, most);
        if (taken != value)
            report_.assume(t_.at(line), fmt::format("{} of {:.4g} is taken as {:.4g}", what, value, taken),
                           fmt::format("works take {} to {}", least, most));
        return taken;
    }

    [[nodiscard]] double weir_coefficient() const {
        const double c = work_.weir_coefficient.value_or(0);
        const double factor = (c > 0 ? t_.scale.weir_coefficient(c) : usual_weir) / broad_crest;
        return within(HecrasScale::rounded(factor, 1e4), 0.01, 2, "a factor on the weir law", work_.crest_line);
    }

    void add_weirs(const char* what, const HecrasPoints& crest) {
        const auto bays = bays_of(crest, t_.scale);
        for (const Bay& bay : bays) {
            Structure& weir = add("weir", what);
            weir.values = {{"sill", bay.sill}, {"width", bay.width}, {"discharge_coefficient", weir_coefficient()}};
        }
        if (!bays.empty())
            report_.assume(t_.at(work_.crest_line),
                           fmt::format("a crest of points is up to {} level bays side by side", most_bays),
                           "a weir has one sill; it counts the head of the water level, HEC-RAS that of the energy");
    }

    void add_gates() {
        for (const HecrasGate& gate : work_.gates) {
            if (gate.kind > 1) {
                report_.leave(t_.at(gate.line), fmt::format("gate \"{}\"", gate.name),
                              "an overflow gate, or one by curves: only sluices and radial gates are taken");
                continue;
            }
            note_assumptions();
            Structure& made = add("gate", gate.name.empty() ? "gate" : gate.name);
            const double height = t_.scale.length(gate.height);
            made.values = {{"sill", t_.scale.length(gate.invert)},
                           {"width", HecrasScale::rounded(t_.scale.length(gate.width) * gate.count, 1e4)},
                           {"height", height}};
            made.setting = Setting{"opening", "m", height, 0, height};
            if (gate.coefficient > 0) {
                // far below the pool C_d b C_c a sqrt(2 g h) of the gate here is C b a sqrt(2 g H) of the file
                made.values["contraction_coefficient"] = contraction;
                made.values["discharge_coefficient"] = within(HecrasScale::rounded(gate.coefficient / contraction, 1e4),
                                                              0.01, 2, "a factor on the gate's law", gate.line);
                report_.assume(
                    t_.at(gate.line),
                    fmt::format("the coefficient of a gate is one of discharge and a contraction of {}", contraction),
                    "Q = C b a sqrt(2 g H) of the file leaves the jet's depth out; what the gate lets pass "
                    "as a weir, clear of the water, has the same factor here");
            } else {
                report_.assume(t_.at(gate.line), "a gate loses no energy but that of its jet",
                               "the file gives it no coefficient");
            }
            report_.assume(t_.at(gate.line), "the gate stands fully open",
                           "openings of flow files are not taken: `openings` of a scenario");
            if (gate.kind == 1)
                report_.assume(t_.at(gate.line), "a radial gate is a vertical one",
                               "its radius is not in the geometry");
        }
    }

    void add_culverts() {
        for (const HecrasCulvert& culvert : work_.culverts) {
            note_assumptions();
            Structure& made = add("culvert", culvert.name.empty() ? "culvert" : culvert.name);
            const double span = t_.scale.length(culvert.span);
            const double rise = culvert.rise > 0 ? t_.scale.length(culvert.rise) : span;
            made.words["shape"] = culvert.shape == 1 ? "circle" : "box";
            made.values = {
                {"inlet_invert", t_.scale.length(culvert.inlet)},
                {"outlet_invert", t_.scale.length(culvert.outlet)},
                {"length", t_.scale.length(culvert.length)},
                {"barrel_width", span},
                {"barrels", culvert.count},
                {"manning_n", within(culvert.manning_n, 0.005, 0.1, "a barrel's n", culvert.line)},
                {"entrance_loss", within(culvert.entrance_loss, 0, 5, "a loss at the entrance", culvert.line)},
                {"exit_loss", within(culvert.exit_loss, 0.1, 5, "a loss at the exit", culvert.line)}};
            if (culvert.shape != 1) made.values["barrel_height"] = rise;
            if (culvert.shape > 2) {
                // Ellipses and arches fill 0.785 and more of their box; the box of equal area and height is narrower.
                constexpr double share = 0.785;
                made.values["barrel_width"] = HecrasScale::rounded(share * span, 1e4);
                report_.assume(t_.at(culvert.line),
                               fmt::format("an arch or ellipse is a box of its height and {} of its span", share),
                               "barrels are circles or boxes (estimate: the share of an ellipse)");
            }
            report_.assume(t_.at(culvert.line), "inlet control by the square edge of FHWA HDS-5",
                           "charts and scales of HEC-RAS are not taken");
        }
    }

    /// Piers take head; a bridge without them is the channel.
    void add_bridge() {
        if (!work_.soffit.empty()) {
            const auto lowest = std::ranges::min(work_.soffit, {}, &std::pair<double, double>::second).second;
            report_.leave(t_.at(work_.crest_line),
                          fmt::format("the deck of the bridge at station {}, {:.2f} m at its lowest", node_.station,
                                      t_.scale.length(lowest)),
                          "bridges know piers; water above the deck's underside is not held back");
        }
        if (work_.piers.empty()) return;
        double piers = 0;
        for (const double width : work_.piers) piers += t_.scale.length(width);
        // The opening is as wide as the main channel of the section above.
        const River& river = t_.network().rivers[static_cast<std::size_t>(at_.river)];
        const CrossSection* above = &river.sections.front();
        for (const CrossSection& section : river.sections)
            if (section.chainage <= at_.chainage) above = &section;
        const double left = above->left_bank.value_or(above->survey.front().first);
        const double right = above->right_bank.value_or(above->survey.back().first);
        const double share =
            within(HecrasScale::rounded(piers / (right - left), 1e4), 0, 0.6, "a share blocked by piers", node_.line);
        Structure& bridge = add("bridge", "bridge");
        bridge.values = {{"blocked_share", share}};
        report_.assume(t_.at(node_.line), "piers block their widths of the main channel of the section above (Yarnell)",
                       "a bridge has one share of the section that its piers block");
    }

    void add_lateral() {
        if (!work_.gates.empty() || !work_.culverts.empty())
            report_.leave(t_.at(node_.line),
                          fmt::format("gates and culverts of the lateral structure {}", node_.station),
                          "only its weir is taken");
        const auto bays = bays_of(work_.crest, t_.scale);
        std::optional<RiverPoint> to;
        if (!work_.to_storage.empty()) {
            const auto storage = t_.storages.find(work_.to_storage);
            if (storage == t_.storages.end())
                return report_.leave(
                    t_.at(node_.line), fmt::format("the lateral structure {}", node_.station),
                    fmt::format("it leads to \"{}\", which is no storage that was taken", work_.to_storage));
            to = RiverPoint{storage->second, 0};
        } else if (!work_.to_river.empty()) {
            const int r = t_.reach(work_.to_river, work_.to_reach);
            const int n = r < 0 ? -1 : t_.node(r, work_.to_station);
            if (n < 0)
                return report_.leave(t_.at(node_.line), fmt::format("the lateral structure {}", node_.station),
                                     "it leads to a station that is not there");
            to = t_.point(r, n);
        }
        const River& river = t_.network().rivers[static_cast<std::size_t>(at_.river)];
        double length = 0;
        for (const Bay& bay : bays) length += bay.width;
        for (const Bay& bay : bays) {
            Structure& weir = add("lateral_weir", "spill");
            weir.lateral = true;
            weir.until = std::min(river.to, at_.chainage + length);
            weir.to = to;
            weir.values = {{"sill", bay.sill}, {"width", bay.width}, {"discharge_coefficient", weir_coefficient()}};
            if (*weir.until <= at_.chainage) weir.until.reset();
        }
    }

    HecrasTranslation& t_;
    ImportReport& report_;
    const HecrasNode& node_;
    const HecrasWork& work_;
    RiverPoint at_;
    std::string name_;
    std::size_t told_ = 0, noted_ = 0;  // assumptions and works that are settled
};

}  // namespace

void add_hecras_works(HecrasTranslation& translation) {
    std::size_t nodes = 0, made = 0;
    for (std::size_t r = 0; r < translation.geometry.reaches.size(); ++r) {
        const auto& list = translation.geometry.reaches[r].nodes;
        for (std::size_t n = 0; n < list.size(); ++n) {
            if (!list[n].work) continue;
            ++nodes;
            made += WorkMaker(translation, r, n).make();
        }
    }
    if (nodes > 0)
        translation.imported.report.taken.push_back(
            {"bridges, culverts, inline and lateral structures", nodes, fmt::format("{} works", made)});
}

}  // namespace qingliu
