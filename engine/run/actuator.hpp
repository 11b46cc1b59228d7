// What can be set while a scenario runs, and how it moves there.
#pragma once

namespace qingliu {

/// The opening of a structure (or whatever that kind can be set to), or the discharge of a point source.
struct Actuator {
    enum class Kind { structure, source };
    Kind kind = Kind::structure;
    int index = -1;  ///< into Network::structures or Case::sources
    bool operator==(const Actuator&) const = default;
};

/// A setting on its way: it moves at a constant rate, as a hoist does, and stays where it arrives. Where `end` is not
/// after `start` it is there at once. In place of the schedule of that setting.
struct SettingMove {
    Actuator of;
    double from = 0, to = 0;    ///< unit of the setting
    double start = 0, end = 0;  ///< s since 1970Z

    [[nodiscard]] double at(double time) const {
        if (time >= end) return to;
        if (time <= start) return from;
        return from + (to - from) * ((time - start) / (end - start));
    }
};

}  // namespace qingliu
