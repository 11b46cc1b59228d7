// A guard against HDF5 1.10: after a write has failed (disk full) its clean-up at the end of the program crashes, which
// would turn the error already reported into a crash.
#pragma once

namespace qingliu {

/// Tells HDF5 not to clean up when the program ends. Must come before the first NetCDF call; further calls do nothing.
/// Files are closed by their owners, so nothing is lost.
void forgo_hdf5_exit_handler();

}  // namespace qingliu
