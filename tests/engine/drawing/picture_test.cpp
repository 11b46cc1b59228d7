#include "engine/drawing/picture.hpp"

#include <cairo.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace qingliu {
namespace {

struct Pixels {
    int width = 0, height = 0;
    std::vector<unsigned> colour;  // 0xAARRGGBB
    [[nodiscard]] unsigned at(int x, int y) const { return colour[static_cast<std::size_t>(y * width + x)]; }
};

struct Remaining {
    const std::string* png;
    std::size_t at = 0;
};

cairo_status_t next(void* from, unsigned char* data, unsigned int length) {
    auto* remaining = static_cast<Remaining*>(from);
    if (remaining->at + length > remaining->png->size()) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, remaining->png->data() + remaining->at, length);
    remaining->at += length;
    return CAIRO_STATUS_SUCCESS;
}

Pixels pixels_of(const std::string& png) {
    Remaining remaining{&png};
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_from_png_stream(next, &remaining), &cairo_surface_destroy);
    EXPECT_EQ(cairo_surface_status(surface.get()), CAIRO_STATUS_SUCCESS);
    Pixels pixels{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
    const unsigned char* bytes = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < pixels.height; ++y) {
        for (int x = 0; x < pixels.width; ++x) {
            unsigned colour = 0;
            std::memcpy(&colour, bytes + y * stride + 4 * x, 4);
            pixels.colour.push_back(
                colour | (cairo_image_surface_get_format(surface.get()) == CAIRO_FORMAT_RGB24 ? 0xff000000U : 0U));
        }
    }
    return pixels;
}

TEST(Picture, IsWhatTheDrawingSays) {
    const std::string svg =
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#fff"/>)"
        R"(<rect x="10" y="5" width="10" height="10" fill="#ff0000"/></svg>)";
    for (const double scale : {1.0, 2.5}) {
        const Pixels pixels = pixels_of(png_of(svg, scale));
        EXPECT_EQ(pixels.width, 40 * scale);
        EXPECT_EQ(pixels.height, 20 * scale);
        const auto colour = [&](double x, double y) {
            return pixels.at(static_cast<int>(x * scale), static_cast<int>(y * scale));
        };
        EXPECT_EQ(colour(15, 10), 0xffff0000U);
        EXPECT_EQ(colour(5, 10), 0xffffffffU);
        EXPECT_EQ(colour(15, 17), 0xffffffffU);
    }
    EXPECT_EQ(png_of(svg, 2), png_of(svg, 2));
}

TEST(Picture, NoDrawing) {
    EXPECT_THROW(static_cast<void>(png_of("no drawing", 1)), PictureError);
    EXPECT_THROW(static_cast<void>(png_of("", 1)), PictureError);
}

/// Text whose middle a browser puts at y = 50 lies there in the picture too.
TEST(Picture, TextStandsInTheMiddle) {
    const std::string text =
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="100" height="100" fill="#fff"/>)"
        R"(<text dominant-baseline="central" x="20" y="50" style="font-size:60px;font-family:sans-serif">H</text></svg>)";
    const std::string portable = portable_svg(text);
    EXPECT_THAT(portable, testing::Not(testing::HasSubstr("dominant-baseline")));
    const auto middle = [](const std::string& svg) {
        const Pixels pixels = pixels_of(png_of(svg, 1));
        int top = pixels.height, bottom = 0;
        for (int y = 0; y < pixels.height; ++y) {
            for (int x = 0; x < pixels.width; ++x) {
                if ((pixels.at(x, y) & 0xffU) > 0x80U) continue;
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
        return 0.5 * (top + bottom);
    };
    EXPECT_NEAR(middle(portable), 50, 2);  // of letters 44 px high
    EXPECT_LT(middle(text), 40);           // as librsvg has it by itself
    EXPECT_EQ(portable_svg("<text>汲县</text>"), "<text>汲县</text>");
}

}  // namespace
}  // namespace qingliu
