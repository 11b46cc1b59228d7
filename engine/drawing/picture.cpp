#include "engine/drawing/picture.hpp"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>

#include <cmath>
#include <memory>
#include <string_view>

namespace qingliu {

namespace {

/// Half of the height of capitals and of Chinese characters above the baseline, of common sans-serif fonts.
constexpr std::string_view central = "dominant-baseline=\"central\"", shifted = "dy=\"0.36em\"";

struct Drop {
    void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* pen) const { cairo_destroy(pen); }
    void operator()(GError* error) const { g_error_free(error); }
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
    void operator()(FcObjectSet* objects) const { FcObjectSetDestroy(objects); }
    void operator()(FcFontSet* fonts) const { FcFontSetDestroy(fonts); }
};

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

void stop_at(GError* error) {
    if (error == nullptr) return;
    const std::unique_ptr<GError, Drop> own(error);
    throw PictureError(own->message);
}

}  // namespace

std::string portable_svg(const std::string& svg) {
    std::string result;
    std::size_t from = 0;
    for (;;) {
        const std::size_t at = svg.find(central, from);
        if (at == std::string::npos) break;
        result.append(svg, from, at - from).append(shifted);
        from = at + central.size();
    }
    return result.append(svg, from);
}

std::string png_of(const std::string& svg, double scale) {
    GError* error = nullptr;
    const std::unique_ptr<RsvgHandle, Drop> drawing(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(svg.data()), svg.size(), &error));
    stop_at(error);
    gdouble width = 0, height = 0;
    if (rsvg_handle_get_intrinsic_size_in_pixels(drawing.get(), &width, &height) == FALSE)
        throw PictureError("the drawing states no width and height");
    const std::unique_ptr<cairo_surface_t, Drop> paper(cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, static_cast<int>(std::ceil(width * scale)), static_cast<int>(std::ceil(height * scale))));
    const std::unique_ptr<cairo_t, Drop> pen(cairo_create(paper.get()));
    const RsvgRectangle whole{0, 0, width * scale, height * scale};
    rsvg_handle_render_document(drawing.get(), pen.get(), &whole, &error);
    stop_at(error);
    std::string png;
    const cairo_status_t status = cairo_surface_write_to_png_stream(paper.get(), append, &png);
    if (status != CAIRO_STATUS_SUCCESS) throw PictureError(cairo_status_to_string(status));
    return png;
}

bool has_chinese_font() {
    const std::unique_ptr<FcPattern, Drop> wanted(FcNameParse(reinterpret_cast<const FcChar8*>(":lang=zh-cn")));
    const std::unique_ptr<FcObjectSet, Drop> asked(FcObjectSetBuild(FC_FAMILY, nullptr));
    const std::unique_ptr<FcFontSet, Drop> found(FcFontList(nullptr, wanted.get(), asked.get()));
    return found && found->nfont > 0;
}

}  // namespace qingliu
