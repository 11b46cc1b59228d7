// What several processes of a block ask for alike: the first that asks has it worked out, the others are given the
// same.
#pragma once

#include <array>

#include "models/kinetics/block.hpp"

namespace qingliu {

/// A few blocks by the numbers that they follow from.
template <class Key, std::size_t places>
class WorkedOutOnce {
public:
    WorkedOutOnce() {}  // NOLINT(modernize-use-equals-default): so that = {} leaves the room for values as it is
    void forget() { known_ = 0; }
    /// The value of `key`, by work() where it is new. Beyond `places` keys it is worked out every time.
    template <class Work>
    Block of(const Key& key, const Work& work) {
        for (std::size_t k = 0; k < known_; ++k) {
            if (keys_[k] == key) return values_[k];
        }
        const Block value = work();
        if (known_ < places) {
            keys_[known_] = key;
            values_[known_++] = value;
        }
        return value;
    }

private:
    std::size_t known_ = 0;
    std::array<Key, places> keys_;
    std::array<Block, places> values_;
};

}  // namespace qingliu
