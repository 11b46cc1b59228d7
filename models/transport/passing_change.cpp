// Of Advection: what the water that passes a face gains or loses on its way. The flux of the step is changed once,
// where it leaves the donor, so that what lies below receives it changed; a walk from below that reaches through the
// face changes its share of the water alike, which makes the same sum.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "engine/base/index.hpp"
#include "models/transport/advection.hpp"

namespace qingliu {

namespace {

/// Constituents that may change at one face.
constexpr std::size_t most_changes = 8;

}  // namespace

void Advection::set_passages(const std::vector<int>& passages) {
    passages_ = passages;
    change_begin_.assign(passages.size() + 1, 0);
    if (passages.empty()) return;
    passage_of_face_.assign(at(grid_->faces()), Grid::none);
    for (std::size_t p = 0; p < passages.size(); ++p) {
        if (!grid_->is_inner(passages[p])) throw std::invalid_argument("transport: a passage leads out of the network");
        passage_of_face_[at(passages[p])] = static_cast<int>(p);
    }
    changing_.reserve(most_changes);
    kept_.assign(at(grid_->faces()), 1.0);
    changed_.assign(std::min<std::size_t>(most_changes, constituents_), std::vector<double>(at(grid_->cells())));
}

void Advection::begin_changes(std::span<const PassingChange> changes) {
    changes_ = changes;
    if (passages_.empty() && changes.empty()) return;
    const auto refuse = [](bool wrong) {
        if (wrong) throw std::invalid_argument("transport: changes out of order, of no passage, or too many");
    };
    std::size_t next = 0;
    changing_.clear();
    for (std::size_t p = 0; p < passages_.size(); ++p) {
        change_begin_[p] = next;
        for (; next < changes.size() && changes[next].place == static_cast<int>(p); ++next) {
            const std::size_t constituent = at(changes[next].constituent);
            if (std::ranges::find(changing_, constituent) != changing_.end()) continue;
            refuse(constituent >= constituents_ || changing_.size() == changed_.size());
            changing_.push_back(constituent);
        }
        refuse(next - change_begin_[p] > most_changes);
    }
    change_begin_.back() = next;
    refuse(next != changes.size());
}

std::span<const PassingChange> Advection::changes_at(int face) const {
    if (changes_.empty()) return {};
    const int passage = passage_of_face_[at(face)];
    if (passage == Grid::none) return {};
    const std::size_t begin = change_begin_[at(passage)];
    return changes_.subspan(begin, change_begin_[at(passage) + 1] - begin);
}

void Advection::change_flux(int face, TransportLedger& ledger) {
    for (const auto& change : changes_at(face)) {
        const std::size_t block = at(change.constituent / 8);
        const int lane = change.constituent % 8;
        Octet& flux = flux_[at(face) * blocks_ + block];
        const double came = flux[lane];
        const double goes = std::max(change.kept * came + change.added * face_volume_[at(face)], 0.0);
        flux.set(lane, goes);
        Octet gained(0.0);
        gained.set(lane, goes - came);
        ledger.gained_.add(change.place, static_cast<int>(block), gained);
    }
}

void Advection::take_through(int face, double fraction, double weight) {
    const auto changes = changes_at(face);
    // where only the mean of what leaves is known, the flux has changed already
    if (changes.empty() || sequence_[at(directions_.donor[at(face)])] == Sequence::mixed) {
        take_from_donor(face, fraction, weight);
        return;
    }
    std::array<double, most_changes> before{};
    for (std::size_t i = 0; i < changes.size(); ++i)
        before[i] = taken_[at(changes[i].constituent / 8)][changes[i].constituent % 8];
    take_from_donor(face, fraction, weight);
    const double volume = weight * fraction * face_volume_[at(face)];
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Octet& taken = taken_[at(changes[i].constituent / 8)];
        const int lane = changes[i].constituent % 8;
        taken.set(lane, before[i] + changes[i].kept * (taken[lane] - before[i]) + changes[i].added * volume);
    }
}

}  // namespace qingliu
