// The reference page of the processes, made of what they declare: docs/processes.md.
#pragma once

#include <string>

namespace qingliu {

/// Markdown: the Petersen matrix of all processes as they are when everything is carried, then each process with its
/// law, its completed row, when it acts, and its parameters.
std::string process_page();

}  // namespace qingliu
