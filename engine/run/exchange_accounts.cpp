#include "engine/run/exchange_accounts.hpp"

namespace qingliu {

ExchangeAccounts exchange_accounts(const Case& specification, const std::vector<Exchange>& exchanges) {
    ExchangeAccounts accounts;
    const auto open = [&](const std::string& name, bool both_ways) {
        accounts.name.push_back(name);
        accounts.both_ways.push_back(both_ways ? 1 : 0);
        return static_cast<int>(accounts.name.size()) - 1;
    };
    for (const auto& source : specification.sources) open(source.name, false);
    const int diffuse = static_cast<int>(accounts.name.size());
    for (const auto& stretch : specification.diffuse) open(stretch.name, false);
    const int ground = static_cast<int>(accounts.name.size());
    for (const auto& water : specification.ground_water) open(water.name, true);
    const int banks = specification.network.banks.empty() ? -1 : open("banks", true);
    int rain = -1;
    for (const auto& exchange : exchanges) {
        switch (exchange.kind) {
            case Exchange::Kind::source:
                accounts.of_exchange.push_back(exchange.index);
                break;
            case Exchange::Kind::diffuse:
                accounts.of_exchange.push_back(diffuse + exchange.index);
                break;
            case Exchange::Kind::ground_water:
                accounts.of_exchange.push_back(ground + exchange.index);
                break;
            case Exchange::Kind::banks:
                accounts.of_exchange.push_back(banks);
                break;
            case Exchange::Kind::rain:
                if (rain < 0) rain = open("rain", false);
                accounts.of_exchange.push_back(rain);
                break;
        }
    }
    return accounts;
}

}  // namespace qingliu
