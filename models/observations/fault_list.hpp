// The faults of a long table: the first are kept with their places, the others counted.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "engine/base/problems.hpp"

namespace qingliu {

class FaultList {
public:
    explicit FaultList(std::string file) : file_(std::move(file)) {}

    /// `problem` makes the Problem, and is asked only while there is room.
    template <class MakeProblem>
    void add(const MakeProblem& problem) {
        if (++count_ <= kept) problems_.add(problem());
    }
    void throw_if_any() {
        if (count_ == 0) return;
        if (count_ > kept) {
            problems_.add(
                {{file_, 0, 0, {}}, fmt::format("{} faults in all, of which the first {} follow", count_, kept)});
        }
        throw InputError(problems_);
    }

private:
    static constexpr long kept = 50;
    std::string file_;
    Problems problems_;
    long count_ = 0;
};

}  // namespace qingliu
