#include "validation/claims.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace qingliu::validation {
namespace {

bool stands(double value, std::string_view relation, double limit) {
    if (relation == "<=") return value <= limit;
    if (relation == "<") return value < limit;
    if (relation == ">=") return value >= limit;
    if (relation == ">") return value > limit;
    if (relation == "==") return value <= limit && value >= limit;
    throw std::invalid_argument("relation \"" + std::string(relation) + "\" is none of <=, <, >=, >, ==");
}

}  // namespace

struct Claims::Said {
    std::string file;  // without folder
    nlohmann::ordered_json json;
};

Claims::Claims(std::string_view name, std::string_view part)
    : said_([&]() -> Said& {
          if (!std::filesystem::is_directory(std::filesystem::path(QINGLIU_ROOT) / "validation" / name))
              throw std::invalid_argument("no folder validation/" + std::string(name));
          // one for each file of this process, so that several tests of a case add to it
          static std::map<std::string, Said> all;
          const std::string file = std::string(name) + (part.empty() ? "" : ".") + std::string(part) + ".json";
          const auto [at, fresh] = all.try_emplace(file);
          if (fresh) {
              at->second.file = file;
              at->second.json = {{"case", name},
                                 {"claims", nlohmann::ordered_json::array()},
                                 {"notes", nlohmann::ordered_json::array()},
                                 {"tables", nlohmann::ordered_json::array()},
                                 {"plots", nlohmann::ordered_json::array()}};
          }
          return at->second;
      }()) {}

Claims::~Claims() {
    const std::filesystem::path folder(QINGLIU_CLAIMS);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    std::ofstream out(folder / said_.file);
    out << said_.json.dump(1) << '\n';
    out.close();
    if (!out) ADD_FAILURE() << "claims cannot be written to " << folder / said_.file;
}

bool Claims::check(std::string_view name, double value, std::string_view relation, double limit, std::string_view unit,
                   std::string_view reason) {
    const bool held = stands(value, relation, limit);
    said_.json["claims"].push_back({{"name", name},
                                    {"value", value},
                                    {"relation", relation},
                                    {"limit", limit},
                                    {"unit", unit},
                                    {"reason", reason},
                                    {"held", held}});
    EXPECT_TRUE(held) << name << ": " << value << " is to be " << relation << ' ' << limit << ' ' << unit << " ("
                      << reason << ')';
    return held;
}

void Claims::note(std::string_view text) { said_.json["notes"].push_back(text); }

void Claims::skip(std::string_view reason) { said_.json["skipped"] = reason; }

void Claims::table(std::string_view title, const std::vector<std::string>& header,
                   const std::vector<std::vector<std::string>>& rows) {
    for (const auto& row : rows) {
        if (row.size() != header.size())
            throw std::invalid_argument("a row of the table \"" + std::string(title) +
                                        "\" is not as long as its header");
    }
    said_.json["tables"].push_back({{"title", title}, {"header", header}, {"rows", rows}});
}

void Claims::plot(std::string_view title, std::string_view x_label, std::string_view y_label,
                  const std::vector<PlotSeries>& series) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& s : series) {
        if (s.x.size() != s.y.size())
            throw std::invalid_argument("x and y of \"" + s.label + "\" are not of the same length");
        list.push_back({{"label", s.label},
                        {"x", s.x},
                        {"y", s.y},
                        {"style", s.style == PlotSeries::Style::line ? "line" : "points"}});
    }
    said_.json["plots"].push_back({{"title", title}, {"x_label", x_label}, {"y_label", y_label}, {"series", list}});
}

}  // namespace qingliu::validation
