#include <fmt/format.h>

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/run/case_sense.hpp"

namespace qingliu {
namespace {

/// Amounts of constituents of the bed in their unit, or in that over time.
void read_amounts(CaseSense& sense, const std::vector<Named<std::string>>& written, const std::string& per,
                  const std::vector<Constituent>& carried, std::map<std::string, double>& amounts) {
    Reading& reading = sense.reading;
    for (const Named<std::string>& one : written) {
        const auto found = std::ranges::find_if(
            carried, [&](const Constituent& known) { return known.bed && known.name == one.key.text(); });
        if (found == carried.end()) {
            std::vector<std::string> names;
            for (const Constituent& known : carried) {
                if (known.bed) names.push_back(known.name);
            }
            const std::string guess = closest_name(one.key.text(), names);
            reading.fault(one.key, fmt::format("no constituent \"{}\" is carried in the bed", one.key.text()),
                          guess.empty() ? join_words(names, "or") : "", guess);
            continue;
        }
        if (!reading.sound(one.node)) continue;
        const std::string unit = found->unit == "g m-2" ? "g/m2" : common_unit(found->unit);
        ValueDescription what = quantity(unit + per).description;
        if (found->unit != "degC") what.minimum = 0;
        read_quantity(one.node, what, reading, amounts[found->name]);
    }
}

}  // namespace

void check_bed(CaseSense& sense, const Node& initial, std::vector<Written<BedStretchText>>& stretches,
               const std::vector<Constituent>& carried) {
    Reading& reading = sense.reading;
    for (Written<BedStretchText>& text : stretches) {
        BedStretch stretch;
        stretch.river = check_stretch(sense, text.node, text.from.value_or(0), text.to.value_or(0));
        read_amounts(sense, text.amounts, "", carried, stretch.amounts);
        read_amounts(sense, text.settling, "/d", carried, stretch.settling);
        stretch.in_balance = text.in_balance || !text.settling.empty();
        if (text.amounts.empty() && !stretch.in_balance)
            reading.fault(text.node, "this says nothing of the bed", "amounts, settling or in_balance: true");
        if (text.temperature && !stretch.in_balance)
            reading.fault(text.node.find("temperature"), "a temperature goes with a bed in balance",
                          "settling or in_balance: true");
        if (text.in_balance && !text.settling.empty())
            reading.fault(text.node.find("in_balance"), "what has settled is given already", "settling or in_balance");
        if (stretch.in_balance && !(sense.result.initial.spin_up > 0))
            reading.fault(initial.find("spin_up").present() ? initial.find("spin_up") : initial,
                          "a bed in balance with its water needs a spin_up, which makes that", "spin_up: 1 d or more");
        check_provenance(sense, text.node, fmt::format("bed of {}", text.node.find("river").text()), text.provenance);
        if (stretch.river < 0) continue;
        const River& river = sense.result.network.rivers[static_cast<std::size_t>(stretch.river)];
        stretch.from = text.from.value_or(river.from);
        stretch.to = text.to.value_or(river.to);
        stretch.temperature = text.temperature;
        stretch.provenance = text.provenance;
        sense.result.initial.bed.push_back(std::move(stretch));
    }
}

}  // namespace qingliu
