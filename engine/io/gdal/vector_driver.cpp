// The module's entry: GDAL is set up once, for three formats alone, and says nothing by itself.
#include "engine/io/gdal/vector_driver.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "engine/io/gdal/layers.hpp"

namespace {

const qingliu::VectorDriver driver{qingliu::vector_driver_version,
                                   [] { return std::string(GDALVersionInfo("RELEASE_NAME")); }, qingliu::gdal::layers,
                                   qingliu::gdal::read, qingliu::gdal::write};

}  // namespace

extern "C" const qingliu::VectorDriver* qingliu_vector_driver() {
    static const bool ready = [] {
        CPLPushErrorHandler(CPLQuietErrorHandler);  // what went wrong is asked for and thrown
        RegisterOGRGeoPackage();
        RegisterOGRGeoJSON();
        RegisterOGRShape();
        return true;
    }();
    return ready ? &driver : nullptr;
}
