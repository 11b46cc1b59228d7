#include "models/reports/frame_queue.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace qingliu {
namespace {

TEST(FrameQueue, WritesEveryFrameInOrder) {
    std::vector<double> written;
    FrameQueue queue([&](const Frame& frame) { written.push_back(frame.time); });
    for (int k = 0; k < 100; ++k) queue.add({static_cast<double>(k), {}});
    queue.drain();
    ASSERT_EQ(written.size(), 100U);
    for (std::size_t k = 0; k < written.size(); ++k) EXPECT_EQ(written[k], static_cast<double>(k));
}

TEST(FrameQueue, HoldsBackARunThatIsFasterThanTheDisk) {
    std::atomic<int> written = 0;
    FrameQueue queue([&](const Frame&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        ++written;
    });
    for (int k = 0; k < 30; ++k) {
        queue.add({});
        EXPECT_LE(k - written, 10);
    }
    queue.drain();
    EXPECT_EQ(written, 30);
}

TEST(FrameQueue, FailuresReachTheRunAndStopTheWriting) {
    int written = 0;
    FrameQueue queue([&](const Frame& frame) {
        if (frame.time >= 3) throw std::runtime_error("disk full");
        ++written;
    });
    EXPECT_THROW(
        {
            for (int k = 0; k < 1000; ++k) queue.add({static_cast<double>(k), {}});
            queue.drain();
        },
        std::runtime_error);
    EXPECT_THROW(queue.drain(), std::runtime_error);
    EXPECT_EQ(written, 3);
}

}  // namespace
}  // namespace qingliu
