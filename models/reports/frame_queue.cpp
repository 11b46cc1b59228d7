#include "models/reports/frame_queue.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

namespace qingliu {

FrameQueue::FrameQueue(std::function<void(const Frame&)> write)
    : write_(std::move(write)), thread_([this] { work(); }) {}

FrameQueue::~FrameQueue() {
    {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
    }
    stop();
}

void FrameQueue::add(Frame frame) {
    write_in_turn([this, kept = std::make_shared<const Frame>(std::move(frame))] { write_(*kept); });
}

void FrameQueue::write_in_turn(std::function<void()> other) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return failure_ || waiting_.size() < limit; });
    if (failure_) std::rethrow_exception(failure_);
    if (closed_) throw std::logic_error("a frame comes after the end");
    waiting_.push_back(std::move(other));
    changed_.notify_all();
}

void FrameQueue::drain() {
    stop();
    if (failure_) std::rethrow_exception(failure_);
}

void FrameQueue::stop() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void FrameQueue::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        const auto write = std::move(waiting_.front());
        waiting_.pop_front();
        changed_.notify_all();
        lock.unlock();
        std::exception_ptr failure;
        try {
            write();
        } catch (...) {
            failure = std::current_exception();
        }
        lock.lock();
        if (failure) {
            failure_ = failure;
            waiting_.clear();
            changed_.notify_all();
            return;
        }
    }
}

}  // namespace qingliu
