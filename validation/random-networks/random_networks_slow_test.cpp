// Ten thousand more.
#include <gtest/gtest.h>

#include "validation/random-networks/thousand.hpp"

namespace qingliu::validation {
namespace {

TEST(RandomNetworks, AllFinish) { try_networks(1001, 10000, "slow"); }

}  // namespace
}  // namespace qingliu::validation
