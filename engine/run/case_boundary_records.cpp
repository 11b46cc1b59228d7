#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

Record<Water> water_record() {
    return Record<Water>("water", "An origin of water; its share is followed everywhere as fraction_<name>.")
        .field("name", &Water::name, latin_name(), "Name in files.")
        .field("title", &Water::title, text(), "Name in tables.");
}

Record<QualityText> quality_record(const std::vector<Constituent>& constituents) {
    return Record<QualityText>("quality",
                               "What inflows carry; a constituent that is not named is absent from the water.")
        .field("name", &QualityText::name, text(), "Name inflows refer to.")
        .field("concentration", &QualityText::concentration, concentrations(constituents),
               "Concentrations by constituent.")
        .field("estimates", &QualityText::estimates, list_of(name_of("a constituent of this block")),
               "Constituents of this block that are estimates.")
        .optional()
        .embed(&QualityText::provenance, provenance_record(false));
}

Record<PointSource> point_source_record() {
    using Kind = PointSource::Kind;
    const std::vector<std::string> bringing{"inflow", "plant", "release"};
    return Record<PointSource>("inflow", "A point exchange of water with a river.")
        .field("name", &PointSource::name, text(), "Name, unique.")
        .field("kind", &PointSource::kind,
               choice<Kind>({{"inflow", Kind::inflow},
                             {"plant", Kind::plant},
                             {"release", Kind::release},
                             {"abstraction", Kind::abstraction}}),
               "A river's own water, a treatment plant, an intake whose release can be chosen, or water taken out.")
        .embed(&PointSource::at, river_point_record("of the exchange"))
        .field("discharge", &PointSource::discharge, series("m3/s").at_least(0),
               "Discharge in the direction of the kind. Scenarios may replace it.")
        .mention("water", name_of("a water"), "Origin of the water.")
        .only_for("kind", bringing)
        .mention("quality", name_of("a quality"), "What it carries.")
        .only_for("kind", bringing)
        .field("depth", &PointSource::depth, quantity("m").above(0),
               "Depth at which it enters the upstream end of a river where the flow is faster than its waves; without "
               "it such flow enters uniformly. Slower flow enters at the depth the river has.")
        .optional()
        .only_for("kind", bringing)
        .field("capacity", &PointSource::capacity, quantity("m3/s").above(0),
               "Largest release; without it releases are not limited.")
        .optional()
        .only_for("kind", {"release"})
        .field("price", &PointSource::price, quantity("yuan/m3").at_least(0), "Price of the water released.")
        .fallback("0 yuan/m3")
        .only_for("kind", {"release"})
        .field("conveyance_loss", &PointSource::conveyance_loss, number().between(0, 1),
               "Share of a release lost before it reaches the river.")
        .fallback("0")
        .only_for("kind", {"release"})
        .field("diverted", &PointSource::diverted, boolean(), "Counts as water diverted from another basin.")
        .fallback("false")
        .only_for("kind", {"release"})
        .embed(&PointSource::provenance, provenance_record(false));
}

Record<DiffuseSource> diffuse_record() {
    return Record<DiffuseSource>("diffuse inflow", "Water that enters along a stretch.")
        .field("name", &DiffuseSource::name, text(), "Name, unique.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &DiffuseSource::from, quantity("km"), "Design chainage of the upstream end.")
        .field("to", &DiffuseSource::to, quantity("km"), "Design chainage of the downstream end.")
        .field("discharge", &DiffuseSource::discharge, series("m3/s").at_least(0), "Discharge of the whole stretch.")
        .mention("water", name_of("a water"), "Origin of the water.")
        .mention("quality", name_of("a quality"), "What it carries.")
        .embed(&DiffuseSource::provenance, provenance_record(false));
}

Record<GroundWater> ground_water_record() {
    return Record<GroundWater>(
               "ground water",
               "Ground water beside a stretch: the river loses to it or gains from it by the difference "
               "of their levels.")
        .field("name", &GroundWater::name, text(), "Name, unique.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("from", &GroundWater::from, quantity("km"), "Design chainage of the upstream end.")
        .field("to", &GroundWater::to, quantity("km"), "Design chainage of the downstream end.")
        .field("level", &GroundWater::level, series("m"), "Level of the ground water above datum.")
        .field("conductance", &GroundWater::conductance, quantity("1/d").at_least(0).at_most(100),
               "Hydraulic conductivity of the river's bed over its thickness.")
        .field("bed_thickness", &GroundWater::bed_thickness, quantity("m").between(0, 20),
               "Thickness of the bed; ground water below its underside draws no more than at it.")
        .fallback("0.5 m")
        .mention("water", name_of("a water"), "Origin of what enters.")
        .mention("quality", name_of("a quality"), "What it carries.")
        .embed(&GroundWater::provenance, provenance_record(false));
}

Record<EndLevel> end_level_record() {
    return Record<EndLevel>("level at an end", "The water level at the end of a river whose outlet is a stage.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("level", &EndLevel::level, series("m"), "Water level, in place of the network's constant.")
        .embed(&EndLevel::provenance, provenance_record(false));
}

Record<RoughnessText> roughness_record() {
    return Record<RoughnessText>("roughness in time", "How weed, or its cutting, changes the roughness of a river.")
        .mention("river", name_of("a river"), "Name of the river.")
        .field("factor", &RoughnessText::factor, series("1").between(0.2, 10), "Factor on n.")
        .optional()
        .field("by_month", &RoughnessText::by_month, monthly("1").between(0.2, 10),
               "Factor on n by month, instead; 1 in months that are not named.")
        .optional()
        .embed(&RoughnessText::provenance, provenance_record(false));
}

Record<Air> air_record() {
    return Record<Air>("air", "The air over the water, for what warms and cools it and for light.")
        .field("temperature", &Air::temperature, series("degC").between(-60, 55), "Temperature at 2 m.")
        .field("dew_point", &Air::dew_point, series("degC").between(-80, 40), "Dew point at 2 m.")
        .field("cloud_cover", &Air::cloud_cover, series("1").between(0, 1), "Share of the sky that clouds cover.")
        .field("solar_radiation", &Air::solar_radiation, series("W/m2").between(0, 1500),
               "Radiation of sun and sky on a level surface; without it it is reckoned from where the sun stands.")
        .optional()
        .field("latitude", &Air::latitude, number().between(-90, 90), "Latitude in degrees north.")
        .field("longitude", &Air::longitude, number().between(-180, 180), "Longitude in degrees east.")
        .field("clear_sky", &Air::clear_sky,
               choice<std::string>({{"ryan_stolzenbach", "ryan_stolzenbach"}, {"bras", "bras"}}),
               "Formula of the radiation under a clear sky.")
        .fallback("ryan_stolzenbach")
        .field("transmission", &Air::transmission, number().between(0.5, 1),
               "Share that dry clean air lets through (ryan_stolzenbach), 0.70 to 0.91.")
        .fallback("0.8")
        .field("turbidity", &Air::turbidity, number().between(1, 6),
               "Turbidity of the air (bras), 2 clear to 5 smoggy.")
        .fallback("2")
        .embed(&Air::provenance, provenance_record(false));
}

Record<Climate> climate_record() {
    return Record<Climate>("climate", "Weather, the same everywhere, and the temperature of the water.")
        .field("water_temperature", &Climate::water_temperature, series("degC").between(0, 40),
               "Temperature of the water; where it is carried, of what enters without one of its own.")
        .field("evaporation", &Climate::evaporation, series("mm/d").between(0, 50),
               "Evaporation from the water surface.")
        .field("rain", &Climate::rain, series("mm/d").between(0, 2000), "Rain onto the water surface.")
        .fallback("0 mm/d")
        .mention("rain_water", name_of("a water"), "Origin that rain counts as; rain needs it.")
        .optional()
        .mention("rain_quality", name_of("a quality"), "What rain carries; without it nothing.")
        .optional()
        .field("wind_speed", &Climate::wind_speed, series("m/s").between(0, 60), "Wind speed at 10 m.")
        .field("elevation", &Climate::elevation, quantity("m").between(-200, 6000),
               "Elevation, for the saturation of oxygen.")
        .field("air", &Climate::air, plain_record_of(air_record()),
               "The air over the water; needed where water_temperature is carried.")
        .optional()
        .embed(&Climate::provenance, provenance_record(false));
}

Record<ControlSection> control_section_record() {
    return Record<ControlSection>("control section", "A section the regulator looks at.")
        .field("name", &ControlSection::name, text(), "Name, unique.")
        .embed(&ControlSection::at, river_point_record("of the section"))
        .field("target_class", &ControlSection::target_class,
               choice<int>({{"I", 1}, {"II", 2}, {"III", 3}, {"IV", 4}, {"V", 5}}), "Water-quality class to be met.")
        .field("ecological_flow", &ControlSection::ecological_flow, monthly("m3/s").at_least(0),
               "Ecological flow by month.")
        .optional()
        .field("national", &ControlSection::national, boolean(), "A national assessment section.")
        .fallback("false")
        .field("ecological_key", &ControlSection::ecological_key, boolean(),
               "Counts in the share of sections whose ecological flow is met.")
        .fallback("false")
        .field("station", &ControlSection::station, text(), "Name of the automatic station or gauge.")
        .optional()
        .field("station_upstream", &ControlSection::station_upstream, boolean(),
               "false where nothing upstream is measured.")
        .fallback("true")
        .embed(&ControlSection::provenance, provenance_record(false))
        .embed(&ControlSection::ecological_provenance, provenance_record(true), "ecological_");
}

}  // namespace

Record<BoundariesText> boundaries_record(const std::vector<Constituent>& constituents) {
    return file_of_figures<BoundariesText>("boundaries", "What enters and leaves the rivers in a period.")
        .field("sources", &BoundariesText::sources, map_of(plain_record_of(source_record())),
               "Sources besides those of the network.")
        .optional()
        .field("waters", &BoundariesText::waters, list_of(record_of(water_record())), "Origins of water.")
        .field("qualities", &BoundariesText::qualities, list_of(record_of(quality_record(constituents))),
               "What inflows carry.")
        .optional()
        .field("inflows", &BoundariesText::inflows, list_of(record_of(point_source_record())),
               "Point exchanges of water.")
        .optional()
        .field("diffuse", &BoundariesText::diffuse, list_of(record_of(diffuse_record())),
               "Water that enters along stretches.")
        .optional()
        .field("ground_water", &BoundariesText::ground_water, list_of(record_of(ground_water_record())),
               "Ground water that rivers lose to or gain from.")
        .optional()
        .field("end_levels", &BoundariesText::end_levels, list_of(record_of(end_level_record())),
               "Water levels at the ends of rivers, changing in time.")
        .optional()
        .field("roughness", &BoundariesText::roughness, list_of(record_of(roughness_record())),
               "Rivers whose roughness changes in time.")
        .optional()
        .field("climate", &BoundariesText::climate, record_of(climate_record()), "Weather and water temperature.");
}

Record<SectionsText> sections_record() {
    return file_of_figures<SectionsText>("sections file", "The sections the regulator looks at.")
        .field("sources", &SectionsText::sources, map_of(plain_record_of(source_record())),
               "Sources besides those of the network.")
        .optional()
        .field("sections", &SectionsText::sections, list_of(record_of(control_section_record())), "The sections.");
}

}  // namespace qingliu
