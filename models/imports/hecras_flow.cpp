#include "models/imports/hecras_flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

std::string word(const std::vector<HecrasField>& fields, std::size_t index) {
    return index < fields.size() ? std::string(fields[index].text) : std::string();
}

class SteadyReader {
public:
    SteadyReader(HecrasText& text, HecrasFlow& flow) : text_(text), flow_(flow) {}

    void read() {
        while (text_.next()) {
            if (text_.key().starts_with("BEGIN FILE DESCRIPTION") || text_.key().starts_with("BEGIN DESCRIPTION")) {
                while (text_.next() && !text_.key().starts_with("END ")) {
                }
            } else if (!read_key() && !read_boundary_key()) {
                leave_out(flow_.left, text_.key(), text_.line());
            }
        }
        check();
    }

private:
    bool read_key() {
        const std::string_view key = text_.key();
        if (key == "Flow Title") {
            flow_.title = text_.value();
        } else if (key == "Number of Profiles") {
            count_ = text_.count();
        } else if (key == "Profile Names") {
            for (const HecrasField& field : text_.fields()) flow_.profiles.emplace_back(field.text);
        } else if (key == "River Rch & RM") {
            const auto fields = text_.fields();
            HecrasFlowChange change{word(fields, 0), word(fields, 1), word(fields, 2), {}, text_.line()};
            if (change.station.ends_with('*')) change.station.pop_back();
            for (const auto& flow : text_.table(count_)) change.flows.push_back(flow.value_or(0));
            flow_.changes.push_back(std::move(change));
        } else if (key == "Boundary for River Rch & Prof#") {
            const auto fields = text_.fields();
            HecrasBoundary boundary;
            boundary.river = word(fields, 0);
            boundary.reach = word(fields, 1);
            boundary.profile =
                static_cast<std::size_t>(std::clamp(text_.needed(fields, 2, "the number of the profile"), 0.0, 1e6));
            boundary.line = text_.line();
            flow_.boundaries.push_back(std::move(boundary));
        } else {
            return key == "Program Version" || key == "Version";
        }
        return true;
    }

    bool read_boundary_key() {
        if (flow_.boundaries.empty()) return false;
        HecrasBoundary& boundary = flow_.boundaries.back();
        const std::string_view key = text_.key();
        const auto fields = text_.fields();
        if (key == "Up Type" || key == "Dn Type") {
            const int kind = static_cast<int>(text_.needed(fields, 0, "the kind of boundary"));
            if (kind < 0 || kind > 4) {
                text_.fault(text_.place(fields[0]), fmt::format("\"{}\" is no kind of boundary", fields[0].text),
                            "0 none, 1 known level, 2 critical depth, 3 normal depth or 4 rating curve");
                return true;
            }
            (key == "Up Type" ? boundary.upper : boundary.lower) = static_cast<HecrasBoundary::Kind>(kind);
        } else if (key == "Dn Known WS") {
            boundary.level = text_.needed(fields, 0, "the known level");
        } else if (key == "Dn Slope") {
            boundary.slope = text_.needed(fields, 0, "the slope of the normal depth");
        } else if (key.starts_with("Dn Rating Curve") || key == "Dn Nval") {
            const auto values = text_.table(2 * text_.count());
            for (std::size_t i = 0; i + 1 < values.size(); i += 2)
                if (values[i] && values[i + 1]) boundary.rating.emplace_back(*values[i], *values[i + 1]);
        } else {
            return false;
        }
        return true;
    }

    void check() {
        if (count_ == 0) {
            text_.fault({text_.file(), 0, 0, {}}, "this flow file has no profile", "\"Number of Profiles= 1\" or more");
            return;
        }
        for (std::size_t i = flow_.profiles.size(); i < count_; ++i)
            flow_.profiles.push_back(fmt::format("PF {}", i + 1));
        flow_.profiles.resize(count_);
        if (flow_.changes.empty())
            text_.fault({text_.file(), 0, 0, {}}, "no discharge is given",
                        "\"River Rch & RM=river,reach,station\" and the discharges below it");
    }

    HecrasText& text_;
    HecrasFlow& flow_;
    std::size_t count_ = 0;
};

}  // namespace

HecrasFlow read_hecras_flow(std::string bytes, const std::string& file, Problems& problems) {
    HecrasFlow flow;
    flow.steady = bytes.find("Boundary Location=") == std::string::npos;
    HecrasText text(std::move(bytes), file, problems);
    if (flow.steady) {
        SteadyReader(text, flow).read();
    } else {
        read_hecras_unsteady(text, flow);
    }
    return flow;
}

}  // namespace qingliu
