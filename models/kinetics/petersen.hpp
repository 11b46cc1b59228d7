// The process x constituent (Petersen) matrix, and the check that no row makes or loses nitrogen, phosphorus, oxygen
// equivalents, carbon, sulfur, silicon or charge.
//
// What a row leaves open of carbon, sulfur and charge goes to inorganic carbon, sulfate and alkalinity, unless it names
// those itself: so oxidation gives carbon dioxide, nitrification takes 2/14 equivalents of alkalinity per g of
// nitrogen, without any row saying so. The silicon a row lacks is taken from dissolved silica, what it has too much
// becomes particulate silica. Where these are not carried nobody follows what goes there.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/kinetics/process.hpp"

namespace qingliu {

class PetersenMatrix {
public:
    /// Assembles the rows, of the species that are `carried` and hold `contents` [species], and checks each: throws
    /// std::logic_error naming process and element where a row does not close with the reservoirs outside the water, or
    /// names a species twice or one that does not exist.
    PetersenMatrix(const std::vector<ProcessDescription>& processes, const std::vector<std::size_t>& carried,
                   const std::vector<ElementContent>& contents = element_contents());

    [[nodiscard]] std::size_t processes() const { return names_.size(); }
    [[nodiscard]] const std::string& name(std::size_t process) const { return names_[process]; }
    /// g of species per g of extent.
    [[nodiscard]] double at(std::size_t process, std::size_t species) const {
        return dense_[process * species::places + species];
    }
    [[nodiscard]] const std::vector<Stoichiometry>& row(std::size_t process) const { return rows_[process]; }
    /// Species some process touches, ascending.
    [[nodiscard]] const std::vector<std::size_t>& touched() const { return touched_; }

private:
    std::vector<std::string> names_;
    std::vector<std::vector<Stoichiometry>> rows_;
    std::vector<double> dense_;  // [process][species]
    std::vector<std::size_t> touched_;
};

/// An element, and what the species of its name hold of it.
struct Element {
    std::string name;
    double ElementContent::*content;
    std::size_t completed_by = species::places;  ///< species that takes what rows leave open, or none
    std::size_t given_to = completed_by;         ///< the same of what a row has too much, where that is another
};
/// In the order rows are completed.
const std::vector<Element>& elements();

/// The species that complete a row, and what of other elements is left over.
struct Completion {
    std::vector<Stoichiometry> row;
    std::vector<std::pair<std::string, double>> open;  ///< element, g (eq) made of nothing per unit of extent
};
Completion completion_of(const ProcessDescription& process, const std::vector<ElementContent>& contents);

/// What a gram in a reservoir outside the water holds.
ElementContent reservoir_content(Reservoir reservoir);
std::string reservoir_name(Reservoir reservoir);
const std::vector<Reservoir>& all_reservoirs();

}  // namespace qingliu
