// The charts of the page as a script without a page, as web/ builds it.
#pragma once

#include <string_view>

namespace qingliu::bulletin {

/// ES5 that leaves a global object `charts_object` with `render` and `names` (engine/drawing/chart_script.hpp); empty
/// where the program was built without Node.js and npm.
std::string_view charts_script();

constexpr std::string_view charts_object = "qingliuCharts";

}  // namespace qingliu::bulletin
