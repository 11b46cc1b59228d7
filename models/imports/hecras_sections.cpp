#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "models/imports/hecras_translation.hpp"

namespace qingliu {
namespace {

/// Least rise above the level of an ineffective area in which it comes to flow, m: HEC-RAS switches it at once.
constexpr double switching_rise = 0.05;
/// What a crest stands above the ground it is given as, m.
constexpr double least_crest = 0.001;
constexpr double least_n = 0.005, greatest_n = 0.5;  // s m-1/3, what a cross-section takes

double ground_at(const CrossSection& section, double offset) {
    for (std::size_t i = 0; i + 1 < section.survey.size(); ++i) {
        const auto [x0, z0] = section.survey[i];
        const auto [x1, z1] = section.survey[i + 1];
        if (offset <= x1 && x1 > x0) return z0 + (z1 - z0) * std::max(0.0, offset - x0) / (x1 - x0);
    }
    return section.survey.back().second;
}

class SectionMaker {
public:
    SectionMaker(const HecrasTranslation& t, const HecrasNode& node)
        : t_(t), report_(t.imported.report), node_(node), from_(*node.section), scale_(t.scale) {}

    CrossSection make(double chainage) {
        made_.chainage = chainage;
        made_.place = node_.station;
        made_.provenance = in_file();
        if (from_.interpolated) made_.provenance = assumed("interpolated by HEC-RAS between two surveys, not surveyed");
        for (const auto& [x, z] : from_.survey) made_.survey.emplace_back(scale_.length(x), scale_.length(z));
        add_roughness();
        add_banks();
        for (const HecrasPart& part : from_.blocked) add_blocked(part);
        for (const HecrasPart& part : from_.ineffective) add_ineffective(part);
        for (const HecrasPart& levee : from_.levees) add_levee(levee);
        raise_hollows();
        return std::move(made_);
    }

private:
    [[nodiscard]] std::string where(const char* key) const {
        const auto line = from_.lines.find(key);
        return t_.at(line == from_.lines.end() ? node_.line : line->second);
    }

    /// The roughness by station; where it goes by level or discharge #Mann has zeros, and the mean of all is taken.
    [[nodiscard]] HecrasPoints mean_of_levels() const {
        if (from_.vertical_roughness.empty()) return from_.roughness;
        HecrasPoints means;
        for (const auto& [x, values] : from_.vertical_roughness) {
            double sum = 0;
            for (const double n : values) sum += n;
            means.emplace_back(x, values.empty() ? 0 : sum / static_cast<double>(values.size()));
        }
        report_.assume(where("Vertical n for Station"), "Manning's n by level or discharge is taken as its mean",
                       "roughness of this program goes by station, or by depth in the main channel alone");
        return means;
    }

    void add_roughness() {
        for (const auto& [x, n] : mean_of_levels()) {
            const double taken = std::clamp(n, least_n, greatest_n);
            if (taken != n)
                report_.assume(where("#Mann"), fmt::format("Manning's n of {} is taken as {}", n, taken),
                               "cross-sections take 0.005 to 0.5 s/m^(1/3)");
            made_.n_by_offset.emplace_back(scale_.length(x), taken);
        }
        // What lies left of the left bank's zone has its own; n is that of the main channel.
        made_.manning_n = made_.n_by_offset.front().second;
        for (const auto& [x, n] : made_.n_by_offset)
            if (x <= scale_.length(from_.left_bank.value_or(from_.survey.front().first))) made_.manning_n = n;
        if (made_.n_by_offset.size() == 1) made_.n_by_offset.clear();
    }

    void add_banks() {
        const double first = made_.survey.front().first, last = made_.survey.back().first;
        if (!from_.left_bank || !from_.right_bank) {
            report_.assume(where("Bank Sta"), "all of the cross-section is main channel", "it has no bank stations");
            return;
        }
        const double left = std::clamp(scale_.length(*from_.left_bank), first, last);
        const double right = std::clamp(scale_.length(*from_.right_bank), first, last);
        if (left != scale_.length(*from_.left_bank) || right != scale_.length(*from_.right_bank))
            report_.assume(where("Bank Sta"), "a bank station beyond the survey is taken as its end",
                           "there is no ground there");
        if (left >= right) return;
        made_.left_bank = left;
        made_.right_bank = right;
    }

    /// A part between the ends of the survey, or nothing where none of it is there.
    bool clip(const HecrasPart& part, double& from, double& to) const {
        const double first = made_.survey.front().first, last = made_.survey.back().first;
        from = part.from ? std::clamp(scale_.length(*part.from), first, last) : first;
        to = part.to ? std::clamp(scale_.length(*part.to), first, last) : last;
        return from < to;
    }

    void add_blocked(const HecrasPart& part) {
        double from = 0, to = 0;
        if (clip(part, from, to))
            made_.blocked.push_back({from, to, scale_.length(part.level)});
        else
            report_.leave(t_.at(part.line), "an obstruction beyond the survey", "there is no ground there");
    }

    void add_ineffective(const HecrasPart& part) {
        double from = 0, to = 0;
        if (!clip(part, from, to))
            return report_.leave(t_.at(part.line), "an ineffective area beyond the survey", "there is no ground there");
        const double level = scale_.length(part.level);
        if (!part.permanent) {
            made_.ineffective.push_back({from, to, level, switching_rise});
            return report_.assume(
                t_.at(part.line),
                fmt::format("an ineffective area comes to flow over {} m of rise above its level", switching_rise),
                "HEC-RAS switches it at once; volume and conveyance must be continuous here");
        }
        const double highest = std::ranges::max(made_.survey, {}, &std::pair<double, double>::second).second;
        if (level >= highest) {
            made_.ineffective.push_back({from, to, std::nullopt, switching_rise});
            report_.assume(t_.at(part.line), "a permanent ineffective area never flows",
                           "its level is not below the ends of the survey");
        } else {
            made_.blocked.push_back({from, to, level});
            report_.assume(t_.at(part.line),
                           "a permanent ineffective area is an obstruction up to its level: it conveys above, and "
                           "stores nothing below",
                           "an ineffective area of this program conveys over its whole depth once it flows");
        }
    }

    void add_levee(const HecrasPart& levee) {
        const double first = made_.survey.front().first, last = made_.survey.back().first;
        const double offset = scale_.length(*levee.from), crest = scale_.length(levee.level);
        if (offset < first || offset > last)
            return report_.leave(t_.at(levee.line), "a levee beyond the survey", "there is no ground there");
        const double ground = ground_at(made_, offset);
        made_.levees.push_back({offset, std::max(crest, ground + least_crest)});
        if (crest <= ground)
            report_.assume(
                t_.at(levee.line),
                fmt::format("the crest of a levee is taken {} m above the ground of the survey", least_crest),
                "the file gives it no higher than that ground");
    }

    /// Depth counts from the lowest point that flows; deeper points elsewhere would hold water for ever.
    void raise_hollows() {
        const auto in_channel = [&](double x, double z) {
            const bool between =
                (!made_.left_bank || x >= *made_.left_bank) && (!made_.right_bank || x <= *made_.right_bank);
            return (made_.levees.empty() || between) &&
                   std::ranges::none_of(made_.blocked,
                                        [&](const auto& b) { return x >= b.from && x <= b.to && z < b.top; }) &&
                   std::ranges::none_of(made_.ineffective, [x](const auto& a) { return x > a.from && x < a.to; });
        };
        double bed = std::numeric_limits<double>::infinity(), from = 0, to = 0;
        for (const auto& [x, z] : made_.survey) {
            if (!in_channel(x, z) || z > bed) continue;
            if (z < bed) from = x;
            bed = z;
            to = x;
        }
        if (!std::isfinite(bed)) {
            // What takes all of the section leaves nothing to count depth from: the least certain goes first.
            const char* what = !made_.ineffective.empty() ? "ineffective areas"
                               : !made_.levees.empty()    ? "levees"
                                                          : "obstructions";
            report_.leave(t_.at(node_.line),
                          fmt::format("{} that leave no point of the cross-section to the channel", what),
                          "some of it must flow");
            if (!made_.ineffective.empty())
                made_.ineffective.clear();
            else if (!made_.levees.empty())
                made_.levees.clear();
            else
                made_.blocked.clear();
            return raise_hollows();
        }
        made_.bed_level = bed;
        const double middle = 0.5 * (from + to);
        double most = 0;
        for (auto& [x, z] : made_.survey) {
            const double offset = x;
            const bool behind = std::ranges::any_of(made_.levees, [&](const Levee& levee) {
                return levee.offset < middle ? offset < levee.offset : offset > levee.offset;
            });
            if (z >= bed || behind) continue;
            most = std::max(most, bed - z);
            z = bed;
        }
        if (most > 0)
            report_.assume(
                where("#Sta/Elev"),
                fmt::format("ground deeper than the bed where water flows is raised to it, by up to {:.2f} m", most),
                "depth is counted from the lowest point that flows");
    }

    const HecrasTranslation& t_;
    ImportReport& report_;
    const HecrasNode& node_;
    const HecrasCrossSection& from_;
    const HecrasScale& scale_;
    CrossSection made_;
};

}  // namespace

CrossSection hecras_cross_section(const HecrasTranslation& translation, const HecrasNode& node, double chainage) {
    return SectionMaker(translation, node).make(chainage);
}

}  // namespace qingliu
