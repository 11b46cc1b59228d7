#include "engine/io/hdf5_exit.hpp"

#include <dlfcn.h>

#include <cstdint>

namespace qingliu {

void forgo_hdf5_exit_handler() {
    // HDF5 comes with NetCDF in whatever flavour NetCDF was built with (serial, MPI); its symbol is looked up so as not
    // to link another.
    static const bool done = [] {
        using Function = int (*)();
        const auto function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, "H5dont_atexit"));
        return function != nullptr && function() >= 0;
    }();
    static_cast<void>(done);
}

void silence_hdf5_in_this_thread() {
    thread_local const bool done = [] {
        using Function = int (*)(std::int64_t stack, void* printer, void* data);
        const auto function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, "H5Eset_auto2"));
        return function != nullptr && function(0, nullptr, nullptr) >= 0;  // 0: the default stack of errors
    }();
    static_cast<void>(done);
}

}  // namespace qingliu
