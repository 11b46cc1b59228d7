// Two guards against HDF5 1.10: after a write has failed (disk full) its clean-up at the end of the program crashes,
// which would turn the error already reported into a crash; and in every thread but the first it prints its stack of
// errors, which would bury the one line that says what happened.
#pragma once

namespace qingliu {

/// Tells HDF5 not to clean up when the program ends. Must come before the first NetCDF call; further calls do nothing.
/// Files are closed by their owners, so nothing is lost.
void forgo_hdf5_exit_handler();

/// Tells HDF5 not to print in this thread; what goes wrong comes back as a status all the same.
void silence_hdf5_in_this_thread();

}  // namespace qingliu
