// The one door to librsvg and cairo: SVG as people's programs read it, and PNG of it.
#pragma once

#include <stdexcept>
#include <string>

namespace qingliu {

/// An SVG that cannot be drawn.
class PictureError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The same drawing without what only browsers know: `dominant-baseline: central` becomes a shift of the text, so that
/// librsvg, Inkscape and word processors put it where browsers do.
std::string portable_svg(const std::string& svg);

/// PNG of an SVG that states its width and height in px, `scale` pixels for each. Throws PictureError.
std::string png_of(const std::string& svg, double scale);

/// Whether some installed font has Chinese characters; without one a PNG shows boxes.
bool has_chinese_font();

}  // namespace qingliu
