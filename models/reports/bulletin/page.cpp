#include "models/reports/bulletin/page.hpp"

#include "models/reports/bulletin/bulletin_data.hpp"
#include "models/reports/bulletin/packed_text.hpp"
#include "models/reports/bulletin/page_template.hpp"
#include "models/reports/bulletin/plain_page.hpp"

namespace qingliu::bulletin {

std::string filled_template(std::string_view page, const Json& data, Language language) {
    constexpr std::string_view chinese = R"(<html lang="zh-CN" data-lang="zh">)",
                               english = R"(<html lang="en" data-lang="en">)";
    std::string text(page);
    const std::string script = R"(<script id="bulletin-data" type="application/octet-stream">)" +
                               base64(deflated(text_of(data))) + "</script>";
    text.replace(text.find(data_marker), data_marker.size(), script);
    const std::size_t head = text.find(chinese);
    if (language == Language::en && head != std::string::npos) text.replace(head, chinese.size(), english);
    return text;
}

std::string page_of(const Json& data, Language language) {
    const std::string_view page = page_template();
    if (page.find(data_marker) == std::string_view::npos) return plain_page(Json::parse(text_of(data)), language);
    return filled_template(page, data, language);
}

std::string bulletin_page(const std::filesystem::path& forecast, Language language,
                          const std::vector<std::filesystem::path>& observations) {
    return page_of(bulletin_of(forecast, observations), language);
}

}  // namespace qingliu::bulletin
