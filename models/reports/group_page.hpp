// What `assess --by` says of basins, provinces or all sections together.
#pragma once

#include <string>
#include <vector>

#include "models/observations/group_ratings.hpp"
#include "models/reports/dispatcher_table.hpp"

namespace qingliu {

/// References must outlive the page.
struct GroupPage {
    std::string file;  ///< as named
    const std::vector<Group>& groups;
    const Standard& standard;
    Period period;
    GroupBy by = GroupBy::all;
    int utc_offset_minutes = 480;
    std::vector<std::string> remarks = {};  ///< what was read and how: encoding, flags, columns not used
};

std::string group_table(const GroupPage& page, const TableStyle& style);
/// One row a group and period; UTF-8 with byte order mark.
std::string group_csv(const GroupPage& page);
/// {"file", "standard", "groups": [{"name", "stations", "periods", "trends"}], "remarks"}; what is not
/// judged is null.
std::string group_json(const GroupPage& page);

}  // namespace qingliu
