// Our classes against those a publication gives: how many agree, and why the others do not.
#pragma once

#include <cstddef>
#include <vector>

#include "models/observations/observed_classes.hpp"

namespace qingliu {

struct Disagreement {
    enum class Reason {
        other_column,  ///< the column of the other kind of water (lake for river) gives the class published
        on_a_limit,    ///< a value as published stands exactly on the limit between the two classes
        flagged,       ///< a value that quality control doubts decides one of them
        unexplained,
    };
    std::size_t at = 0;  ///< index into ObservedClasses::all
    int ours = 0, published = 0;
    Reason reason = Reason::unexplained;
    int indicator = -1;  ///< of Standard::indicators, that the reason is about; -1 = none
};

struct Agreement {
    std::size_t compared = 0;  ///< readings with a class of ours and a published one
    std::size_t agree = 0;
    std::size_t ours_alone = 0, published_alone = 0;  ///< readings with one of the two
    std::vector<Disagreement> others;                 ///< in the order of ObservedClasses::all
};

/// Compares readings; periods have no published class. `river` and `lake` as in classify().
Agreement compare_with_published(const Observations& observations, const ObservedClasses& classes,
                                 const Standard& river, const Standard& lake, const ObservedSettings& settings);

}  // namespace qingliu
