#include "engine/state/checkpoint.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace qingliu {

void StateCarrier::carry(const std::string& name, std::vector<double>& row) {
    const std::string whole = owner_ + name;
    if (!restores_) {
        if (!row.empty() && !kept_->emplace(whole, row).second)
            throw std::logic_error("the state has two rows called " + whole);
        return;
    }
    const auto found = kept_->find(whole);
    const std::size_t there = found == kept_->end() ? 0 : found->second.size();
    if (!row.empty() && there != row.size())
        throw std::runtime_error(
            fmt::format("the checkpoint has {} numbers of {} where this case has {}", there, whole, row.size()));
    if (there > 0) row = found->second;
}

void StateCarrier::carry(const std::string& name, std::vector<char>& row) {
    std::vector<double> numbers(row.begin(), row.end());
    carry(name, numbers);
    row.assign(numbers.begin(), numbers.end());
}

void StateCarrier::carry(const std::string& name, std::vector<long>& row) {
    std::vector<double> numbers(row.begin(), row.end());
    carry(name, numbers);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<long>(numbers[i]);
}

void StateCarrier::carry(const std::string& name, std::vector<CompensatedSum>& row) {
    std::vector<double> numbers;
    for (const auto& sum : row) numbers.insert(numbers.end(), {sum.rounded(), sum.rest()});
    carry(name, numbers);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = CompensatedSum(numbers[2 * i], numbers[2 * i + 1]);
}

void StateCarrier::carry(const std::string& name, double& number) {
    std::vector<double> row{number};
    carry(name, row);
    number = row.front();
}

void StateCarrier::carry(const std::string& name, long& count) {
    auto number = static_cast<double>(count);
    carry(name, number);
    count = static_cast<long>(number);
}

void StateCarrier::carry(const std::string& name, CompensatedSum& sum) {
    std::vector<CompensatedSum> row{sum};
    carry(name, row);
    sum = row.front();
}

}  // namespace qingliu
