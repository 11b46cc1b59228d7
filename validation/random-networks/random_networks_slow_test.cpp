// A thousand random networks, and ten thousand more.
#include <gtest/gtest.h>

#include "validation/random-networks/thousand.hpp"

namespace qingliu::validation {
namespace {

TEST(RandomNetworks, ThousandFinish) { try_networks(1, 1000, "thousand"); }

TEST(RandomNetworks, TenThousandFinish) { try_networks(1001, 10000, "ten-thousand"); }

}  // namespace
}  // namespace qingliu::validation
