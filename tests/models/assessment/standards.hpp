// The standards of the repository, and GB 3838-2002, Table 1, by the names of its items.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "models/assessment/standard.hpp"

namespace qingliu {

inline const std::filesystem::path repository_standards = std::filesystem::path(QINGLIU_ROOT) / "configs/standards";

inline const Standard& table_one() {
    static const Standard standard = read_standard(repository_standards / "gb3838-2002.yaml");
    return standard;
}

inline std::size_t index_of(const std::string& name) {
    const int index = table_one().find(name);
    EXPECT_GE(index, 0) << name;
    return static_cast<std::size_t>(index);
}

inline std::vector<std::string> names_of(const std::vector<int>& indices) {
    std::vector<std::string> list;
    for (const int i : indices) list.push_back(table_one().indicators[static_cast<std::size_t>(i)].name);
    return list;
}

}  // namespace qingliu
