#include "models/transport/transport_rates.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "engine/base/index.hpp"

namespace qingliu {

TransportRates::TransportRates(const Grid& grid, const EliminationOrder& order, std::vector<Exchange> exchanges,
                               int constituents, const std::vector<bool>& evaporates, const std::vector<int>& passages)
    : grid_(&grid),
      exchanges_(std::move(exchanges)),
      width_(at(constituents)),
      blocks_(at(blocks_of(constituents))),
      faces_(grid, blocks_),
      matrix_(order),
      evaporates_(blocks_, Octet(0.0)),
      end_of_face_(at(grid.faces()), Grid::none),
      passages_(passages),
      passage_of_face_(at(grid.faces()), Grid::none),
      throughput_(at(grid.cells()), 0.0),
      entering_volume_(at(grid.cells()), 0.0),
      entering_(at(grid.cells()) * blocks_, Octet(0.0)),
      entering_rate_(entering_),
      concentration_(entering_),
      rate_(entering_),
      face_value_(at(grid.faces()) * blocks_, Octet(0.0)) {
    for (std::size_t k = 0; k < evaporates.size(); ++k) {
        evaporates_[k / 8].set(static_cast<int>(k % 8), evaporates[k] ? 1.0 : 0.0);
        any_evaporates_ = any_evaporates_ || evaporates[k];
    }
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.is_inner(f)) {
            inner_faces_.push_back(f);
        } else {
            end_of_face_[at(f)] = static_cast<int>(boundary_faces_.size());
            boundary_faces_.push_back(f);
        }
    }
    for (std::size_t p = 0; p < passages_.size(); ++p) passage_of_face_[at(passages_[p])] = static_cast<int>(p);
}

void TransportRates::begin(const FlowStep& flow, std::span<const double> exchange_concentration,
                           std::span<const double> dispersion) {
    if (exchange_concentration.size() != exchanges_.size() * width_ || !(flow.dt > 0))
        throw std::invalid_argument("transport: concentrations of the wrong length, or no step");
    flow_ = flow;
    exchange_concentration_ = exchange_concentration;
    dispersion_ = dispersion;
    faces_.begin(flow.face_volume);
    taking_.clear();
    std::fill(entering_volume_.begin(), entering_volume_.end(), 0.0);
    std::fill(entering_rate_.begin(), entering_rate_.end(), Octet(0.0));
    std::copy(flow.seepage_volume.begin(), flow.seepage_volume.end(), throughput_.begin());
    for (std::size_t e = 0; e < exchanges_.size(); ++e) {
        const double volume = flow.source_volume[e];
        const std::size_t c = at(exchanges_[e].cell);
        if (volume < 0) {
            taking_.push_back(e);
            throughput_[c] -= volume;
        }
        if (!(volume > 0)) continue;
        entering_volume_[c] += volume;
        for (std::size_t b = 0; b < blocks_; ++b)
            entering_rate_[c * blocks_ + b] +=
                Octet(volume / flow.dt) * load_block(&exchange_concentration[e * width_], width_, b);
    }
    for (std::size_t f = 0; f < at(grid_->faces()); ++f) {
        const int donor = faces_.directions().donor[f];
        if (donor != faces_.directions().outside()) throughput_[at(donor)] += std::fabs(flow.face_volume[f]);
    }
    for (std::size_t c = 0; c < entering_volume_.size(); ++c) {
        const Octet inverse(entering_volume_[c] > dry_volume ? flow.dt / entering_volume_[c] : 0.0);
        for (std::size_t b = 0; b < blocks_; ++b)
            entering_[c * blocks_ + b] = entering_rate_[c * blocks_ + b] * inverse;
        if (entering_volume_[c] <= dry_volume) entering_volume_[c] = 0;
    }
}

void TransportRates::volumes(double share, std::span<double> volume) const {
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const double before = flow_.volume_before[c];
        volume[c] = std::max(before + share * (flow_.volume_after[c] - before), 0.0);
    }
}

void TransportRates::find_concentrations(std::span<const double> volume, std::span<const double> mass) {
    const auto& directions = faces_.directions();
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const Octet inverse(1 / std::max(volume[c], dry_volume));
        for (std::size_t b = 0; b < blocks_; ++b)
            concentration_[c * blocks_ + b] = load_block(mass.data() + c * width_, width_, b) * inverse;
    }
    for (const int cell : directions.order().cell) {
        const std::size_t c = at(cell);
        if (volume[c] >= dry_volume) continue;
        const auto inflows = directions.inflow_faces(cell);
        double entering = entering_volume_[c];
        for (const int f : inflows) entering += std::fabs(flow_.face_volume[at(f)]);
        if (!(entering > 0)) continue;
        const double missing = (1 - volume[c] / dry_volume) / entering;
        for (std::size_t b = 0; b < blocks_; ++b) {
            Octet brought = Octet(entering_volume_[c]) * entering_[c * blocks_ + b];
            for (const int f : inflows)
                brought += Octet(std::fabs(flow_.face_volume[at(f)])) *
                           concentration_[at(directions.donor[at(f)]) * blocks_ + b];
            concentration_[c * blocks_ + b] += Octet(missing) * brought;
        }
    }
}

void TransportRates::fill(std::span<const double> from, std::span<const double> to, std::span<double> mass) {
    find_concentrations(from, mass);
    for (std::size_t c = 0; c < from.size(); ++c) {
        for (std::size_t b = 0; b < blocks_; ++b)
            store_block(Octet(to[c]) * concentration_[c * blocks_ + b], mass.data() + c * width_, width_, b);
    }
}

void TransportRates::add_to_row(std::size_t row, std::size_t block, const Octet& amount,
                                std::span<double> account_rate) const {
    double* place = account_rate.data() + row * width_;
    for (std::size_t k = 8 * block; k < std::min(8 * block + 8, width_); ++k)
        place[k] += amount[static_cast<int>(k % 8)];
}

void TransportRates::pass(int face, std::span<const PassingChange> changes, std::span<double> account_rate) {
    const auto& directions = faces_.directions();
    const std::size_t f = at(face);
    const int donor = directions.donor[f], receiver = directions.receiver[f];
    if (donor == receiver) return;
    const double discharge = std::fabs(flow_.face_volume[f]) / flow_.dt;
    const bool enters = donor == directions.outside(), leaves = receiver == directions.outside();
    const int passage = passage_of_face_[f];
    for (std::size_t b = 0; b < blocks_; ++b) {
        // what lay before an open end comes back
        const Octet& value = enters ? concentration_[at(receiver) * blocks_ + b] : face_value_[f * blocks_ + b];
        const Octet came = Octet(discharge) * value;
        Octet goes = came;
        if (passage != Grid::none) {
            for (const auto& change : changes) {
                if (change.place != passage || at(change.constituent / 8) != b) continue;
                const int lane = change.constituent % 8;
                goes.set(lane, std::max(change.kept * came[lane] + change.added * discharge, 0.0));
            }
            add_to_row(gained_row(at(passage)), b, goes - came, account_rate);
        }
        if (enters) {
            add_to_row(in_row(at(end_of_face_[f])), b, came, account_rate);
        } else {
            rate_[at(donor) * blocks_ + b] -= came;
        }
        if (leaves) {
            add_to_row(out_row(at(end_of_face_[f])), b, goes, account_rate);
        } else {
            rate_[at(receiver) * blocks_ + b] += goes;
        }
    }
}

void TransportRates::disperse() {
    if (dispersion_.empty()) return;
    for (std::size_t k = 0; k < inner_faces_.size(); ++k) {
        if (dispersion_[k] <= 0) continue;
        const std::size_t from = at(grid_->face_from[at(inner_faces_[k])]) * blocks_,
                          to = at(grid_->face_to[at(inner_faces_[k])]) * blocks_;
        const Octet exchange(dispersion_[k] / flow_.dt);
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet flux = exchange * (concentration_[from + b] - concentration_[to + b]);
            rate_[from + b] -= flux;
            rate_[to + b] += flux;
        }
    }
}

const Octet* TransportRates::leaving(int cell) const {
    const int face = faces_.near_face(cell);
    return face == Grid::none ? &concentration_[at(cell) * blocks_] : &face_value_[at(face) * blocks_];
}

void TransportRates::withdraw(std::size_t cell, double discharge, const Octet* value, std::size_t row,
                              std::span<double> account_rate) {
    for (std::size_t b = 0; b < blocks_; ++b) {
        const Octet gone = Octet(discharge) * value[b];
        rate_[cell * blocks_ + b] -= gone;
        add_to_row(row, b, gone, account_rate);
    }
}

void TransportRates::exchange(std::span<double> account_rate) {
    for (std::size_t i = 0; i < taking_.size(); ++i) {
        const int cell = exchanges_[taking_[i]].cell;
        withdraw(at(cell), -flow_.source_volume[taking_[i]] / flow_.dt, leaving(cell), taken_row(i), account_rate);
    }
    for (int c = 0; c < grid_->cells(); ++c) {
        const double seeps = flow_.seepage_volume[at(c)];
        if (seeps > 0) withdraw(at(c), seeps / flow_.dt, leaving(c), seepage_row(), account_rate);
        const double evaporates = flow_.evaporation_volume[at(c)];
        if (!any_evaporates_ || evaporates <= 0) continue;
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet gone = Octet(evaporates / flow_.dt) * evaporates_[b] * concentration_[at(c) * blocks_ + b];
            rate_[at(c) * blocks_ + b] -= gone;
            add_to_row(evaporated_row(), b, gone, account_rate);
        }
    }
}

void TransportRates::rates(std::span<const double> volume, std::span<const double> mass,
                           std::span<const PassingChange> changes, std::span<double> rate,
                           std::span<double> account_rate) {
    std::fill(account_rate.begin(), account_rate.end(), 0.0);
    rate_ = entering_rate_;
    find_concentrations(volume, mass);
    faces_.compute(volume, concentration_, entering_volume_, entering_, face_value_);
    for (int f = 0; f < grid_->faces(); ++f) pass(f, changes, account_rate);
    disperse();
    exchange(account_rate);
    for (std::size_t c = 0; c < volume.size(); ++c) {
        for (std::size_t b = 0; b < blocks_; ++b)
            store_block(rate_[c * blocks_ + b], rate.data() + c * width_, width_, b);
    }
}

void TransportRates::book(std::span<const double> accounts, TransportLedger& ledger) const {
    const auto put = [&](CompensatedSums& sums, std::size_t place, std::size_t row) {
        for (std::size_t b = 0; b < blocks_; ++b)
            sums.add(static_cast<int>(place), static_cast<int>(b),
                     load_block(accounts.data() + row * width_, width_, b));
    };
    for (std::size_t k = 0; k < boundary_faces_.size(); ++k) {
        put(ledger.boundary_in_, k, in_row(k));
        put(ledger.boundary_out_, k, out_row(k));
    }
    for (std::size_t p = 0; p < passages_.size(); ++p) put(ledger.gained_, p, gained_row(p));
    put(ledger.seepage_, 0, seepage_row());
    put(ledger.evaporated_, 0, evaporated_row());
    for (std::size_t i = 0; i < taking_.size(); ++i) put(ledger.exchange_out_, taking_[i], taken_row(i));
    for (std::size_t e = 0; e < exchanges_.size(); ++e) {
        const double volume = flow_.source_volume[e];
        if (!(volume > 0)) continue;
        for (std::size_t b = 0; b < blocks_; ++b)
            ledger.exchange_in_.add(static_cast<int>(e), static_cast<int>(b),
                                    Octet(volume) * load_block(&exchange_concentration_[e * width_], width_, b));
    }
    ++ledger.steps;
}

void TransportRates::book_clipped(std::span<const double> clipped, TransportLedger& ledger) {
    for (std::size_t b = 0; 8 * b < clipped.size(); ++b)
        ledger.clipped_.add(0, static_cast<int>(b), load_block(clipped.data(), clipped.size(), b));
}

bool TransportRates::factor(std::span<const double> volume, double gamma, std::span<const double> held) {
    const auto& directions = faces_.directions();
    const double share = gamma / flow_.dt;  // volumes of the step -> discharge times gamma
    matrix_.clear();
    for (std::size_t c = 0; c < volume.size(); ++c)
        matrix_.add_diagonal(static_cast<int>(c), std::max(volume[c], dry_volume) + share * throughput_[c] + held[c]);
    for (const int f : boundary_faces_) {
        const int receiver = directions.receiver[at(f)];
        if (receiver != directions.outside())
            matrix_.add_diagonal(receiver, -share * std::fabs(flow_.face_volume[at(f)]));
    }
    for (std::size_t k = 0; k < inner_faces_.size(); ++k) {
        const auto f = at(inner_faces_[k]);
        const double passes = share * flow_.face_volume[f];
        const double spreads = dispersion_.empty() ? 0.0 : share * dispersion_[k];
        // row of the receiver, column of the donor
        matrix_.add_coupling(static_cast<int>(k), std::min(passes, 0.0) - spreads, -std::max(passes, 0.0) - spreads);
        matrix_.add_diagonal(grid_->face_from[f], spreads);
        matrix_.add_diagonal(grid_->face_to[f], spreads);
    }
    return matrix_.factor();
}

}  // namespace qingliu
