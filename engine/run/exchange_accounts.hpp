// The lines of a balance that exchanges with the outside are booked under: one for each source, stretch or kind.
#pragma once

#include <string>
#include <vector>

#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"

namespace qingliu {

struct ExchangeAccounts {
    std::vector<std::string> name;  ///< [account]; the first ones are Case::sources, in their order
    std::vector<int> of_exchange;   ///< [exchange] its account
    std::vector<char> both_ways;    ///< [account] water goes in and out, and each way is a line of its own
};

ExchangeAccounts exchange_accounts(const Case& specification, const std::vector<Exchange>& exchanges);

}  // namespace qingliu
