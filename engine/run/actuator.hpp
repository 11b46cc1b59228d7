// What can be set while a scenario runs, and how it moves there.
#pragma once

namespace qingliu {

/// The opening of a structure (or whatever that kind can be set to), or the discharge of a point source. What only
/// another program sets: the discharge of a diffuse source, the level at the end of a river.
struct Actuator {
    enum class Kind { structure, source, diffuse, end_level };
    Kind kind = Kind::structure;
    int index = -1;  ///< into Network::structures, Case::sources, Case::diffuse or Network::rivers
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

/// What another program wants a setting to be, whatever schedules and operators say.
struct ImposedValue {
    Actuator of;
    double value = 0;  ///< unit of the setting; a discharge at the intake, before what is lost on the way
};

/// Likewise of one constituent of the water that enters.
struct ImposedConcentration {
    int exchange = -1;     ///< of the models' exchanges with the outside
    int constituent = -1;  ///< of those the water carries
    double value = 0;      ///< unit of the constituent
};

}  // namespace qingliu
