#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {
namespace {

/// What the draw of a sample varies, and between which bounds.
struct Varied {
    double low = 0, high = 0;
    std::function<void(Member&, double)> set;
};

class EnsembleCheck {
public:
    EnsembleCheck(CaseSense& sense, const EnsembleVocabulary& vocabulary)
        : sense_(sense), reading_(sense.reading), vocabulary_(vocabulary) {}

    void check(const Node& node, EnsembleText& text) {
        names_.listed(node);
        for (Written<EnsembleMemberText>& member : text.members) add(member);
        add_formulas(node.find("dispersion_formulas"), text.formulas);
        if (text.sample) draw(*text.sample);
        if (sense_.result.ensemble.empty() && node.present() && reading_.sound(node))
            reading_.fault(node, "this ensemble has no members", "members, dispersion_formulas or a sample");
    }

private:
    bool known_constituent(const Node& key) {
        std::vector<std::string> names;
        for (const Constituent& one : vocabulary_.carried) {
            if (!one.bed && one.mass) names.push_back(one.name);
        }
        if (std::ranges::find(names, key.text()) != names.end()) return true;
        const std::string guess = closest_name(key.text(), names);
        reading_.fault(key, fmt::format("nothing called \"{}\" is carried", key.text()),
                       guess.empty() ? join_words(names, "or") : "", guess);
        return false;
    }

    void add(Written<EnsembleMemberText>& text) {
        names_.add(text.name, text.node.find("name"), reading_);
        Member member = text;
        if (member.title.empty()) member.title = member.name;
        for (const Named<double>& factor : text.concentrations) {
            if (known_constituent(factor.key)) member.concentration[factor.key.text()] = factor.value;
        }
        for (const Named<Node>& value : text.values) {
            const auto read = read_parameter(value.key, value.node, vocabulary_.declared, reading_);
            if (read) member.parameters[value.key.text()] = {*read};
        }
        if (text.spread) {
            const Node node = text.spread->node;
            check_dispersion(sense_, node, *text.spread, vocabulary_.formulas);
            if (node.find("reaches").present())
                reading_.fault(node.find("reaches"), "the dispersion of a member holds everywhere", "no reaches");
            const DispersionText& law = *text.spread;
            member.dispersion = DispersionReach{-1, 0, 0, law.formula, law.a, law.b, law.min, law.max};
        }
        sense_.result.ensemble.push_back(std::move(member));
    }

    void add_formulas(const Node& list, const std::vector<std::string>& words) {
        if (!reading_.sound(list)) return;
        const Numerics& numerics = sense_.result.numerics;
        const auto make = [&](const std::string& formula) {
            Member member;
            member.name = member.title = formula;
            member.dispersion = DispersionReach{-1,
                                                0,
                                                0,
                                                formula,
                                                numerics.dispersion_a,
                                                numerics.dispersion_b,
                                                numerics.dispersion_constant,
                                                numerics.dispersion_max};
            sense_.result.ensemble.push_back(std::move(member));
        };
        for (const Node& word : list.items()) {
            if (!reading_.sound(word)) continue;
            if (word.text() == "all") {
                for (const std::string& formula : vocabulary_.formulas) {
                    if (std::ranges::find(words, formula) != words.end()) continue;
                    names_.add(formula, word, reading_);
                    make(formula);
                }
                continue;
            }
            names_.add(word.text(), word, reading_);
            check_formula(sense_, word, vocabulary_.formulas);
            make(word.text());
        }
    }

    /// Adds what lies between two bounds; faults where they are no bounds.
    void vary(const Node& node, const std::vector<double>& bounds, std::function<void(Member&, double)> set) {
        if (!reading_.sound(node)) return;
        if (bounds.size() != 2 || !(bounds[0] < bounds[1])) {
            reading_.fault(node, "these are no two bounds", "[low, high] with low below high");
            return;
        }
        varied_.push_back({bounds[0], bounds[1], std::move(set)});
    }

    void draw(Written<SampleText>& text) {
        const Node& node = text.node;
        vary(node.find("inflow"), text.inflow, [](Member& m, double value) { m.inflow = value; });
        vary(node.find("roughness"), text.roughness, [](Member& m, double value) { m.roughness = value; });
        vary(node.find("warming"), text.warming, [](Member& m, double value) { m.warming = value; });
        for (const auto& range : text.concentrations) {
            if (!known_constituent(range.key)) continue;
            vary(range.node, range.value,
                 [name = range.key.text()](Member& m, double value) { m.concentration[name] = value; });
        }
        for (const auto& range : text.values) {
            std::vector<double> bounds;
            for (const Node& bound : range.value) {
                if (const auto read = read_parameter(range.key, bound, vocabulary_.declared, reading_, true))
                    bounds.push_back(*read);
            }
            if (bounds.size() != range.value.size()) continue;
            vary(range.node, bounds,
                 [name = range.key.text()](Member& m, double value) { m.parameters[name] = {value}; });
        }
        if (varied_.empty()) {
            if (reading_.sound(node)) reading_.fault(node, "this sample varies nothing", "bounds of something");
            return;
        }
        make(node, text.size, text.seed);
    }

    /// A Latin hypercube (McKay et al. 1979): each of `size` equal parts of every range is met once. The generator is
    /// used bare, since what the library makes of it differs between libraries.
    void make(const Node& node, int size, int seed) {
        std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
        const auto share = [&random] { return static_cast<double>(random()) * 0x1p-32; };  // in [0, 1)
        const auto count = static_cast<std::size_t>(size);
        std::vector<Member> drawn(count);
        for (std::size_t i = 0; i < count; ++i) {
            drawn[i].name = fmt::format("sample{:03}", i + 1);
            drawn[i].title = fmt::format("抽样 {}", i + 1);
            names_.add(drawn[i].name, node, reading_);
        }
        for (const Varied& one : varied_) {
            std::vector<std::size_t> part(count);
            std::iota(part.begin(), part.end(), std::size_t{0});
            for (std::size_t left = count; left > 1; --left)
                std::swap(part[left - 1], part[static_cast<std::size_t>(share() * static_cast<double>(left))]);
            for (std::size_t i = 0; i < count; ++i) {
                const double at = (static_cast<double>(part[i]) + share()) / static_cast<double>(count);
                one.set(drawn[i], one.low + at * (one.high - one.low));
            }
        }
        std::ranges::move(drawn, std::back_inserter(sense_.result.ensemble));
    }

    CaseSense& sense_;
    Reading& reading_;
    const EnsembleVocabulary& vocabulary_;
    Names names_{"member"};
    std::vector<Varied> varied_;
};

}  // namespace

void check_ensemble(CaseSense& sense, const Node& node, EnsembleText& text, const EnsembleVocabulary& vocabulary) {
    EnsembleCheck(sense, vocabulary).check(node, text);
    const std::size_t written = sense.result.scenarios.size();
    for (std::size_t s = 0; s < written; ++s) {
        for (std::size_t m = 0; m < sense.result.ensemble.size(); ++m) {
            Scenario scenario = sense.result.scenarios[s];
            scenario.of = scenario.name;
            scenario.member = static_cast<int>(m);
            scenario.name += "@" + sense.result.ensemble[m].name;
            scenario.title += " · " + sense.result.ensemble[m].title;
            sense.result.scenarios.push_back(std::move(scenario));
        }
    }
}

}  // namespace qingliu
