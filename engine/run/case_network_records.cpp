#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {

Record<Outlet> outlet_record() {
    using Kind = Outlet::Kind;
    return Record<Outlet>("outlet", "What happens at the downstream end of a river that joins no other.")
        .field("kind", &Outlet::kind,
               choice<Kind>({{"normal_depth", Kind::normal_depth},
                             {"stage", Kind::stage},
                             {"rating", Kind::rating},
                             {"closed", Kind::closed}}),
               "Normal depth at a slope, a fixed water level, a rating curve, or no flow at all.")
        .field("slope", &Outlet::slope, number().above(0).at_most(0.1), "Energy slope of the normal depth.")
        .only_for("kind", {"normal_depth"})
        .field("level", &Outlet::stage, quantity("m"), "Water level.")
        .only_for("kind", {"stage"})
        .field("table", &Outlet::rating, points("m", "m3/s").at_least(0), "Water levels and discharges, ascending.")
        .only_for("kind", {"rating"})
        .embed(&Outlet::provenance, provenance_record(true));
}

namespace {

Record<River> river_record() {
    return Record<River>("river", "One river from its upstream to its downstream end.")
        .field("name", &River::name, text(), "Name, unique.")
        .field("code", &River::code, latin_name(), "Latin code, unique.")
        .field("english", &River::english, text(), "English name.")
        .optional()
        .field("from", &River::from, quantity("km").between(-20000, 20000), "Design chainage of the upstream end.")
        .field("to", &River::to, quantity("km").between(-20000, 20000),
               "Design chainage of the downstream end; more than from.")
        .field("shift", &River::shift, quantity("m"), "Chainage of the operators' model minus design chainage.")
        .fallback("0 m")
        .field("max_cell", &River::max_cell, quantity("m").at_least(1), "Longest cell.")
        .fallback("500 m")
        .field("leaves", &River::leaves, plain_record_of(river_point_record("where this river begins")),
               "The river point an offtake begins from.")
        .field("joins", &River::joins, plain_record_of(river_point_record("where this river ends")),
               "The river point this river ends in; or else it has an outlet.")
        .field("outlet", &River::outlet, plain_record_of(outlet_record()),
               "What happens at the end of a river that joins no other.")
        .field("sections", &River::sections, list_of(plain_record_of(cross_section_record())),
               "Cross-sections, downstream; in between they are interpolated.")
        .embed(&River::provenance, provenance_record(false));
}

Record<Seepage> seepage_record() {
    return Record<Seepage>("seepage stretch", "Water lost through the bed of a stretch.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &Seepage::from, quantity("km"), "Design chainage of the upstream end.")
        .field("to", &Seepage::to, quantity("km"), "Design chainage of the downstream end.")
        .field("rate", &Seepage::rate, quantity("m/d").at_least(0), "Loss through the width of the water surface.")
        .embed(&Seepage::provenance, provenance_record(false));
}

Record<Banks> banks_record() {
    return Record<Banks>("bank storage",
                         "Storage in the ground on both sides of a stretch; its level follows the river's.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &Banks::from, quantity("km"), "Design chainage of the upstream end.")
        .field("to", &Banks::to, quantity("km"), "Design chainage of the downstream end.")
        .field("width", &Banks::width, quantity("m").above(0).at_most(1000),
               "Width of the strip on each side that takes part.")
        .field("specific_yield", &Banks::specific_yield, number().above(0).at_most(0.5),
               "Water given per volume of ground drained.")
        .field("response_time", &Banks::response_time, quantity("d").at_least(0.01).at_most(1000),
               "Time in which the banks come 63 % of the way to a new level of the river.")
        .embed(&Banks::provenance, provenance_record(false));
}

Record<StorageZone> storage_zone_record() {
    return Record<StorageZone>("storage zone",
                               "Dead zones or pores of the bed beside a stretch, whose water exchanges with the flow.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &StorageZone::from, quantity("km"), "Design chainage of the upstream end.")
        .field("to", &StorageZone::to, quantity("km"), "Design chainage of the downstream end.")
        .field("exchange_rate", &StorageZone::exchange_rate, quantity("1/s").above(0).at_most(1),
               "Share of the river's water that changes places with the zone's in a time.")
        .field("area", &StorageZone::area, quantity("m2").above(0).at_most(1e5), "Cross-section of the zone.")
        .embed(&StorageZone::provenance, provenance_record(false));
}

Record<MapPoint> map_point_record() {
    return Record<MapPoint>("map point", "A point on a river whose place on the globe is known.")
        .embed(&MapPoint::at, river_point_record("of the point"))
        .field("lon", &MapPoint::longitude, number().between(-180, 180), "Longitude in degrees east, WGS84.")
        .field("lat", &MapPoint::latitude, number().between(-90, 90), "Latitude in degrees north, WGS84.")
        .mention("place", text(), "What is there.")
        .optional()
        .embed(&MapPoint::provenance, provenance_record(false));
}

}  // namespace

Record<CoordinatesText> coordinates_record() {
    return file_of_figures<CoordinatesText>("coordinates",
                                            "Where the rivers are, for maps; in between, chainage tells.")
        .mention("datum", text(), "What the sources say of the datum; the figures are taken as WGS84.")
        .optional()
        .field("sources", &CoordinatesText::sources, map_of(plain_record_of(source_record())),
               "Sources besides those of the network.")
        .optional()
        .field("points", &CoordinatesText::points, list_of(record_of(map_point_record())),
               "Known points: at least two on each river that has any.");
}

Record<Source> source_record() {
    return Record<Source>("source", "A document or a data set figures were read in.")
        .field("title", &Source::title, text(), "Title.")
        .field("address", &Source::address, text(), "Where it can be found.")
        .optional()
        .mention("date", text(), "When it was issued or read.")
        .optional()
        .mention("licence", text(), "Terms of use.")
        .optional()
        .mention("note", text(), "For people.")
        .optional();
}

Record<NetworkText> network_record(const std::vector<StructureKind>& kinds) {
    return file_of_figures<NetworkText>("network", "The rivers of a system, how they meet, and the works on them.")
        .field("network", &NetworkText::name, latin_name(), "Name of the river system in files.")
        .field("datum", &NetworkText::datum, text(), "Vertical datum of all levels.")
        .optional()
        .mention("coordinates", text(), "File of known points on the rivers, for maps, from this file's folder.")
        .optional()
        .field("sources", &NetworkText::sources, map_of(plain_record_of(source_record())),
               "What the keys of sources stand for.")
        .optional()
        .field("rivers", &NetworkText::rivers, list_of(record_of(river_record())), "The rivers.")
        .field("storages", &NetworkText::storages, list_of(record_of(storage_record())),
               "Reservoirs, lakes and ponds whose water stands still; rivers join and leave them by their name.")
        .optional()
        .field("structures", &NetworkText::structures, list_of(record_of(structure_record(kinds))), "The works.")
        .optional()
        .field("seepage", &NetworkText::seepage, list_of(record_of(seepage_record())), "Losses through the bed.")
        .optional()
        .field("bank_storage", &NetworkText::banks, list_of(record_of(banks_record())),
               "Water that the ground beside the rivers stores and gives back.")
        .optional()
        .field("storage_zones", &NetworkText::storage_zones, list_of(record_of(storage_zone_record())),
               "Standing water that holds back what the rivers carry.")
        .optional();
}

}  // namespace qingliu
