// Frames on their way to the files: a thread of its own compresses and writes them while the run goes on.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

#include "engine/state/results.hpp"

namespace qingliu {

class FrameQueue {
public:
    /// `write` is called on one other thread, frame after frame in the order of add(), until drain() returns.
    explicit FrameQueue(std::function<void(const Frame&)> write);
    /// Drops what is not yet written.
    ~FrameQueue();
    FrameQueue(const FrameQueue&) = delete;
    FrameQueue& operator=(const FrameQueue&) = delete;

    /// Waits while `limit` frames are under way. Rethrows what `write` has thrown; nothing is written after that.
    void add(Frame frame);
    /// Something else to be written, in its turn.
    void write_in_turn(std::function<void()> other);
    /// Waits until everything is written and ends the thread. Rethrows likewise.
    void drain();

private:
    static constexpr std::size_t limit = 8;  // frames; a large one takes some MB

    void work();
    void stop();

    std::function<void(const Frame&)> write_;
    std::mutex mutex_;  // guards all below but the thread
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool closed_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

}  // namespace qingliu
