// Spans of time, and the zone of most rivers, as tests write them.
#pragma once

namespace qingliu {

constexpr double one_hour = 3600, one_day = 86400;  // s
constexpr int beijing = 480;                        // min east of Greenwich

}  // namespace qingliu
