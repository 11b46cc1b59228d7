// The one door to TBB: body(0) to body(count - 1) on the threads allowed, in any order, all done on return.
//
// ThreadSanitizer cannot look into Debian's TBB, so it is told here what a parallel loop promises: what was written
// before the loop is seen by each body, and what a body wrote is seen after the loop. Nothing is said of one body to
// another, so that races between them are still found.
#pragma once

#include <tbb/parallel_for.h>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace qingliu {

#ifdef __SANITIZE_THREAD__
inline void before_others(void* meeting) { __tsan_release(meeting); }
inline void after_others(void* meeting) { __tsan_acquire(meeting); }
#else
inline void before_others(void*) {}
inline void after_others(void*) {}
#endif

template <typename Body>
void in_parallel(int count, const Body& body) {
    char begin = 0, end = 0;  // two meetings, known by their addresses
    before_others(&begin);
    tbb::parallel_for(0, count, [&](int index) {
        after_others(&begin);
        body(index);
        before_others(&end);
    });
    after_others(&end);
}

}  // namespace qingliu
