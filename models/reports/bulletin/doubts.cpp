#include "models/reports/bulletin/doubts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/reports/bulletin/written_numbers.hpp"
#include "models/reports/day_shares.hpp"

namespace qingliu::bulletin {

namespace {

void add(Json& list, const char* code, const Json& carries = Json::object()) {
    Json one = {{"code", code}};
    one.update(carries);
    list.push_back(std::move(one));
}

void add_indicators(const Source& source, Json& list) {
    Json missing = Json::array(), estimated = Json::array();
    for (std::size_t i = 0; i < source.standard.indicators.size(); ++i) {
        const Indicator& indicator = source.standard.indicators[i];
        if (!indicator.judged) continue;
        const bool simulated = source.simulated.simulated()[i];
        if (indicator.headline && !simulated) missing.push_back(i);
        if (simulated && source.simulated.estimated()[i]) estimated.push_back(i);
    }
    if (!missing.empty()) add(list, "not_judged_by", {{"indicators", std::move(missing)}});
    if (!estimated.empty()) add(list, "estimated_inputs", {{"indicators", std::move(estimated)}});
}

void add_sections(const Source& source, std::size_t scenario, Json& list) {
    Json targets = Json::array(), unmixed = Json::array();
    const bool mixing = source.nc.has("section_mixing");
    const std::vector<double> mixed = mixing ? source.nc.values("section_mixing") : std::vector<double>();
    for (std::size_t k = 0; k < source.sections(); ++k) {
        const ControlSection& section = source.specification().sections[k];
        const bool asks = std::ranges::any_of(section.ecological_flow, [](double flow) { return flow > 0; });
        if (asks && section.ecological_provenance.confidence == Confidence::estimate) targets.push_back(k);
        if (mixing && mixed[scenario * source.sections() + k] > 0) unmixed.push_back(k);
    }
    if (!targets.empty()) add(list, "estimated_targets", {{"sections", std::move(targets)}});
    if (!unmixed.empty()) add(list, "not_mixed", {{"sections", std::move(unmixed)}});
}

void add_numerical(const Source& source, std::size_t scenario, Json& list) {
    Json sections = Json::array();
    int days = 0, of = 0;
    const auto& judged = source.verdict.scenarios[scenario].sections;
    for (std::size_t k = 0; k < judged.size(); ++k) {
        of += judged[k].certainty.days;
        days += judged[k].certainty.days_in_doubt;
        if (judged[k].certainty.days_in_doubt > 0) sections.push_back(k);
    }
    if (of > 0)
        add(list, "numerical_error", {{"sections", std::move(sections)}, {"days", days}, {"of", of}});
    else
        add(list, "not_certified");
}

/// The day and section that meets its target with the least to spare.
void add_narrow(const Source& source, std::size_t scenario, Json& list) {
    double least = std::numeric_limits<double>::infinity();
    Json narrow;
    for (std::size_t k = 0; k < source.sections(); ++k) {
        const int target = source.specification().sections[k].target_class;
        for (std::size_t day = 0; day < source.days(); ++day) {
            const std::vector<double> values = source.values(scenario, k, day);
            if (values.empty()) continue;
            const double margin = smallest_margin(source.standard, values, Scope::headline, target,
                                                  source.forecast->oxygen_saturation[scenario][day]);
            if (!(margin >= 0) || margin >= least) continue;
            least = margin;
            narrow = {{"section", k}, {"day", day}, {"margin", rounded(margin)}, {"schedule", scenario}};
        }
    }
    if (!narrow.is_null()) add(list, "narrow", narrow);
}

void add_balance(const Source& source, Json& list) {
    if (!source.nc.has("ledger_relative_error")) return;
    const std::vector<std::string> accounts = source.nc.texts("ledger_account_name");
    const std::vector<double> entered = source.nc.values("ledger_in"),
                              errors = source.nc.values("ledger_relative_error");
    std::vector<double> gravity;  // an account that is kept but whose error is no number is the worst
    for (std::size_t i = 0; i < errors.size(); ++i)
        gravity.push_back(std::isfinite(errors[i])    ? errors[i]
                          : std::isfinite(entered[i]) ? std::numeric_limits<double>::infinity()
                                                      : -1.0);
    const auto largest = std::ranges::max_element(gravity);
    if (largest == gravity.end() || *largest < 0) return;
    const auto at = static_cast<std::size_t>(largest - gravity.begin());
    add(list, "largest_balance_error",
        {{"account", accounts[at % accounts.size()]},
         {"schedule", at / accounts.size()},
         {"error", number(errors[at])}});
}

void add_skill(const Json& skill, Json& list) {
    if (!skill.is_array() || skill.empty()) {
        add(list, "no_observations");
        return;
    }
    // readings that never change have no KGE; of one pair there is neither
    const auto score = [](const Json& one) {
        for (const char* of : {"kge", "nse"}) {
            if (one[of].is_number()) return one[of].get<double>();
        }
        return std::numeric_limits<double>::infinity();
    };
    const auto worst = std::ranges::min_element(skill, {}, score);
    add(list, "worst_skill", *worst);
}

}  // namespace

Json doubts_part(const Source& source, const Json& skill) {
    Json list = Json::array();
    add_indicators(source, list);
    if (source.scenarios() == 0) return list;
    const auto scenario = static_cast<std::size_t>(std::max(source.verdict.best, 0));
    if (source.sections() > 0) {
        add_sections(source, scenario, list);
        add_numerical(source, scenario, list);
        add_narrow(source, scenario, list);
    }
    const auto members = std::ranges::count_if(source.verdict.scenarios, [](const auto& s) { return !s.of.empty(); });
    if (members > 0)
        add(list, "spread", {{"members", members}});
    else
        add(list, "one_run");
    if (source.days() > 0 && rarer_than_days(source.nc.values("time"))) add(list, "outputs_rarer_than_days");
    add_balance(source, list);
    add_skill(skill, list);
    return list;
}

}  // namespace qingliu::bulletin
