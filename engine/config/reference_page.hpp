// The reference of a configuration as pages of Markdown.
#pragma once

#include <string>
#include <vector>

#include "engine/config/description.hpp"

namespace qingliu {

/// One page for each document, in their order, each begun by a heading of the first level with the document's name; the
/// maps it is made of are headings of the second level, each with a table of its keys: what they take, unit, bounds,
/// default, what they go with. A map that several documents have stands on the page of the first; links lead there,
/// with the page's name in lower case and hyphens for blanks, as in "network.md#cross-section".
std::string reference_pages(const std::vector<RecordDescription>& documents);

/// A heading as the name of a page or an anchor: "cross section" is "cross-section".
std::string page_anchor(std::string heading);

/// Text that may stand in a cell of a table: bars would end it.
std::string markdown_cell(std::string text);

}  // namespace qingliu
