// A thousand random networks: README.md beside this file says what is claimed and why.
#include <gtest/gtest.h>

#include "validation/random-networks/thousand.hpp"

namespace qingliu::validation {
namespace {

TEST(RandomNetworks, AllFinish) { try_networks(1, 1000, ""); }

}  // namespace
}  // namespace qingliu::validation
