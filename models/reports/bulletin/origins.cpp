#include "models/reports/bulletin/origins.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/time/civil_time.hpp"
#include "models/reports/bulletin/written_numbers.hpp"
#include "models/reports/iso_instant.hpp"

namespace qingliu::bulletin {

namespace {

std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const std::size_t found = text.find(before);
    if (found == std::string::npos) return "";
    const std::size_t from = found + before.size();
    return text.substr(from, text.find(after, from) - from);
}

}  // namespace

Json made_part(const Source& source) {
    const auto attribute = [&](const char* name) { return source.nc.attribute("", name).value_or(""); };
    const std::string program = attribute("source"), history = attribute("history");
    constexpr std::size_t stamp = std::string_view("2026-01-15 00:00:00 +00:00").size();
    Json made = {{"version", between(program, "qingliu ", " ")}, {"commit", between(program, "(commit ", ")")}};
    // "TIME COMMAND", with seconds unless they are none
    for (const std::size_t length : {stamp, stamp - 3}) {
        const auto created = history.size() >= length ? parse_instant(history.substr(0, length)) : std::nullopt;
        if (!created) continue;
        made["created"] = iso_instant(*created, source.specification().utc_offset_minutes);
        made["command"] = history.size() > length ? history.substr(length + 1) : "";
        break;
    }
    made["conventions"] = attribute("Conventions");
    made["vertical_datum"] = attribute("vertical_datum");
    Json sums = Json::array();
    const std::string checksums = attribute("input_checksums");
    for (std::size_t at = 0; at < checksums.size();) {
        const std::size_t end = std::min(checksums.find('\n', at), checksums.size());
        const std::string line = checksums.substr(at, end - at);
        if (const std::size_t gap = line.find("  "); gap != std::string::npos)
            sums.push_back({{"file", line.substr(gap + 2)}, {"sum", line.substr(0, gap)}});
        at = end + 1;
    }
    made["checksums"] = std::move(sums);
    made["resolved_case"] = attribute("case");
    return made;
}

Json estimates_part(const Source& source) {
    if (!source.nc.has("estimate_name")) return nullptr;
    const std::vector<std::string> name = source.nc.texts("estimate_name"), file = source.nc.texts("estimate_file"),
                                   note = source.nc.texts("estimate_note");
    const std::vector<double> line = source.nc.values("estimate_line"),
                              estimate = source.nc.values("estimate_confidence");
    Json items = Json::array();
    for (std::size_t i = 0; i < name.size(); ++i) {
        items.push_back({{"what", name[i]},
                         {"note", note[i]},
                         {"file", file[i]},
                         {"line", rounded(line[i], 12)},
                         {"confidence", estimate[i] > 0 ? "estimate" : "general"}});
    }
    return {{"count", items.size()}, {"items", std::move(items)}};
}

Json balance_part(const Source& source) {
    Json list = Json::array();
    if (!source.nc.has("ledger_account_name")) return list;
    const std::vector<std::string> accounts = source.nc.texts("ledger_account_name"),
                                   units = source.nc.texts("ledger_account_unit");
    const std::vector<double> in = source.nc.values("ledger_in"), out = source.nc.values("ledger_out"),
                              reacted = source.nc.values("ledger_reacted"),
                              change = source.nc.values("ledger_stored_change"),
                              error = source.nc.values("ledger_relative_error");
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        const bool water = accounts[a] == "water";
        Json by_scenario = Json::array();
        for (std::size_t s = 0; s < source.scenarios(); ++s) {
            const std::size_t at = s * accounts.size() + a;
            if (std::isnan(in[at])) {
                by_scenario.push_back(nullptr);
                continue;
            }
            by_scenario.push_back({{"in", number(in[at])},
                                   {"out", number(out[at])},
                                   {"reacted", number(reacted[at])},
                                   {"stored_change", number(change[at])},
                                   {"relative_error", number(error[at])}});
        }
        list.push_back({{"account", accounts[a]},
                        {"zh", water ? "水量" : source.nc.attribute(accounts[a], "long_name_zh").value_or(accounts[a])},
                        {"en", water ? "water" : source.nc.attribute(accounts[a], "long_name").value_or(accounts[a])},
                        {"unit", units[a]},
                        {"by_scenario", std::move(by_scenario)}});
    }
    return list;
}

}  // namespace qingliu::bulletin
