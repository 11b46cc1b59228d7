// The bed: what has settled on it decays into methane, ammonia and phosphate, which lie there, are buried, and go
// through a thin layer with oxygen into the water or into the air (diagenesis_law.hpp). One process for each way from
// a stock or from the water to where it ends, in proportion to where it comes from, so that nothing is taken of what is
// not there.
#include "models/kinetics/diagenesis_law.hpp"
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

using namespace species;

/// Of one stock at a rate that all of its class share.
class BedDecay final : public Process {
public:
    BedDecay(std::size_t stock, double rate, double theta) : stock_(stock), rate_(rate, theta) {}
    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * water.c[stock_];
        damping = k;
    }

private:
    std::size_t stock_;
    TemperatureLaw rate_;  // s-1
};

struct Way {
    std::string name, title, sentence;
    std::size_t from;
    Block BedFluxes::*speed;            // m s-1 of the water's, s-1 of the bed's
    Block BedFluxes::*share = nullptr;  // of that, where it goes several ways
    double oxygen = 0, carbon = 0;      // g g-1, that it takes of the water, of the methane
};

/// What moves in proportion to where it comes from.
class BedTransfer final : public Process {
public:
    explicit BedTransfer(const Way& way)
        : from_(way.from),
          from_water_(!known_constituents()[way.from].bed),
          speed_(way.speed),
          share_(way.share),
          oxygen_(way.oxygen),
          carbon_(way.carbon > 0) {}
    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        return from_water_ ? 1.0 / drivers.bed_depth : Block(1.0);
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const BedFluxes& bed = *water.bed;
        damping = k * (bed.*speed_);
        if (share_ != nullptr) damping *= bed.*share_;
        rate = damping * water.c[from_];
        if (oxygen_ > 0) damping += oxygen_ * rate * bed.oxygen_slope;
        if (carbon_) damping += bed.carbon_damping;
    }

private:
    std::size_t from_;
    bool from_water_;
    Block BedFluxes::*speed_;
    Block BedFluxes::*share_;
    double oxygen_;  // g g-1
    bool carbon_;    // uses up methane
};

/// One of the ways methane takes.
class BedMethane final : public Process {
public:
    BedMethane(Block BedFluxes::*flux, Block BedFluxes::*damping) : flux_(flux), damping_(damping) {}
    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return 1.0 / drivers.bed_depth; }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * (water.bed->*flux_);
        damping = k * water.drivers.bed_depth * (water.bed->*damping_);
    }

private:
    Block BedFluxes::*flux_;  // g m-2 s-1
    Block BedFluxes::*damping_;
};

/// Shares parameters with all of the bed.
template <class Make>
ProcessEntry entry(const ProcessDescription& description, Make make) {
    return {.description = description,
            .make = [make](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                return make(value.of(diagenesis_law()));
            }};
}

const std::string published_in = "Di Toro & Fitzpatrick 1993; Di Toro 2001";

ProcessEntry decay(const std::string& of, const std::string& title, bool labile, std::size_t stock,
                   Stoichiometry made) {
    ProcessDescription d;
    d.name = "bed_" + of + "_decay";
    d.title = title;
    d.sentence = std::string("k theta^(T-20) C: ") + (labile ? "labile" : "slow") + " matter of the bed decays.";
    d.source = published_in;
    d.drivers = {"water_temperature"};
    d.row = {{stock, -1}, made};
    return entry(d, [=](const ParametersOf& value) -> std::unique_ptr<Process> {
        const double rate = value(labile ? "labile_rate" : "slow_rate");
        if (rate <= 0) return nullptr;
        return std::make_unique<BedDecay>(stock, rate, value(labile ? "labile_theta" : "slow_theta"));
    });
}

ProcessEntry burial(std::size_t stock, Exchanged buried) {
    const Constituent& one = known_constituents()[stock];
    ProcessDescription d;
    d.name = one.name + "_burial";
    d.title = one.title + "埋藏";
    d.sentence = "w2 C / H2: it is buried.";
    d.source = published_in;
    d.row = {{stock, -1}};
    d.outside = {buried};
    return entry(d, [stock](const ParametersOf& value) -> std::unique_ptr<Process> {
        if (value("burial") <= 0) return nullptr;
        return std::make_unique<BedDecay>(stock, value("burial") / value("thickness"), 1);
    });
}

ProcessDescription moving(const std::string& name, const std::string& title, const std::string& sentence,
                          std::vector<Stoichiometry> row, std::vector<Exchanged> outside) {
    return {.name = name,
            .title = title,
            .sentence = sentence,
            .source = published_in,
            .drivers = {"depth", "water_temperature", "diagenesis"},
            .row = std::move(row),
            .outside = std::move(outside),
            .parameters = {},
            .reads = diagenesis_reads()};
}

/// Along a way, `made` at its end.
ProcessEntry transfer(const Way& way, const std::vector<Stoichiometry>& made, std::size_t replaced_by = count) {
    std::vector<Stoichiometry> row{{way.from, -1}};
    row.insert(row.end(), made.begin(), made.end());
    if (way.oxygen > 0) row.push_back({dissolved_oxygen, -way.oxygen});
    if (way.carbon > 0) row.push_back({bed_methane, -way.carbon});
    std::vector<Exchanged> outside;
    if (way.carbon > 0) outside.push_back({Reservoir::nitrogen_gas, 1});
    ProcessDescription d = moving(way.name, way.title, way.sentence, std::move(row), std::move(outside));
    if (replaced_by < count) d.replaced_by = {replaced_by};
    return entry(d, [way](const ParametersOf&) { return std::make_unique<BedTransfer>(way); });
}

/// What nitrifies in the thin layer, of `from`, by where its nitrate goes.
void add_nitrification(std::vector<ProcessEntry>& list, const std::string& name, const std::string& title,
                       std::size_t from, Block BedFluxes::*speed) {
    const std::string sentence = "It is oxidised in the thin layer, the nitrate goes ";
    const double oxygen = oxygen_of_nitrification;
    list.push_back(transfer({name + "_to_nitrate", title + "（入水）", sentence + "into the water.", from, speed,
                             &BedFluxes::to_water, oxygen},
                            {{nitrate_nitrogen, 1}}));
    list.push_back(transfer(
        {name + "_to_bed_nitrate", title + "（入底泥）", sentence + "down.", from, speed, &BedFluxes::to_bed, oxygen},
        {{bed_nitrate_nitrogen, 1}}));
    list.push_back(transfer({name + "_to_gas", title + "（脱氮）", sentence + "on to nitrogen gas.", from, speed,
                             &BedFluxes::to_gas, oxygen, oxygen_of_denitrification},
                            {}));
}

void add_phosphate(std::vector<ProcessEntry>& list, const std::string& suffix, std::size_t in_water,
                   std::size_t replaced_by) {
    list.push_back(transfer(
        {"phosphate_uptake_by_bed" + suffix, "底泥吸磷",
         "s v1 P / ((s + v1) H): phosphate of the water that sorbs in the bed.", in_water, &BedFluxes::phosphate_down},
        {{bed_phosphate, 1}}, replaced_by));
    list.push_back(transfer(
        {"phosphate_release" + suffix, "底泥释磷", "v2 s PT2 / (s + v1): phosphate of the bed that comes out of it.",
         bed_phosphate, &BedFluxes::phosphate_up},
        {{in_water, 1}}, replaced_by));
}

ProcessEntry methane_way(const std::string& name, const std::string& title, const std::string& sentence,
                         std::vector<Stoichiometry> row, std::vector<Exchanged> outside, Block BedFluxes::*flux,
                         Block BedFluxes::*damping) {
    return entry(moving(name, title, sentence, std::move(row), std::move(outside)),
                 [=](const ParametersOf&) { return std::make_unique<BedMethane>(flux, damping); });
}

}  // namespace

std::vector<ProcessEntry> diagenesis_processes() {
    std::vector<ProcessEntry> list = {
        decay("labile_carbon", "底泥易降解碳分解", true, bed_labile_carbon, {bed_methane, oxygen_of_carbon}),
        decay("slow_carbon", "底泥慢降解碳分解", false, bed_slow_carbon, {bed_methane, oxygen_of_carbon}),
        decay("labile_nitrogen", "底泥易降解氮分解", true, bed_labile_nitrogen, {bed_ammonia_nitrogen, 1}),
        decay("slow_nitrogen", "底泥慢降解氮分解", false, bed_slow_nitrogen, {bed_ammonia_nitrogen, 1}),
        decay("labile_phosphorus", "底泥易降解磷分解", true, bed_labile_phosphorus, {bed_phosphate, 1}),
        decay("slow_phosphorus", "底泥慢降解磷分解", false, bed_slow_phosphorus, {bed_phosphate, 1})};
    for (const std::size_t one : {bed_labile_carbon, bed_slow_carbon, bed_inert_carbon})
        list.push_back(burial(one, {Reservoir::bed_demand, oxygen_of_carbon}));
    for (const std::size_t one : {bed_labile_nitrogen, bed_slow_nitrogen, bed_inert_nitrogen, bed_ammonia_nitrogen})
        list.push_back(burial(one, {Reservoir::bed_organic_nitrogen, 1}));
    for (const std::size_t one : {bed_labile_phosphorus, bed_slow_phosphorus, bed_inert_phosphorus, bed_phosphate})
        list.push_back(burial(one, {Reservoir::bed_phosphorus, 1}));
    list.push_back(transfer({"ammonia_uptake_by_bed", "底泥吸氨",
                             "s v1 N / ((s + v1 + k1) H): ammonia of the water that goes into the bed.",
                             ammonia_nitrogen, &BedFluxes::ammonia_down},
                            {{bed_ammonia_nitrogen, 1}}));
    list.push_back(
        transfer({"ammonia_release", "底泥释氨", "v2 s NT2 / (s + v1 + k1): ammonia of the bed that comes out of it.",
                  bed_ammonia_nitrogen, &BedFluxes::ammonia_up},
                 {{ammonia_nitrogen, 1}}));
    add_nitrification(list, "ammonia_nitrified_on_bed", "水中氨在底泥表层硝化", ammonia_nitrogen,
                      &BedFluxes::ammonia_nitrified);
    add_nitrification(list, "bed_ammonia_nitrified", "底泥氨在表层硝化", bed_ammonia_nitrogen,
                      &BedFluxes::bed_ammonia_nitrified);
    list.push_back(transfer({"nitrate_uptake_by_bed", "底泥吸硝态氮",
                             "s KL12 N / ((s + KL12 + k1) H): nitrate of the water that goes into the bed.",
                             nitrate_nitrogen, &BedFluxes::nitrate_down},
                            {{bed_nitrate_nitrogen, 1}}));
    list.push_back(transfer({"nitrate_denitrified_on_bed", "水中硝态氮在底泥表层脱氮",
                             "s k1 N / ((s + KL12 + k1) H): it is reduced in the thin layer, by what makes methane.",
                             nitrate_nitrogen, &BedFluxes::nitrate_denitrified, nullptr, 0, oxygen_of_denitrification},
                            {}));
    list.push_back(transfer(
        {"nitrate_release", "底泥释硝态氮", "KL12 s N2 / (s + KL12 + k1): nitrate of the bed that comes out of it.",
         bed_nitrate_nitrogen, &BedFluxes::nitrate_up},
        {{nitrate_nitrogen, 1}}));
    list.push_back(transfer(
        {"bed_denitrification", "底泥脱氮", "(KL12 k1 / (s + KL12 + k1) + kappa2) N2: it is reduced in both layers.",
         bed_nitrate_nitrogen, &BedFluxes::bed_nitrate_denitrified, nullptr, 0, oxygen_of_denitrification},
        {}));
    add_phosphate(list, "", phosphate, count);
    add_phosphate(list, "_as_dissolved", dissolved_phosphorus, phosphate);
    list.push_back(methane_way(
        "bed_methane_oxidation", "底泥甲烷氧化", "F kappa^2 / (kappa^2 + s^2): methane is oxidised in the thin layer.",
        {{bed_methane, -1}, {dissolved_oxygen, -1}}, {}, &BedFluxes::methane_oxidised, &BedFluxes::oxidised_damping));
    list.push_back(methane_way("methane_release", "底泥释甲烷", "What of F is not oxidised comes into the water.",
                               {{bed_methane, -1}, {methane, 1}}, {}, &BedFluxes::methane_dissolved,
                               &BedFluxes::dissolved_damping));
    list.push_back(methane_way(
        "methane_bubbles", "底泥甲烷气泡",
        "P (1 - x), x the share of the depth where methane is not saturated: bubbles to the air.", {{bed_methane, -1}},
        {{Reservoir::atmospheric_methane, 1}}, &BedFluxes::methane_bubbles, &BedFluxes::bubbles_damping));
    return list;
}

}  // namespace qingliu
