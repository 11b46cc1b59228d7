#include "models/water/start_state.hpp"

#include "engine/io/checkpoint_file.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "engine/run/going_on.hpp"

namespace qingliu {

void go_on_from(Case& specification, const std::filesystem::path& file) {
    specification.initial.checkpoint = file;
    specification.initial.place = {};
    specification.initial.place.file = "command line";
    specification.initial.scenario.clear();
}

std::optional<Checkpoint> read_start(const Case& specification, const Grid& grid, const Assembly& assembly) {
    const auto& initial = specification.initial;
    if (initial.checkpoint.empty()) return std::nullopt;
    try {
        auto checkpoint = read_checkpoint(initial.checkpoint);
        check_going_on(specification, grid, assembly.constituents(), assembly.models(), checkpoint);
        return checkpoint;
    } catch (const ReadError& error) {
        throw InputError(Problem{initial.place, error.what(), "a file that qingliu run --checkpoint has written"});
    }
}

}  // namespace qingliu
