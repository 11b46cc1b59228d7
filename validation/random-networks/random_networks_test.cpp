// The first hundred of a thousand random networks: README.md beside this file says what is claimed and why.
#include <gtest/gtest.h>

#include "validation/random-networks/thousand.hpp"

namespace qingliu::validation {
namespace {

TEST(RandomNetworks, FirstHundredFinish) { try_networks(1, 100, ""); }

}  // namespace
}  // namespace qingliu::validation
