// The page the data is put into, as web/ builds it.
#pragma once

#include <string_view>

namespace qingliu::bulletin {

/// The HTML of web/, which the program carries in itself; empty where it was built without Node.js and npm.
std::string_view page_template();

}  // namespace qingliu::bulletin
