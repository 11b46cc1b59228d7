// What an import did: what it took, what it assumed, what it left, in which units. Nothing is replaced or dropped
// without a line here.
#pragma once

#include <string>
#include <vector>

namespace qingliu {

/// Something the file does not say, or that a case cannot say as the file does, and what was taken for it.
struct Assumption {
    std::string where;  ///< "user2.inp:412"; the file alone where it holds for all of it
    std::string what;   ///< what was taken, a sentence without full stop
    std::string why;
};

/// Something the file has and the case has not: a section, a keyword, an object.
struct NotTaken {
    std::string where;  ///< "user2.inp:63-82"
    std::string what;   ///< "[SUBAREAS], 17 rows"
    std::string why;
};

/// Objects that became part of the case.
struct Taken {
    std::string what;  ///< "conduits"
    std::size_t count = 0;
    std::string as = {};  ///< what they are in the case: "rivers"
};

/// A unit of the file and what it became.
struct ConvertedUnit {
    std::string quantity;  ///< "discharge"
    std::string from, to;  ///< "ft3/s", "m3/s"
};

/// A file that was read.
struct ImportedFile {
    std::string path, checksum;  ///< checksum as engine/config/reading.hpp makes it
};

struct ImportReport {
    std::string program;  ///< whose file it is: "EPA SWMM 5"
    std::vector<ImportedFile> files;
    std::vector<Taken> taken;
    std::vector<Assumption> assumptions;
    std::vector<NotTaken> not_taken;
    std::vector<ConvertedUnit> units;

    void assume(std::string where, std::string what, std::string why) {
        assumptions.push_back({std::move(where), std::move(what), std::move(why)});
    }
    void leave(std::string where, std::string what, std::string why) {
        not_taken.push_back({std::move(where), std::move(what), std::move(why)});
    }
};

/// The report as Markdown; equal assumptions, and equal reasons for what was left, are told once with every place.
/// `version` is that of this program.
std::string import_report_text(const ImportReport& report, const std::string& version);

}  // namespace qingliu
