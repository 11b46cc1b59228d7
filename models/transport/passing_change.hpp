// What water gains or loses of a constituent on its way through a face: oxygen where it falls over a weir.
#pragma once

namespace qingliu {

/// c -> kept c + added, of all water that passes a face in a step, in whichever direction it goes. What it makes is
/// never less than zero.
struct PassingChange {
    int place;        ///< index into the faces Transport was told of
    int constituent;  ///< carried
    double kept;      ///< 1, >= 0
    double added;     ///< g m-3
};

}  // namespace qingliu
