// The third pass over a case: what only shows when all of it is read. Names are looked up, stretches measured, periods
// compared. Each check skips what earlier passes have already found wrong, so that one mistake is one error.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/case_records.hpp"

namespace qingliu {

/// The names of one kind of thing, for looking them up.
class Names {
public:
    /// `what` is a noun ("river"). Nothing is reported missing until a list has been `listed`.
    explicit Names(std::string what) : what_(std::move(what)) {}

    /// The node of the list that defines the names; an absent one when it could not be read.
    void listed(const Node& list) { list_ = list; }
    /// Adds the name of the next thing; reports one that is there already, with both places.
    void add(const std::string& name, const Node& node, Reading& reading);
    /// Index of the thing a node names; -1 where the node is absent or already wrong, -1 and a fault where there is no
    /// such thing.
    int find(const Node& node, Reading& reading) const;

private:
    std::string what_;
    Node list_;
    std::map<std::string, int> index_;
    std::vector<std::string> names_;
    std::vector<Node> nodes_;
};

/// Everything read so far, and what the checks share.
struct CaseSense {
    Reading& reading;
    Case& result;
    std::vector<Estimate>* estimates = nullptr;  // may be null

    Names rivers{"river"}, structures{"structure"}, sources{"inflow"}, waters{"water"}, qualities{"quality"},
        scenarios{"scenario"}, sections{"control section"}, citations{"source"};
    std::vector<Node> river_nodes = {};      // [river]
    std::vector<Node> structure_nodes = {};  // [structure]
    std::vector<Node> source_nodes = {};     // [source]
    bool period_known = false;               // start and end are sound
};

/// Estimates need a note, what is verified needs a source, sources must be listed. `name` is how the figure is called
/// in the list of estimates; keys may have a prefix ("ecological_"). A record without confidence inherits that of
/// `above`.
void check_provenance(CaseSense& sense, const Node& node, const std::string& name, Provenance& provenance,
                      const Provenance* above = nullptr, const std::string& prefix = {});

/// The river that `map` names under "river", its point checked against the river's ends. -1 where that cannot be told.
int check_point(CaseSense& sense, const Node& map, double chainage);

/// The river that `map` names, with from < to and both inside the river.
int check_stretch(CaseSense& sense, const Node& map, double from, double to);

/// A list of named things with a key "name".
template <class T>
void add_names(Names& names, const Node& list, const std::vector<Written<T>>& things, Reading& reading) {
    names.listed(list);
    for (const Written<T>& thing : things) names.add(thing.name, thing.node.find("name"), reading);
}

/// The shape of a cross-section and everything that goes with it; a survey gets its bed level.
void check_shape(CaseSense& sense, const Node& node, CrossSection& section);
/// What lies in the bed at the start, of constituents that are `carried`.
void check_bed(CaseSense& sense, const Node& initial, std::vector<Written<BedStretchText>>& stretches,
               const std::vector<Constituent>& carried);
void check_network(CaseSense& sense, const Node& file, NetworkText& text, const std::vector<StructureKind>& kinds);
void check_outlet(CaseSense& sense, const Node& outlet, River& river);
/// Their names and nodes are behind those of the rivers.
void check_storages(CaseSense& sense, NetworkText& text);
void check_structures(CaseSense& sense, std::vector<Written<Structure>>& structures,
                      const std::vector<StructureKind>& kinds);
/// The rivers have been checked before.
void check_coordinates(CaseSense& sense, CoordinatesText& text);
void check_boundaries(CaseSense& sense, const Node& file, BoundariesText& text);
void check_sections(CaseSense& sense, const Node& file, SectionsText& text);
void check_scenarios(CaseSense& sense, const Node& file, CaseText& text);
/// `file` is the case; sections have been checked before.
void check_arrivals(CaseSense& sense, const Node& file);
void check_parameters(CaseSense& sense, ParametersText& text, const std::vector<ParameterDeclaration>& declared);
/// The value, SI, of the parameter that `name` names; nothing, and a fault, where there is none or it cannot be that.
/// `number`: it may not be a word.
std::optional<double> read_parameter(const Node& name, const Node& value,
                                     const std::vector<ParameterDeclaration>& declared, Reading& reading,
                                     bool number = false);
/// The name of a formula of dispersion, and that of a whole law with its limits.
void check_formula(CaseSense& sense, const Node& node, const std::vector<std::string>& formulas);
void check_dispersion(CaseSense& sense, const Node& node, const DispersionText& text,
                      const std::vector<std::string>& formulas);

/// What members of the ensemble may name.
struct EnsembleVocabulary {
    std::vector<std::string> formulas;  // of dispersion
    std::vector<Constituent> carried;
    std::vector<ParameterDeclaration> declared;
};
/// Makes the members, and of each scenario one more for each of them. Comes after everything about scenarios.
void check_ensemble(CaseSense& sense, const Node& node, EnsembleText& text, const EnsembleVocabulary& vocabulary);

/// Every river must begin and end somewhere: joins that lead in a circle or to nowhere, offtakes that feed each other.
void check_ways(CaseSense& sense);

}  // namespace qingliu
