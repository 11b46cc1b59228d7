#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

Value<double> roughness() { return quantity("s/m^(1/3)").between(0.005, 0.5); }

Record<Levee> levee_record() {
    return Record<Levee>("levee", "A wall on a survey: the land behind it is dry until the level is above its crest.")
        .field("at", &Levee::offset, quantity("m"), "Offset on the survey.")
        .field("crest", &Levee::crest, quantity("m"), "Level of the crest, above the ground there.")
        .field("over", &Levee::over, quantity("m").between(0.01, 2), "Rise above the crest in which the land fills.")
        .fallback("0.1 m");
}

Record<IneffectiveArea> ineffective_record() {
    return Record<IneffectiveArea>("ineffective area", "A part of a survey that stores water and passes none.")
        .field("from", &IneffectiveArea::from, quantity("m"), "Offset of its left end.")
        .field("to", &IneffectiveArea::to, quantity("m"), "Offset of its right end.")
        .field("until", &IneffectiveArea::until, quantity("m"),
               "Level above which it flows; without it, it never does.")
        .field("over", &IneffectiveArea::over, quantity("m").between(0.01, 2),
               "Rise above that level in which it comes to flow.")
        .fallback("0.05 m");
}

Record<Obstruction> obstruction_record() {
    return Record<Obstruction>("obstruction", "A part of a survey filled by buildings or embankments.")
        .field("from", &Obstruction::from, quantity("m"), "Offset of its left end.")
        .field("to", &Obstruction::to, quantity("m"), "Offset of its right end.")
        .field("top", &Obstruction::top, quantity("m"), "Level of its top.");
}

Record<PilotChannel> pilot_record() {
    return Record<PilotChannel>("pilot channel", "A small trapezoid cut into the bed, for the water of the dry season.")
        .field("width", &PilotChannel::width, quantity("m").between(0.05, 200), "Width of its bottom.")
        .field("depth", &PilotChannel::depth, quantity("m").between(0.01, 20),
               "Depth below the lowest point of the bed.")
        .field("side_slope", &PilotChannel::side_slope, number().between(0, 20),
               "Horizontal per vertical of its sides.");
}

}  // namespace

Record<CrossSection> cross_section_record() {
    return Record<CrossSection>(
               "cross-section",
               "The shape of a river at one chainage: a trapezoid (bed, width, side_slope; a rectangle "
               "with side_slope 0), a circle (bed, diameter) or a survey.")
        .field("at", &CrossSection::chainage, quantity("km"), "Design chainage.")
        .field("place", &CrossSection::place, text(), "What is there.")
        .optional()
        .field("bed", &CrossSection::bed_level, quantity("m"),
               "Level of the bed above datum; a trapezoid and a circle need it.")
        .optional()
        .field("width", &CrossSection::bottom_width, quantity("m").at_least(0),
               "Width of the bed; a trapezoid needs it.")
        .optional()
        .field("side_slope", &CrossSection::side_slope, number().between(0, 50),
               "Horizontal per vertical of the banks; a trapezoid needs it.")
        .optional()
        .field("diameter", &CrossSection::diameter, quantity("m").between(0.1, 30),
               "Inner diameter of a circular conduit.")
        .optional()
        .field("survey", &CrossSection::survey, points("m", "m"),
               "Offsets and levels across the river, from bank to bank.")
        .optional()
        .field("n", &CrossSection::manning_n, roughness(),
               "Manning roughness, of the main channel where there are banks.")
        .field("left_bank", &CrossSection::left_bank, quantity("m"),
               "Offset of the left bank station: what lies left of it conveys by itself.")
        .field("right_bank", &CrossSection::right_bank, quantity("m"), "Offset of the right bank station.")
        .field("n_left", &CrossSection::left_n, roughness(), "Manning roughness left of the left bank; n without it.")
        .field("n_right", &CrossSection::right_n, roughness(),
               "Manning roughness right of the right bank; n without it.")
        .field("n_by_offset", &CrossSection::n_by_offset, points("m", "s/m^(1/3)").between(0.005, 0.5),
               "Offsets of a survey and the Manning roughness from each on; n holds before the first.")
        .optional()
        .field("n_by_depth", &CrossSection::n_by_depth, points("m", "s/m^(1/3)").between(0.005, 0.5),
               "Depths over the bed and Manning roughness there, linear in between, wherever n would hold.")
        .optional()
        .field("levees", &CrossSection::levees, list_of(plain_record_of(levee_record())), "Levees on a survey.")
        .optional()
        .field("ineffective", &CrossSection::ineffective, list_of(plain_record_of(ineffective_record())),
               "Parts of a survey that store and do not convey.")
        .optional()
        .field("blocked", &CrossSection::blocked, list_of(plain_record_of(obstruction_record())),
               "Parts of a survey that are filled.")
        .optional()
        .field("pilot", &CrossSection::pilot, plain_record_of(pilot_record()),
               "A pilot channel cut into the bed of a trapezoid or a survey.")
        .embed(&CrossSection::provenance, provenance_record(true));
}

}  // namespace qingliu
