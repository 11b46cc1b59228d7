// The engine's own water with somebody looking on: all is passed through, and what a step leaves can be seen.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "engine/run/contracts.hpp"

namespace qingliu::testing {

class WaterWatched : public WaterQuality {
public:
    explicit WaterWatched(std::unique_ptr<WaterQuality> inner) : inner_(std::move(inner)) {}

    void advance(const FlowStep& step) override {
        inner_->advance(step);
        look(step, *inner_);
    }
    void fill(std::span<const double> volume, std::span<const double> concentration) override {
        inner_->fill(volume, concentration);
    }
    void start_bed(std::span<const double> volume) override { inner_->start_bed(volume); }
    std::span<double> mass() override { return inner_->mass(); }
    std::span<double> bed() override { return inner_->bed(); }
    void over_bed(std::span<double> values) const override { inner_->over_bed(values); }
    void concentrations(std::span<const double> volume, std::span<double> values) const override {
        inner_->concentrations(volume, values);
    }
    void impose(std::span<const ImposedConcentration> values) override { inner_->impose(values); }
    [[nodiscard]] std::vector<double> entering(double time) const override { return inner_->entering(time); }
    [[nodiscard]] std::vector<LedgerAccount> ledger() const override { return inner_->ledger(); }
    [[nodiscard]] std::vector<ProcessPart> process_parts() const override { return inner_->process_parts(); }
    void process_amounts(std::span<double> values) const override { inner_->process_amounts(values); }
    void reset_ledger() override { inner_->reset_ledger(); }
    void carry_state(StateCarrier& carrier) override { inner_->carry_state(carrier); }
    void carry_sums(StateCarrier& carrier) override { inner_->carry_sums(carrier); }

protected:
    /// After every step.
    virtual void look(const FlowStep& step, WaterQuality& water) = 0;

private:
    std::unique_ptr<WaterQuality> inner_;
};

}  // namespace qingliu::testing
